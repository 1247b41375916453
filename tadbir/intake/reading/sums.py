"""Sums of runs of rows, exact and many at once: is this row the total of rows beside it?"""

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Mixed = npt.NDArray[np.uint64]

_NEAR = 4_096
_TABLE_BITS = 22
_WEIGHTS = np.random.default_rng(20_251_212).integers(1, 2**62, size=64, dtype=np.uint64)


class Runs:
    """Running sums over the leaf rows of a table: amounts in centimes, by row and column."""

    def __init__(self, amounts: Ints, leaves: Flags) -> None:
        counted = np.where(leaves[:, None], amounts, 0)
        self.sums = np.zeros((len(amounts) + 1, amounts.shape[1]), dtype=np.int64)
        np.cumsum(counted, axis=0, out=self.sums[1:])
        nonzero = leaves & (amounts != 0).any(axis=1)
        self.filled = np.concatenate(([0], np.cumsum(nonzero)))

    def total(self, first: int, last: int) -> Ints:
        """The sum of the leaf rows from `first` to the one before `last`."""
        total: Ints = self.sums[last] - self.sums[first]
        return total

    def start_above(self, row: int, stated: Ints, given: Flags) -> int | None:
        """Where a run ending just above `row` starts, when its sum is what the row states."""
        target = self.sums[row][given] - stated[given]
        for first in (max(0, row - _NEAR), 0):
            same = (self.sums[first:row, given] == target).all(axis=1)
            places = np.flatnonzero(same)
            if len(places):
                return int(places[-1]) + first
            if first == 0:
                break
        return None

    def end_below(self, row: int, stated: Ints, given: Flags) -> int | None:
        """Where a run starting just below `row` ends, when its sum is what the row states."""
        target = self.sums[row + 1][given] + stated[given]
        same = (self.sums[row + 2 :, given] == target).all(axis=1)
        places = np.flatnonzero(same)
        return int(places[0]) + row + 2 if len(places) else None

    def likeliest_start(self, row: int, stated: Ints, given: Flags) -> int | None:
        """The start of the run above with which the most columns agree; None when none does."""
        telling = given & (stated != 0)
        if not telling.any() or row == 0:
            return None
        agreeing = (self.sums[:row, telling] == self.sums[row][telling] - stated[telling]).sum(1)
        best = int(agreeing.max())
        return int(np.flatnonzero(agreeing == best)[-1]) if best else None


def sums_of_rows_above(amounts: Ints, leaves: Flags) -> list[tuple[int, int]]:
    """Leaf rows that equal, in every column, the sum of two or more filled leaves just above,
    each with the first row of that run.

    At least two columns must be filled (one, where there is only one): small figures repeat.
    """
    runs = Runs(amounts, leaves)
    weights = _WEIGHTS[: amounts.shape[1]]
    mixed_sums = (runs.sums.astype(np.uint64) * weights).sum(axis=1, dtype=np.uint64)
    mixed_rows = (amounts.astype(np.uint64) * weights).sum(axis=1, dtype=np.uint64)
    columns = min(2, amounts.shape[1])
    eligible = leaves & ((amounts != 0).sum(axis=1) >= columns)
    possible = _are_among(mixed_sums[:-1] - mixed_rows, mixed_sums) & eligible
    every = np.ones(amounts.shape[1], dtype=np.bool_)
    found = []
    for row in np.flatnonzero(possible).tolist():
        start = runs.start_above(row, amounts[row], every)
        if start is not None and runs.filled[row] - runs.filled[start] >= 2:
            found.append((row, start))
    return found


def _are_among(wanted: Mixed, present: Mixed) -> Flags:
    """Which numbers are among others. All but a few are told to be absent by their first bits."""
    found = _may_be_among(wanted, present)
    few = wanted[found]
    found[found] = np.isin(few, present[_may_be_among(present, few)])
    return found


def _may_be_among(wanted: Mixed, present: Mixed) -> Flags:
    first = np.uint64(64 - _TABLE_BITS)
    table = np.zeros(1 << _TABLE_BITS, dtype=np.bool_)
    table[present >> first] = True
    found: Flags = table[wanted >> first]
    return found
