"""Adding figures up the entity tree: own figures in, sums of each node at each day out."""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from tadbir.core.period import year_end
from tadbir.territory.dated import DatedTree

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

    `histories` are those of the holders expected: each counts with its last figure of the year. A holder without denominator is left
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


def spans(moved: Collection[date], own_days: Sequence[date]) -> list[tuple[date, date]]:
    """First and last days of what a change of one holder's figures at some days can move.

    From each day until before the holder's next figure, within the year; the whole year when it
    said nothing else in it, since the holder then becomes expected, or no longer is, on every
    day. `own_days` are the days of its figures as they are now, in order.
    """
    found = []
    for year in sorted({day.year for day in moved}):
        said = [day for day in own_days if day.year == year]
        if set(said) <= set(moved):
            found.append((date(year, 1, 1), year_end(year)))
            continue
        for day in sorted(one for one in moved if one.year == year):
            later = next((other for other in said if other > day), None)
            found.append((day, later - timedelta(days=1) if later else year_end(year)))
    return found


@dataclass(frozen=True)
class Sums:
    """The sums of one indicator at any node and day, from every holder's history.

    What counts at a node on a day is what hung under it that day.
    """

    dated: DatedTree
    histories: Mapping[str, Sequence[Own]]
    is_rate: bool

    def at(self, entity: str, day: date) -> Node:
        """The sum of a node; a holder is expected when it reports at all in the year."""
        under = map(self._of, self.dated.under(entity, day))
        reporting = [
            history for history in under if any(own.on_date.year == day.year for own in history)
        ]
        return node(entity, day, reporting, self.is_rate)

    def days(self, entity: str) -> set[date]:
        """The days on which the sum of a node begins to be another: someone reports or moves."""
        reports = {
            own.on_date
            for holder, history in self.histories.items()
            for own in history
            if holder in self.dated.under(entity, own.on_date)
        }
        return reports | {
            turn for turn in self.dated.turns_of(entity) if self._matters(entity, turn)
        }

    def _matters(self, entity: str, turn: date) -> bool:
        """Whether a holder under a node, the day before or then, had spoken by a turn."""
        around = {
            *self.dated.under(entity, turn - timedelta(days=1)),
            *self.dated.under(entity, turn),
        }
        return any(latest(self._of(holder), turn) is not None for holder in around)

    def _of(self, holder: str) -> Sequence[Own]:
        return self.histories.get(holder, ())
