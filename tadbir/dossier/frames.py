"""The frame of a pack: the meeting, the region, names, people and rules as they are today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.audit import installation, trail
from tadbir.budget import queries as budget
from tadbir.dossier.pack import Frame, Names
from tadbir.intake.returns import whom_to_call
from tadbir.meetings import queries as meetings
from tadbir.scorecard.deadlines import deadlines
from tadbir.scorecard.situation import Place, Since
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, Reach
from tadbir.territory.terms import HOLDER_KINDS, AreaKind


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
    """The whole region and every domain: what a pack is made of, whoever may read it."""
    return Reach((path,), DOMAINS)


def framed(occasion: Occasion, *, reach: Reach) -> Frame:
    """The frame of an occasion, with the rules and names that hold today."""
    entity = territory.entity(occasion.entity, reach=reach)
    whole = region_reach(entity.path)
    on = occasion.on
    found = list(territory.entities(reach=whole, kinds=HOLDER_KINDS, on=on))
    form = budget.legal_form(reach=whole, on=on)
    rules = budget.year_rules(on.year, form=form)
    number = trail.last_number() if occasion.number is None else occasion.number
    targets = budget.targets(reach=whole, year=on.year, entities=[entity.code])
    lines = budget.lines(reach=whole, on=on, at_number=number)
    return Frame(
        region=Place.of(entity),
        meeting=occasion.meeting,
        kind=occasion.kind,
        on=on,
        place=occasion.place,
        number=number,
        since=occasion.since,
        form=form,
        demonstration=installation.current().demonstration,
        holders=[Place.of(one) for one in found],
        provinces=_provinces(entity.area.code.split(".")[0]),
        people=_people(found, on, "fr"),
        people_ar=_people(found, on, "ar"),
        trajectories={one.indicator: one.trajectory for one in targets},
        deadlines=deadlines(on, form=form),
        circular=list(rules.circular),
        norms=list(rules.norms),
        controls=budget.controls_on(reach=whole, on=on),
        steps=budget.route_steps(on),
        exempt=sorted(
            {line.key for line in lines if line.is_exempt} | budget.exempt_dossiers(reach=whole)
        ),
    )


def _people(senders: Sequence[Entity], on: date, lang: str) -> Mapping[str, tuple[str, ...]]:
    """Whom to call at each sender that has somebody, by name in a language."""
    people = whom_to_call(senders, on, lang=lang)
    return {one.code: people[one.pk] for one in senders if one.pk in people}


def _provinces(region: str) -> Mapping[str, Names]:
    found = territory.areas(
        kinds=(AreaKind.PROVINCE, AreaKind.PREFECTURE), parent=territory.area(region)
    )
    return {area.code: Names(area.name_fr, area.name_ar) for area in found}
