"""Orders to stop and restart works, as a cell of a statement writes them, where they read so."""

import re
from datetime import date

from tadbir.core.words import fold, latin_digits
from tadbir.procurement.calc.deadline import Dated
from tadbir.procurement.terms import OrderKind

_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_STOP = re.compile(r"\b(?:arret|arrets|oa|o a|suspension|stop|ايقاف|توقيف|توقف)\b")
_RESTART = re.compile(
    r"\b(?:reprise|reprises|or|o r|redemarrage|restart|استيناف|استءناف|استئناف)\b"
)


def orders(text: str) -> tuple[Dated, ...] | None:
    """The dated orders that a text gives, in its order: "Arrêt le 12/03/25, reprise le 02/05/25".

    None when it is not surely such a list: a day without its kind, a word without its day, a day
    that does not exist, or orders that do not follow one another.
    """
    text = latin_digits(text)
    found: list[Dated] = []
    start = 0
    for day in _DAY.finditer(text):
        kind, when = _kind(text[start : day.start()]), _day(day)
        if kind is None or when is None:
            return None
        found.append((when, kind))
        start = day.end()
    rest = fold(text[start:])
    if not found or _STOP.search(rest) or _RESTART.search(rest):
        return None
    return tuple(found) if _follow(found) else None


def _kind(before: str) -> OrderKind | None:
    """What the words before a day say; None when they say nothing, or both."""
    folded = fold(before)
    is_stop, is_restart = bool(_STOP.search(folded)), bool(_RESTART.search(folded))
    if is_stop == is_restart:
        return None
    return OrderKind.SUSPENSION if is_stop else OrderKind.RESTART


def _day(found: re.Match[str]) -> date | None:
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


def _follow(orders: list[Dated]) -> bool:
    """Whether orders suspend and restart in turn, each later than the one before."""
    kinds = [kind for _day, kind in orders]
    turns = [OrderKind.SUSPENSION, OrderKind.RESTART] * len(orders)
    days = [day for day, _kind in orders]
    return kinds == turns[: len(kinds)] and days == sorted(set(days))
