"""`tadbir works`: the proposed list is loaded by who may, once, and printed within reach."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tadbir.accounts.models import Post, User
from tadbir.cli.show import command as show
from tadbir.cli.terminal import Terminal
from tadbir.cli.works import command
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions import open_programme
from tadbir.works.models import Requirement
from tests.budget.hand import BY, found_entities
from tests.works.sites import enter_projects, found_sites

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _people(db: None) -> None:
    """A head of service of DR03 and the delegate of Fès."""
    entities = found_entities()
    for name, role, entity in (
        ("chef", "head_of_service", "DR03"),
        ("delegue", "delegate", "D231"),
    ):
        user = User.objects.create(username=name, name=name)
        Post.objects.create(
            user=user, role=role, entity=entities[entity], valid_from=date(2020, 1, 1)
        )


def run(*words: str) -> Result:
    """The command, printing JSON."""
    return CliRunner().invoke(command, ["requirements", *words], obj=Terminal(as_json=True))


def test_list_is_loaded_once_and_printed() -> None:
    assert json.loads(run("load", "DR03", "--by", "chef").output) == {"entity": "DR03", "added": 44}
    assert json.loads(run("load", "DR03", "--by", "chef").output) == {"entity": "DR03", "added": 0}

    printed = json.loads(run("list", "--by", "delegue").output)
    assert [one["code"] for one in printed][:2] == ["DR03-ACC-01", "DR03-ACC-02"]
    assert len(printed) == 44


@pytest.mark.parametrize(
    ("entity", "by", "code"),
    [
        ("DR03", "delegue", "accounts.not-allowed"),
        ("DR05", "chef", "territory.unknown"),
        ("DR03", "personne", "accounts.unknown"),
    ],
)
def test_list_is_loaded_by_who_may_where_they_may(entity: str, by: str, code: str) -> None:
    refusal = run("load", entity, "--by", by).exception
    assert isinstance(refusal, Refused)
    assert refusal.code == code
    assert not Requirement.objects.exists()


def test_counts_and_expected_number_are_printed(tmp_path: Path) -> None:
    clock.fix_today(date(2025, 12, 12))
    region = {one.code: one for one in Entity.objects.all()}
    found_sites(region)
    open_programme(by=BY, reach=EVERYWHERE, code="SSP2", entity="DR03", name_fr="Phase 2")
    enter_projects()

    asked = ["works", "--region", "03", "--on", "2025-12-12", "--by", "chef"]
    printed = json.loads(CliRunner().invoke(show, asked, obj=Terminal(as_json=True)).output)

    assert printed == {
        "entity": "DR03", "on": "2025-12-12", "opened": 0, "ready": 0, "programme": 5,
        "by_steering": {"": {"opened": 0, "ready": 0, "programme": 5}},
        "expected": {
            "forecast_of": "2025-12-12", "by": "2025-12-31", "ready": "0.00", "low": 0, "high": 0,
            "judged": 0, "unknown": 5,
        },
    }  # fmt: skip
    own = CliRunner().invoke(show, ["works", "--region", "D591", "--by", "delegue"])
    assert isinstance(own.exception, Refused)
