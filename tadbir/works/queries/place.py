"""Reads what is asked of places, what was found there, and the gaps, always within a reach."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, QuerySet, Subquery

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.calc import place as calc
from tadbir.works.models import Assessment, Project, Requirement
from tadbir.works.queries.projects import known_entries
from tadbir.works.terms import OPEN_PLACES, Answer, Phase, Place, ProjectKind, places_of

_ORDER = {place: index for index, place in enumerate(Place)}


@dataclass(frozen=True, slots=True)
class Site:
    """A project and the site it is on, named in both languages."""

    code: str
    site: str
    name_fr: str
    name_ar: str
    kind: ProjectKind


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement asked of one project, and the last assessment of it; None: never assessed.

    `photo` is the number of the photograph it rests on, None without one or once it is withdrawn.
    """

    project: Site
    requirement: Requirement
    answer: Answer | None = None
    on: date | None = None
    evidence: str = ""
    photo: int | None = None
    by: str = ""

    @property
    def place(self) -> Place:
        """The part of the site that the requirement speaks of."""
        return Place(self.requirement.place)

    @property
    def asked(self) -> calc.Asked:
        """What the score needs to know."""
        return calc.Asked(self.requirement.weight, self.answer)


def _above(paths: Iterable[str]) -> set[str]:
    """The paths of every entity above some, themselves included."""
    found: set[str] = set()
    for path in paths:
        steps = path.strip("/").split("/")
        found |= {f"/{'/'.join(steps[: n + 1])}/" for n in range(len(steps))}
    return found


def requirements(*, reach: Reach, places: Collection[Place]) -> list[Requirement]:
    """What bodies within reach, or above it, ask or asked: by place, then by code."""
    if not reach.sees("works"):
        return []
    asking = within(reach, "entity__path")
    if asking:  # an empty condition lets everything pass, and would vanish beside another
        asking |= Q(entity__path__in=_above(reach.paths))
    found = Requirement.objects.filter(asking, place__in=[place.value for place in places])
    rows = found.select_related("entity").order_by("code", "pk")
    return sorted(rows, key=lambda one: _ORDER[Place(one.place)])


def requirement(code: str, *, reach: Reach, places: Collection[Place]) -> Requirement:
    """A requirement by code; refused alike when unknown and when out of reach."""
    for one in requirements(reach=reach, places=places):
        if one.code == code:
            return one
    raise Refused("works.unknown", N_("There is no requirement {name}."), name=code)


def _in_force(on: date, places: Collection[Place]) -> QuerySet[Requirement]:
    """Requirements asked on a day: from their first day until before their last."""
    return (
        Requirement.objects.filter(since__lte=on, place__in=[place.value for place in places])
        .filter(Q(until=None) | Q(until__gt=on))
        .select_related("entity")
        .order_by("code")
    )


def asked_of(of: Project, *, on: date, places: Collection[Place]) -> list[Requirement]:
    """What is asked of a project on a day by the bodies above its site; the caller holds it."""
    wanted = set(places) & set(places_of(ProjectKind(of.kind)))
    return list(_in_force(on, wanted).filter(entity__path__in=_above([of.site.path])))


def findings(
    *, reach: Reach, on: date, places: Collection[Place] = OPEN_PLACES, project: str = ""
) -> list[Finding]:
    """Every requirement asked of every project within reach on a day, with what was last found.

    In the order of projects, places and requirements; three queries. Cancelled projects are left
    out, as are those not begun. Without `places` from the policy of a seat, the open ones alone.
    """
    sites = _sites(reach, on, project)
    if not sites:
        return []
    asked = sorted(_in_force(on, places), key=lambda one: _ORDER[Place(one.place)])
    last = _last(list(sites), asked, on)
    return [
        _finding(site, one, last.get((pk, one.pk)))
        for pk, (site, above) in sites.items()
        for one in asked
        if one.entity.path in above and Place(one.place) in places_of(site.kind)
    ]


def _finding(site: Site, one: Requirement, last: Assessment | None) -> Finding:
    if last is None:
        return Finding(site, one)
    photo = last.photo
    return Finding(
        site, one, Answer(last.answer), last.on, last.evidence,
        photo.pk if photo and not photo.withdrawn_why else None, last.assessed_by,
    )  # fmt: skip


def _last(
    sites: Collection[int], asked: Sequence[Requirement], on: date
) -> Mapping[tuple[int, int], Assessment]:
    """The last assessment of each requirement in each project by a day: the last row of the day."""
    rows = (
        Assessment.objects.filter(project__in=sites, requirement__in=asked, on__lte=on)
        .select_related("photo")
        .order_by("on", "pk")
    )
    return {(one.project_id, one.requirement_id): one for one in rows}


def gaps(
    *, reach: Reach, on: date, places: Collection[Place] = OPEN_PLACES, project: str = ""
) -> list[Finding]:
    """What is partly met or not met on a day: what a directive may be about; what would add most
    to a score first, then by project, place and requirement.

    Without `places` from the policy of a seat, the open ones alone: nothing restricted slips out.
    """
    found = findings(reach=reach, on=on, places=places, project=project)
    return in_order_of_gain(one for one in found if one.answer in calc.GAPS)


def in_order_of_gain(found: Iterable[Finding]) -> list[Finding]:
    """Gaps, what would add most to a score first."""
    return sorted(
        found,
        key=lambda one: (
            -calc.missing_weight(one.asked), one.project.code, _ORDER[one.place],
            one.requirement.code,
        ),
    )  # fmt: skip


def assessed(of: Project, *, on: date, places: Collection[Place], reach: Reach) -> list[Assessment]:
    """Every row ever added for a project by a day, the latest first, with the text of its day."""
    if not reach.sees("works") or not reach.holds(of.site.path):
        return []
    rows = of.assessments.filter(
        requirement__place__in=[place.value for place in places], on__lte=on
    )
    return list(rows.select_related("requirement", "photo").order_by("-on", "-pk"))


def _sites(reach: Reach, on: date, project: str) -> dict[int, tuple[Site, set[str]]]:
    """The projects within reach that stood on a day, each with the paths above its site."""
    if not reach.sees("works"):
        return {}
    entered = known_entries(None).filter(project=OuterRef("pk"), since__lte=on)
    phase = Subquery(entered.order_by("-since", "-pk").values("phase")[:1])
    found = Project.objects.filter(within(reach, "site__path")).annotate(phase=phase)
    if project:
        found = found.filter(code=project)
    rows = found.exclude(phase=None).exclude(phase=Phase.CANCELLED.value).order_by("code")
    return {
        one.pk: (
            Site(
                one.code, one.site.code, one.site.name_fr, one.site.name_ar, ProjectKind(one.kind)
            ),
            _above([one.site.path]),
        )
        for one in rows.select_related("site")
    }
