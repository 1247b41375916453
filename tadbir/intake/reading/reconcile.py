"""The file's own totals against its rows: every equality they promise is checked."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from tadbir.intake.reading.rows import Body, Class, Classed
from tadbir.intake.reading.sums import Flags, Ints, Runs, sums_of_rows_above

_BARE = 2


@dataclass(frozen=True, slots=True)
class Gap:
    """An equality that does not hold: row and additive column by their places; centimes."""

    row: int
    column: int
    stated: int
    computed: int


@dataclass(slots=True)
class Check:
    """What the totals of a table promise. `groups` counts subtotals' equalities by column;
    `proven` are runs of rows whose total holds; `ambiguous` are rows that look like unlabelled
    subtotals, with no total to prove them data."""

    equalities: int = 0
    held: int = 0
    gaps: list[Gap] = field(default_factory=list)
    groups: Counter[int] = field(default_factory=Counter)
    proven: list[tuple[int, int]] = field(default_factory=list)
    ambiguous: list[int] = field(default_factory=list)


def check(body: Body, found: Classed, struck: Flags) -> Check:
    """The equalities of a table. Where struck rows are left out of its totals by the file
    itself, they are left out here."""
    leaves = found.classes == Class.DATA
    checked = _checked(body, found, leaves)
    if checked.gaps and (struck & leaves).any():
        without = _checked(body, found, leaves & ~struck)
        checked = without if not without.gaps else checked
    if body.amounts.shape[1]:
        checked.ambiguous = [
            row
            for row, start in sums_of_rows_above(body.amounts, leaves)
            if not any(first <= start and row < last for first, last in checked.proven)
            and _may_be_total(body, row, start)
        ]
    return checked


def _may_be_total(body: Body, row: int, start: int) -> bool:
    """Whether a row that is the sum of those above it may be their total. Where only one column
    adds up round amounts meet by chance: the row must also say less than each row of the run."""
    if body.amounts.shape[1] > 1:
        return True
    run = body.filled[start:row]
    says_less = bool(body.filled[row] < run[run > 0].min())
    return says_less or bool(body.filled[row] <= _BARE and row - start > _BARE)


@dataclass(frozen=True, slots=True)
class _Promise:
    """A total and the run of rows that it is taken to cover; `before` is the total above it."""

    row: int
    first: int
    last: int
    before: int
    is_whole: bool


def _checked(body: Body, found: Classed, leaves: Flags) -> Check:
    runs = Runs(body.amounts, leaves)
    promises = _promises(body, found, runs)
    result = Check(proven=[(p.first, p.last) for p in promises if _holds(body, runs, p)])
    for promise in promises:
        first = promise.first
        if _leaves_rows_out(runs, promise, result.proven):
            first = promise.before
        total = runs.total(first, promise.last)
        _compare(result, body, total, promise.row, promise.is_whole)
    return result


def _promises(body: Body, found: Classed, runs: Runs) -> list[_Promise]:
    promises = []
    before = whole = 0
    for row in np.flatnonzero(found.classes == Class.SUBTOTAL).tolist():
        if not body.given[row].any():
            continue
        is_whole = bool(body.grand[row]) and row not in found.parents
        first, last = _run(body, found, runs, row, whole if is_whole else before)
        promises.append(_Promise(row, first, last, before, is_whole))
        before = row if row not in found.parents else before
        whole = row if is_whole else whole
    return promises


def _holds(body: Body, runs: Runs, promise: _Promise) -> bool:
    given = body.given[promise.row]
    total = runs.total(promise.first, promise.last)
    return bool((total[given] == body.amounts[promise.row][given]).all())


def _leaves_rows_out(runs: Runs, promise: _Promise, proven: Sequence[tuple[int, int]]) -> bool:
    """Whether rows of figures stand between a total and the one above it, in no total at all:
    then the sum that it happens to equal is not the one it promises."""
    first, last = promise.before, promise.first
    if last <= first or runs.filled[last] == runs.filled[first]:
        return False
    return not any(start <= first and last <= end for start, end in proven)


def _run(body: Body, found: Classed, runs: Runs, row: int, before: int) -> tuple[int, int]:
    """The rows that a total covers: those its structure says; all, when its label speaks of all
    (or all since the one before that did); else those it equals, else those with which most of
    its columns agree, else all since the total before it."""
    if row in found.parents:
        return found.parents[row]
    stated, given = body.amounts[row], body.given[row]
    if body.grand[row]:
        return (0 if (runs.total(0, row)[given] == stated[given]).all() else before), row
    start = runs.start_above(row, stated, given)
    if start is not None:
        return start, row
    end = runs.end_below(row, stated, given)
    if end is not None and (stated != 0).any():
        return row + 1, end
    start = runs.likeliest_start(row, stated, given)
    return (before if start is None else start), row


def _compare(result: Check, body: Body, computed: Ints, row: int, is_whole: bool) -> None:
    stated: Sequence[int] = body.amounts[row].tolist()
    for column, (mine, theirs) in enumerate(zip(computed.tolist(), stated, strict=True)):
        if not body.given[row, column]:
            continue
        result.equalities += 1
        if not is_whole:
            result.groups[column] += 1
        if mine == theirs:
            result.held += 1
        else:
            result.gaps.append(Gap(row, column, theirs, mine))
