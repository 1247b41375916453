"""Runs of rows: the quick search agrees with a slow plain one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tadbir.intake.reading.sums import Runs, sums_of_rows_above

TABLES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=14)


def _slow(rows: list[tuple[int, int]]) -> list[int]:
    """Rows filled in both columns that are the sum of the shortest matching run of rows above,
    when that run holds two or more rows that are not all zero."""
    found = []
    for place, row in enumerate(rows):
        if not all(row):
            continue
        for start in range(place - 1, -1, -1):
            run = rows[start:place]
            if (sum(a for a, _ in run), sum(b for _, b in run)) == row:
                if sum(any(r) for r in run) >= 2:
                    found.append(place)
                break
    return found


@given(TABLES)
def test_quick_search_agrees_with_the_slow_one(rows: list[tuple[int, int]]) -> None:
    amounts = np.array(rows, dtype=np.int64)

    found = sums_of_rows_above(amounts, np.ones(len(rows), dtype=np.bool_))

    assert [row for row, _ in found] == _slow(rows)


@given(TABLES, st.integers(0, 13))
def test_start_of_a_run_is_the_nearest(rows: list[tuple[int, int]], length: int) -> None:
    amounts = np.array([*rows, (0, 0)], dtype=np.int64)
    runs = Runs(amounts, np.ones(len(amounts), dtype=np.bool_))
    row = len(rows)
    first = max(0, row - 1 - length)
    stated = amounts[first:row].sum(axis=0)

    start = runs.start_above(row, stated, np.array([True, True]))

    assert start is not None
    assert start >= first
    assert (amounts[start:row].sum(axis=0) == stated).all()
