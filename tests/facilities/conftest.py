"""A country to hold a register, and the register alone prepared at each commit."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _register_alone(settings: Settings) -> None:
    """What other domains prepare from a commit is their own tests' business."""
    settings.REFRESHERS = ["tadbir.facilities.actions.refresh"]
