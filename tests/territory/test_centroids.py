"""Middles of areas: one for each, where the cities are and not some leagues further north."""

import math

import pytest

from tadbir.territory import census, sources

# The geodetic latitude of a city's middle, read from public atlases, to a twentieth of a degree.
CITIES = {
    "04.421.01.0": ("Rabat", -6.84, 33.98),
    "03.231.01.0": ("Fès", -5.00, 34.03),
    "06.141.01.0": ("Casablanca", -7.61, 33.57),
    "09.001.01.01": ("Agadir", -9.58, 30.42),
    "12.391.01.01": ("Dakhla", -15.94, 23.70),
}


@pytest.mark.parametrize("code", CITIES)
def test_city_is_where_it_is(code: str) -> None:
    _name, longitude, latitude = CITIES[code]
    found = sources.centroids()[code]

    assert math.dist(found, (longitude, latitude)) < 0.05


def test_every_area_but_the_country_has_a_middle() -> None:
    known = sources.centroids()

    assert [row.code for row in census.areas() if row.code not in known] == ["MA"]
    assert all(-17.2 < x < -0.9 and 20.7 < y < 36.0 for x, y in known.values())
