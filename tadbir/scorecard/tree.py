"""Adding figures up the entity tree: own figures in, sums of each node at each day out."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

FRESH_FOR = timedelta(days=31)
"""A monthly return older than this at a day does not count as received for that day."""
PARTS_PER_MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Own:
    """What one holder reported of one indicator at one day, in centimes or counts.

    `denominator` is None for amounts and counts. A holder that withdrew its figure for a day has
    no `Own` at that day.
    """

    on_date: date
    numerator: int
    denominator: int | None


@dataclass(frozen=True, slots=True)
class Node:
    """The sum of a node at a day; parts are None when no holder under it has reported yet.

    `median_ppm` is the median of its holders' own rates, in millionths; None without any rate.
    """

    entity: str
    on_date: date
    numerator: int | None
    denominator: int | None
    returns_expected: int
    returns_received: int
    median_ppm: int | None


def latest(history: Sequence[Own], day: date) -> Own | None:
    """The last figure known for a day within its fiscal year; `history` is in date order."""
    place = bisect_right(history, day, key=lambda own: own.on_date)
    if not place or history[place - 1].on_date.year != day.year:
        return None
    return history[place - 1]


def node(entity: str, day: date, histories: Iterable[Sequence[Own]], is_rate: bool) -> Node:
    """The rate of totals (or the total) of the holders under a node at a day.

    Each holder counts with its last figure of the year. A holder without denominator is left
    out of both parts of a rate, so that they speak of the same holders.
    """
    expected = tuple(histories)
    reported = [own for history in expected if (own := latest(history, day)) is not None]
    usable = [own for own in reported if own.denominator is not None or not is_rate]
    rates = [own.numerator / own.denominator for own in usable if own.denominator]
    return Node(
        entity=entity,
        on_date=day,
        numerator=sum(own.numerator for own in usable) if usable else None,
        denominator=sum(own.denominator or 0 for own in usable) if usable and is_rate else None,
        returns_expected=len(expected),
        returns_received=sum(day - own.on_date < FRESH_FOR for own in reported),
        median_ppm=round(median(rates) * PARTS_PER_MILLION) if rates else None,
    )


def days_touched(day: date, own_days: Sequence[date], node_days: Collection[date]) -> set[date]:
    """The days of a node that a change of one holder at `day` can move.

    From that day until the holder's next own figure, within the year; the day itself always.
    `own_days` are the holder's days in order, `node_days` those of every holder under the node.
    """
    later = next((other for other in own_days if other > day), date.max)
    return {day} | {d for d in node_days if day <= d < later and d.year == day.year}


def nodes_above(path: str) -> tuple[str, ...]:
    """The codes on an administrative path, from the top to the entity itself."""
    return tuple(code for code in path.split("/") if code)


def under(paths: Mapping[str, str]) -> dict[str, list[str]]:
    """For each node, the holders at or under it; `paths` gives the path of each holder."""
    members: dict[str, list[str]] = {}
    for holder, path in paths.items():
        for code in nodes_above(path):
            members.setdefault(code, []).append(holder)
    return members
