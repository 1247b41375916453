"""The administrative tree as it stood on each day: who hung from whom, from when to when. Pure."""

from bisect import bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Tie:
    """An entity hung from a parent, from a first day until before a last; None is open."""

    entity: str
    parent: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the entity hung there on a day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


@dataclass(frozen=True)
class DatedTree:
    """Some entities and every tie among them; a tie to whom is not among them is no tie.

    Between two `turns` nothing moves, so that the tree of a whole spell is made once.
    """

    entities: Collection[str]
    ties: Sequence[Tie]

    @cached_property
    def turns(self) -> Sequence[date]:
        """The days on which somebody's parent changed, in order."""
        days = {day for tie in self.ties for day in (tie.since, tie.until) if day is not None}
        return sorted(days)

    def above(self, entity: str, day: date) -> tuple[str, ...]:
        """An entity and what stood above it on a day, upward."""
        return self._spell(day)[0].get(entity, ())

    def under(self, entity: str, day: date) -> Sequence[str]:
        """An entity and all that hung under it on a day."""
        return self._spell(day)[1].get(entity, ())

    def moments(self, first: date, last: date) -> Sequence[date]:
        """A first day, and the turns after it up to a last: the tree of any day between is one
        of theirs."""
        return [first, *(turn for turn in self.turns if first < turn <= last)]

    def turns_of(self, entity: str) -> frozenset[date]:
        """The days on which what hung under an entity changed."""
        if entity not in self._turns_of:
            self._turns_of[entity] = self._turns_found(entity)
        return self._turns_of[entity]

    @cached_property
    def _turns_of(self) -> dict[str, frozenset[date]]:
        return {}

    def _turns_found(self, entity: str) -> frozenset[date]:
        before = frozenset(self.under(entity, date.min))
        found = set()
        for turn in self.turns:
            now = frozenset(self.under(entity, turn))
            if now != before:
                found.add(turn)
            before = now
        return frozenset(found)

    def _spell(self, day: date) -> "_Spell":
        number = bisect_right(self.turns, day)
        if number not in self._spells:
            self._spells[number] = self._made(day)
        return self._spells[number]

    @cached_property
    def _spells(self) -> dict[int, "_Spell"]:
        return {}

    def _made(self, day: date) -> "_Spell":
        known = set(self.entities)
        parents = {tie.entity: tie.parent for tie in self.ties
                   if tie.holds_on(day) and tie.parent in known}  # fmt: skip
        above = {entity: _upward(entity, parents) for entity in self.entities}
        under: dict[str, list[str]] = {}
        for entity, nodes in above.items():
            for node in nodes:
                under.setdefault(node, []).append(entity)
        return above, under


_Spell = tuple[Mapping[str, tuple[str, ...]], Mapping[str, Sequence[str]]]


def _upward(entity: str, parents: Mapping[str, str]) -> tuple[str, ...]:
    nodes = [entity]
    while (parent := parents.get(nodes[-1])) is not None:
        nodes.append(parent)
    return tuple(nodes)
