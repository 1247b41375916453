"""Preparing the register from the lists in force: the state of each site, and its statuses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from tadbir.core.words import fold
from tadbir.facilities.calc import Spell, Telling, timeline, told
from tadbir.facilities.models import Facility, Listing
from tadbir.facilities.terms import CATEGORIES, DATASET
from tadbir.intake.models import Standing
from tadbir.intake.registry import StandingChange
from tadbir.territory.actions import complete_name
from tadbir.territory.models import Entity, Status
from tadbir.territory.naming import Names

T = TypeVar("T")
_BATCH = 500
_FIELDS = (
    "family", "category", "folded", "existing_beds", "functional_beds", "opening_date",
    "listed_on", "is_listed",
)  # fmt: skip


@dataclass(slots=True)
class _Lists:
    """The lists in force of some delegations: in the order of their days, and what they say."""

    by_teller: dict[tuple[int, str], list[Standing]] = field(default_factory=dict)
    rows: dict[int, dict[int, Listing]] = field(default_factory=dict)


def refresh(changes: Sequence[StandingChange], number: int) -> None:
    """Prepare again the sites of every delegation whose lists a commit or withdrawal moved.

    A site that no list in force names keeps its code and stands as never having been.
    """
    holders = {change.holder_code for change in changes if change.dataset == DATASET}
    if not holders:
        return
    lists = _lists(holders)
    sites = Facility.objects.filter(listings__standing__holder__code__in=holders)
    found = list(sites.select_related("entity").distinct())
    wanted: dict[int, list[Spell]] = {}
    before = {site.pk: _state(site) for site in found}
    for site in found:
        named = sorted(
            lists.rows.get(site.pk, {}).values(),
            key=lambda row: (row.standing.on_date, row.standing.number),
        )
        tellings, from_the_start = _tellings(lists, site.pk)
        _prepare(site, named, is_listed=bool(tellings) and tellings[-1].is_there)
        opened = site.opening_date
        wanted[site.entity_id] = told(tellings, opened=opened, from_the_start=from_the_start)
    moved = [site for site in found if _state(site) != before[site.pk]]
    Facility.objects.bulk_update(moved, _FIELDS, batch_size=_BATCH)
    _write_statuses(wanted)


def _state(site: Facility) -> tuple[object, ...]:
    return tuple(getattr(site, name) for name in _FIELDS)


def _lists(holders: Iterable[str]) -> _Lists:
    found = _Lists()
    standings = Standing.objects.current().filter(dataset=DATASET, holder__code__in=holders)
    speaking = {s.pk: s for s in standings.order_by("on_date", "number")}
    for standing in speaking.values():
        found.by_teller.setdefault((standing.holder_id, standing.source), []).append(standing)
    for row in Listing.objects.filter(standing__in=speaking):
        row.standing = speaking[row.standing_id]
        found.rows.setdefault(row.facility_id, {})[row.standing_id] = row
    return found


def _tellings(lists: _Lists, site: int) -> tuple[list[Telling], bool]:
    """What each source told of a site since it first named it, in order.

    With it, whether the first list to name it was the first of its source.
    """
    rows = lists.rows.get(site, {})
    found: list[tuple[tuple[date, int], Telling]] = []
    firsts: list[tuple[tuple[date, int], bool]] = []
    for told_by in lists.by_teller.values():
        names = [index for index, standing in enumerate(told_by) if standing.pk in rows]
        if not names:
            continue
        firsts.append(((told_by[names[0]].on_date, told_by[names[0]].number), names[0] == 0))
        found += [
            ((s.on_date, s.number), _telling(s.on_date, rows.get(s.pk)))
            for s in told_by[names[0] :]
        ]
    found.sort(key=lambda pair: pair[0])
    return [telling for _order, telling in found], bool(firsts) and min(firsts)[1]


def _telling(on_date: date, row: Listing | None) -> Telling:
    if row is None:
        return Telling(on_date, is_there=False)
    return Telling(on_date, is_there=True, status=row.status, reason=row.status_reason)


def _prepare(site: Facility, named: Sequence[Listing], *, is_listed: bool) -> None:
    """The state of a site from what lists say of it, what is newer over what is older."""
    _exist(site.entity, is_known=bool(named), first=site.listed_on)
    site.is_listed = is_listed
    for row in named:
        site.category = row.category
        site.family = CATEGORIES[row.category].family
        site.folded = fold(row.name_fr)
        site.listed_on = row.standing.on_date
    site.existing_beds = _newest(row.existing_beds for row in named)
    site.functional_beds = _newest(row.functional_beds for row in named)
    site.opening_date = _newest(row.opening_date for row in named)
    if named:
        arabic = next((row.name_ar for row in reversed(named) if row.name_ar), "")
        complete_name(site.entity, Names(named[-1].name_fr, arabic), on=site.listed_on)


def _newest(values: Iterable[T | None]) -> T | None:
    """The last value that is told."""
    known = [value for value in values if value is not None]
    return known[-1] if known else None


def _exist(entity: Entity, *, is_known: bool, first: date) -> None:
    """An entity that no list names any more keeps an empty period; one named again exists."""
    period = (None, None) if is_known else (first, first)
    if (entity.valid_from, entity.valid_to) != period:
        entity.valid_from, entity.valid_to = period
        entity.save(update_fields=["valid_from", "valid_to"])


def _write_statuses(wanted: Mapping[int, Sequence[Spell]]) -> None:
    """Statuses told by lists, among those entered by people, which stay; only what differs."""
    kept: dict[int, list[Spell]] = defaultdict(list)
    for row in Status.objects.filter(entity__in=wanted).order_by("pk"):
        kept[row.entity_id].append(
            Spell(row.status, row.valid_from, row.valid_to, row.reason, row.by_person)
        )
    lines = {
        entity: timeline([*spells, *(s for s in kept[entity] if s.by_person)])
        for entity, spells in wanted.items()
    }
    moved = [entity for entity, line in lines.items() if line != kept[entity]]
    for start in range(0, len(moved), _BATCH):
        Status.objects.filter(entity__in=moved[start : start + _BATCH]).delete()
    Status.objects.bulk_create(
        [
            Status(
                entity_id=entity,
                status=spell.status,
                reason=spell.reason,
                by_person=spell.by_person,
                valid_from=spell.valid_from,
                valid_to=spell.valid_to,
            )
            for entity in moved
            for spell in lines[entity]
        ],
        batch_size=_BATCH,
    )
