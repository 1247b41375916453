"""The maps of the package: every province and commune is drawn, without gap or overlap."""

import re

import pytest
from shapely import MultiPolygon, Point, Polygon, STRtree, make_valid

from tadbir.territory import census, maps, sources
from tadbir.territory.terms import AreaKind
from tadbir.ui.maps import Geometry

REGIONS = [f"{number:02d}" for number in range(1, 13)]
NUMBER = re.compile(r"-?\d+")


def outline(path: str) -> MultiPolygon:
    """The polygons of a path of relative whole steps; holes count as polygons of their own."""
    rings = []
    for drawn in path.split("M")[1:]:
        start, steps = drawn.rstrip("z").split("l")
        x, y = (int(n) for n in NUMBER.findall(start))
        points = [(x, y)]
        flat = [int(n) for n in NUMBER.findall(steps)]
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    shells = [rings[0]]
    holes = [r for r in rings[1:] if Polygon(rings[0]).contains(Point(r[0]))]
    shells += [r for r in rings[1:] if r not in holes]
    first = Polygon(shells[0], holes)
    return MultiPolygon([first, *(Polygon(shell) for shell in shells[1:])])


def test_every_province_with_a_delegation_is_drawn_in_its_region() -> None:
    drawn = [shape.code for region in REGIONS for shape in maps.provinces(region).shapes]

    assert len(drawn) == 82
    assert set(drawn) == sources.delegation_areas()


def test_every_commune_is_drawn_and_cities_by_their_arrondissements() -> None:
    drawn = {shape.code for region in REGIONS for shape in maps.communes(region).shapes}
    rows = census.areas()
    cities = {row.parent for row in rows if row.kind is AreaKind.ARRONDISSEMENT}
    places = {r.code for r in rows if r.kind in (AreaKind.COMMUNE, AreaKind.ARRONDISSEMENT)}

    assert len(drawn) == 1538
    assert drawn == places - cities


def test_country_is_drawn_by_its_regions() -> None:
    assert [shape.code for shape in maps.regions().shapes] == REGIONS


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("level", ["provinces", "communes"])
def test_shapes_do_not_overlap_and_labels_stand_inside(region: str, level: str) -> None:
    drawn: Geometry = maps.provinces(region) if level == "provinces" else maps.communes(region)
    shapes = [make_valid(outline(shape.path)) for shape in drawn.shapes]
    tree = STRtree(shapes)

    overlaps = sum(
        shapes[a].intersection(shapes[b]).area
        for a, b in zip(*tree.query(shapes, predicate="intersects"), strict=True)
        if a < b
    )

    assert overlaps < 0.01 * sum(shape.area for shape in shapes)
    for shape, surface in zip(drawn.shapes, shapes, strict=True):
        assert surface.distance(Point(shape.x, shape.y)) <= 1.5
        assert 0 <= shape.x <= drawn.width
        assert 0 <= shape.y <= drawn.height


def test_maps_stay_small() -> None:
    for region in REGIONS:
        assert sum(len(shape.path) for shape in maps.provinces(region).shapes) < 6_000
        assert sum(len(shape.path) for shape in maps.communes(region).shapes) < 36_000


def test_close_up_fills_its_own_box() -> None:
    whole = maps.communes("03")
    sefrou = frozenset(s.code for s in whole.shapes if s.code.startswith("03.451"))

    close = maps.close_up(whole, sefrou, side=100.0)

    assert {shape.code for shape in close.shapes} == sefrou
    assert max(close.width, close.height) == 100.0
    assert all(0 <= shape.x <= close.width for shape in close.shapes)
    with pytest.raises(KeyError):
        maps.close_up(whole, frozenset({"05.401"}))
