"""Reads projects whole, with all their phases and contracts, for what is published of them."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from tadbir.territory.reach import Reach
from tadbir.works.models import Project as Project
from tadbir.works.queries.projects import known_entries, within_reach


def whole_projects(*, reach: Reach, on: date, code: str = "") -> list[Project]:
    """Projects begun by a day, by code, in three queries however many there are.

    `entered` lists the phases until that day that stand, `links` the operations that carry a project out;
    the programme, its body, the site and three levels of its area come with each.
    """
    entered = known_entries(None).filter(since__lte=on).order_by("since", "pk")
    found = within_reach(reach).filter(Exists(entered.filter(project=OuterRef("pk"))))
    if code:
        found = found.filter(code=code)
    return list(
        found.select_related("programme__entity", "site__area__parent__parent__parent")
        .prefetch_related(Prefetch("phases", entered, to_attr="entered"))
        .prefetch_related("contracts")
        .order_by("code")
    )
