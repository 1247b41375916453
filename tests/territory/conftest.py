"""A territory to test on: the census, and Fès-Meknès founded."""

import pytest

from tadbir.audit.trail import Actor
from tadbir.territory.actions import found_region, load_census
from tadbir.territory.models import Entity
from tests.territory.lean import load_lean_census

BY = Actor("test", "command")


@pytest.fixture
def actor() -> Actor:
    """Who acts in a test."""
    return BY


@pytest.fixture
def census(db: None) -> None:
    """The census, loaded."""
    load_census(by=BY)


@pytest.fixture
def fes_meknes(db: None) -> Entity:
    """The directorate of Fès-Meknès, founded with its delegations and centres."""
    load_lean_census(by=BY)
    return found_region(by=BY, region_code="03")
