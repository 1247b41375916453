"""Digests, places and the file of records: exact, whatever the order, refused when altered."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tadbir.core.refused import Refused
from tadbir.intake import records_file
from tadbir.intake.contract import Record, Value
from tadbir.intake.fingerprint import batch_digest, covers, digest_of, places

VALUE: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.integers(), st.booleans(), st.text(max_size=8), st.dates(),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
)  # fmt: skip
RECORD = st.builds(
    Record, st.text(max_size=5), st.dates(), st.tuples(st.text(max_size=5)),
    st.tuples(VALUE, VALUE), st.text(max_size=5), st.integers(1, 10**6),
)  # fmt: skip
CELLS = st.lists(st.tuples(st.sampled_from(["S", "T"]), st.integers(1, 12)))


def test_digest_does_not_depend_on_order_nor_on_trailing_zeros() -> None:
    rows = [(("1",), (Decimal("0.50"), None)), (("2",), (7, date(2025, 6, 30)))]
    again = [(("2",), (7, date(2025, 6, 30))), (("1",), (Decimal("0.5"), None))]

    assert digest_of(rows) == digest_of(again)


@pytest.mark.parametrize("other", [0, "", "0", False, Decimal("0.1")])
def test_digest_tells_blank_zero_text_and_truth_apart(other: Value) -> None:
    assert digest_of([(("1",), (None,))]) != digest_of([(("1",), (other,))])


def test_batch_digest_holds_holders_and_days() -> None:
    one = batch_digest([("D451", date(2025, 6, 30), "a"), ("D231", date(2025, 6, 30), "b")])

    assert one == batch_digest([("D231", date(2025, 6, 30), "b"), ("D451", date(2025, 6, 30), "a")])
    assert one != batch_digest([("D231", date(2025, 6, 30), "a"), ("D451", date(2025, 6, 30), "b")])


@given(CELLS)
def test_places_cover_their_rows_and_no_other(cells: list[tuple[str, int]]) -> None:
    runs = places(cells)

    for sheet in ("S", "T"):
        for row in range(14):
            assert covers(runs, sheet, row) == ((sheet, row) in cells)


def test_rows_that_follow_one_another_are_one_run() -> None:
    assert places([("S", 3), ("S", 2), ("S", 7), ("T", 1)]) == {
        "S": [[2, 3], [7, 7]],
        "T": [[1, 1]],
    }


LONG = Decimal("10000000000000000000000000.001")


def test_digest_tells_numbers_apart_by_their_last_digit_however_long() -> None:
    assert digest_of([(("1",), (LONG,))]) != digest_of([(("1",), (LONG - Decimal("0.001"),))])


@example(rows=[Record("D451", date(2025, 6, 30), ("1",), (LONG,), "S", 2)])
@given(rows=st.lists(RECORD, max_size=5))
def test_records_come_back_from_their_file_as_they_went(
    rows: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("records") / "1.records"
    digest = records_file.write(path, rows)
    back = records_file.read(path, digest)

    assert back == rows
    assert [[type(v) for v in r.values] for r in back] == [
        [type(v) for v in r.values] for r in rows
    ]


def test_file_of_records_that_was_altered_or_lost_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "1.records"
    digest = records_file.write(path, [Record("D451", date(2025, 6, 30), ("1",), (5,), "S", 2)])
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(Refused, match="no longer kept"):
        records_file.read(path, digest)
    with pytest.raises(Refused, match="no longer kept"):
        records_file.read(tmp_path / "2.records", digest)
