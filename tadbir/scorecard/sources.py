"""Where indicators take their measures: the queries of the domains, holder by holder."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tadbir.budget import queries as budget
from tadbir.budget.calc.operations import Cause
from tadbir.core import clock
from tadbir.core.money import centimes
from tadbir.procurement import queries as procurement
from tadbir.procurement.terms import Phase, states_in
from tadbir.territory.reach import EVERYWHERE

HolderDay = tuple[str, date]
Measures = Mapping[str, int | None]
"""Measures of one holder on one day, in centimes or counts; None was not received."""

SOURCES_MOVED_BY: Mapping[str, tuple[str, ...]] = {
    "budget": ("budget", "levers"),
    "operations": ("operations", "levers"),
}
"""The sources of indicators that a batch of a dataset moves."""

WORKS_MOVED_BY = frozenset({"projects", "progress"})
"""The datasets that move what holders say of works, made whole by `scorecard.timelines`."""

CAUSE_GROUPS: Mapping[str, frozenset[Cause]] = {
    "delegation": frozenset({Cause.LATE_DELEGATION}),
    "launch": frozenset({Cause.NOT_LAUNCHED, Cause.NO_OPERATION}),
    "tender": frozenset({Cause.TENDER_UNDER_WAY, Cause.TENDER_FAILED}),
    "visa": frozenset(
        {Cause.TO_DEPOSIT, Cause.VISA_PENDING, Cause.VISA_SUSPENDED, Cause.VISA_REJECTED}
    ),
    "issuance": frozenset(
        {
            Cause.AWAITING_APPROVAL, Cause.AWAITING_SERVICE, Cause.AWAITING_ISSUANCE,
            Cause.REJECTED_BY_ACCOUNTANT, Cause.WITH_ACCOUNTANT,
        }
    ),
}  # fmt: skip
"""Fourteen causes as the five that a director acts on."""


def measures_of(source: str, moved: Iterable[HolderDay]) -> Mapping[HolderDay, Measures]:
    """The measures of a source for some holders and days; a pair nobody speaks for is absent."""
    return _READERS[source](_by_day(moved))


def _by_day(moved: Iterable[HolderDay]) -> Mapping[date, list[str]]:
    days: dict[date, list[str]] = defaultdict(list)
    for holder, day in sorted(moved):
        days[day].append(holder)
    return days


def _in_centimes(amount: Decimal | None) -> int | None:
    return None if amount is None else centimes(amount)


def _budget(days: Mapping[date, list[str]]) -> Mapping[HolderDay, Measures]:
    """<kind>.<part>.<amount>, from the totals stored with each return of that very day."""
    found: dict[HolderDay, dict[str, int | None]] = defaultdict(dict)
    for day, holders in days.items():
        for figures in budget.figures(reach=EVERYWHERE, on=day, holders=holders):
            if figures.on_date == day:
                found[figures.holder, day].update(_of_figures(figures))
    return found


def _of_figures(figures: budget.HolderFigures) -> Measures:
    start = f"{figures.kind}.{figures.part}"
    amounts = figures.amounts
    measured = {name: _in_centimes(value) for name, value in figures.values.items()}
    measured["opened"] = _in_centimes(amounts.opened_credits)
    delegated, committed = measured["delegated"], measured["committed"]
    if delegated is not None and committed is not None:
        measured["uncommitted"] = delegated - committed
    return {f"{start}.{name}": value for name, value in measured.items()}


def _operations(days: Mapping[date, list[str]]) -> Mapping[HolderDay, Measures]:
    """Operations that wait for a visa: how many, and their dirhams with tax."""
    waiting = frozenset(states_in((Phase.VISA,)))
    found: dict[HolderDay, dict[str, int]] = {}
    for day, holders in days.items():
        for total in procurement.by_state(reach=EVERYWHERE, on=day, holders=holders):
            sums = found.setdefault(
                (total.holder, day), {"operations.pending.count": 0, "operations.pending.amount": 0}
            )
            if total.state in waiting:
                sums["operations.pending.count"] += total.count
                sums["operations.pending.amount"] += centimes(total.amount)
    return found


def _levers(days: Mapping[date, list[str]]) -> Mapping[HolderDay, Measures]:
    """Dirhams that 31 December would take, by cause, and what can still be saved, seen that day.

    Only for the days of a year that is not over: levers are for acting now, and reading every
    line of every past month again would make loading history slow for nothing. A few holders at
    once: the lines of a whole region, with all that is known of each, would take much memory.
    """
    found: dict[HolderDay, dict[str, int]] = {}
    for day, holders in days.items():
        if day.year < clock.today().year:
            continue
        for one in _levers_on(day, holders):
            sums = found.setdefault((one.holder, day), dict.fromkeys(_LEVER_MEASURES, 0))
            lever = one.lever
            sums["levers.to_save"] += centimes(lever.to_save)
            sums[f"levers.{_GROUP_OF[lever.cause]}"] += centimes(lever.would_lapse)
    return found


def _levers_on(day: date, holders: Sequence[str]) -> Iterator[budget.FoundLever]:
    for start in range(0, len(holders), _HOLDERS_AT_ONCE):
        some = holders[start : start + _HOLDERS_AT_ONCE]
        yield from budget.levers_on(reach=EVERYWHERE, on=day, today=day, holders=some)


_HOLDERS_AT_ONCE = 4
_GROUP_OF = {cause: group for group, causes in CAUSE_GROUPS.items() for cause in causes}
_LEVER_MEASURES = ("levers.to_save", *(f"levers.{group}" for group in CAUSE_GROUPS))
_READERS: Mapping[str, Callable[[Mapping[date, list[str]]], Mapping[HolderDay, Measures]]] = {
    "budget": _budget,
    "operations": _operations,
    "levers": _levers,
}
