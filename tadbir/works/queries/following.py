"""Reads projects with everything that is known of them, always within a reach.

The number of queries is the same whatever the number of projects.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from tadbir.facilities.queries import Delegation
from tadbir.facilities.queries import delegations as seats
from tadbir.procurement.terms import DurationUnit
from tadbir.territory.reach import Reach
from tadbir.works.calc import stops
from tadbir.works.calc.contracts import Terms, latest_deadline, whole_share
from tadbir.works.calc.following import Followed, Said
from tadbir.works.models import PhaseEntry
from tadbir.works.queries import reports
from tadbir.works.queries.projects import ProjectState, projects, within_reach
from tadbir.works.queries.reports import LotSaid
from tadbir.works.terms import Phase, ReportSource


def followed(*, reach: Reach, on: date, programme: str = "") -> list[Followed]:
    """Every project as it stood on a day with what sources had said by then, by code."""
    states = projects(reach=reach, on=on, programme=programme)
    said = reports.latest(reach=reach, on=on)
    terms = reports.contracts(reach=reach)
    return [
        follow(state, lots, terms_known(terms.get(state.code, ()), lots), on)
        for state in states
        for lots in (said.get(state.code, ()),)
    ]


def delegations(*, reach: Reach) -> list[Delegation]:
    """The delegations within reach, called by their provinces."""
    return seats(reach=reach)


def entered_days(
    codes: Collection[str], *, reach: Reach, on: date
) -> Mapping[str, Mapping[Phase, date]]:
    """The last day on which each project entered each of its phases, by a day; one query."""
    found: dict[str, dict[Phase, date]] = {}
    rows = PhaseEntry.objects.filter(
        project__in=within_reach(reach).filter(code__in=list(codes)),
        since__lte=on,
        withdrawn_why="",
    )
    for code, phase, since in rows.order_by("since", "pk").values_list(
        "project__code", "phase", "since"
    ):
        found.setdefault(code, {})[Phase(phase)] = since
    return found


def follow(
    state: ProjectState, lots: Sequence[LotSaid], terms: Sequence[Terms], on: date
) -> Followed:
    """A project with what sources last said of it and what its contracts make of it."""
    delay = latest_deadline(terms, on)
    is_running = state.phase in _RUNNING
    return Followed(
        code=state.code,
        programme=state.programme,
        site=state.site,
        name_fr=state.name_fr,
        name_ar=state.name_ar,
        delegation=state.delegation,
        kind=state.kind,
        steering=state.steering,
        phase=state.phase,
        since=state.since,
        contractors=contractors(lots),
        said=said_by_source(lots),
        deadline=delay.deadline,
        days_late=delay.days if is_running else None,
        is_suspended=is_running and any(one.is_suspended(on) for one in terms),
    )


WHOLE = 0  # the lot that stands for the whole contract
_RUNNING = (Phase.SERVICE_ORDER, Phase.WORKS)


_SOURCES = {source: place for place, source in enumerate(ReportSource)}


def contractors(lots: Iterable[LotSaid]) -> tuple[str, ...]:
    """Who carries the works out, as the agency writes it first, each once."""
    by_source = sorted(lots, key=lambda lot: _SOURCES[lot.source])
    return tuple(dict.fromkeys(lot.contractor for lot in by_source if lot.contractor))[:3]


def said_by_source(lots: Sequence[LotSaid]) -> Mapping[ReportSource, Said]:
    """What each source says of the whole project: its lots together, weighed by their amounts."""
    found: dict[ReportSource, list[LotSaid]] = {}
    for lot in lots:
        found.setdefault(lot.source, []).append(lot)
    return {source: _whole(source, rows) for source, rows in found.items()}


def curves(history: Sequence[LotSaid]) -> Mapping[ReportSource, list[tuple[date, Decimal]]]:
    """The physical progress that each source said, day by day, of the whole project."""
    found: dict[ReportSource, list[tuple[date, Decimal]]] = {}
    ordered = sorted(history, key=lambda lot: (_SOURCES[lot.source], lot.on))
    for (source, on), lots in groupby(ordered, key=lambda lot: (lot.source, lot.on)):
        contracts = [contract_of(rows) for rows in by_contract(list(lots))]
        share = whole_share([(one.physical, one.amount) for one in contracts])
        if share is not None:
            found.setdefault(source, []).append((on, share))
    return found


def _whole(source: ReportSource, every: Sequence[LotSaid]) -> Said:
    """What one source says: that of its last day."""
    on = max(lot.on for lot in every)
    lots = [lot for lot in every if lot.on == on]
    contracts = [contract_of(rows) for rows in by_contract(lots)]
    words = {lot.stated for lot in lots}
    return Said(
        source=source,
        on=on,
        physical=whole_share([(one.physical, one.amount) for one in contracts]),
        financial=whole_share([(one.financial, one.amount) for one in contracts]),
        paid=total([one.paid for one in contracts]),
        amount=total([one.amount for one in contracts]),
        expected_on=max((lot.expected_on for lot in lots if lot.expected_on), default=None),
        stated=words.pop() if len(words) == 1 else None,
    )


def terms_known(entered: Sequence[Terms], lots: Sequence[LotSaid]) -> list[Terms]:
    """The terms of each contract: those entered, with the amounts that reports give.

    A contract that nobody entered has the terms that the first source says of it.
    """
    by_reference: dict[str, list[LotSaid]] = {}
    for lot in sorted(lots, key=lambda lot: _SOURCES[lot.source]):
        by_reference.setdefault(lot.reference, []).append(lot)
    known = [replace(one, amount=_amount(by_reference.pop(one.reference, ()))) for one in entered]
    return [*known, *(_reported(name, rows) for name, rows in by_reference.items())]


def _amount(lots: Sequence[LotSaid]) -> Decimal | None:
    """The amount of a contract as its first source says it; None where it does not."""
    return contract_of([lot for lot in lots if lot.source is lots[0].source]).amount


def _reported(reference: str, lots: Sequence[LotSaid]) -> Terms:
    said = next((lot for lot in lots if lot.service_order_on and lot.duration), lots[0])
    return Terms(
        reference=reference,
        service_order_on=said.service_order_on,
        duration=said.duration,
        unit=said.unit or DurationUnit.MONTHS,
        amount=_amount(lots),
        orders=stops.orders(said.stops) or (),
    )


class ContractSaid(NamedTuple):
    """What one source says of one contract, its lots together."""

    physical: Decimal | None
    financial: Decimal | None
    paid: Decimal | None
    amount: Decimal | None


def by_contract(lots: Sequence[LotSaid]) -> list[list[LotSaid]]:
    """The rows of each contract."""
    found: dict[str, list[LotSaid]] = {}
    for lot in lots:
        found.setdefault(lot.reference, []).append(lot)
    return list(found.values())


def contract_of(rows: Sequence[LotSaid]) -> ContractSaid:
    """A contract: what is said of it as a whole, else of its lots, weighed by their amounts."""
    lots = [row for row in rows if row.lot != WHOLE]
    own = next((row for row in rows if row.lot == WHOLE), None)
    if own is not None and not lots:
        return ContractSaid(own.physical, own.financial, own.paid, own.amount)
    physical = whole_share([(lot.physical, lot.amount) for lot in lots])
    financial = whole_share([(lot.financial, lot.amount) for lot in lots])
    paid, amount = total([lot.paid for lot in lots]), total([lot.amount for lot in lots])
    if own is None:
        return ContractSaid(physical, financial, paid, amount)
    return ContractSaid(
        physical if own.physical is None else own.physical,
        financial if own.financial is None else own.financial,
        paid if own.paid is None else own.paid,
        amount if own.amount is None else own.amount,
    )


def total(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum of amounts; None where one of them was not said."""
    if len(amounts) == 1:
        return amounts[0]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
