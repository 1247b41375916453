"""A column kept by its different values says what the plain list of its values says."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.intake import repeated
from tadbir.intake.repeated import Repeated, firsts, together

_TEXTS = st.sampled_from(("", "0001", "0010", "Gaz", "Eau"))
_ROWS = st.lists(st.tuples(_TEXTS, st.integers(0, 3), _TEXTS | st.none()), max_size=30)


def _columns(rows: Sequence[tuple[object, ...]]) -> list[Repeated[object]]:
    """The columns of some rows, each with a value more that no row has."""
    found = [Repeated.of([row[place] for row in rows]) for place in range(3)]
    return [Repeated(["nobody", *one.different], one.places + 1) for one in found]


@given(_ROWS)
def test_column_has_the_values_it_was_made_of(rows: list[tuple[object, ...]]) -> None:
    first, *_others = _columns(rows)
    values = [row[0] for row in rows]

    assert first == values
    assert [first[place] for place in range(len(first))] == values
    assert first[2:5] == values[2:5]
    assert first.times(2) == values * 2
    assert first.have("Gaz").tolist() == [value == "Gaz" for value in values]
    assert not first.have("nobody").any()


@given(_ROWS)
def test_what_is_read_in_each_value_is_read_once(rows: list[tuple[object, ...]]) -> None:
    first, *_others = _columns(rows)
    read: list[object] = []

    def length(value: object) -> int:
        read.append(value)
        return len(str(value))

    found = first.each(length)

    assert sorted(map(str, read)) == sorted({str(row[0]) for row in rows})
    assert found == [len(str(row[0])) for row in rows]
    assert len(found.different) == len(set(found))


@pytest.mark.parametrize("most_by_table", [0, 16])
@given(rows=_ROWS)
def test_combinations_are_the_rows(most_by_table: int, rows: list[tuple[object, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(repeated, "_MOST_BY_TABLE", most_by_table)
        patch.setattr(repeated, "_MOST_CODES", 40)
        found, first = together(*_columns(rows)), firsts(*_columns(rows))

    assert found == rows
    assert len(found.different) == len(set(rows))
    assert first.tolist() == [rows.index(row) for row in rows]


def test_one_value_stands_in_every_row() -> None:
    assert Repeated.one("", 3) == ["", "", ""]
    assert Repeated.one("", 3).at(np.array([0, 2])) == ["", ""]
