"""A small region whose pages are asked for."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tadbir.territory.models import Entity
from tests.budget import hand


@pytest.fixture
def region(db: None) -> dict[str, Entity]:
    """The ministry; DR03 with D231, D591 and CH231; DR05 beside it."""
    found = hand.found_entities()
    Entity.objects.create(
        code="MSPS", kind="ministry", area=found["DR03"].area, path="/MSPS/",
        name_fr="Ministère", search="|",
    )  # fmt: skip
    return found


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Nothing is kept from one test to the next."""
    cache.clear()
    yield
    cache.clear()
