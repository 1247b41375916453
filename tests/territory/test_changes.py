"""Changing entities at a date: what stands today, what stood then, what the trail says."""

import json
from datetime import date

import pytest

from tadbir.audit.trail import Actor, Subject, history
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.territory import queries
from tadbir.territory.actions import (
    NewEntity,
    add_alias,
    attach,
    change_form,
    enter_entity,
    rename,
    set_status,
)
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.territory.terms import EntityKind, Form, SiteStatus, Tree

pytestmark = pytest.mark.django_db
BEFORE, DAY, TODAY = date(2025, 6, 30), date(2025, 9, 1), date(2025, 12, 12)


@pytest.fixture(autouse=True)
def _fixed_day() -> None:
    clock.fix_today(TODAY)


@pytest.fixture
def facility(fes_meknes: Entity, actor: Actor) -> Entity:
    new = NewEntity(
        "F451-001", EntityKind.FACILITY, "03.451.01.09", "D451", "Ben Seffar", status=None
    )
    return enter_entity(by=actor, new=new)


def entity(code: str) -> Entity:
    return queries.entity(code, reach=EVERYWHERE)


def test_rename_keeps_the_old_name_for_its_days(facility: Entity, actor: Actor) -> None:
    rename(by=actor, entity=facility, name_fr="Slaoui", name_ar="السلاوي", on=DAY)

    assert entity("F451-001").name_fr == "Slaoui"
    assert queries.names_on(["F451-001"], BEFORE)["F451-001"].name_fr == "Ben Seffar"
    assert queries.names_on(["F451-001"], DAY)["F451-001"].name_ar == "السلاوي"
    assert queries.find("Ben Seffar", reach=EVERYWHERE) == ("F451-001",)
    assert queries.find("سلاوي", reach=EVERYWHERE) == ("F451-001",)


def test_change_is_in_the_trail_with_before_and_after(facility: Entity, actor: Actor) -> None:
    rename(by=actor, entity=facility, name_fr="Slaoui", name_ar="", on=DAY, why="Arrêté")

    entry = history(Subject("entity", "F451-001"))[0]
    assert (entry.action, entry.actor, entry.why) == ("territory.rename", "test", "Arrêté")
    assert json.loads(entry.before) == {"name_ar": "", "name_fr": "Ben Seffar"}
    assert json.loads(entry.after) == {"name_ar": "", "name_fr": "Slaoui", "on": "2025-09-01"}


def test_attach_moves_everything_below_and_keeps_the_past(facility: Entity, actor: Actor) -> None:
    attach(
        by=actor, entity=entity("D451"), parent=entity("DR03"), tree=Tree.ADMINISTRATIVE, on=BEFORE
    )
    attach(by=actor, entity=facility, parent=entity("CH451"), tree=Tree.ADMINISTRATIVE, on=DAY)

    moved = entity("F451-001")
    assert moved.path == "/MSPS/DR03/D451/CH451/F451-001/"
    then = queries.parent_on(moved, tree=Tree.ADMINISTRATIVE, on=BEFORE)
    now = queries.parent_on(moved, tree=Tree.ADMINISTRATIVE, on=DAY)
    assert (then and then.code, now and now.code) == ("D451", "CH451")
    hospital = Reach(("/MSPS/DR03/D451/CH451/",), frozenset({"territory"}))
    assert [e.code for e in queries.entities(reach=hospital)] == ["CH451", "F451-001"]
    assert [e.code for e in queries.children(entity("CH451"), reach=EVERYWHERE)] == ["F451-001"]


def test_attach_moves_a_subtree_in_one_go(facility: Entity, actor: Actor) -> None:
    attach(by=actor, entity=facility, parent=entity("CH451"), tree=Tree.ADMINISTRATIVE, on=BEFORE)

    attach(
        by=actor, entity=entity("CH451"), parent=entity("DR03"), tree=Tree.ADMINISTRATIVE, on=DAY
    )

    assert entity("F451-001").path == "/MSPS/DR03/CH451/F451-001/"


@pytest.mark.parametrize(("child", "parent"), [("D451", "CH451"), ("F451-001", "DR03")])
def test_parent_of_the_wrong_kind_is_refused(
    facility: Entity, actor: Actor, child: str, parent: str
) -> None:
    with pytest.raises(Refused, match="cannot hang from"):
        attach(
            by=actor,
            entity=entity(child),
            parent=entity(parent),
            tree=Tree.ADMINISTRATIVE,
            on=DAY,
        )


def test_health_tree_leaves_the_path_alone(facility: Entity, actor: Actor) -> None:
    attach(by=actor, entity=facility, parent=entity("CH231"), tree=Tree.HEALTH, on=DAY)

    assert entity("F451-001").path == "/MSPS/DR03/D451/F451-001/"
    health = queries.parent_on(facility, tree=Tree.HEALTH, on=DAY)
    assert health is not None
    assert health.code == "CH231"


def test_status_has_its_days_and_a_stop_its_reason(facility: Entity, actor: Actor) -> None:
    set_status(by=actor, entity=facility, status=SiteStatus.OPEN, on=BEFORE)
    set_status(by=actor, entity=facility, status=SiteStatus.SUSPENDED, on=DAY, reason="Travaux")

    then, now = queries.status_on(facility, BEFORE), queries.status_on(facility, DAY)
    assert (then and then.status, now and now.status) == ("open", "suspended")
    with pytest.raises(Refused, match="needs its reason"):
        set_status(by=actor, entity=facility, status=SiteStatus.CLOSED, on=DAY, reason=" ")


def test_change_ahead_of_its_day_or_before_the_last_is_refused(
    facility: Entity, actor: Actor
) -> None:
    rename(by=actor, entity=facility, name_fr="Slaoui", name_ar="", on=DAY)

    with pytest.raises(Refused, match="not ahead: 2025-12-13"):
        rename(by=actor, entity=facility, name_fr="X", name_ar="", on=date(2025, 12, 13))
    with pytest.raises(Refused, match="began on 2025-09-01"):
        rename(by=actor, entity=facility, name_fr="X", name_ar="", on=BEFORE)


def test_region_becomes_a_group_from_a_day_on(fes_meknes: Entity, actor: Actor) -> None:
    change_form(by=actor, entity=entity("DR03"), form=Form.GST, on=DAY, why="Décret 2-25-1045")

    group = entity("DR03")
    assert group.name_fr == "Groupement sanitaire territorial Fès-Meknès"
    assert group.name_ar == "المجموعة الصحية الترابية فاس-مكناس"
    assert (queries.form_on(group, BEFORE), queries.form_on(group, DAY)) == (Form.DRSPS, Form.GST)
    assert queries.find("DRSPS Fès-Meknès", reach=EVERYWHERE) == ("DR03",)
    with pytest.raises(Refused, match="no legal form"):
        change_form(by=actor, entity=entity("D451"), form=Form.GST, on=DAY)


def test_alias_is_found_once_added_and_not_twice(facility: Entity, actor: Actor) -> None:
    add_alias(by=actor, entity=facility, text="CS Seffar")

    assert queries.find("cs  SEFFAR", reach=EVERYWHERE) == ("F451-001",)
    assert [e.code for e in queries.search("cs seff", reach=EVERYWHERE)] == ["F451-001"]
    with pytest.raises(Refused, match="already known as"):
        add_alias(by=actor, entity=facility, text="cs seffar")


def test_code_is_given_once(facility: Entity, actor: Actor) -> None:
    new = NewEntity("F451-001", EntityKind.FACILITY, "03.451.01.09", "D451", "Autre")

    with pytest.raises(Refused, match="already taken"):
        enter_entity(by=actor, new=new)


def test_search_and_find_never_leave_the_reach(facility: Entity) -> None:
    taza = Reach(("/MSPS/DR03/D561/",), frozenset({"territory"}))

    assert queries.search("Seffar", reach=taza) == []
    assert queries.find("Sefrou", reach=taza) == ()
    assert queries.find("Taza", reach=taza) == ("D561",)
    with pytest.raises(Refused, match="within your reach"):
        queries.entity("F451-001", reach=taza)
