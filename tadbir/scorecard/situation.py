"""The situation of an entity on a day: every prepared figure that a page or a pack says it with."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial

from tadbir.budget import queries as budget
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.queries.rules import ForecastFigures
from tadbir.core.period import year_end
from tadbir.core.words import N_
from tadbir.procurement import queries as procurement
from tadbir.procurement.terms import STEPS, Phase
from tadbir.scorecard import moved, queries
from tadbir.scorecard.catalogue import indicators, seen_in
from tadbir.scorecard.figure import Board, Figure
from tadbir.scorecard.moved import Move
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind
from tadbir.works import queries as works

Histories = Mapping[str, Sequence[Figure]]
MAPPED = ("operating_commitment_rate", "investment_commitment_rate")
"""The indicators that maps show: the sums of every holder are read for these alone."""
ENTERED_AS = {
    "general.operating.commitment_rate": "operating_commitment_rate",
    "general.investment.commitment_rate": "investment_commitment_rate",
}
"""The indicators that rates of the budget are, as targets typed on its pages name them."""


@dataclass(frozen=True, slots=True)
class Since:
    """The moment that changes are counted from: a meeting's day and the last batch known to it."""

    day: date
    number: int


@dataclass(frozen=True, slots=True)
class Place:
    """An entity as pages name it."""

    code: str
    kind: str
    path: str
    area: str
    name_fr: str
    name_ar: str
    area_fr: str
    area_ar: str

    @classmethod
    def of(cls, entity: Entity) -> "Place":
        """The names and places of a row."""
        return cls(entity.code, entity.kind, entity.path, entity.area.code,
                   entity.name_fr, entity.name_ar, entity.area.name_fr, entity.area.name_ar)  # fmt: skip

    def name(self, lang: str) -> str:
        """The name in a language; the other one where it is missing."""
        first, second = (
            (self.name_ar, self.name_fr) if lang == "ar" else (self.name_fr, self.name_ar)
        )
        return first or second

    def short(self, lang: str, translate: Callable[[str], str]) -> str:
        """A name that fits beside a bar: the seat, and what kind of holder it is."""
        first, second = (
            (self.area_ar, self.area_fr) if lang == "ar" else (self.area_fr, self.area_ar)
        )
        return translate(SHORT_NAMES[EntityKind(self.kind)]).format(seat=first or second)


SHORT_NAMES = {
    EntityKind.DIRECTORATE: N_("Directorate, {seat}"),
    EntityKind.DELEGATION: N_("Delegation, {seat}"),
    EntityKind.HOSPITAL_CENTRE: N_("Hospital centre, {seat}"),
}


@dataclass(frozen=True, slots=True)
class Expected:
    """How many sites should be ready on a day, as forecast on another: the mean of the draws and
    its 80 % interval; nothing is said of `unknown` sites."""

    on: date
    by: date
    mean: Decimal
    low: int
    high: int
    judged: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of an entity on a day.

    `history` and `last_year` hold its sums through the year and the year before; `sums` (of the
    indicators `MAPPED` alone) and `own` the figures of the holders at or under it, whole and
    alone; `above` the sums of the directorate for who stands below it; `before` what the entity's
    sums were at `since`, as known then; `trajectories` its targets by indicator; `waiting` how
    many dossiers wait for a visa, by the place where they lie; `expected` how many sites should be
    ready at the end of the year, None where nothing is forecast. `history` holds every indicator
    that the reach may know, with or without figures.
    """

    place: Place
    on: date
    holders: Sequence[Place]
    history: Histories
    last_year: Histories
    sums: Board
    own: Board
    above: Mapping[str, Figure]
    since: Since | None
    before: Board
    moves: Sequence[Move]
    trajectories: Mapping[str, Trajectory]
    forecasts: Sequence[ForecastFigures]
    waiting: Mapping[str, int] = field(default_factory=dict)
    expected: Expected | None = None

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the holders at or under the entity."""
        return frozenset(place.kind for place in self.holders)

    def latest(self, indicator: str) -> Figure | None:
        """The entity's last sum of an indicator."""
        known = self.history.get(indicator)
        return known[-1] if known else None

    def target(self, indicator: str) -> Decimal | None:
        """What the entity's trajectory asks for on the day; None without a target."""
        plan = self.trajectories.get(indicator)
        return plan.planned_on(self.on) if plan else None


def situation(
    code: str,
    *,
    reach: Reach,
    on: date,
    at_number: int | None = None,
    since: Since | None = None,
    holders: Sequence[Place] | None = None,
) -> Situation:
    """The situation of an entity; raises Refused("territory.unknown") out of reach.

    Its holders are those under it on the day, of which those out of reach today are not named:
    they count in its sums. A record of the day gives the `holders` that it names. Reads prepared
    rows only; the number of queries does not depend on holders, years or facts.
    """
    entity = territory.entity(code, reach=reach)
    places = _named(entity, on, reach) if holders is None else holders
    codes = [place.code for place in places]
    series = partial(queries.series, reach=reach, entity=code, at_number=at_number,
                     indicators=[one.code for one in seen_in(reach)])  # fmt: skip
    history = series(on=on)
    board = partial(queries.board, reach=reach, entities=codes, on=on, at_number=at_number)
    own = board(is_own=True)
    before, moves = _since(code, codes, history, own, reach=reach, since=since)
    return Situation(
        place=Place.of(entity),
        on=on,
        holders=places,
        history=history,
        last_year=series(on=year_end(on.year - 1)),
        sums=board(indicators=MAPPED),
        own=own,
        above=_above(entity.path, reach=reach, on=on),
        since=since, before=before, moves=moves,
        trajectories=_trajectories(code, reach=reach, year=on.year),
        forecasts=_wholes(code, reach=reach, on=on, at_number=at_number),
        waiting=_waiting(codes, reach=reach, on=on, at_number=at_number),
        expected=expected([code], reach=reach, on=on, at_number=at_number).get(code),
    )  # fmt: skip


def expected(
    codes: Sequence[str], *, reach: Reach, on: date, at_number: int | None = None
) -> Mapping[str, Expected]:
    """How many sites of some entities should be ready at the end of the year, where forecast."""
    by = year_end(on.year)
    found = works.expected_of(codes, reach=reach, on=on, by=by, at_number=at_number)
    return {
        code: Expected(
            one.on, by, Decimal(str(one.expected)).quantize(Decimal("0.01")),
            int(one.interval.low), int(one.interval.high), one.judged, one.unknown,
        )
        for code, one in found.items()
    }  # fmt: skip


def _named(entity: Entity, on: date, reach: Reach) -> list[Place]:
    """The holders under an entity on a day that may be named today."""
    return [Place.of(one) for one in territory.holders_under(entity, on, reach=reach)]


def _since(
    code: str, holders: Sequence[str], history: Histories, own: Board, *, reach: Reach,
    since: Since | None,
) -> tuple[Board, Sequence[Move]]:  # fmt: skip
    """What the entity's sums were at a meeting, by what was known then, and what moved since."""
    if since is None:
        return {}, ()
    known = Known(reach, since)
    was, was_own = known.board([code]), known.board(holders, is_own=True)
    now = {(code, name): figures[-1] for name, figures in history.items() if figures}
    return was, [
        replace(one, contributions=moved.contributions(one.indicator, holders, was_own, own))
        for one in moved.moves(code, indicators(), was, now)
    ]


@dataclass(frozen=True, slots=True)
class Known:
    """What a reach knew at a moment."""

    reach: Reach
    since: Since

    def board(self, entities: Sequence[str], *, is_own: bool = False) -> Board:
        """The figures of some entities at that moment."""
        return queries.board(
            reach=self.reach, entities=entities, on=self.since.day,
            at_number=self.since.number, is_own=is_own,
        )  # fmt: skip


def _above(path: str, *, reach: Reach, on: date) -> Mapping[str, Figure]:
    """The sums of the level above, for who sees them without names; nothing for the others."""
    codes = [start.strip("/").split("/")[-1] for start in reach.above if path != start]
    if not codes:
        return {}
    found = queries.board(reach=reach, entities=codes, on=on)
    return {indicator: figure for (_, indicator), figure in found.items()}


def _waiting(
    holders: Sequence[str], *, reach: Reach, on: date, at_number: int | None
) -> Mapping[str, int]:
    """How many dossiers wait for a visa, by place; nothing for who does not see them."""
    found: Counter[str] = Counter()
    for one in procurement.by_state(reach=reach, on=on, holders=holders, at_number=at_number):
        if STEPS[one.state].phase is Phase.VISA:
            found[STEPS[one.state].place.value] += one.count
    return dict(found)


def _trajectories(code: str, *, reach: Reach, year: int) -> Mapping[str, Trajectory]:
    found = budget.targets(reach=reach, year=year, entities=[code])
    return {ENTERED_AS.get(one.indicator, one.indicator): one.trajectory for one in found}


def _wholes(
    code: str, *, reach: Reach, on: date, at_number: int | None
) -> Sequence[ForecastFigures]:
    """One forecast a budget, part and measure: of the whole entity, else of the entity alone."""
    found = budget.forecasts(reach=reach, on=on, entities=[code], at_number=at_number)
    whole_last = sorted(found, key=lambda one: one.is_whole)
    return list({(one.kind, one.part, one.measure): one for one in whole_last}.values())
