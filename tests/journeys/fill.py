"""Fills an empty data folder with the small region, in a process where Django is set up."""

from pathlib import Path

from django.conf import settings

from tadbir.accounts import actions as accounts
from tadbir.audit import installation
from tadbir.audit.trail import Actor
from tadbir.cli.migrate import bring_up_to_date
from tadbir.intake.actions import take_in
from tadbir.meetings.actions import open_series
from tadbir.territory import actions as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.journeys import region

BY = Actor("journeys", "command")


def fill() -> None:
    """Found the region of Fès-Meknès, seat four people and take in a return of each holder."""
    bring_up_to_date()
    installation.declare_demonstration(region.TODAY)
    installation.start_clock()
    territory.load_census(by=BY)
    territory.found_region(by=BY, region_code="03", valid_from=region.SINCE)
    for seat in region.SEATS:
        _sit(*seat)
    directorate = Entity.objects.get(code="DR03")
    open_series(by=BY, entity=directorate, kind="coordination", rhythm="weekly")
    for code in region.COMMITTED:
        _send(code, Path(settings.DATA_FOLDER))


def _sit(username: str, role: str, code: str, language: str) -> None:
    """Open an account on an entity; only the director still has the password that was given."""
    name = f"Personne {username}"
    user, _once = accounts.create_user(by=BY, username=username, name=name, language=language)
    entity = Entity.objects.get(code=code)
    accounts.assign_post(by=BY, user=user, role=role, entity=entity, valid_from=region.SINCE)
    is_new = username == region.DIRECTOR
    user.set_password(region.GIVEN if is_new else region.CHOSEN)
    user.must_change_password = is_new
    user.save()


def _send(code: str, folder: Path) -> None:
    """Take in the return of a holder, whose commitments tell it from every other."""
    path = region.situation(folder / f"situation-{code}.xlsx", region.COMMITTED[code])
    outcome = take_in(
        by=BY, path=path, reach=EVERYWHERE, dataset="budget", entity=code, on_date=region.DAY
    )
    assert outcome.batch is not None, outcome.refused
