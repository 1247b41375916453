"""What drafts must know of the register before a file is read: sites, their projects, contracts."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Exists, OuterRef

from tadbir.core.words import fold
from tadbir.facilities.models import Facility
from tadbir.territory.matching import bare, title_of
from tadbir.territory.models import Alias, Entity, EntityName
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind
from tadbir.works.calc.register import CENTRE, KnownProject, KnownSite, Link, Register
from tadbir.works.models import PhaseEntry, Project, ProjectContract

_HOLDERS = (EntityKind.DIRECTORATE, EntityKind.DELEGATION)
_SITES = (EntityKind.FACILITY, EntityKind.HOSPITAL_CENTRE)


def register(reach: Reach) -> Register:
    """Every site within reach with what is known of it, in six queries; empty without the domain."""
    if not reach.sees("works"):
        return Register((), {})
    found = Entity.objects.within(reach).of_kinds((*_HOLDERS, *_SITES))
    entities = list(found.order_by("path").values_list("code", "path", "kind"))
    holders = {code: path for code, path, kind in entities if kind in _HOLDERS}
    names = _names(reach)
    categories = dict(
        Facility.objects.filter(entity__in=found).values_list("entity__code", "category")
    )
    projects = _projects(reach)
    sites = [
        KnownSite(
            code, path, _holder(path, holders),
            CENTRE if kind == EntityKind.HOSPITAL_CENTRE else categories.get(code, ""),
            tuple(names.get(code, ())), tuple(projects.get(code, ())),
        )
        for code, path, kind in entities
        if kind in _SITES
    ]  # fmt: skip
    seats = {code: frozenset(map(_bare_title, names.get(code, ()))) for code in holders}
    return Register(sites, holders, seats)


def _bare_title(name: str) -> str:
    """The name of a holder without its title, as it is compared."""
    return bare(title_of(fold(name))[1])


def _holder(path: str, holders: Mapping[str, str]) -> str:
    """The delegation in a path, else the directorate."""
    steps = path.strip("/").split("/")
    return steps[2] if steps[2] in holders else steps[1]


def _names(reach: Reach) -> Mapping[str, list[str]]:
    """Every name and alias of the entities within reach, in either script."""
    wanted = Entity.objects.within(reach)
    names: dict[str, list[str]] = defaultdict(list)
    written = EntityName.objects.filter(entity__in=wanted).order_by("-pk")
    for code, name_fr, name_ar in written.values_list("entity__code", "name_fr", "name_ar"):
        names[code] += [name for name in (name_fr, name_ar) if name]
    aliases = Alias.objects.filter(entity__in=wanted).order_by("pk")
    for code, text in aliases.values_list("entity__code", "text"):
        names[code].append(text)
    return names


def _projects(reach: Reach) -> Mapping[str, list[KnownProject]]:
    """The projects of each site, with their programmes and the contracts that carry them out.

    One of which no phase stands, because its list was withdrawn, is not there.
    """
    wanted = Project.objects.filter(
        Exists(PhaseEntry.objects.filter(project=OuterRef("pk"), withdrawn_why="")),
        site__in=Entity.objects.within(reach),
    )
    links: dict[str, list[Link]] = defaultdict(list)
    joined = ProjectContract.objects.filter(project__in=wanted).order_by("pk")
    for code, reference, lot in joined.values_list("project__code", "operation__reference", "lot"):
        links[code].append(Link(reference, lot))
    found: dict[str, list[KnownProject]] = defaultdict(list)
    for code, site, programme, name_fr, name_ar in wanted.order_by("code").values_list(
        "code", "site__code", "programme__code", "programme__name_fr", "programme__name_ar"
    ):
        called = tuple(name for name in (name_fr, name_ar) if name)
        found[site].append(KnownProject(code, programme, called, tuple(links.get(code, ()))))
    return found
