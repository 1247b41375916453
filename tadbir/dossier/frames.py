"""The frame of a pack: the meeting, the region, names, people and rules as they are today."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tadbir.audit import installation, trail
from tadbir.budget import queries as budget
from tadbir.budget.terms import Control
from tadbir.dossier import works_content
from tadbir.dossier.pack import Frame, Names
from tadbir.intake.returns import whom_to_call
from tadbir.meetings import queries as meetings
from tadbir.scorecard.deadlines import deadlines
from tadbir.scorecard.situation import Place, Since
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, EVERYWHERE, Reach
from tadbir.territory.terms import AreaKind


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a pack is made for: a meeting, or a day without one (a draft, `meeting` empty)."""

    entity: str
    on: date
    meeting: str = ""
    kind: str = ""
    place: str = ""
    number: int | None = None
    since: Since | None = None


def of_meeting(code: str, *, reach: Reach) -> Occasion:
    """The occasion of a meeting; Refused("meetings.unknown") when it is out of reach."""
    found = meetings.meeting(code, reach=reach)
    before = meetings.previous_held(found)
    return Occasion(
        entity=found.series.entity.code,
        on=found.held_on,
        meeting=found.code,
        kind=found.series.kind,
        place=found.place,
        number=found.last_number,
        since=Since(before.held_on, before.last_number)
        if before and before.last_number is not None
        else None,
    )


def of_day(entity: str, on: date, *, reach: Reach) -> Occasion:
    """A draft for a day without meeting, counted from the last meeting held before it."""
    found = territory.entity(entity, reach=reach)
    before = meetings.last_held(found.path, on, reach=reach)
    since = Since(before.held_on, before.last_number or 0) if before else None
    return Occasion(entity=found.code, on=on, since=since)


def region_reach(path: str) -> Reach:
    """The whole region and every domain: whose rules and whose returns a pack speaks of."""
    return Reach((path,), DOMAINS)


def places_of_day(entity: Entity, on: date) -> tuple[Place, list[tuple[Place, Entity]]]:
    """An entity and its holders as they stood on a day, whoever may see each of them today."""
    found = [
        (replace(Place.of(one), path=path), one)
        for path, one in territory.holders_once_under(entity, on)
    ]
    own = next((place for place, one in found if one == entity), None)
    return own or Place.of(entity), found


def framed(occasion: Occasion, *, reach: Reach) -> Frame:
    """The frame of an occasion: the holders of its day, the rules and names that hold today.

    `reach` is of whoever asks, today; once the entity is within it, its holders are those of the
    day, wherever they hang since.
    """
    entity = territory.entity(occasion.entity, reach=reach)
    on = occasion.on
    region, held = places_of_day(entity, on)
    found = [one for _place, one in held]
    form = budget.legal_form(reach=region_reach(region.path), on=on)
    rules = budget.year_rules(on.year, form=form)
    codes = frozenset(one.code for one in found)
    number = trail.last_number() if occasion.number is None else occasion.number
    targets = budget.targets(reach=EVERYWHERE, year=on.year, entities=[entity.code])
    frame = Frame(
        region=region,
        meeting=occasion.meeting,
        kind=occasion.kind,
        on=on,
        place=occasion.place,
        number=number,
        since=occasion.since,
        form=form,
        demonstration=installation.current().demonstration,
        holders=[place for place, _one in held],
        provinces=_provinces(entity.area.code.split(".")[0]),
        people=_people(found, on, "fr"),
        people_ar=_people(found, on, "ar"),
        trajectories={one.indicator: one.trajectory for one in targets},
        deadlines=deadlines(on, form=form),
        circular=list(rules.circular),
        norms=list(rules.norms),
        controls=_controls(codes, on),
        steps=budget.route_steps(on),
        exempt=_exempt(codes, on, number),
        place_names=_names_of(occasion.place),
    )
    works = works_content.entered(entity, reach=region_reach(entity.path), frame=frame)
    return replace(frame, works=works)


def _names_of(place: str) -> Mapping[str, str]:
    """The names by language of the area that a place is called after; nothing without one."""
    found = territory.area_names(place)
    return {"fr": found[0], "ar": found[1]} if found else {}


def _controls(holders: Collection[str], on: date) -> Mapping[str, Control]:
    """The control of each holder for which one was entered."""
    entered = budget.controls_on(reach=EVERYWHERE, on=on)
    return {code: control for code, control in entered.items() if code in holders}


def _exempt(holders: Collection[str], on: date, number: int) -> list[str]:
    """The keys of the lines and operations outside the regularity control."""
    lines = budget.lines(reach=EVERYWHERE, on=on, holders=holders, at_number=number)
    operations = budget.exempt_dossiers(reach=EVERYWHERE)
    own = {key for key in operations if key.split(" ", 1)[0] in holders}
    return sorted({line.key for line in lines if line.is_exempt} | own)


def _people(senders: Sequence[Entity], on: date, lang: str) -> Mapping[str, tuple[str, ...]]:
    """Whom to call at each sender that has somebody, by name in a language."""
    people = whom_to_call(senders, on, lang=lang)
    return {one.code: people[one.pk] for one in senders if one.pk in people}


def _provinces(region: str) -> Mapping[str, Names]:
    found = territory.areas(
        kinds=(AreaKind.PROVINCE, AreaKind.PREFECTURE), parent=territory.area(region)
    )
    return {area.code: Names(area.name_fr, area.name_ar) for area in found}
