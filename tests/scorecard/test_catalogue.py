"""The catalogue takes sound definitions and names what is wrong with the others."""

from datetime import date
from typing import Any

import pytest

from tadbir.scorecard import catalogue
from tadbir.scorecard.catalogue import CatalogueError


def definition(**changes: Any) -> dict[str, Any]:
    text = {"fr": "x", "ar": "س"}
    sound = {
        "code": "x",
        "title": text,
        "why": text,
        "numerator": {"measures": ["a"], **text},
        "denominator": {"measures": ["b"], **text},
        "unit": "rate",
        "direction": "up",
        "source": "budget",
        "owner": "director",
        "reviewed_on": date(2025, 12, 1),
    }
    return {key: value for key, value in (sound | changes).items() if value is not None}


def test_every_indicator_of_the_package_is_sound() -> None:
    found = catalogue.indicators()

    assert "operating_commitment_rate" in found
    tiles = [i.tile for i in found.values() if i.tile is not None]
    assert len(tiles) == len(set(tiles))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"denominator": None}, "has a denominator"),
        ({"unit": "percent"}, "unit or direction"),
        ({"title": {"fr": "x"}}, "in fr and in ar"),
        ({"numerator": {"fr": "x", "ar": "س"}}, "needs measures"),
        ({"owner": None}, "missing ['owner']"),
        ({"colour": "red"}, "unknown ['colour']"),
        ({"reviewed_on": "2025"}, "must be a date"),
    ],
)
def test_definition_with_a_fault_is_refused_with_its_place(
    changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(CatalogueError) as caught:
        catalogue.indicator(definition(**changes), "budget.yaml x")

    assert said in str(caught.value)
    assert str(caught.value).startswith("budget.yaml x")
