"""The only writers of what is asked of places, and of what was found there."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.works import queries
from tadbir.works.actions.starter import proposed
from tadbir.works.models import Assessment, Document, Project, Requirement
from tadbir.works.terms import (
    MOST_WEIGHT,
    RESTRICTED,
    STARTER_SOURCE,
    Answer,
    DocumentKind,
    Place,
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a requirement says, where it comes from and how much it weighs, from a day on."""

    text_fr: str
    text_ar: str
    source: str
    weight: int
    since: date


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of a requirement; `photo` is the number of a photograph of the project."""

    requirement: str
    answer: Answer
    evidence: str = ""
    photo: int | None = None


@transaction.atomic
def load_requirements(*, by: Actor, reach: Reach, entity: str) -> int:
    """Put the proposed list under a body, from today on; how many were not there yet.

    What stands, or stood and was replaced or ended, is left as it is: loading twice adds nothing.
    """
    owner = _held(entity, reach)
    there = set(Requirement.objects.filter(entity=owner).values_list("code", flat=True))
    new = [
        Requirement(
            entity=owner, code=f"{entity}-{one.code}", place=one.place.value, text_fr=one.text_fr,
            text_ar=one.text_ar, source=STARTER_SOURCE, weight=one.weight, since=clock.today(),
        )
        for one in proposed()
        if f"{entity}-{one.code}" not in there
    ]  # fmt: skip
    Requirement.objects.bulk_create(new)
    record(
        by=by,
        action="works.load_requirements",
        subject=Subject("requirements", entity),
        after={"requirements": len(new), "source": STARTER_SOURCE},
    )
    return len(new)


@transaction.atomic
def ask(*, by: Actor, reach: Reach, entity: str, place: Place, wording: Wording) -> Requirement:
    """Add a requirement of a body; raises `Refused` out of reach, without text, source or weight."""
    owner = _held(entity, reach)
    _check(wording)
    number = Requirement.objects.filter(entity=owner, place=place.value).count() + 1
    code = f"{entity}-{place.value}-{number:02d}"  # none is ever taken away: a new number
    requirement = _write(owner.pk, code, place.value, wording)
    _keep(by, "works.ask", code, after={"place": place.value, **_said(wording)})
    return requirement


@transaction.atomic
def replace_requirement(*, by: Actor, reach: Reach, code: str, wording: Wording) -> Requirement:
    """Give a requirement a new text, source or weight from a day on.

    The old one ends on that day: what was assessed stays assessed against the text of its day.
    """
    old = _in_force(code, reach)
    _check(wording)
    if wording.since < old.since:
        raise _too_early(old.since)
    old.until = wording.since
    old.save(update_fields=("until",))
    root, _dot, version = code.partition(".")
    new = _write(old.entity_id, f"{root}.{int(version or 1) + 1}", old.place, wording)
    _keep(
        by, "works.replace_requirement", code,
        before=_said(Wording(old.text_fr, old.text_ar, old.source, old.weight, old.since)),
        after={**_said(wording), "replaced_by": new.code},
    )  # fmt: skip
    return new


@transaction.atomic
def end_requirement(*, by: Actor, reach: Reach, code: str, until: date, why: str) -> None:
    """Ask a requirement no longer from a day on; raises `Refused` before it began, or without why."""
    old = _in_force(code, reach)
    if not why:
        raise Refused("works.no-reason", N_("Say why it is no longer asked."))
    if until < old.since:
        raise _too_early(old.since)
    old.until = until
    old.save(update_fields=("until",))
    _keep(by, "works.end_requirement", code, after={"until": until}, why=why)


@transaction.atomic
def assess(
    *, by: Actor, reach: Reach, project: str, place: Place, on: date, found: Sequence[Found]
) -> list[Assessment]:
    """Note what was found in a place on a day; later rows correct earlier ones, none is changed.

    What is asked today may be answered for a visit of last week. Raises `Refused` for a day to come,
    nothing found, a requirement asked there neither on that day nor today, a "met" that rests on
    nothing, or a photograph of a place of which none is taken in.
    """
    of = queries.project(project, reach=reach)
    if on > clock.today():
        raise Refused("works.not-yet", N_("{day} has not come yet."), day=on)
    if not found:
        raise Refused("works.nothing-found", N_("Answer at least one requirement."))
    asked = {
        one.code: one
        for day in (on, clock.today())
        for one in queries.asked_of(of, on=day, places=frozenset({place}))
    }
    rows = [_row(of, asked, one, on, by) for one in found]
    Assessment.objects.bulk_create(rows)
    record(
        by=by,
        action="works.assess_place",
        subject=Subject("place", f"{project}/{place.value}"),
        after={"assessed_on": on, **_answered(found)},
        digest=_digest(found),
    )
    return rows


def _held(code: str, reach: Reach) -> Entity:
    """A body within reach, held until the transaction ends: two requests never number alike."""
    found = territory.entity(code, reach=reach)
    return Entity.objects.select_for_update().get(pk=found.pk)


def _row(of: Project, asked: dict[str, Requirement], one: Found, on: date, by: Actor) -> Assessment:
    if one.requirement not in asked:
        raise Refused("works.not-asked", N_("{name} is not asked there."), name=one.requirement)
    requirement = asked[one.requirement]
    if one.answer is Answer.MET and not one.evidence and one.photo is None:
        raise Refused(
            "works.no-evidence",
            N_("{name} is met: say what shows it, or choose a photograph."),
            name=one.requirement,
        )
    return Assessment(
        project=of, requirement=requirement, on=on, answer=one.answer.value,
        evidence=one.evidence, photo=_photo(of, Place(requirement.place), one), assessed_by=by.name,
    )  # fmt: skip


def _photo(of: Project, place: Place, one: Found) -> Document | None:
    """The photograph that an answer rests on, one of the project's own."""
    if one.photo is None:
        return None
    if place in RESTRICTED:
        raise Refused("works.no-photograph-there", N_("No photograph of this place is taken in."))
    photo = of.documents.filter(
        pk=one.photo, kind=DocumentKind.PHOTOGRAPH.value, withdrawn_why=""
    ).first()
    if photo is None:
        raise Refused("works.no-such-photograph", N_("This photograph is not of this project."))
    return photo


def _answered(found: Sequence[Found]) -> dict[str, object]:
    """The requirements that were given each answer, by answer."""
    answers: dict[str, object] = {}
    for answer in Answer:
        if codes := [one.requirement for one in found if one.answer is answer]:
            answers[answer.value] = codes
    return answers


def _digest(found: Sequence[Found]) -> str:
    """The digest of what was found, evidence included, which the trail does not repeat."""
    lines = [f"{one.requirement}\t{one.answer}\t{one.evidence}\t{one.photo or ''}" for one in found]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _in_force(code: str, reach: Reach) -> Requirement:
    """A requirement still asked, of a body within reach, held until the transaction ends."""
    found = (
        Requirement.objects.select_for_update(of=("self",))
        .select_related("entity")
        .filter(code=code)
        .first()
    )
    if found is None or not reach.holds(found.entity.path):
        raise Refused("works.unknown", N_("There is no requirement {name}."), name=code)
    if found.until is not None:
        raise Refused("works.ended", N_("{name} has already been ended or replaced."), name=code)
    return found


def _check(wording: Wording) -> None:
    if not (wording.text_fr or wording.text_ar):
        raise Refused("works.no-text", N_("A requirement needs a text, in French or in Arabic."))
    if not wording.source:
        raise Refused("works.no-source", N_("Say where the requirement comes from."))
    if not 1 <= wording.weight <= MOST_WEIGHT:
        raise Refused("works.weight", N_("A weight goes from 1 to {most}."), most=str(MOST_WEIGHT))


def _too_early(since: date) -> Refused:
    return Refused("works.out-of-order", N_("It is asked since {day}: not before."), day=since)


def _write(entity: int, code: str, place: str, wording: Wording) -> Requirement:
    return Requirement.objects.create(
        entity_id=entity, code=code, place=place, text_fr=wording.text_fr, text_ar=wording.text_ar,
        source=wording.source, weight=wording.weight, since=wording.since,
    )  # fmt: skip


def _said(wording: Wording) -> dict[str, object]:
    return {
        "text_fr": wording.text_fr, "text_ar": wording.text_ar, "source": wording.source,
        "weight": wording.weight, "since": wording.since,
    }  # fmt: skip


def _keep(
    by: Actor,
    action: str,
    code: str,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object],
    why: str = "",
) -> None:
    subject = Subject("requirement", code)
    record(by=by, action=action, subject=subject, before=before, after=after, why=why)
