"""Sites that the tests of readiness share."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tadbir.works.calc.readiness.sites import Progress, Site
from tadbir.works.terms import Gate, Phase, ProjectKind

TODAY = date(2025, 12, 12)


@pytest.fixture
def site() -> Callable[..., Site]:
    """A centre under works for 100 of its 150 days, at 60 %, every gate open, but for changes."""

    def made(key: str = "S", **changes: Any) -> Site:
        values: dict[str, Any] = {
            "kind": ProjectKind.PRIMARY_CARE_REFURBISHMENT,
            "phase": Phase.WORKS,
            "contract_days": 150,
            "service_order_on": TODAY - timedelta(days=100),
            "progress": Progress(TODAY, 0.6),
            "gates_open": frozenset(Gate),
        }
        return Site(key, **{**values, **changes})

    return made
