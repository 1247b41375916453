"""Which standings speak: now, for a scope, or as known at a number of the audit chain."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Max, Q

from tadbir.intake.contract import Scope
from tadbir.intake.models import Standing, StandingQuerySet
from tadbir.intake.registry import StandingChange


def current(dataset: str, *, source: str | None = None) -> StandingQuerySet:
    """The standings of a dataset that speak now, of one source or of every source."""
    return _of(dataset, source).current()


def known_at(number: int, dataset: str, *, source: str | None = None) -> StandingQuerySet:
    """The standings of a dataset that spoke just after a number of the audit chain."""
    return _of(dataset, source).known_at(number)


def at(number: int | None, dataset: str, *, source: str | None = None) -> StandingQuerySet:
    """`known_at` when a number is given, else `current`."""
    if number is None:
        return current(dataset, source=source)
    return known_at(number, dataset, source=source)


def latest(datasets: Collection[str], *, path: str, year: int) -> list[StandingChange]:
    """The latest return of a year of each holder at or under a path, by dataset and source.

    In the form in which refreshers are told of them; one query.
    """
    returns = Standing.objects.filter(
        dataset__in=datasets, is_current=True, on_date__year=year, holder__path__startswith=path
    ).values_list("dataset", "source", "holder__code")
    found = returns.annotate(latest=Max("on_date")).order_by("holder__code", "dataset", "source")
    return [StandingChange(*one) for one in found]


def of(scope: Scope) -> StandingQuerySet:
    """The standings that speak for a scope; what a dataset's `standing` reads its facts from.

    Follows `scope.at_number`: None is now, else as known just after that number.
    """
    found = at(scope.at_number, scope.dataset, source=scope.source)
    return found.filter(pairs(scope.holders))


def pairs(holders: frozenset[tuple[str, date]]) -> Q:
    """The condition of being one of some holders on its own day; nothing when there is none."""
    codes: dict[date, set[str]] = defaultdict(set)
    for holder, day in holders:
        codes[day].add(holder)
    condition = Q(pk__in=())
    for day, of_day in sorted(codes.items()):
        condition |= Q(on_date=day, holder__code__in=sorted(of_day))
    return condition


def _of(dataset: str, source: str | None) -> StandingQuerySet:
    found = Standing.objects.filter(dataset=dataset)
    return found if source is None else found.filter(source=source)
