"""What lists of programmes are held against: programmes, the phases known, what lists said before."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tadbir.intake import standings
from tadbir.intake.contract import Key, Scope, Value
from tadbir.territory.reach import Reach
from tadbir.works.calc.listed import Step
from tadbir.works.calc.register import KnownProgramme, Programmes, Register
from tadbir.works.models import PhaseEntry, Programme, ProjectListing
from tadbir.works.queries.register import register
from tadbir.works.terms import Phase

LISTS = "projects"
VALUE_FIELDS = (
    "written", "kind", "steering", "owner", "phase", "since", "reason", "service_order_on",
    "accepted_on", "opened_on", "population", "staff", "contract_reference", "remarks",
)  # fmt: skip
"""The fields of a listing in the order of the values of its record."""


def programmes_known(reach: Reach) -> Programmes:
    """The register within reach with the programmes of its bodies and of those above them."""
    known = register(reach)
    if not reach.sees("works"):
        return Programmes(known, ())
    bare = Register(
        [replace(site, projects=()) for site in known.sites], known.holders, known.seats
    )
    found = Programme.objects.order_by("code")
    rows = found.values_list("code", "entity__path", "name_fr", "name_ar")
    return Programmes(
        bare,
        [
            KnownProgramme(code, path, tuple(filter(None, names)))
            for code, path, *names in rows
            if reach.holds(path) or any(start.startswith(path) for start in reach.paths)
        ],
        {site.code: site.projects for site in known.sites if site.projects},
    )


def steps_known(
    projects: Collection[str], source: str, but: Collection[tuple[str, date]]
) -> Mapping[str, Sequence[Step]]:
    """The phases that stand of each project, by day; not those that a list of the source brought
    for some holders and days, which a new one of these takes the place of."""
    rows = PhaseEntry.objects.filter(project__code__in=sorted(projects), withdrawn_why="")
    found: dict[str, list[Step]] = defaultdict(list)
    for project, phase, since, holder, day, told_by in rows.order_by("since", "pk").values_list(
        "project__code", "phase", "since", "standing__holder__code", "standing__on_date",
        "standing__source",
    ):  # fmt: skip
        if told_by != source or (holder, day) not in but:
            found[project].append(Step(Phase(phase), since))
    return found


def listed(scope: Scope) -> Mapping[Key, tuple[Value, ...]]:
    """What lists that speak for a scope say, by holder, day, site, programme and project."""
    rows = ProjectListing.objects.filter(standing__in=standings.of(scope)).values_list(
        "standing__holder__code", "standing__on_date", "project__site__code",
        "project__programme__code", "project__code", *VALUE_FIELDS,
    )  # fmt: skip
    return {
        (holder, day, (site, programme, project)): tuple(values)
        for holder, day, site, programme, project, *values in rows
    }
