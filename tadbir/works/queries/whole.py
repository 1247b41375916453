"""Reads one project whole: its way, what every source said, its contracts, gates and plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.territory.reach import Reach
from tadbir.works.calc.contracts import Terms
from tadbir.works.calc.following import Followed
from tadbir.works.models import GateReport, Opening, PhaseEntry, PlannedPoint, Project
from tadbir.works.queries import reports
from tadbir.works.queries.following import follow, terms_known
from tadbir.works.queries.projects import phases, project, state_of
from tadbir.works.queries.reports import LotSaid
from tadbir.works.terms import Gate, Phase

GATES = "gates"


@dataclass(frozen=True, slots=True)
class GatesSaid:
    """What the last form of a delegation says: each gate open or not, None where not said."""

    on: date
    gates: Mapping[Gate, bool | None]
    open_reserves: int | None
    remarks: str
    batch: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A project with everything that is known of it on a day.

    `plan` is the last plan set by then, as (day, share planned), empty without one.
    """

    project: Project
    followed: Followed
    entries: Sequence[PhaseEntry]
    lots: Sequence[LotSaid]
    history: Sequence[LotSaid]
    terms: Sequence[Terms]
    gates: GatesSaid | None
    plan: Sequence[tuple[date, Decimal]]
    opening: Opening | None

    def entered(self, phase: Phase) -> date | None:
        """The last day on which it entered a phase; None when it did not."""
        return next((e.since for e in reversed(self.entries) if e.phase == phase), None)


def whole(code: str, *, reach: Reach, on: date) -> Whole:
    """One project as it stood on a day; refused alike when unknown and when out of reach."""
    found = project(code, reach=reach)
    entries = [entry for entry in phases(code, reach=reach) if entry.since <= on]
    lots = reports.latest(reach=reach, on=on, codes=[code]).get(code, ())
    terms = terms_known(reports.contracts(reach=reach, codes=[code]).get(code, ()), lots)
    return Whole(
        project=found,
        followed=follow(state_of(found, entries), lots, terms, on),
        entries=entries,
        lots=lots,
        history=reports.history(reach=reach, on=on, code=code),
        terms=terms,
        gates=_gates(found, on),
        plan=_plan(found, on),
        opening=Opening.objects.filter(entry__in=entries).first(),
    )


def _gates(of: Project, on: date) -> GatesSaid | None:
    said = GateReport.objects.filter(
        project=of, standing__is_current=True, standing__on_date__lte=on
    ).select_related("standing")
    last = said.order_by("-standing__on_date", "-standing__number").first()
    if last is None:
        return None
    return GatesSaid(
        on=last.standing.on_date,
        gates={gate: last.said(gate) for gate in Gate},
        open_reserves=last.open_reserves,
        remarks=last.remarks,
        batch=last.standing.batch_id,
        sheet=last.sheet,
        row=last.row,
    )


def _plan(of: Project, on: date) -> list[tuple[date, Decimal]]:
    points = PlannedPoint.objects.filter(project=of, planned_since__lte=on)
    rows = list(points.order_by("-planned_since", "on").values_list("planned_since", "on", "share"))
    return [(day, share) for since, day, share in rows if since == rows[0][0]]
