"""A small region, its directorate's series of meetings, and who looks at them."""

from collections.abc import Callable
from datetime import date

import pytest

from tadbir.audit.actor import Actor
from tadbir.meetings import actions
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity
from tests.budget.hand import found_entities

BY = Actor("secretaire", "page")
OCTOBER, NOVEMBER, DECEMBER = date(2025, 10, 10), date(2025, 11, 14), date(2025, 12, 12)


@pytest.fixture
def region(db: None) -> dict[str, Entity]:
    """The small region."""
    return found_entities()


@pytest.fixture
def series(region: dict[str, Entity]) -> Series:
    """The coordination meetings of the directorate."""
    return actions.open_series(by=BY, entity=region["DR03"], kind="coordination", rhythm="monthly")


@pytest.fixture
def convened(series: Series) -> Callable[[date], Meeting]:
    """Convenes a meeting of the series on a day."""
    return lambda day: actions.convene(by=BY, series=series, held_on=day, place="Fès")


@pytest.fixture
def held(convened: Callable[[date], Meeting]) -> Callable[[date], Meeting]:
    """Convenes a meeting of the series on a day and notes that it was held."""
    return lambda day: actions.hold(by=BY, meeting=convened(day))
