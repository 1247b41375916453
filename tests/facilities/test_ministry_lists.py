"""The ministry's two real lists through the real door: every row placed, every count right."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from tadbir.audit.trail import Actor
from tadbir.core import clock
from tadbir.facilities import queries
from tadbir.facilities.calc import total
from tadbir.facilities.models import Facility
from tadbir.intake.actions import take_in
from tadbir.territory.actions import load_census
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE

pytestmark = pytest.mark.django_db
BY = Actor("test", "command")
DAY = date(2024, 12, 31)


@pytest.fixture
def lists_of_the_ministry(shared: Path, settings: Settings, tmp_path: Path) -> None:
    """Both lists, taken in one after the other."""
    settings.MEDIA_ROOT = tmp_path / "files"
    clock.fix_today(date(2025, 12, 12))
    load_census(by=BY)
    for name in ("msps-essp-2024", "msps-hospitals-2024"):
        path = shared / "data" / "facilities" / f"{name}.xlsx"
        outcome = take_in(by=BY, path=path, dataset="facilities", reach=EVERYWHERE, on_date=DAY)
        assert outcome.batch is not None


def test_both_lists_give_the_counts_of_the_ministry(
    lists_of_the_ministry: None,
) -> None:
    found = Counter(Facility.objects.values_list("category", flat=True))

    assert found == {
        "CSR-1": 893, "DR": 859, "CSU-1": 692, "CSR-2": 431, "CSU-2": 190,
        "CDTMR": 71, "CRSR": 53, "LSP": 35,
        "HP": 75, "HPr": 43, "HIR": 25, "HR": 18, "CRO": 5, "CPU": 5, "HPsyP": 4, "HPsyR": 2,
    }  # fmt: skip
    assert Entity.objects.filter(kind="delegation").count() == 82
    assert Facility.objects.filter(commune=None).count() == 0
    names = set(Entity.objects.filter(kind="facility").values_list("name_fr", flat=True))
    assert {"9 Juillet", "25 Mars"} <= names
    seats = queries.delegations(reach=EVERYWHERE)
    supplies = queries.supplies(seats, reach=EVERYWHERE)
    regions = {
        region: total(supplies[s.code] for s in seats if s.area_code.startswith(region))
        for region in ("03.", "05.", "")
    }
    assert {
        region: (s.centres, s.hospitals, s.inhabitants, round(s.inhabitants_per_centre.value or 0))
        for region, s in regions.items()
    } == {
        "03.": (426, 21, 4_467_911, 10_488),
        "05.": (289, 12, 2_525_801, 8_740),
        "": (3_065, 177, 36_828_330, 12_016),
    }
