"""A demonstration has a database of its own, flagged once, with its day held still."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from tadbir.accounts.models import User
from tadbir.audit import installation
from tadbir.audit.installation import Installed
from tadbir.audit.models import Entry, Installation
from tadbir.audit.trail import Actor, Subject, record
from tadbir.core import clock
from tadbir.core.refused import Refused

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 12)


def test_ordinary_installation_has_a_running_clock() -> None:
    assert installation.current() == Installed(demonstration=False, fixed_today=None)

    installation.start_clock()

    assert clock.today() != DAY


def test_demonstration_holds_its_day_and_is_written_down() -> None:
    installation.declare_demonstration(DAY)

    assert installation.current() == Installed(demonstration=True, fixed_today=DAY)
    installation.start_clock()
    assert clock.today() == DAY
    assert list(Entry.objects.values_list("action", "after")) == [
        ("audit.declare_demonstration", '{"fixed_today":"2025-12-12"}')
    ]


def test_database_that_was_used_is_not_made_a_demonstration() -> None:
    record(by=Actor("d.fes"), action="territory.rename", subject=Subject("entity", "D231"))

    with pytest.raises(Refused, match="not empty") as refusal:
        installation.declare_demonstration(DAY)

    assert refusal.value.code == "audit.not-empty"
    assert not Installation.objects.exists()


def test_database_with_an_account_is_not_made_a_demonstration() -> None:
    User.objects.create(username="d.fes", name="D")

    with pytest.raises(Refused):
        installation.declare_demonstration(DAY)


def test_demonstration_is_declared_once() -> None:
    installation.declare_demonstration(DAY)

    with pytest.raises(Refused):
        installation.declare_demonstration(date(2026, 1, 1))


def test_current_asks_the_database_once(django_assert_num_queries: pytest.FixtureRequest) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        installation.current()
        installation.current()


def test_database_refuses_a_second_installation_and_a_stopped_ordinary_clock() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Installation.objects.create(pk=2)
    with pytest.raises(DatabaseError), transaction.atomic():
        Installation.objects.create(pk=1, fixed_today=DAY)
