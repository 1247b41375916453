"""Reads one project whole: its way, what every source said, its contracts, gates and plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.period import year_end
from tadbir.territory.reach import Reach
from tadbir.works.calc.contracts import Terms
from tadbir.works.calc.following import Followed
from tadbir.works.models import Opening, PhaseEntry, PlannedPoint, Project
from tadbir.works.queries import progress
from tadbir.works.queries.following import follow, terms_known
from tadbir.works.queries.gates import gate_history
from tadbir.works.queries.outlook import SiteOutlook, outlooks_of
from tadbir.works.queries.projects import phases, project, state_of
from tadbir.works.queries.said import GatesSaid, Said
from tadbir.works.queries.terms import terms
from tadbir.works.terms import Phase


@dataclass(frozen=True, slots=True)
class Whole:
    """A project with everything that is known of it on a day.

    `plan` is the last plan set by then, as (day, share planned), empty without one; `forecast` the
    outlook by each date as it was stored last, `outlooks` as on every day it was stored.
    """

    project: Project
    followed: Followed
    entries: Sequence[PhaseEntry]
    said: Sequence[Said]
    history: Sequence[Said]
    terms: Sequence[Terms]
    gates: GatesSaid | None
    plan: Sequence[tuple[date, Decimal]]
    opening: Opening | None
    forecast: Sequence[SiteOutlook]
    outlooks: Sequence[SiteOutlook] = ()

    def entered(self, phase: Phase) -> date | None:
        """The last day on which it entered a phase; None when it did not."""
        return next((e.since for e in reversed(self.entries) if e.phase == phase), None)


def whole(code: str, *, reach: Reach, on: date) -> Whole:
    """One project as it stood on a day; refused alike when unknown and when out of reach."""
    found = project(code, reach=reach)
    entries = [entry for entry in phases(code, reach=reach) if entry.since <= on]
    history = progress.history(code, reach=reach, on=on)
    said = _last(history)
    known = terms_known(terms(reach=reach, codes=[code]).get(code, ()), said)
    forms = gate_history(reach=reach, on=on, project=code).get(code, [])
    outlooks = outlooks_of(code, reach=reach, on=on)
    forecast = [one for one in outlooks if one.on == outlooks[-1].on]
    by = {one.by: one for one in forecast}.get(year_end(on.year))
    return Whole(
        project=found,
        followed=follow(state_of(found, entries), said, known, on, by),
        entries=entries,
        said=said,
        history=history,
        terms=known,
        forecast=forecast,
        outlooks=outlooks,
        gates=forms[-1] if forms else None,
        plan=_plan(found, on),
        opening=Opening.objects.filter(entry__in=entries).first(),
    )


def _last(history: Sequence[Said]) -> list[Said]:
    """What each source last said of each lot, as `progress.latest` takes it from a history."""
    last: dict[tuple[str, int], date] = {}
    for one in history:
        last[one.source, one.lot] = max(one.on, last.get((one.source, one.lot), one.on))
    return [one for one in history if one.on == last[one.source, one.lot]]


def _plan(of: Project, on: date) -> list[tuple[date, Decimal]]:
    points = PlannedPoint.objects.filter(project=of, planned_since__lte=on)
    rows = list(points.order_by("-planned_since", "on").values_list("planned_since", "on", "share"))
    return [(day, share) for since, day, share in rows if since == rows[0][0]]
