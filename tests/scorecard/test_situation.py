"""What a situation takes from targets, and what it says where nothing is late."""

from datetime import date
from decimal import Decimal

import pytest

from tadbir.audit.trail import Actor
from tadbir.budget.actions import Point, set_target
from tadbir.scorecard import lines
from tadbir.scorecard.situation import situation
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE

DAY = date(2025, 6, 30)


@pytest.mark.django_db
def test_target_typed_on_a_page_of_the_budget_is_the_indicators_target(
    region: dict[str, Entity],
) -> None:
    set_target(
        by=Actor("essai", "page"), entity=region["D231"], fiscal_year=2025, source="",
        indicator="general.operating.commitment_rate", points=[Point(DAY, Decimal("0.5"))],
    )  # fmt: skip

    found = situation("D231", reach=EVERYWHERE, on=DAY)

    assert found.target("operating_commitment_rate") == Decimal("0.5")
    assert lines.quiet(found) != "Nothing is late."


@pytest.mark.django_db
def test_without_a_target_nothing_is_said_to_be_on_time(region: dict[str, Entity]) -> None:
    found = situation("D231", reach=EVERYWHERE, on=DAY)

    assert lines.quiet(found) == lines._("No target of %(year)s tells what is late.") % {
        "year": 2025
    }
