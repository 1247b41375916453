"""What people settle of works in the demonstration: programmes, contracts, planned curves."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal

from tadbir.accounts.doors import seat_for_command
from tadbir.audit.actor import Actor
from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.days import TODAY
from tadbir.cli.demonstration.works.list_workbook import NAMES
from tadbir.cli.demonstration.works.truth import HOSPITALS, Work, works
from tadbir.core.money import dirhams
from tadbir.core.period import year_end
from tadbir.procurement import queries as procurement
from tadbir.procurement.actions.contracts import NewLot, enter_contract, give_order
from tadbir.procurement.calc.bounds import Terms
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import actions, queries
from tadbir.works.actions import enter_plan, link_contract, prepared_once

_REGIONS = {"03": "FM", "05": "BMK"}
_KEEPERS = {"03": "budget.fm", "05": "budget.bmk"}
"""Who enters the contracts of each region."""
_RATE, _CAP, _GUARANTEE = Decimal("0.001"), Decimal("0.08"), 12
"""What the contracts of the demonstration stipulate: generated."""
_PLANNED = tuple(Decimal(share) for share in ("0", "0.1", "0.3", "0.55", "0.8", "1"))
"""The shares planned at each fifth of the contract of a hospital."""


def code_of(programme: str, region: str) -> str:
    """The code of a programme in a region: "ESSP-FM"."""
    return f"{programme}-{_REGIONS[region]}"


def open_missing(*, by: Actor) -> None:
    """Open the programmes of primary care and of hospitals of each region that do not stand yet."""
    known = set(queries.programmes(reach=EVERYWHERE).values_list("code", flat=True))
    for region in facts.REGIONS:
        for programme, (name_fr, name_ar) in NAMES.items():
            code = code_of(programme, region)
            if code not in known:
                actions.open_programme(
                    by=by, reach=EVERYWHERE, code=code, entity=f"DR{region}",
                    name_fr=name_fr, name_ar=name_ar,
                )  # fmt: skip


def settle(*, by: Actor) -> None:
    """Link the works to their contracts and plan those of hospitals, where it was not done yet."""
    told = queries.latest(reach=EVERYWHERE, on=TODAY)
    project_of = {
        one.reference: project for project, said in told.items() for one in said if one.reference
    }
    with prepared_once():
        for region in facts.REGIONS:
            own = [work for work in works(region) if work.reference in project_of]
            _link_contracts(region, [work for work in own if work.operation], project_of)
            _plan(by, [work for work in own if work.programme == HOSPITALS], project_of)


def _link_contracts(region: str, found: list[Work], project_of: Mapping[str, str]) -> None:
    """Enter the contract of each operation that carries out a work, its orders, and link it."""
    joined = queries.joined(reach=EVERYWHERE, on=TODAY)
    linked = {one.state.code for one in joined if one.contracts}
    known = _operations()
    seat = seat_for_command(_KEEPERS[region])
    for work in found:
        project, contract = project_of[work.operation], work.contract
        operation = known.get(work.operation)
        if project in linked or operation is None or contract is None:
            continue
        terms = Terms(
            Nature.WORKS, work.start, contract.months, DurationUnit.MONTHS, _RATE, _CAP, _GUARANTEE
        )
        lots = [NewLot(1, amount=dirhams(contract.amount))]
        enter_contract(seat=seat, operation=operation, terms=terms, lots=lots)
        for kind, on in zip(
            (OrderKind.SUSPENSION, OrderKind.RESTART), work.stop or (), strict=False
        ):
            if on is not None:
                give_order(seat=seat, operation=operation, kind=kind, on=on)
        link_contract(by=seat.actor, reach=seat.reach, project=project, operation=operation)


def _operations() -> Mapping[str, int]:
    """The operations known at the last year end and today, by reference."""
    found: dict[str, int] = {}
    for day in (year_end(TODAY.year - 1), TODAY):
        facts_of = procurement.operations(reach=EVERYWHERE, on=day)
        found |= dict(facts_of.values_list("operation__reference", "operation_id"))
    return found


def _plan(by: Actor, found: list[Work], project_of: Mapping[str, str]) -> None:
    """Enter the planned curve of each hospital under works that has none, from its service order on."""
    for work in found:
        project = project_of[work.reference]
        if work.start and not queries.plans(project, reach=EVERYWHERE, on=TODAY):
            points = list(_curve(work, work.start))
            enter_plan(by=by, reach=EVERYWHERE, project=project, since=work.start, points=points)


def _curve(work: Work, start: date) -> Iterator[tuple[date, Decimal]]:
    """The days of the contract and the shares planned by them."""
    days = work.contract.days if work.contract else 0
    for place, share in enumerate(_PLANNED):
        yield start + timedelta(days * place // (len(_PLANNED) - 1)), share
