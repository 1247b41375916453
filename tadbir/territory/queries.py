"""Reading the territory: entities one may see, their trees, areas and their people."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from django.db.models import Case, Prefetch, Q, QuerySet, When

from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.core.words import N_, fold
from tadbir.territory.dated import DatedTree, Tie
from tadbir.territory.matching import Named, NameIndex
from tadbir.territory.models import (
    Alias,
    Area,
    AreaPopulation,
    Attachment,
    Entity,
    EntityName,
    EntityQuerySet,
    LegalForm,
    Status,
)
from tadbir.territory.querysets import holds_words, valid_on, within
from tadbir.territory.reach import HoldersOfDay, Reach
from tadbir.territory.sources import delegation_areas
from tadbir.territory.terms import (
    HOLDER_KINDS,
    PROVINCE_KINDS,
    AreaKind,
    EntityKind,
    Form,
    Tree,
)
from tadbir.territory.visible import holds

Finder = Callable[[str], tuple[str, ...]]


def entity(code: str, *, reach: Reach) -> Entity:
    """The entity of a code, with its area; refused alike when unknown and when out of reach."""
    found = Entity.objects.within(reach).filter(code=code).select_related("area").first()
    if found is None:
        raise Refused(
            "territory.unknown", N_("There is no entity {entity} within your reach."), entity=code
        )
    return found


def entities(*, reach: Reach, kinds: Sequence[str] = (), on: date | None = None) -> EntityQuerySet:
    """Entities within reach that exist on a day (today by default), in the order of their paths."""
    found = Entity.objects.within(reach).of_kinds(kinds).existing_on(on or today())
    return found.select_related("area").order_by("path")


def children(
    parent: Entity, *, reach: Reach, tree: str = Tree.ADMINISTRATIVE, on: date | None = None
) -> list[Entity]:
    """What hangs directly from an entity in a tree on a day, in the order of their codes."""
    day = on or today()
    links = Attachment.objects.filter(
        valid_on(day), within(reach, "entity__path"), parent=parent, tree=tree
    )
    found = links.filter(valid_on(day, "entity__valid_from", "entity__valid_to"))
    return [link.entity for link in found.select_related("entity__area").order_by("entity__code")]


def ancestors(child: Entity) -> list[Entity]:
    """Today's administrative ancestors, the ministry first; the entity itself is left out."""
    codes = child.path.strip("/").split("/")[:-1]
    found = {e.code: e for e in Entity.objects.filter(code__in=codes).select_related("area")}
    return [found[code] for code in codes]


def dated_tree() -> DatedTree:
    """The administrative tree of every budget holder at every day; two queries.

    For whoever adds figures up, whom no reach concerns: the codes it gives are shown to nobody.
    """
    entities = Entity.objects.of_kinds(HOLDER_KINDS).values_list("code", flat=True)
    links = Attachment.objects.filter(tree=Tree.ADMINISTRATIVE, entity__kind__in=HOLDER_KINDS)
    ties = links.order_by("pk").values_list(
        "entity__code", "parent__code", "valid_from", "valid_to"
    )
    return DatedTree(list(entities), [Tie(*row) for row in ties])


def holders_under(of: Entity, on: date, *, reach: Reach) -> list[Entity]:
    """The budget holders at or under an entity on a day, within reach today; three queries."""
    codes = dated_tree().under(of.code, on)
    return list(entities(reach=reach, kinds=HOLDER_KINDS, on=on).filter(code__in=codes))


def holders_once_under(of: Entity, on: date) -> list[tuple[str, Entity]]:
    """The budget holders at or under an entity on a day, wherever they hang today; three queries.

    Each with its path of that day, in the order of those paths. For the record of a day, whose
    readers had the right of the entity then: pages ask `holders_under`, whose reach is of today.
    """
    tree = dated_tree()
    above = {code: tree.above(code, on) for code in tree.under(of.code, on)}
    tops = {nodes[-1] for nodes in above.values()}
    starts = dict(Entity.objects.filter(code__in=tops).values_list("code", "path"))
    found = Entity.objects.of_kinds(HOLDER_KINDS).existing_on(on).filter(code__in=above)
    paths = [
        ("/".join([starts[above[one.code][-1]].rstrip("/"), *above[one.code][-2::-1], ""]), one)
        for one in found.select_related("area")
    ]
    return sorted(paths, key=lambda pair: pair[0])


def holders_of_day(on: date, *, reach: Reach, under: Entity | None = None) -> HoldersOfDay:
    """The budget holders at or under the entities of a reach on a day; three queries.

    With `under`, an entity within reach, those that stood at or under it alone.
    What hangs above every holder, as the ministry does, has today's holders on any day.
    """
    tree = dated_tree()
    found = Entity.objects.within(reach).of_kinds(HOLDER_KINDS)
    today_paths = dict(found.values_list("code", "path"))
    codes: set[str] = set()
    for path in (under.path,) if under else reach.paths:
        top = path.strip("/").rpartition("/")[2]
        if top in tree.entities:
            codes.update(tree.under(top, on))
        else:
            codes.update(code for code, its in today_paths.items() if its.startswith(path))
    hidden = codes - today_paths.keys()
    return HoldersOfDay(replace(reach, paths=("/",)), frozenset(codes), frozenset(hidden))


def parent_on(child: Entity, *, tree: str, on: date) -> Entity | None:
    """The parent in a tree on a day; None when it had none."""
    links = Attachment.objects.filter(valid_on(on), entity=child, tree=tree)
    link = links.select_related("parent__area").order_by("-pk").first()
    return link.parent if link else None


def names_on(codes: Iterable[str], on: date) -> dict[str, EntityName]:
    """The names that entities bore on a day, by code; one query however many are asked."""
    found = EntityName.objects.filter(valid_on(on), entity__code__in=list(codes))
    return {name.entity.code: name for name in found.select_related("entity").order_by("pk")}


def status_on(of: Entity, on: date) -> Status | None:
    """The status on a day; None when nobody said."""
    return Status.objects.filter(valid_on(on), entity=of).order_by("-pk").first()


def form_on(directorate: Entity, on: date) -> Form | None:
    """The legal form of a region's direction on a day; None when it was not entered."""
    found = LegalForm.objects.filter(valid_on(on), entity=directorate).order_by("-pk").first()
    return Form(found.form) if found else None


def holders(region_code: str) -> list[Entity]:
    """Budget holders of a region: its directorate, delegations and hospital centres, by path."""
    found = Entity.objects.of_kinds(HOLDER_KINDS).existing_on(today())
    start = f"/MSPS/DR{region_code}/"
    return list(found.filter(path__startswith=start).select_related("area").order_by("path"))


# --- Names ---


def _named(reach: Reach, kinds: Sequence[str]) -> Iterator[Named]:
    wanted = Entity.objects.within(reach).of_kinds(kinds)
    kind_of = dict(wanted.values_list("code", "kind"))
    names = EntityName.objects.filter(entity__in=wanted)
    for code, name_fr, name_ar in names.values_list("entity__code", "name_fr", "name_ar"):
        yield from (Named(code, kind_of[code], name) for name in (name_fr, name_ar) if name)
    for code, text in Alias.objects.filter(entity__in=wanted).values_list("entity__code", "text"):
        yield Named(code, kind_of[code], text)


def finder(*, reach: Reach, kinds: Sequence[str] = ()) -> Finder:
    """A function from names to codes, built with two queries and asked without any.

    For whoever has many names to find: a file, a form. It knows the entities of the moment it
    was made.
    """
    index = NameIndex(_named(reach, kinds))

    @lru_cache(maxsize=4096)
    def found(text: str) -> tuple[str, ...]:
        return index.find(text, tuple(kinds))

    return found


def find(text: str, *, reach: Reach, kinds: Sequence[str] = ()) -> tuple[str, ...]:
    """Codes of the entities a name may mean, within reach: none, one, or several (ambiguous)."""
    return finder(reach=reach, kinds=kinds)(text)


def search(text: str, *, reach: Reach, limit: int = 50) -> list[Entity]:
    """Entities within reach whose names hold every word typed; bodies come before facilities."""
    found = entities(reach=reach).filter(holds_words(text))
    bodies_first = Case(When(kind=EntityKind.FACILITY, then=1), default=0)
    return list(found.order_by(bodies_first, "path")[:limit])


def how_many_hold(text: str, *, reach: Reach) -> int:
    """How many entities `search` would give without a limit."""
    return entities(reach=reach).filter(holds_words(text)).count()


# --- Areas: public figures of the census office, the same for everyone ---


def area(code: str) -> Area:
    """The area of a code; refused when there is none."""
    found = Area.objects.filter(code=code).select_related("parent").first()
    if found is None:
        raise Refused("territory.unknown", N_("There is no area {area}."), area=code)
    return found


def areas(
    *, kinds: Sequence[str] = (), parent: Area | None = None, year: int = 2024
) -> QuerySet[Area]:
    """Areas in the order of their codes; `census` on each lists its people in one year, or none."""
    people = AreaPopulation.objects.filter(year=year)
    found = Area.objects.prefetch_related(Prefetch("populations", people, to_attr="census"))
    if kinds:
        found = found.filter(kind__in=kinds)
    return (found.filter(parent=parent) if parent else found).order_by("code")


def area_names(text: str) -> tuple[str, str] | None:
    """The French and the Arabic name of the area called so; None where areas differ, or have none."""
    folded = fold(text)
    pairs = Area.objects.filter(holds_words(text)).values_list("name_fr", "name_ar")
    found = {pair for pair in pairs if all(pair) and folded in map(fold, pair)}
    return found.pop() if len(found) == 1 else None


def population(of: Area, year: int) -> AreaPopulation | None:
    """The people of an area at a census; None when it was not published."""
    return AreaPopulation.objects.filter(area=of, year=year).first()


def seats(*, reach: Reach) -> frozenset[str]:
    """Codes of the areas where bodies within reach are seated, facilities apart."""
    found = Entity.objects.within(reach).existing_on(today()).exclude(kind=EntityKind.FACILITY)
    return frozenset(found.values_list("area__code", flat=True).distinct())


def visible_area(code: str, *, reach: Reach) -> Area:
    """The area of a code, where bodies within reach are seated; else refused as if unknown."""
    found = Area.objects.filter(code=code).select_related("parent", "prefecture").first()
    if found is not None:
        prefecture = found.prefecture.code if found.prefecture else None
        if holds(seats(reach=reach), code, prefecture):
            return found
    raise Refused("territory.unknown", N_("There is no area {area}."), area=code)


def provinces(region: str, *, year: int = 2024) -> list[Area]:
    """The provinces of a region that have a delegation, with their people in `census`."""
    found = areas(kinds=PROVINCE_KINDS, year=year).filter(code__startswith=f"{region}.")
    return [area for area in found if area.code in delegation_areas()]


def parts(of: Area, *, year: int = 2024) -> list[Area]:
    """The communes of a province (a prefecture of arrondissements: its districts), with people."""
    found = areas(year=year)
    if of.kind == AreaKind.PREFECTURE_OF_ARRONDISSEMENTS:
        return list(found.filter(prefecture=of))
    return list(found.filter(parent=of, kind=AreaKind.COMMUNE))


def drawn_parts(of: Area) -> frozenset[str]:
    """Codes of the shapes that draw a province: its communes, cities by their arrondissements."""
    found = Area.objects.filter(Q(parent=of) | Q(parent__parent=of) | Q(prefecture=of))
    return frozenset(found.values_list("code", flat=True))


def seated_in(code: str, *, reach: Reach) -> list[Entity]:
    """Bodies within reach seated in an area itself, facilities apart."""
    found = entities(reach=reach).exclude(kind=EntityKind.FACILITY)
    return list(found.filter(area__code=code))


def with_people(codes: Collection[str], *, year: int = 2024) -> list[Area]:
    """Areas of some codes, with their people in `census`."""
    return list(areas(year=year).filter(code__in=codes))


def totals(of: Collection[Area], *, year: int) -> dict[int, int]:
    """The people of some areas at a census, by identifier; one query."""
    found = AreaPopulation.objects.filter(area__in=of, year=year)
    return dict(found.values_list("area", "total"))
