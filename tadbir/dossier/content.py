"""The figures of a pack, derived inside its frame up to its batch number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Protocol, TypedDict, TypeVar

from tadbir.budget import queries as budget
from tadbir.budget.calc.gap import Step, main_contributors
from tadbir.budget.calc.operations import Cause, Outlook
from tadbir.budget.calc.rates import CREDITS_OF
from tadbir.budget.queries import FoundLever, HolderFigures, LineFigures, officer_of
from tadbir.budget.queries.figures import SOURCE_ORDER
from tadbir.budget.queries.levers import Surroundings, assemble
from tadbir.budget.terms import BudgetKind, Control, Part
from tadbir.dossier import works_content
from tadbir.dossier.frames import region_reach
from tadbir.dossier.pack import (
    SCHEMA,
    Explained,
    Frame,
    Held,
    Lapse,
    Missing,
    Names,
    Pack,
    Returns,
    Saving,
    SourceRow,
)
from tadbir.intake import registry
from tadbir.intake import returns as expected
from tadbir.intake.models import Standing
from tadbir.intake.speaking import Asked, latest_by_source
from tadbir.procurement import queries as procurement
from tadbir.scorecard.returns import OF_MONEY
from tadbir.scorecard.situation import Situation, situation
from tadbir.territory.reach import EVERYWHERE, HoldersOfDay, Reach

MOST_TO_SAVE = 40
MOST_LINES_A_STEP = 12
COMPARED = "committed"
SPEAKING = {
    "budget": SOURCE_ORDER,
    "operations": procurement.PREFERENCE,
    "receipts": SOURCE_ORDER,
    "conventions": SOURCE_ORDER,
    "projects": (),
    "progress": (),
    "gates": (),
}
"""The kinds of files that speak in a pack, with the order of their sources; that of the dataset
where none is said here."""


def derive(frame: Frame) -> Pack:
    """Everything the pack says, from figures known up to the frame's number.

    Called to freeze and to verify: the same frame over the same figures gives the same pack. Its
    holders are those of the frame and in its order, wherever they hang since.
    """
    asked: Told = {
        "reach": EVERYWHERE, "on": frame.on, "at_number": frame.number,
        "holders": [one.code for one in frame.holders],
    }  # fmt: skip
    found = _ordered(budget.figures(**asked), frame)
    lines = _lines(frame, asked)
    levers = assemble(lines, procurement.shares(**asked), _surroundings(frame))
    return Pack(
        schema=SCHEMA,
        frame=frame,
        situation=_situation(frame),
        held=[_held(one) for one in found],
        explained=_explained(lines),
        to_save=_to_save(frame, levers),
        lapse=_lapse(levers),
        receipts=_ordered(budget.receipts(**asked), frame),
        conventions=_ordered(budget.conventions(**asked), frame),
        contradictions=_contradictions(frame, asked),
        returns=[_returns(dataset, frame, found) for dataset in OF_MONEY],
        sources=_sources(frame),
        works=works_content.states(frame),
    )


class Told(TypedDict):
    """What every query of a pack is asked: the holders of its day, until that day, as known then."""

    reach: Reach
    on: date
    at_number: int
    holders: Sequence[str]


class _OfHolder(Protocol):
    @property
    def holder(self) -> str: ...


_Of = TypeVar("_Of", bound=_OfHolder)


def _ordered(found: Iterable[_Of], frame: Frame) -> list[_Of]:
    """What queries found, by holder as the frame orders them: paths of today order nothing."""
    order = frame.order()
    return sorted(found, key=lambda one: order[one.holder])


def _situation(frame: Frame) -> Situation:
    """The prepared figures of the region, under the names and targets of the frame."""
    found = situation(
        frame.region.code, reach=EVERYWHERE, on=frame.on, at_number=frame.number,
        since=frame.since, holders=frame.holders,
    )  # fmt: skip
    return replace(
        found, place=frame.region, trajectories=frame.trajectories, expected=frame.works.expected
    )


def _held(one: HolderFigures) -> Held:
    return Held(
        one.holder, one.kind, one.part, one.on_date, one.source, one.number, one.known_on,
        one.values,
    )  # fmt: skip


def _lines(frame: Frame, asked: Told) -> list[LineFigures]:
    exempt = frozenset(frame.exempt)
    found = _ordered(budget.lines(**asked), frame)
    return [replace(line, is_exempt=line.key in exempt) for line in found]


def _surroundings(frame: Frame) -> Surroundings:
    return Surroundings(
        frame.rules(), frame.controls, frame.steps, frozenset(frame.exempt), frame.on
    )


def _explained(lines: Sequence[LineFigures]) -> list[Explained]:
    """The first lines of those that make 80 % of each step of each budget and part."""
    by_budget: dict[tuple[BudgetKind, Part], dict[str, LineFigures]] = defaultdict(dict)
    for line in lines:
        by_budget[line.kind, line.part][line.key] = line
    found = []
    for kind, part in ((kind, part) for kind in BudgetKind for part in Part):
        own = by_budget.get((kind, part), {})
        amounts = {key: line.amounts for key, line in own.items()}
        steps = main_contributors(amounts, officer=officer_of(kind))
        for step in Step:
            several = steps[step]
            found += [
                _one_explained(step, len(several), own[one.key], one.amount, one.share)
                for one in several[:MOST_LINES_A_STEP]
            ]
    return found


def _one_explained(
    step: Step, lines: int, line: LineFigures, amount: Decimal, share: Decimal
) -> Explained:
    return Explained(
        line.kind, line.part, step, lines, line.holder, line.code_path,
        Names(line.label, line.label_ar), amount, share.quantize(Decimal("0.000001")),
    )  # fmt: skip


def _to_save(frame: Frame, levers: Iterable[FoundLever]) -> list[Saving]:
    """The operations that can still pass, the most dirhams first."""
    found = [_saving(frame, one) for one in levers if one.operation and one.lever.to_save > 0]
    return found[:MOST_TO_SAVE]


def _saving(frame: Frame, one: FoundLever) -> Saving:
    dossier, lever = one.operation, one.lever
    if dossier is None:
        raise ValueError("only operations are saved one by one")
    rules = frame.rules()[frame.controls.get(one.holder, Control.ORDINARY)]
    is_exempt = (one.line is not None and one.line.is_exempt) or (
        budget.dossier_key(dossier) in frame.exempt
    )
    last = budget.last_day_for(rules, dossier.kind, dossier.state, is_exempt=is_exempt)
    points = lever.points.value
    return Saving(
        reference=dossier.reference,
        purpose=dossier.purpose,
        holder=one.holder,
        kind=dossier.kind,
        state=dossier.state,
        state_on=dossier.state_on,
        place=dossier.place,
        cause=lever.cause,
        amount=lever.amount,
        to_save=lever.to_save,
        last_day=last.day,
        basis=last.basis,
        points=None if points is None else points.quantize(Decimal("0.000001")),
    )


def _lapse(levers: Iterable[FoundLever]) -> list[Lapse]:
    sums: dict[tuple[str, Cause, Outlook], list[FoundLever]] = defaultdict(list)
    for one in levers:
        if one.lever.would_lapse > 0:
            sums[one.holder, one.lever.cause, one.lever.outlook].append(one)
    return [
        Lapse(
            holder, cause, outlook, sum(bool(one.operation) for one in some),
            sum((one.lever.would_lapse for one in some), Decimal(0)),
            sum((one.lever.to_save for one in some), Decimal(0)),
        )
        for (holder, cause, outlook), some in sorted(sums.items())
    ]  # fmt: skip


def _contradictions(frame: Frame, asked: Told) -> list[Held]:
    found = budget.contradictions(budget.by_source(**asked), COMPARED)
    return [_held(one) for one in _ordered((one for several in found for one in several), frame)]


def _money(found: Iterable[HolderFigures]) -> Mapping[str, Decimal]:
    """The credits each holder answers for, every budget together: to weigh a silence."""
    money: dict[str, Decimal] = defaultdict(Decimal)
    for one in found:
        money[one.holder] += one.amounts.of(CREDITS_OF[officer_of(one.kind)]) or Decimal(0)
    return money


def _returns(dataset: str, frame: Frame, found: Iterable[HolderFigures]) -> Returns:
    reach, order = region_reach(frame.region.path), frame.order()
    came = expected.completeness(
        dataset, reach=reach, on=frame.on, at_number=frame.number,
        of_day=HoldersOfDay(reach, frozenset(order), frozenset()),
    )  # fmt: skip
    silent = sorted(
        expected.silent(came, money=_money(found), on=frame.on),
        key=lambda row: (-(row.share or Decimal(-1)), order.get(row.due.sender.code, len(order)),
                         row.due.sender.code),
    )  # fmt: skip
    missing = [
        Missing(
            sender=one.due.sender.code,
            dataset=dataset,
            period=one.due.period.last,
            due_on=one.due.period.due_on,
            is_late=one.due.state == "late",
            share=None if one.share is None else one.share.quantize(Decimal("0.000001")),
            called=frame.people.get(one.due.sender.code, ()),
        )
        for one in silent
    ]
    return Returns(dataset, came.expected, came.received, missing)


def _sources(frame: Frame) -> list[SourceRow]:
    """Every file that speaks, in the order in which it was known."""
    by_batch: dict[int, list[Standing]] = defaultdict(list)
    since, codes = frame.on.replace(month=1, day=1), [one.code for one in frame.holders]
    for dataset, order in SPEAKING.items():
        preference = order or registry.dataset(dataset).sources
        asked = Asked(dataset, frame.on, EVERYWHERE, preference, codes, frame.number, since)
        for one in latest_by_source(asked).select_related("batch__file").order_by("number"):
            by_batch[one.batch_id].append(one)
    rows = [_source(several) for several in by_batch.values()]
    return sorted(rows, key=lambda row: (list(SPEAKING).index(row.dataset), row.number))


def _source(several: Sequence[Standing]) -> SourceRow:
    batch, days = several[0].batch, [one.on_date for one in several]
    return SourceRow(
        dataset=batch.dataset,
        source=batch.source,
        file=batch.file.name,
        sha256=batch.file.sha256,
        batch=batch.pk,
        number=batch.number,
        known_on=batch.known_on,
        first=min(days),
        last=max(days),
        holders=len({one.holder_id for one in several}),
        rows=sum(one.rows for one in several),
    )
