"""Reads the list of projects a page at a time, from prepared ranks wherever they stand.

Without them, as for a past day or in the seconds after an action, every project is followed first.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from tadbir.audit.trail import last_number_of_figures
from tadbir.core.words import fold
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.calc import openings
from tadbir.works.calc.following import Followed
from tadbir.works.calc.narrowing import Sorting, View, Wanted, in_order, narrowed
from tadbir.works.calc.summary import Summary, summary
from tadbir.works.models import Rank
from tadbir.works.queries.following import KEPT_SECONDS, followed, followed_now
from tadbir.works.terms import Stage

BAR = "\x1f"  # between the names of contractors, which may hold any other sign
VIEW_COLUMNS: Mapping[View, str] = {
    View.LATE: "is_late",
    View.YEAR_END: "is_for_year_end",
    View.STOPPED: "is_stopped",
    View.SILENT: "is_silent",
}
SORTING_COLUMNS: Mapping[Sorting, str] = {
    Sorting.URGENT: "urgent",
    Sorting.WAY: "way",
    Sorting.NAME: "name",
    Sorting.EXPECTED: "expected",
}
Made = TypeVar("Made")
_SAME = ("programme", "kind", "stage", "phase", "delegation", "outlook")


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: its place among pages, and its projects."""

    page: Page[int]
    rows: Sequence[Followed]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The list of projects within a reach, on a day, at the number of the last action."""

    reach: Reach
    on: date
    number: int

    def summary(self) -> Summary:
        """What stands above the list; two queries, none where it is kept."""
        return self.kept("summary", lambda: self._counted() or self._summed())

    def page(self, wanted: Wanted, sorting: Sorting, number: str | None, size: int) -> Listed:
        """The page of a number (the first without one) of what answers every filter, in an order.

        Nine queries whatever the projects.
        """
        if not self._ranks().exists():
            every = followed(reach=self.reach, on=self.on)
            found = in_order(narrowed(every, wanted, self.on), sorting, self.on)
            page = Paginator(range(len(found)), size).get_page(number)
            return Listed(page, [found[place] for place in page.object_list])
        rows = answering(self._ranks(), wanted)
        page = Paginator(range(rows.count()), size).get_page(number)
        places = slice(page.start_index() - 1, page.end_index()) if page.object_list else slice(0)
        ordered = rows.order_by(SORTING_COLUMNS[sorting]).values_list("code", flat=True)
        codes = list(ordered[places])
        by_code = {one.code: one for one in followed_now(reach=self.reach, on=self.on, codes=codes)}
        return Listed(page, [by_code[code] for code in codes])

    def _ranks(self) -> QuerySet[Rank]:
        """The ranks within reach that stand at this moment."""
        if not self.reach.sees("works"):
            return Rank.objects.none()
        return Rank.objects.filter(within(self.reach, "path"), number=self.number, on_date=self.on)

    def _summed(self) -> Summary:
        return summary(followed(reach=self.reach, on=self.on), self.on)

    def _counted(self) -> Summary | None:
        """The summary from ranks; None where none stands."""
        ranks = self._ranks()
        views = {name: Count("pk", filter=Q((name, True))) for name in VIEW_COLUMNS.values()}
        stages = {
            stage.value: Count("pk", filter=Q(stage=stage.value))
            for stage in (Stage.OPENED, Stage.READY, Stage.ENDED)
        }
        judged = Count("pk", filter=Q(has_deadline=True))
        found = ranks.aggregate(every=Count("pk"), judged=judged, **views, **stages)
        if not found["every"]:
            return None
        opened, ended = found[Stage.OPENED.value], found[Stage.ENDED.value]
        named = ranks.values_list("contractors", flat=True).distinct()
        return Summary(
            whole=openings.Count(
                opened, opened + found[Stage.READY.value], found["every"] - ended, ended
            ),
            views={view: found[name] for view, name in VIEW_COLUMNS.items()},
            is_judged=bool(found["judged"]),
            contractors=tuple(sorted({name for one in named for name in one.split(BAR) if name})),
        )

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What is made of this list under a name, kept until figures move."""
        address = f"works-list-{self.reach.key}-{self.on}-{self.number}-{name}"
        found: Made | None = cache.get(address)
        if found is None:
            found = make()
            cache.set(address, found, KEPT_SECONDS)
        return found


def portfolio(*, reach: Reach, on: date) -> Portfolio:
    """The list of projects within reach as it is known now; one query."""
    return Portfolio(reach, on, last_number_of_figures())


def answering(ranks: QuerySet[Rank], wanted: Wanted) -> QuerySet[Rank]:
    """The ranks that answer every filter, as `narrowed` keeps projects."""
    for word in fold(wanted.text).split():
        ranks = ranks.filter(written__contains=word)
    if wanted.view is not None:
        ranks = ranks.filter(**{VIEW_COLUMNS[wanted.view]: True})
    if wanted.contractor:
        named = ranks.values_list("contractors", flat=True).distinct()
        holding = [text for text in named if wanted.contractor in text.split(BAR)]
        ranks = ranks.filter(contractors__in=holding)
    same = {name: value for name in _SAME if (value := getattr(wanted, name))}
    return ranks.filter(**same)
