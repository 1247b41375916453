"""The census: totals at every level, nobody counted twice, the same load twice changes nothing."""

from collections import defaultdict

import pytest

from tadbir.audit.trail import Actor, last_number
from tadbir.territory import census as figures
from tadbir.territory import queries
from tadbir.territory.actions import load_census
from tadbir.territory.models import Area, AreaPopulation

MOROCCO = {2014: 33_848_242, 2024: 36_828_330}
"""HCP, legal population, general census of population and housing 2014 and 2024."""


@pytest.mark.parametrize("year", [2014, 2024])
def test_every_area_is_the_sum_of_its_counted_parts(year: int) -> None:
    total = {row.code: row.total for row in figures.people() if row.year == year}
    parts: dict[str, int] = defaultdict(int)
    for row in figures.areas():
        if row.counted and row.parent:
            parts[row.parent] += total.get(row.code, 0)

    assert parts.pop("MA") == total["MA"] == MOROCCO[year]
    assert {code: sum_ for code, sum_ in parts.items() if sum_ != total.get(code, 0)} == {}


def test_summing_every_row_of_provinces_would_count_casablanca_twice() -> None:
    total = {row.code: row.total for row in figures.people() if row.year == 2024}
    provinces = [r for r in figures.areas() if r.kind.startswith(("province", "prefecture"))]

    assert len(provinces) == 83
    assert sum(total[r.code] for r in provinces) == 36_828_330 + 3_215_935
    assert sum(total[r.code] for r in provinces if r.counted) == 36_828_330


def test_arrondissements_of_casablanca_know_their_prefecture() -> None:
    total = {row.code: row.total for row in figures.people() if row.year == 2024}
    districts: dict[str, int] = defaultdict(int)
    for row in figures.areas():
        if row.prefecture:
            districts[row.prefecture] += total[row.code]

    assert districts == {code: total[code] for code in districts}
    assert len(districts) == 8


def test_age_bands_are_shares_of_the_municipal_population() -> None:
    morocco = next(r for r in figures.people() if (r.code, r.year) == ("MA", 2024))

    assert morocco.age_bands["0_4"] == "0.076"
    assert len(morocco.age_bands) == 16
    assert (morocco.male, morocco.female, morocco.municipal) == (18_195_488, 18_295_103, 36_490_591)


@pytest.mark.django_db
def test_load_writes_every_area_and_a_second_one_nothing(actor: Actor) -> None:
    first = load_census(by=actor)
    number = last_number()
    second = load_census(by=actor)

    assert (first.areas, first.populations, first.is_changed) == (1640, 3276, True)
    assert second.is_changed is False
    assert last_number() == number
    assert Area.objects.count() == 1640
    assert AreaPopulation.objects.count() == 3276


@pytest.mark.django_db
def test_load_repairs_what_was_altered(census: None, actor: Actor) -> None:
    AreaPopulation.objects.filter(area__code="03", year=2024).update(total=1)

    assert load_census(by=actor).is_changed is True
    of = queries.population(queries.area("03"), 2024)
    assert of is not None
    assert of.total == 4_467_911


@pytest.mark.django_db
def test_area_without_a_census_year_has_none(census: None) -> None:
    assert queries.population(queries.area("12.066.03.09"), 2014) is None
