"""A region with figures, two meetings, and the pack of the second."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tadbir.accounts.models import Post, User
from tadbir.audit.actor import Actor
from tadbir.budget.intake import BUDGET
from tadbir.dossier import actions
from tadbir.dossier.models import Pack
from tadbir.dossier.terms import Form
from tadbir.intake.registry import StandingChange
from tadbir.meetings.models import Meeting, Series
from tadbir.procurement.intake import OPERATIONS
from tadbir.scorecard import rollup
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.budget import hand

BY = Actor("secretaire", "page")
OCTOBER, DECEMBER = date(2025, 10, 10), date(2025, 12, 12)
BEFORE, CODE = "DR03-2025-10-10", "DR03-2025-12-12"


def take_in(holder: str, day: date, amounts: tuple[int, int, int], source: str = "holder") -> int:
    """Land one operating line (delegated, committed, issued, in centimes); its number."""
    row = ["010", "Médicaments", "Fonctionnement", *amounts]
    columns = ["path_5", "label", "part", "delegated", "committed", "issued"]
    of = hand.table([row], columns)
    drafted = BUDGET.draft(of, hand.sender(holder, day, source))
    number = hand.land(BUDGET, drafted, source=source).number
    rollup.refresh([StandingChange("budget", source, holder, day)], number)
    return number


def operation(holder: str, day: date, amount: int) -> int:
    """Land one operation, deposited, on the operating line of a holder; its number."""
    columns = ["reference", "purpose", "type", "part", "code_path", "amount_with_tax",
               "on_deposited"]  # fmt: skip
    row = ["12/2025", "Achat de médicaments", "AO", "Fonctionnement", "010", amount, OCTOBER]
    drafted = OPERATIONS.draft(hand.table([row], columns), hand.sender(holder, day))
    number = hand.land(OPERATIONS, drafted).number
    rollup.refresh([StandingChange("operations", "holder", holder, day)], number)
    return number


def hold(series: Series, day: date, number: int) -> Meeting:
    """A meeting that was held knowing everything up to a number."""
    code = f"{series.entity.code}-{day}"
    return Meeting.objects.create(
        code=code, series=series, held_on=day, place="Fès", last_number=number
    )


@pytest.fixture
def region(db: None, settings: Any, tmp_path: Path) -> dict[str, Entity]:
    """DR03 with D231, D591 and CH231, whose figures moved between two meetings."""
    settings.MEDIA_ROOT = tmp_path
    found = hand.found_entities()
    series = Series.objects.create(
        code="DR03-coordination", entity=found["DR03"], kind="coordination", rhythm="monthly"
    )
    take_in("D231", date(2025, 9, 30), (1_000_00, 400_00, 300_00))
    hold(series, OCTOBER, take_in("D591", date(2025, 9, 30), (500_00, 100_00, 100_00)))
    take_in("D231", DECEMBER, (1_000_00, 700_00, 500_00))
    operation("D231", DECEMBER, 200_00)
    hold(series, DECEMBER, take_in("D591", DECEMBER, (500_00, 250_00, 200_00)))
    return found


def light(derived: object, *, digest: str, lang: str) -> bytes:
    """A document of a few bytes, where a test is not about documents."""
    return f"{digest} {lang}".encode()


@pytest.fixture
def light_makers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that take no time."""
    monkeypatch.setattr(actions, "MAKERS", dict.fromkeys(Form, light))


@pytest.fixture
def pack(region: dict[str, Entity], light_makers: None) -> Pack:
    """The pack of the second meeting, frozen with light documents."""
    return actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE)


@pytest.fixture
def whole_pack(region: dict[str, Entity]) -> Pack:
    """The same with its real documents."""
    return actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE)


@pytest.fixture
def person(region: dict[str, Entity]) -> Callable[[str, str], User]:
    """Makes somebody with a role on an entity."""

    def made(role: str, entity: str) -> User:
        user = User.objects.create(username=f"{role}.{entity}", name=role)
        Post.objects.create(
            user=user, role=role, entity=region[entity], valid_from=date(2020, 1, 1)
        )
        return user

    return made
