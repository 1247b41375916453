"""Identity and history of sites: who is who between two lists, since when, and how many a head."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.ratio import Ratio
from tadbir.facilities.terms import CATEGORIES, Change, Family
from tadbir.territory.terms import BACK_IN_LIST, GONE_FROM_LIST, SiteStatus

OPEN, CLOSED = SiteStatus.OPEN.value, SiteStatus.CLOSED.value


@dataclass(frozen=True, slots=True)
class Listed:
    """A site as a list names it: `code` is ours when the list carries it, else empty."""

    commune: str
    category: str
    folded: str
    code: str = ""


def _exactly(site: Listed) -> tuple[str, ...]:
    return site.commune, site.category, site.folded


def _in_its_family(site: Listed) -> tuple[str, ...]:
    return site.commune, CATEGORIES[site.category].family, site.folded


def identities(known: Mapping[str, Listed], listed: Sequence[Listed]) -> list[str | None]:
    """For each listed site the code it is known under, or None for a new one.

    Our own code wins; then commune, category and name; then commune, family and name where one
    known site alone and one listed site alone are left: it changed category. No known site is
    taken twice.
    """
    found = {i: site.code for i, site in enumerate(listed) if site.code in known}
    for key in (_exactly, _in_its_family):
        found |= _paired(known, listed, found, key)
    return [found.get(i) for i in range(len(listed))]


def _paired(
    known: Mapping[str, Listed],
    listed: Sequence[Listed],
    found: Mapping[int, str],
    key: Callable[[Listed], tuple[str, ...]],
) -> dict[int, str]:
    """Pairs of what is left where one alone stands on each side of a key."""
    taken = set(found.values())
    free: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for code, site in known.items():
        if code not in taken:
            free[key(site)].append(code)
    asked: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, site in enumerate(listed):
        if index not in found:
            asked[key(site)].append(index)
    return {
        indexes[0]: free[place][0]
        for place, indexes in asked.items()
        if len(indexes) == 1 and len(free.get(place, ())) == 1
    }


@dataclass(frozen=True, slots=True)
class Telling:
    """What a list of one day said of one site; `is_there` is false when it left it out."""

    on_date: date
    is_there: bool
    status: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Spell:
    """A status from a day (None: since before the first list) until another, and why."""

    status: str
    valid_from: date | None
    valid_to: date | None = None
    reason: str = ""
    by_person: bool = False


def told(tellings: Sequence[Telling], *, opened: date | None, from_the_start: bool) -> list[Spell]:
    """The statuses that lists tell of a site, the first telling being one that names it.

    `opened` is its opening date when a list gives it; a site in the first list of its source
    (`from_the_start`) stood before it. A site left out is closed, one back in is open again.
    """
    spells: list[Spell] = []
    for telling in sorted(tellings, key=lambda one: one.on_date):
        start: date | None = telling.on_date
        if not spells:
            start = opened or (None if from_the_start else start)
        spell = _spell(telling, spells[-1] if spells else None, start)
        if not spells or spell.status != spells[-1].status:
            spells.append(spell)
    return spells


def _spell(telling: Telling, last: Spell | None, start: date | None) -> Spell:
    if not telling.is_there:
        return Spell(CLOSED, start, reason=GONE_FROM_LIST)
    if telling.status:
        return Spell(telling.status, start, reason=telling.reason)
    if last is None:
        return Spell(OPEN, start)
    if last.reason == GONE_FROM_LIST:
        return Spell(OPEN, start, reason=BACK_IN_LIST)
    return Spell(last.status, start, reason=last.reason)


def timeline(spells: Iterable[Spell]) -> list[Spell]:
    """Spells one after the other, each ending where the next begins.

    On one day what a person entered comes after what a list tells, and therefore holds.
    """
    ordered = sorted(spells, key=lambda s: (s.valid_from or date.min, s.by_person))
    ends: list[date | None] = [s.valid_from or date.min for s in ordered[1:]]
    last: list[date | None] = [None] if ordered else []
    return [
        Spell(s.status, s.valid_from, end, s.reason, s.by_person)
        for s, end in zip(ordered, ends + last, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of a site between two days; a category is None where it was not listed."""

    code: str
    change: Change
    before: str | None
    after: str | None


def moves(before: Mapping[str, str], after: Mapping[str, str]) -> list[Moved]:
    """What opened, closed or changed category between two lists of categories by code."""
    found = []
    for code in sorted(before.keys() | after.keys()):
        old, new = before.get(code), after.get(code)
        if old == new:
            continue
        change = Change.RECATEGORISED
        if old is None or new is None:
            change = Change.OPENED if old is None else Change.CLOSED
        found.append(Moved(code, change, old, new))
    return found


@dataclass(frozen=True, slots=True)
class Supply:
    """The sites of a territory by category; support units are neither centres nor hospitals."""

    by_category: Mapping[str, int]
    inhabitants: int | None

    @property
    def centres(self) -> int:
        """Primary-care centres."""
        return self._of(Family.PRIMARY_CARE)

    @property
    def support(self) -> int:
        """Support units: kept out of density."""
        return self._of(Family.SUPPORT)

    @property
    def hospitals(self) -> int:
        """Hospitals of every category."""
        return self._of(Family.HOSPITAL)

    @property
    def inhabitants_per_centre(self) -> Ratio:
        """People for one primary-care centre; undefined without a centre or a census."""
        people = None if self.inhabitants is None else Decimal(self.inhabitants)
        return Ratio(people, Decimal(self.centres))

    def _of(self, family: Family) -> int:
        return sum(n for code, n in self.by_category.items() if CATEGORIES[code].family is family)


def total(supplies: Iterable[Supply]) -> Supply:
    """The supply of territories together; inhabitants are known when all of them are."""
    known = list(supplies)
    counts: Counter[str] = Counter()
    for one in known:
        counts.update(one.by_category)
    people = [one.inhabitants for one in known]
    everyone = None if None in people else sum(p for p in people if p is not None)
    return Supply(dict(counts), everyone)
