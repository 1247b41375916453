"""Prepares the centroids of areas that the package carries, from the shapes of its maps.

Run by hand when the source changes: `python -m tools.centroids`. Degrees of WGS 84, rounded to a
ten-thousandth (some ten metres), of the surface on the projection of the maps. The source's
latitudes lie 0.14° to 0.18° too far north, as those of a spherical Mercator read as an ellipsoidal
one do: they are brought back here. Its maps are drawn as they are, since nobody measures on them.
"""

import csv
import math
from collections.abc import Iterator

from shapely.geometry.base import BaseGeometry

from tadbir.territory import census
from tools.geometry import (
    EARTH,
    FIRST_PARALLEL,
    NAMES,
    ORIGIN,
    SECOND_PARALLEL,
    communes,
    merged,
    project,
    province_of,
)

ECCENTRICITY = 0.0818191908426
"""Of the ellipsoid of WGS 84."""
OUT = NAMES.parent.parent / "tadbir" / "territory" / "carried" / "centroids.csv"


def unproject(x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude of a point of the maps: the inverse of `geometry.project`."""
    n = math.log(math.cos(FIRST_PARALLEL) / math.cos(SECOND_PARALLEL)) / math.log(
        _tangent(SECOND_PARALLEL) / _tangent(FIRST_PARALLEL)
    )
    f = math.cos(FIRST_PARALLEL) * _tangent(FIRST_PARALLEL) ** n / n
    south = y + EARTH * f / _tangent(ORIGIN[0]) ** n
    turned = math.atan2(x, south) / n + ORIGIN[1]
    latitude = 2 * math.atan((EARTH * f / math.hypot(x, south)) ** (1 / n)) - math.pi / 2
    return math.degrees(turned), math.degrees(latitude)


def _tangent(latitude: float) -> float:
    return math.tan(math.pi / 4 + latitude / 2)


def brought_back(latitude: float) -> float:
    """The latitude of a point that the source gives too far north, in degrees."""
    angle = math.radians(latitude)
    tilted = ECCENTRICITY * math.sin(angle)
    height = math.log(_tangent(angle)) + ECCENTRICITY / 2 * math.log((1 - tilted) / (1 + tilted))
    return math.degrees(2 * math.atan(math.exp(height)) - math.pi / 2)


def shapes() -> Iterator[tuple[str, BaseGeometry]]:
    """Every area that is drawn: communes, cities of arrondissements, provinces, regions."""
    drawn = communes()
    yield from drawn.items()
    parents = {row.code: row.parent for row in census.areas()}
    provinces = {code: of for code, of in province_of().items() if code in drawn}
    cities = {code: str(parents[code]) for code in drawn if str(parents[code]) not in drawn}
    for group in (cities, provinces, {code: code[:2] for code in drawn}):
        kept = {code: shape for code, shape in drawn.items() if code in group}
        yield from merged(kept, group).items()


def main() -> None:
    """Write the list; the same source gives the same bytes."""
    there, back = (-5.0, 34.0), unproject(*project(-5.0, 34.0))
    if max(abs(a - b) for a, b in zip(there, back, strict=True)) > 1e-9:
        raise SystemExit("the projection and its inverse disagree")
    found = {code: unproject(shape.centroid.x, shape.centroid.y) for code, shape in shapes()}
    with OUT.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["area_code", "longitude", "latitude"])
        lines.writerows(
            [code, f"{x:.4f}", f"{brought_back(y):.4f}"] for code, (x, y) in sorted(found.items())
        )


if __name__ == "__main__":
    main()
