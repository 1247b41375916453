"""A small region to add figures up in."""

import pytest

from tadbir.territory.models import Entity
from tests.budget import hand


@pytest.fixture
def region(db: None) -> dict[str, Entity]:
    """DR03 with D231, D591 and CH231; DR05 beside it."""
    return hand.found_entities()
