"""A small region and a programme of works on it."""

from datetime import date

import pytest

from tadbir.core import clock
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import actions
from tadbir.works.models import Programme
from tests.budget.hand import BY, found_entities
from tests.works.sites import enter_projects, found_sites


@pytest.fixture
def region(db: None) -> dict[str, Entity]:
    """DR03 with D231, D591 and CH231; DR05 beside it."""
    return found_entities()


@pytest.fixture
def programme(region: dict[str, Entity]) -> Programme:
    """The second phase of primary care in DR03, on 12 December 2025."""
    clock.fix_today(date(2025, 12, 12))
    return actions.open_programme(
        by=BY, reach=EVERYWHERE, code="SSP2", entity="DR03", name_fr="Soins primaires, phase 2"
    )


@pytest.fixture
def sites(region: dict[str, Entity], programme: Programme) -> None:
    """Sites of Fès and Sefrou with their projects."""
    found_sites(region)
    enter_projects()


@pytest.fixture
def bare_sites(region: dict[str, Entity], programme: Programme) -> None:
    """Sites without any project."""
    found_sites(region)
