"""Founding a region: which bodies it has, how they are called, and that twice is once."""

import pytest

from tadbir.audit.trail import Actor, last_number
from tadbir.core.refused import Refused
from tadbir.territory import queries
from tadbir.territory.actions import found_country, found_region
from tadbir.territory.models import Attachment, Entity
from tadbir.territory.reach import EVERYWHERE

pytestmark = pytest.mark.django_db


def test_region_gets_its_holders_in_the_order_of_their_paths(fes_meknes: Entity) -> None:
    assert [e.code for e in queries.holders("03")] == [
        "DR03",
        "D061", "CH061",
        "D131", "CH131",
        "D171", "CH171",
        "D231", "CH231",
        "D271", "CH271",
        "D451", "CH451",
        "D531", "CH531",
        "D561", "CH561",
        "D591",
    ]  # fmt: skip


def test_names_are_in_both_languages(fes_meknes: Entity) -> None:
    named = {e.code: (e.name_fr, e.name_ar) for e in queries.entities(reach=EVERYWHERE)}

    assert named["MSPS"][1] == "وزارة الصحة والحماية الاجتماعية"
    assert named["DR03"] == (
        "Direction régionale de la santé et de la protection sociale Fès-Meknès",
        "المديرية الجهوية للصحة والحماية الاجتماعية فاس-مكناس",
    )
    assert named["D451"] == (
        "Délégation provinciale de Sefrou",
        "المندوبية الإقليمية بإقليم صفرو",
    )
    assert named["D231"][0] == "Délégation préfectorale de Fès"
    assert named["CH231"] == (
        "Centre hospitalier régional de Fès",
        "المركز الاستشفائي الجهوي لفاس",
    )
    assert named["CH171"] == (
        "Centre hospitalier provincial d'El Hajeb",
        "المركز الاستشفائي الإقليمي للحاجب",
    )


def test_trees_differ(fes_meknes: Entity) -> None:
    centre = queries.entity("CH451", reach=EVERYWHERE)
    links = Attachment.objects.filter(entity=centre).values_list("tree", "parent__code")

    assert centre.path == "/MSPS/DR03/D451/CH451/"
    assert dict(links) == {"administrative": "D451", "health": "CH231"}
    assert [e.code for e in queries.ancestors(centre)] == ["MSPS", "DR03", "D451"]


def test_founding_twice_changes_nothing(fes_meknes: Entity, actor: Actor) -> None:
    number, count = last_number(), Entity.objects.count()

    found_region(by=actor, region_code="03")

    assert (last_number(), Entity.objects.count()) == (number, count)


def test_country_has_82_delegations_and_12_directorates(census: None, actor: Actor) -> None:
    found_country(by=actor)

    kinds = list(Entity.objects.values_list("kind", flat=True))
    assert kinds.count("delegation") == 82
    assert kinds.count("directorate") == 12
    assert kinds.count("hospital_centre") == 78
    assert Entity.objects.get(code="D14110").name_fr == (
        "Délégation préfectorale d'Al-Fida-Mers-Sultan"
    )


def test_region_without_census_is_refused(actor: Actor) -> None:
    with pytest.raises(Refused, match="is the census loaded"):
        found_region(by=actor, region_code="03")
