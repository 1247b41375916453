"""The register over two lists: what opens, closes, changes category; identity and history stay."""

from datetime import date

import pytest

from tadbir.core.refused import Refused
from tadbir.facilities import queries
from tadbir.facilities.calc import Moved
from tadbir.facilities.queries import Wanted
from tadbir.facilities.terms import Change
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tests.facilities.door import BY, keep, ministry, take_back
from tests.facilities.hand import table
from tests.territory.lean import load_lean_census

pytestmark = pytest.mark.django_db

FM, SEFROU = "Fès-Meknès", "Sefrou (Mun.)"
FIRST, SECOND = date(2024, 12, 31), date(2025, 12, 1)
OLD = [
    (FM, "Sefrou", SEFROU, "Ben Seffar", "CSU-1"),
    (FM, "Sefrou", SEFROU, "Ben Seffar", "CDTMR"),
    (FM, "Sefrou", SEFROU, "Habbouna", "CSU-1"),
    (FM, "Sefrou", "El Menzel (Mun.)", "El Menzel", "CSU-1"),
    (FM, "Taza", "Taza (Mun.)", "Koucha", "CSU-1"),
]
NEW = [
    (FM, "Sefrou", SEFROU, "Ben Seffar", "CSU-2"),
    (FM, "Sefrou", SEFROU, "Ben Seffar", "CDTMR"),
    (FM, "Sefrou", "El Menzel (Mun.)", "El Menzel", "CSU-1"),
    (FM, "Sefrou", SEFROU, "Slaoui", "CSU-1"),
    (FM, "Taza", "Taza (Mun.)", "Koucha", "CSU-1"),
]


@pytest.fixture(autouse=True)
def _census(db: None) -> None:
    load_lean_census(by=BY)


def shown(on: date | None = None) -> dict[str, tuple[str, str | None, str | None]]:
    """Name, category and status of each site by its code."""
    return {
        site.code: (site.name_fr, site.category, site.status)
        for site in queries.facilities(reach=EVERYWHERE, on=on)
    }


def test_first_list_founds_its_region_and_enters_every_site() -> None:
    _batch, changes = keep(ministry(OLD), FIRST)

    assert (changes.new, changes.same, changes.gone) == (5, 0, 0)
    assert shown() == {
        "F451-001": ("Ben Seffar", "CSU-1", "open"),
        "F451-002": ("Ben Seffar", "CDTMR", "open"),
        "F451-003": ("Habbouna", "CSU-1", "open"),
        "F451-004": ("El Menzel", "CSU-1", "open"),
        "F561-001": ("Koucha", "CSU-1", "open"),
    }
    assert territory.entity("F451-001", reach=EVERYWHERE).path == "/MSPS/DR03/D451/F451-001/"


def test_second_list_keeps_identity_and_tells_what_changed() -> None:
    keep(ministry(OLD), FIRST)

    _batch, changes = keep(ministry(NEW), SECOND)

    assert (changes.new, changes.changed, changes.same, changes.gone) == (1, 1, 3, 1)
    assert shown() == {
        "F451-001": ("Ben Seffar", "CSU-2", "open"),
        "F451-002": ("Ben Seffar", "CDTMR", "open"),
        "F451-003": ("Habbouna", "CSU-1", "closed"),
        "F451-004": ("El Menzel", "CSU-1", "open"),
        "F451-005": ("Slaoui", "CSU-1", "open"),
        "F561-001": ("Koucha", "CSU-1", "open"),
    }
    moved = queries.moves(reach=EVERYWHERE, before=FIRST, after=SECOND)
    assert [move for move, _site in moved] == [
        Moved("F451-001", Change.RECATEGORISED, "CSU-1", "CSU-2"),
        Moved("F451-003", Change.CLOSED, "CSU-1", None),
        Moved("F451-005", Change.OPENED, None, "CSU-1"),
    ]


def test_page_of_a_past_day_shows_the_list_of_that_day() -> None:
    keep(ministry(OLD), FIRST)
    keep(ministry(NEW), SECOND)

    assert shown(date(2025, 6, 30)) == {
        "F451-001": ("Ben Seffar", "CSU-1", "open"),
        "F451-002": ("Ben Seffar", "CDTMR", "open"),
        "F451-003": ("Habbouna", "CSU-1", "open"),
        "F451-004": ("El Menzel", "CSU-1", "open"),
        "F561-001": ("Koucha", "CSU-1", "open"),
    }
    assert shown(date(2024, 1, 1)) == {}
    history = queries.listings("F451-001", reach=EVERYWHERE)
    assert [(row.on_date, row.category) for row in history] == [
        (SECOND, "CSU-2"),
        (FIRST, "CSU-1"),
    ]


def test_withdrawal_puts_the_register_back() -> None:
    keep(ministry(OLD), FIRST)
    before = shown()
    batch, _changes = keep(ministry(NEW), SECOND)

    take_back(batch)

    assert shown() == before
    assert territory.find("Slaoui", reach=EVERYWHERE, kinds=("facility",)) == ("F451-005",)
    ghost = Entity.objects.get(code="F451-005")
    assert ghost not in territory.entities(reach=EVERYWHERE)


def test_list_comes_back_after_its_withdrawal_with_the_same_codes() -> None:
    batch, _changes = keep(ministry(OLD), FIRST)
    before = shown()
    take_back(batch)
    assert shown() == {}

    keep(ministry(OLD), FIRST)

    assert shown() == before


def test_site_back_in_a_list_is_open_again() -> None:
    keep(ministry(OLD), FIRST)
    keep(ministry(NEW), SECOND)
    keep(ministry(OLD), date(2025, 12, 10))

    entity = Entity.objects.get(code="F451-003")
    assert list(entity.statuses.order_by("pk").values_list("status", "reason", "valid_from")) == [
        ("open", "", None),
        ("closed", "list.gone", SECOND),
        ("open", "list.back", date(2025, 12, 10)),
    ]


def test_hospitals_and_centres_are_two_lists_that_do_not_replace_one_another() -> None:
    keep(ministry(OLD), FIRST)
    _batch, changes = keep(ministry([(FM, "Sefrou", SEFROU, "Mohamed V", "HP")]), FIRST)

    assert (changes.new, changes.gone, changes.superseded) == (1, 0, 0)
    assert len(shown()) == 6
    assert territory.entity("F451-005", reach=EVERYWHERE).path == "/MSPS/DR03/D451/CH451/F451-005/"


def test_own_list_adds_beds_without_replacing_the_ministrys() -> None:
    keep(ministry([(FM, "Sefrou", SEFROU, "Mohamed V", "HP")]), FIRST)
    columns = ("delegation", "commune", "name", "name_ar", "category", "existing_beds",
               "functional_beds")  # fmt: skip
    keep(table([("Sefrou", "Sefrou", "Mohamed V", "محمد الخامس", "HP", 120, 95)], columns), SECOND)

    site = queries.facility("F451-001", reach=EVERYWHERE)
    assert (site.existing_beds, site.functional_beds) == (120, 95)
    assert (site.name_fr, site.name_ar) == ("Mohamed V", "محمد الخامس")
    assert len(shown()) == 1


def test_supply_keeps_support_units_and_closed_sites_out_of_density() -> None:
    keep(ministry(OLD), FIRST)
    keep(ministry(NEW), SECOND)

    seats = queries.delegations(reach=EVERYWHERE)
    supplies = queries.supplies(seats, reach=EVERYWHERE)

    sefrou = supplies["D451"]
    assert (sefrou.centres, sefrou.support, sefrou.hospitals) == (3, 1, 0)
    assert sefrou.by_category == {"CSU-2": 1, "CDTMR": 1, "CSU-1": 2}
    assert sefrou.inhabitants == 304_748
    ifrane = supplies["D271"]
    assert ifrane.by_category == {}
    assert ifrane.inhabitants_per_centre.value is None


def test_sibling_is_not_seen() -> None:
    keep(ministry(OLD), FIRST)
    taza = Reach(("/MSPS/DR03/D561/",), frozenset({"facilities"}))

    assert [s.code for s in queries.facilities(reach=taza)] == ["F561-001"]
    assert queries.how_many(reach=taza, wanted=Wanted(text="Seffar")) == 0
    with pytest.raises(Refused, match="no facility F451-001"):
        queries.facility("F451-001", reach=taza)
    assert queries.listings("F451-001", reach=taza) == []
    assert queries.facilities(reach=Reach(("/",), frozenset({"budget"}))) == []


def test_filters_narrow_the_list() -> None:
    keep(ministry(OLD), FIRST)
    keep(ministry(NEW), SECOND)

    def codes(**wanted: str) -> list[str]:
        found = queries.facilities(reach=EVERYWHERE, wanted=Wanted(**wanted))
        return [site.code for site in found]

    assert codes(status="closed") == ["F451-003"]
    assert codes(category="CSU-2") == ["F451-001"]
    assert codes(delegation="D561") == ["F561-001"]
    assert codes(text="menzel") == ["F451-004"]
    assert codes(text="séfrou csu") == ["F451-001", "F451-003", "F451-005"]
