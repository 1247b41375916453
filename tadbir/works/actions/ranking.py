"""Ranks of projects prepared beside the web server each time that figures move, for their lists.

Nothing has to declare them out of date: their number does.
"""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tadbir.audit.trail import last_number_of_figures
from tadbir.territory.reach import Reach
from tadbir.works.calc.following import Followed
from tadbir.works.calc.narrowing import IN_VIEW, in_order, written
from tadbir.works.models import Project, Rank
from tadbir.works.queries.following import followed_now
from tadbir.works.queries.portfolio import BAR, SORTING_COLUMNS, VIEW_COLUMNS

AT_ONCE = 1000


def rank(*, reach: Reach, on: date) -> int:
    """Prepare the rank of every project within a reach that holds them all; how many were made.

    0 where they stand already, or where figures move meanwhile.
    """
    number = last_number_of_figures()
    if Rank.objects.filter(number=number, on_date=on).exists():
        return 0
    found = followed_now(reach=reach, on=on)
    known = {code: (pk, path) for code, pk, path in _projects(found)}
    places = _places(found, on)
    rows = [_row(one, on, number, known[one.code], places[one.code]) for one in found]
    with transaction.atomic():
        if last_number_of_figures() != number:
            return 0
        Rank.objects.all().delete()
        Rank.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def _projects(found: list[Followed]) -> list[tuple[str, int, str]]:
    codes = {one.code for one in found}
    every = Project.objects.values_list("code", "pk", "site__path")
    return [one for one in every if one[0] in codes]


def _places(found: list[Followed], on: date) -> Mapping[str, Mapping[str, int]]:
    """The place of each project in each order, by the column that holds it."""
    places: dict[str, dict[str, int]] = {one.code: {} for one in found}
    for sorting, column in SORTING_COLUMNS.items():
        for place, one in enumerate(in_order(found, sorting, on)):
            places[one.code][column] = place
    return places


def _row(
    one: Followed, on: date, number: int, known: tuple[int, str], places: Mapping[str, int]
) -> Rank:
    views = {name: IN_VIEW[view](one, on) for view, name in VIEW_COLUMNS.items()}
    return Rank(
        project_id=known[0],
        path=known[1],
        on_date=on,
        number=number,
        code=one.code,
        programme=one.programme,
        kind=one.kind.value,
        stage=one.stage.value,
        phase=one.phase.value,
        delegation=one.delegation,
        contractors=BAR.join(one.contractors),
        written=written(one),
        outlook=one.outlined.outlook.value if one.outlined else "",
        has_deadline=one.deadline is not None,
        **views,
        **places,
    )
