"""The chain without a database: how a row is written, where a chain breaks."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.audit.chain import (
    ALTERED,
    ANCHOR,
    CUT,
    HEAD,
    MISSING,
    ORIGIN,
    REORDERED,
    START,
    Head,
    Link,
    Verdict,
    canonical,
    first_break,
    hash_of,
)

NOON = datetime(2025, 12, 12, 12, 0, 0, 5, tzinfo=UTC)


def link(number: int, previous: str, why: str = "") -> Link:
    return Link(
        number, NOON, "d.fes", "page", "10.0.0.1", "territory.rename", "entity", "D231",
        '{"name_fr":"Fès"}', "", why, "", previous,
    )  # fmt: skip


def chain(length: int) -> list[tuple[Link, str]]:
    rows: list[tuple[Link, str]] = []
    previous = ORIGIN
    for number in range(1, length + 1):
        row = link(number, previous)
        previous = hash_of(row)
        rows.append((row, previous))
    return rows


def end(rows: list[tuple[Link, str]]) -> Head:
    return Head(rows[-1][0].number, rows[-1][1]) if rows else START


def test_canonical_sorts_keys_and_writes_exact_values_as_text() -> None:
    written = canonical(
        {
            "b": Decimal("12.50"),
            "a": [date(2025, 12, 12), None, True, 3],
            "c": datetime(2025, 12, 12, 13, 0, tzinfo=timezone(timedelta(hours=1))),
            "é": "صفرو",
        }
    )

    assert written == (
        '{"a":["2025-12-12",null,true,3],"b":"12.50",'
        '"c":"2025-12-12T12:00:00.000000+00:00","é":"صفرو"}'
    )


@pytest.mark.parametrize("value", [0.1, {1, 2}, object(), {"a": 1.0}])
def test_canonical_refuses_what_has_no_exact_form(value: object) -> None:
    with pytest.raises(TypeError, match="has no exact written form"):
        canonical(value)


def test_hash_is_sha256_over_the_canonical_row() -> None:
    written = (
        '{"action":"territory.rename","actor":"d.fes","address":"10.0.0.1","after":"",'
        '"at":"2025-12-12T12:00:00.000005+00:00","before":"{\\"name_fr\\":\\"Fès\\"}",'
        '"code":"D231","digest":"","door":"page","kind":"entity","number":1,'
        f'"previous":"{ORIGIN}","why":""}}'
    )

    assert hash_of(link(1, ORIGIN)) == hashlib.sha256(written.encode()).hexdigest()


def test_whole_chain_holds() -> None:
    rows = chain(3)

    verdict = first_break(rows, end(rows))

    assert verdict == Verdict(None, 3, "", Head(3, rows[2][1]))
    assert verdict.holds


def test_empty_chain_holds() -> None:
    assert first_break([], START) == Verdict(None, 0, "", START)


def test_altered_row_is_named() -> None:
    rows = chain(4)
    rows[1] = (link(2, rows[0][1], why="changed afterwards"), rows[1][1])

    assert first_break(rows, end(rows)) == Verdict(2, 1, ALTERED, Head(1, rows[0][1]))


def test_row_altered_with_its_hash_is_found_at_the_next_one() -> None:
    rows = chain(4)
    forged = link(2, rows[0][1], why="changed afterwards")
    rows[1] = (forged, hash_of(forged))

    assert first_break(rows, end(rows)).first_altered == 3
    assert first_break(rows, end(rows)).reason == REORDERED


def test_removed_row_is_named() -> None:
    rows = chain(4)
    tail = end(rows)
    del rows[1]

    assert first_break(rows, tail) == Verdict(2, 1, MISSING, Head(1, rows[0][1]))


def test_first_row_removed_is_named() -> None:
    rows = chain(2)

    assert first_break(rows[1:], end(rows)) == Verdict(1, 0, MISSING, START)


def test_swapped_rows_are_named() -> None:
    rows = chain(4)
    second, third = rows[1][0], rows[2][0]
    swapped = [
        (Link(**(vars(third) | {"number": 2})), rows[2][1]),
        (Link(**(vars(second) | {"number": 3})), rows[1][1]),
    ]

    assert first_break([rows[0], *swapped, rows[3]], end(rows)).first_altered == 2


def test_cut_end_is_named() -> None:
    rows = chain(4)

    assert first_break(rows[:3], end(rows)) == Verdict(4, 3, CUT, Head(3, rows[2][1]))


def test_end_that_does_not_match_is_named() -> None:
    rows = chain(2)

    assert first_break(rows, Head(2, "f" * 64)).reason == HEAD
    assert first_break(rows, Head(1, rows[0][1])).reason == HEAD


def test_chain_rewritten_from_the_start_is_found_by_a_noted_hash() -> None:
    noted = {3: chain(4)[2][1]}
    rows: list[tuple[Link, str]] = []
    previous = ORIGIN
    for number in range(1, 5):
        row = link(number, previous, why="rewritten")
        previous = hash_of(row)
        rows.append((row, previous))

    assert first_break(rows, end(rows)).holds
    assert first_break(rows, end(rows), noted).first_altered == 3
    assert first_break(rows, end(rows), noted).reason == ANCHOR


@given(length=st.integers(2, 12), data=st.data())
def test_any_change_of_one_row_is_found_there_or_just_after(
    length: int, data: st.DataObject
) -> None:
    rows = chain(length)
    place = data.draw(st.integers(0, length - 1))
    field = data.draw(st.sampled_from(["actor", "action", "code", "before", "why", "digest"]))
    row, stored = rows[place]
    rows[place] = (Link(**(vars(row) | {field: data.draw(st.text(min_size=65))})), stored)

    assert first_break(rows, end(chain(length))).first_altered == place + 1
