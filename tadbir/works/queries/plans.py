"""Planned curves of projects, each as it was entered on its day."""

from datetime import date
from decimal import Decimal
from itertools import groupby

from tadbir.territory.reach import Reach
from tadbir.works.queries.projects import project as find_project

Curve = tuple[tuple[date, Decimal], ...]


def plans(project: str, *, reach: Reach, on: date) -> dict[date, Curve]:
    """The curves of a project by the day from which each holds, until a day: two queries.

    Each curve is made of days and the shares planned by them, fractions of 1.
    """
    points = (
        find_project(project, reach=reach)
        .planned.filter(planned_since__lte=on)
        .order_by("planned_since", "on")
        .values_list("planned_since", "on", "share")
    )
    return {
        since: tuple((day, share) for _since, day, share in some)
        for since, some in groupby(points, key=lambda point: point[0])
    }
