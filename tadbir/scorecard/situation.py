"""The situation of an entity on a day: every prepared figure that a page or a pack says it with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.budget import queries as budget
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.queries.rules import ForecastFigures
from tadbir.core.period import year_end
from tadbir.scorecard import moved, queries
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.figure import Board, Figure
from tadbir.scorecard.moved import Move
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS

Histories = Mapping[str, Sequence[Figure]]


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

    @classmethod
    def of(cls, entity: Entity) -> "Place":
        """The names and places of a row."""
        return cls(entity.code, entity.kind, entity.path, entity.area.code,
                   entity.name_fr, entity.name_ar)  # fmt: skip

    def name(self, lang: str) -> str:
        """The name in a language; the other one where it is missing."""
        first, second = (
            (self.name_ar, self.name_fr) if lang == "ar" else (self.name_fr, self.name_ar)
        )
        return first or second


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of an entity on a day.

    `history` and `last_year` hold its sums through the year and the year before; `sums` and
    `own` the figures of the holders at or under it, whole and alone; `before` what `sums` and
    `own` of the entity and its holders said at `since`; `trajectories` its targets by indicator.
    """

    place: Place
    on: date
    holders: Sequence[Place]
    history: Histories
    last_year: Histories
    sums: Board
    own: Board
    since: Since | None
    moves: Sequence[Move]
    trajectories: Mapping[str, Trajectory]
    forecasts: Sequence[ForecastFigures]

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
) -> Situation:
    """The situation of an entity; raises Refused("territory.unknown") out of reach.

    Reads prepared rows only; the number of queries does not depend on holders, years or facts.
    """
    entity = territory.entity(code, reach=reach)
    under = Reach((entity.path,), reach.domains) if reach.holds(entity.path) else reach
    places = [Place.of(one) for one in territory.entities(reach=under, kinds=HOLDER_KINDS, on=on)]
    codes = [place.code for place in places]
    names = list(indicators())
    history = queries.series(reach=reach, entity=code, indicators=names, on=on, at_number=at_number)
    own = queries.board(reach=under, entities=codes, on=on, at_number=at_number, is_own=True)
    return Situation(
        place=Place.of(entity),
        on=on,
        holders=places,
        history=history,
        last_year=queries.series(
            reach=reach, entity=code, indicators=names, on=year_end(on.year - 1),
            at_number=at_number,
        ),
        sums=queries.board(reach=under, entities=codes, on=on, at_number=at_number),
        own=own,
        since=since,
        moves=_moves(code, codes, history, own, reach=under, since=since),
        trajectories=_trajectories(code, reach=reach, year=on.year),
        forecasts=_wholes(code, reach=reach, on=on, at_number=at_number),
    )  # fmt: skip


def _moves(
    code: str, holders: Sequence[str], history: Histories, own: Board, *, reach: Reach,
    since: Since | None,
) -> Sequence[Move]:  # fmt: skip
    """What moved since a meeting, by the figures known then; nothing without one."""
    if since is None:
        return ()
    known = {"reach": reach, "on": since.day, "at_number": since.number}
    was = queries.board(entities=[code], **known)  # type: ignore[arg-type]
    was_own = queries.board(entities=holders, is_own=True, **known)  # type: ignore[arg-type]
    now = {(code, name): figures[-1] for name, figures in history.items() if figures}
    return [
        Move(one.indicator, one.before, one.after,
             moved.contributions(one.indicator, holders, was_own, own))
        for one in moved.moves(code, indicators(), was, now)
    ]  # fmt: skip


def _trajectories(code: str, *, reach: Reach, year: int) -> Mapping[str, Trajectory]:
    found = budget.targets(reach=reach, year=year, entities=[code])
    return {target.indicator: target.trajectory for target in found}


def _wholes(
    code: str, *, reach: Reach, on: date, at_number: int | None
) -> Sequence[ForecastFigures]:
    """One forecast a budget, part and measure: of the whole entity, else of the entity alone."""
    found = budget.forecasts(reach=reach, on=on, entities=[code], at_number=at_number)
    whole_last = sorted(found, key=lambda one: one.is_whole)
    return list({(one.kind, one.part, one.measure): one for one in whole_last}.values())
