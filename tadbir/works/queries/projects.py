"""Reads programmes, projects and openings, always within a reach."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.calc import openings as calc
from tadbir.works.models import Opening, PhaseEntry, Programme, Project
from tadbir.works.terms import Phase, ProjectKind, Steering

_DELEGATION = 2  # the third step of a path, after the ministry and the directorate


@dataclass(frozen=True, slots=True)
class ProjectState:
    """A project as it stood on a day: where, what, and since when it was in its phase.

    Names are the site's; `path` is where it hangs in the tree; `steering` is None where nobody said, as of centres.
    """

    code: str
    programme: str
    site: str
    name_fr: str
    name_ar: str
    kind: ProjectKind
    steering: Steering | None
    phase: Phase
    since: date
    path: str = ""

    @property
    def delegation(self) -> str:
        """The code of the delegation it stands under; "" where it stands under none."""
        steps = self.path.strip("/").split("/")
        return steps[_DELEGATION] if len(steps) > _DELEGATION else ""


def programmes(*, reach: Reach) -> QuerySet[Programme]:
    """The programmes of bodies within reach, by code; none without the domain."""
    if not reach.sees("works"):
        return Programme.objects.none()
    return Programme.objects.filter(within(reach, "entity__path")).order_by("code")


def programme(code: str, *, reach: Reach) -> Programme:
    """A programme by code; refused alike when unknown and when out of reach."""
    found = programmes(reach=reach).filter(code=code).first()
    if found is None:
        raise Refused("works.unknown", N_("There is no programme {name}."), name=code)
    return found


def within_reach(reach: Reach) -> QuerySet[Project]:
    """The rows of projects on sites within reach, for reads; none without the domain."""
    if not reach.sees("works"):
        return Project.objects.none()
    return Project.objects.filter(within(reach, "site__path"))


def project(code: str, *, reach: Reach) -> Project:
    """A project by code; refused alike when unknown and when out of reach."""
    found = within_reach(reach).filter(code=code).select_related("site", "programme").first()
    if found is None:
        raise Refused("works.unknown", N_("There is no project {name}."), name=code)
    return found


def known_entries(at_number: int | None) -> QuerySet[PhaseEntry]:
    """The phases that count now, or that counted just after a number of the audit chain."""
    if at_number is None:
        return PhaseEntry.objects.filter(withdrawn_why="")
    return PhaseEntry.objects.filter(
        Q(withdrawn_why="") | Q(withdrawn_number__gt=at_number), number__lte=at_number
    )


def projects(
    *, reach: Reach, on: date, programme: str = "", at_number: int | None = None,
    codes: Collection[str] | None = None,
) -> list[ProjectState]:  # fmt: skip
    """Projects as they stood on a day, by code, in one query; those not yet begun are not there.

    `at_number` asks for what was known just after a number of the audit chain, `codes`
    for some projects alone.
    """
    entered = known_entries(at_number).filter(project=OuterRef("pk"), since__lte=on)
    last = entered.order_by("-since", "-pk")
    found = within_reach(reach).annotate(
        phase=Subquery(last.values("phase")[:1]), since=Subquery(last.values("since")[:1])
    )
    if programme:
        found = found.filter(programme__code=programme)
    if codes is not None:
        found = found.filter(code__in=list(codes))
    rows = found.exclude(phase=None).order_by("code").values_list(
        "code", "programme__code", "site__code", "site__name_fr", "site__name_ar", "kind",
        "steering", "phase", "since", "site__path",
    )  # fmt: skip
    return [_state(row) for row in rows]


def _state(row: tuple[Any, ...]) -> ProjectState:
    code, programme, site, name_fr, name_ar, kind, led, phase, since, path = row
    steering = Steering(led) if led else None
    return ProjectState(
        code, programme, site, name_fr, name_ar, ProjectKind(kind), steering, Phase(phase), since,
        path,
    )  # fmt: skip


def state_of(found: Project, entries: Sequence[PhaseEntry]) -> ProjectState:
    """A project as its entries leave it, the last of which counts; refused before the first."""
    if not entries:
        raise Refused("works.unknown", N_("There is no project {name}."), name=found.code)
    last, site = entries[-1], found.site
    return _state((
        found.code, found.programme.code, site.code, site.name_fr, site.name_ar, found.kind,
        found.steering, last.phase, last.since, site.path,
    ))  # fmt: skip


def phases(code: str, *, reach: Reach) -> list[PhaseEntry]:
    """The phases that a project went through, the first one first."""
    entries = project(code, reach=reach).phases.filter(withdrawn_why="")
    return list(entries.order_by("since", "pk"))


def counts(found: Sequence[ProjectState]) -> Mapping[Steering | None, calc.Count]:
    """Opened / ready / programme of projects as they stood, by who steers them."""
    return calc.count_by_steering(
        [calc.Programmed(one.code, one.phase, one.steering) for one in found]
    )


def openings(*, reach: Reach, until: date, programme: str = "") -> list[calc.Opening]:
    """What was opened until a day (included), the first one first."""
    found = Opening.objects.filter(
        entry__project__in=within_reach(reach), entry__since__lte=until, entry__withdrawn_why=""
    ).annotate(site=F("entry__project__site__code"), on=F("entry__since"))
    if programme:
        found = found.filter(entry__project__programme__code=programme)
    rows = found.order_by("on", "site").values_list("site", "on", "population", "staff")
    return [calc.Opening(*row) for row in rows]
