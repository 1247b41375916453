"""What the demonstration settles besides files: people, returns, targets, meetings; each once."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from tadbir.accounts import actions as accounts
from tadbir.accounts import queries as people
from tadbir.audit.actor import Actor
from tadbir.budget import actions as budget
from tadbir.budget import queries as budget_queries
from tadbir.budget.actions import Point
from tadbir.cli.demonstration.days import LAST_MEETING, THIS_YEAR, TODAY
from tadbir.cli.demonstration.holders import Holder, every_holder
from tadbir.cli.demonstration.people import PEOPLE
from tadbir.intake import queries as intake
from tadbir.intake import returns
from tadbir.meetings import actions as meetings
from tadbir.meetings import queries as meeting_queries
from tadbir.meetings import terms as meeting_terms
from tadbir.territory import queries as territory
from tadbir.territory.reach import EVERYWHERE
from tadbir.territory.terms import EntityKind

MEETINGS = 2
"""The coordination meetings of Fès-Meknès: 10 October and 12 December 2025."""
_PLACE = {LAST_MEETING: "Fès", TODAY: "Fès"}
_DIRECTORATE = "DR03"
_DUE_DAY = 10
_SOURCE = "Cible de démonstration, générée"
_STEPS = ((3, 31), (6, 30), (9, 30), (10, 31), (11, 30), (12, 31))
_TRAJECTORIES: Mapping[str, tuple[str, ...]] = {
    "operating_commitment_rate": ("0.30", "0.55", "0.72", "0.78", "0.88", "0.96"),
    "investment_commitment_rate": ("0.10", "0.32", "0.52", "0.58", "0.68", "0.85"),
    "segma_commitment_rate": ("0.32", "0.56", "0.73", "0.78", "0.86", "0.94"),
}


def seat_people(*, by: Actor, since: date) -> Mapping[str, str]:
    """Open the accounts that are missing and give each its post; the passwords just made."""
    passwords = {}
    known = set(people.people(since).values_list("username", flat=True))
    for person in PEOPLE:
        if person.sign_in in known:
            continue
        user, passwords[person.sign_in] = accounts.create_user(
            by=by, username=person.sign_in, name=person.name, language=person.language,
            must_change_password=False,
        )  # fmt: skip
        entity = territory.entity(person.entity, reach=EVERYWHERE) if person.entity else None
        accounts.assign_post(by=by, user=user, role=person.role, entity=entity, valid_from=since)
    return passwords


def _owed(holder: Holder) -> tuple[str, ...]:
    """What a holder sends every month."""
    return ("budget", "operations", "receipts") if holder.is_centre else ("budget", "operations")


def expect_returns(*, by: Actor, since: date) -> None:
    """Every holder owes its situations each month, by the tenth of the next one."""
    if returns.completeness("budget", reach=EVERYWHERE, on=TODAY).expected:
        return
    for holder in every_holder():
        for dataset in _owed(holder):
            returns.expect(
                by=by, reach=EVERYWHERE, dataset=dataset, sender=holder.code,
                rhythm="monthly", due_day=_DUE_DAY, valid_from=since,
            )  # fmt: skip


def _indicators(holder: Holder) -> Iterator[str]:
    """The indicators on which a holder has a target."""
    if not holder.is_centre:
        yield "operating_commitment_rate"
    yield "investment_commitment_rate"
    if holder.is_centre or holder.kind is EntityKind.DIRECTORATE:
        yield "segma_commitment_rate"


def set_targets(*, by: Actor) -> None:
    """A trajectory of the year for each holder and rate; generated, and said so."""
    if budget_queries.targets(reach=EVERYWHERE, year=THIS_YEAR):
        return
    for holder in every_holder():
        entity = territory.entity(holder.code, reach=EVERYWHERE)
        for indicator in _indicators(holder):
            points = [
                Point(date(THIS_YEAR, month, day), Decimal(value))
                for (month, day), value in zip(_STEPS, _TRAJECTORIES[indicator], strict=True)
            ]
            budget.set_target(
                by=by, entity=entity, indicator=indicator, fiscal_year=THIS_YEAR,
                points=points, source=_SOURCE,
            )  # fmt: skip


def is_withdrawn(path: Path) -> bool:
    """Whether a file was taken in and withdrawn already: it is not sent a second time."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    sent = intake.batches(reach=EVERYWHERE).filter(file__sha256=digest)
    return sent.exclude(withdrawn_number=None).exists()


def held_meetings() -> tuple[str, ...]:
    """The codes of the meetings held, the first first."""
    found = meeting_queries.meetings(reach=EVERYWHERE).exclude(last_number=None)
    return tuple(found.order_by("held_on").values_list("code", flat=True))


def hold_meeting(*, by: Actor, on: date) -> None:
    """The coordination meeting of a day, knowing what was known by then; once."""
    code = f"{_DIRECTORATE}-{meeting_terms.COORDINATION}"
    series = meeting_queries.series(reach=EVERYWHERE).filter(code=code).first()
    if series is None:
        entity = territory.entity(_DIRECTORATE, reach=EVERYWHERE)
        series = meetings.open_series(
            by=by, entity=entity, kind=meeting_terms.COORDINATION, rhythm="on_demand"
        )
    known = meeting_queries.meetings(reach=EVERYWHERE).filter(series=series, held_on=on)
    meeting = known.first() or meetings.convene(by=by, series=series, held_on=on, place=_PLACE[on])
    if meeting.last_number is None:
        meetings.hold(by=by, meeting=meeting)
