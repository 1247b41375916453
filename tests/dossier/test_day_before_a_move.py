"""The record of a day names the holders of that day, whatever moved since; who sees it does not."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tadbir.budget.actions import Step, set_control, set_route
from tadbir.budget.terms import Control
from tadbir.core import clock
from tadbir.dossier import actions, content, frames, models, wire
from tadbir.dossier.pack import Pack
from tadbir.intake import returns
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, EVERYWHERE, Reach
from tadbir.territory.terms import Tree
from tests.budget.hand import signed_in
from tests.dossier.conftest import BY, CODE, operation, take_in

pytestmark = pytest.mark.django_db
EARLIER, MOVE = date(2025, 12, 10), date(2025, 12, 13)
FES = Reach(("/MSPS/DR03/",), DOMAINS)


@pytest.fixture(autouse=True)
def _owed(region: dict[str, Entity]) -> None:
    """Every section has something to say of Sefrou: returns, sources, operations, a control."""
    clock.fix_today(date(2025, 12, 20))
    for sender in ("D231", "D591", "CH231", "DR05"):
        returns.expect(
            by=BY, reach=EVERYWHERE, dataset="budget", sender=sender, rhythm="monthly", due_day=10,
            valid_from=date(2025, 1, 1),
        )  # fmt: skip
    set_control(
        by=BY, entity=region["D591"], control=Control.TIERED, valid_from=date(2025, 1, 1),
        source="décision",
    )  # fmt: skip
    set_route(
        by=BY, route="tender", steps=[Step("publication", 21)], valid_from=date(2025, 1, 1),
        source="décret",
    )  # fmt: skip
    take_in("D591", date(2025, 12, 9), (500_00, 200_00, 150_00))
    take_in("D591", date(2025, 12, 9), (500_00, 210_00, 150_00), "treasury")
    operation("D591", date(2025, 12, 9), 90_00)


def moved(region: dict[str, Entity]) -> None:
    """Sefrou and then a centre leave for the neighbour; nothing of their past does."""
    for code in ("D591", "CH231"):
        found = Entity.objects.get(code=code)
        attach(by=BY, entity=found, parent=region["DR05"], tree=Tree.ADMINISTRATIVE, on=MOVE)


def of_day(on: date = EARLIER, entity: str = "DR03", number: int = 2_000_000) -> Pack:
    """The pack of a day without meeting, asked for by whoever directs the region today."""
    reach = Reach((f"/MSPS/{entity}/",), DOMAINS)
    occasion = replace(frames.of_day(entity, on, reach=reach), number=number)
    return content.derive(frames.framed(occasion, reach=reach))


def without_number(pack: Pack) -> dict[str, object]:
    """Every section of a pack, its frame and situation field by field, less its last number."""
    told = wire.encoded(replace(pack, frame=replace(pack.frame, number=0)))
    assert isinstance(told, dict)
    return told


def test_pack_of_a_day_before_a_move_is_the_one_made_then(region: dict[str, Entity]) -> None:
    before = of_day()
    moved(region)

    after = of_day(number=2_000_001)

    assert wire.differences(without_number(before), without_number(after)) == []
    assert [one.code for one in after.frame.holders] == ["DR03", "D231", "CH231", "D591"]
    assert {one.holder for one in after.held} == {"D231", "D591"}
    assert {one.holder for one in after.contradictions} == {"D591"}
    assert [one.sender for one in after.returns[0].missing] == ["D231", "D591", "CH231"]
    assert after.frame.controls == {"D591": Control.TIERED}
    assert {row.source for row in after.sources} == {"holder", "treasury"}


def test_who_left_is_in_no_pack_of_a_later_day(region: dict[str, Entity]) -> None:
    moved(region)

    found, neighbour = of_day(MOVE), of_day(EARLIER, "DR05")

    assert [one.code for one in found.frame.holders] == ["DR03", "D231"]
    assert {one.holder for one in found.held} == {"D231"}
    assert "D591" not in wire.canonical(found)
    assert "D591" not in wire.canonical(neighbour)
    assert {one.holder for one in of_day(MOVE, "DR05").held} == {"D591"}


def test_frozen_pack_is_verified_and_made_again_after_a_move(
    pack: models.Pack, region: dict[str, Entity]
) -> None:
    moved(region)

    assert actions.verify(pack) == actions.Verdict(text=True)
    frame = frames.framed(frames.of_meeting(CODE, reach=FES), reach=FES)
    assert wire.canonical(content.derive(frame)) == pack.content


def test_pack_frozen_after_a_move_is_that_of_its_meeting(
    region: dict[str, Entity], light_makers: None
) -> None:
    frame = frames.framed(frames.of_meeting(CODE, reach=FES), reach=FES)
    before = wire.canonical(content.derive(frame))
    moved(region)

    late = actions.freeze(by=BY, meeting=CODE, reach=FES)

    assert late.content == before
    assert actions.verify(late).is_whole


def test_who_may_open_a_pack_is_decided_today(pack: models.Pack, region: dict[str, Entity]) -> None:
    address = f"/dossiers/{CODE}/"
    moved(region)

    answers = {
        code: signed_in(role, region[code]).get(address).status_code
        for code, role in (("DR03", "director"), ("DR05", "director"), ("D591", "delegate"))
    }

    assert answers == {"DR03": 200, "DR05": 404, "D591": 404}


def test_file_of_a_pack_is_served_to_whoever_may_open_it_today(
    pack: models.Pack, region: dict[str, Entity]
) -> None:
    moved(region)
    address = f"/dossiers/{CODE}/fr.pdf"

    assert served(signed_in("director", region["DR03"]), address) == 200
    assert served(signed_in("director", region["DR05"]), address) == 404


def served(client: Client, address: str) -> int:
    return client.get(address).status_code


def test_queries_of_a_pack_do_not_grow_with_its_holders(region: dict[str, Entity]) -> None:
    of_day()  # what the installation is, and its calendar, are read once
    for entity in ("DR03", "CH231"):
        with CaptureQueriesContext(connection) as seen:
            of_day()
        assert len(seen) == 53
        take_in(entity, date(2025, 12, 9), (100_00, 50_00, 10_00))
        moved(region)
