"""A small territory, a ledger to fill, and a short way to send files."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker, Settings

from tadbir.accounts import policies
from tadbir.audit.actor import Actor
from tadbir.core import clock
from tadbir.intake import actions, many, mappings
from tadbir.intake.outcome import Outcome
from tadbir.territory.models import Area, Attachment, Entity, EntityName
from tadbir.territory.reach import DOMAINS, Reach
from tests.intake import ledger
from tests.intake.people import person

TODAY = date(2025, 12, 12)
BY = Actor("h.alami", "command")
REGION = Reach(("/MSPS/DR03/",), DOMAINS)
SEFROU = Reach(("/MSPS/DR03/D451/",), DOMAINS)
FES = Reach(("/MSPS/DR03/D231/",), DOMAINS)
TREE = {
    "MSPS": ("ministry", "/MSPS/"),
    "DR03": ("directorate", "/MSPS/DR03/"),
    "D231": ("delegation", "/MSPS/DR03/D231/"),
    "D451": ("delegation", "/MSPS/DR03/D451/"),
}


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    """The tables of the product, and the ledger's beside them."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(ledger.LedgerFact)


@pytest.fixture
def territory(db: None) -> dict[str, Entity]:
    """A directorate and two delegations."""
    area = Area.objects.create(
        code="03", kind="region", name_fr="Fès-Meknès", search="fes", counted=True
    )
    made = {
        code: Entity.objects.create(
            code=code, kind=kind, area=area, path=path, name_fr=code, search=code
        )
        for code, (kind, path) in TREE.items()
    }
    EntityName.objects.bulk_create(
        EntityName(entity=entity, name_fr=f"Entité {code}", name_ar="")
        for code, entity in made.items()
    )
    Attachment.objects.bulk_create(
        Attachment(entity=entity, parent=made[above], tree="administrative")
        for entity in made.values()
        if (above := entity.path.split("/")[-3]) in made
    )
    return made


@pytest.fixture
def ledger_only(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger is the only dataset, read by its own reader; today is fixed."""
    settings.DATASETS = ["tests.intake.ledger.NOTES"]
    settings.REFRESHERS = ["tests.intake.ledger.refresh"]
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(mappings, "read", ledger.read_plain)
    monkeypatch.setattr(many, "read_all", ledger.read_all_plain)
    clock.fix_today(TODAY)
    ledger.MOVED.clear()


@pytest.fixture
def head(territory: dict[str, Entity], ledger_only: None) -> Client:
    """A head of service of the region."""
    return person("h.alami", "head_of_service", territory["DR03"])


@pytest.fixture
def delegate(territory: dict[str, Entity], ledger_only: None) -> Client:
    """The delegate of Sefrou."""
    return person("d.sefrou", "delegate", territory["D451"])


@pytest.fixture
def may_send_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger's files may be sent by who may send a budget's."""
    rights = {
        role: some | ({"take in notes"} if "take in budget" in some else frozenset())
        for role, some in policies.RIGHTS_OF.items()
    }
    monkeypatch.setattr(policies, "RIGHTS_OF", rights)


Send = Callable[..., Outcome]


@pytest.fixture
def send(territory: dict[str, Entity], ledger_only: None, tmp_path: Path) -> Send:
    """Send rows of the ledger as a file: `send("a", [("D451", "10", "Gaz", 5_00)])`."""

    def sent(name: str, rows: list[tuple[Any, ...]], **said: Any) -> Outcome:
        told = {key: said.pop(key) for key in ("total", "bad", "unreadable") if key in said}
        as_of = said.pop("as_of", "2025-06-30")
        path = ledger.plain_file(tmp_path, f"{name}.json", rows, as_of=as_of, **told)
        said.setdefault("by", BY)
        said.setdefault("reach", REGION)
        return actions.take_in(path=path, dataset="notes", **said)

    return sent
