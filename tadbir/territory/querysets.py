"""Conditions of the territory that read as English, for this app's tables and those above."""

from datetime import date

from django.db.models import Q

from tadbir.core.words import word_pattern, words_typed
from tadbir.territory.reach import Reach

_NOTHING = Q(pk__in=())


def within(reach: Reach, field: str = "path") -> Q:
    """The condition that an entity's path lies within a reach; nothing passes an empty reach.

    `field` leads to the path from the table filtered: `within(reach, "holder__path")`.
    """
    if "/" in reach.paths:
        return Q()
    condition = _NOTHING
    for start in reach.paths:
        condition = condition | Q(**{f"{field}__startswith": start})
    return condition


def valid_on(day: date, start: str = "valid_from", end: str = "valid_to") -> Q:
    """The condition that a row holds on a day: from its first day until before its last."""
    begun = Q(**{f"{start}__lte": day}) | Q(**{f"{start}__isnull": True})
    return begun & (Q(**{f"{end}__gt": day}) | Q(**{f"{end}__isnull": True}))


def holds_words(text: str, field: str = "search") -> Q:
    """The condition that a column of folded text holds every word typed; nothing typed, nothing."""
    words = words_typed(text)
    condition = Q() if words else _NOTHING
    for word in words:
        # A word without a number at its ends needs no pattern, and is found sooner.
        pattern = word_pattern(word)
        how = "contains" if pattern == word else "regex"
        condition &= Q(**{f"{field}__{how}": pattern})
    return condition
