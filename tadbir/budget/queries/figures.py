"""Amounts of holders on a day, as known now or at a batch number: rows of totals, never lines."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.rates import AuthorisingOfficer
from tadbir.budget.models import StandingTotal
from tadbir.budget.terms import AMOUNTS, PREFERENCE, BudgetKind, Part, Source
from tadbir.core.money import dirhams
from tadbir.intake.models import StandingQuerySet
from tadbir.intake.speaking import Asked, latest, latest_by_day, latest_by_source
from tadbir.intake.standings import pairs
from tadbir.territory.reach import Reach

DATASET = "budget"
SOURCE_ORDER = tuple(source.value for source in PREFERENCE)


@dataclass(frozen=True, slots=True)
class HolderFigures:
    """The amounts of one holder in one budget and part on a day, with where they come from.

    `values` holds every amount of `terms.AMOUNTS` in dirhams; None was not received. `number`
    is the batch's number in the audit chain, `batch` its key.
    """

    holder: str
    path: str
    name_fr: str
    name_ar: str
    kind: BudgetKind
    part: Part
    on_date: date
    source: Source
    number: int
    batch: int
    known_on: date
    lines: int
    values: Mapping[str, Decimal | None]

    @property
    def amounts(self) -> Amounts:
        """The amounts under the names that the calculations use."""
        return amounts_of_values(self.values)


def officer_of(kind: BudgetKind) -> AuthorisingOfficer:
    """Who signs: a SEGMA answers for its opened credits, others for what was delegated."""
    is_segma = kind is BudgetKind.SEGMA
    return AuthorisingOfficer.PRINCIPAL if is_segma else AuthorisingOfficer.SECONDARY


def amounts_of_values(values: Mapping[str, Decimal | None]) -> Amounts:
    """Stored amounts under the names of the calculations.

    The year's payment credits are the total after transfers and carry-overs where a file gives
    it, otherwise what the finance law opened.
    """
    current = values.get("current")
    return Amounts(
        opened_credits=values.get("opened") if current is None else current,
        notified_envelope=values.get("notified"),
        delegated_credits=values.get("delegated"),
        consolidation_credits=values.get("consolidation"),
        proposals_deposited=values.get("deposited"),
        proposals_suspended=values.get("suspended"),
        proposals_rejected=values.get("rejected"),
        commitments=values.get("committed"),
        issuances=values.get("issued"),
        payments=values.get("paid"),
        commitment_credits=values.get("commitment_credits"),
        commitments_on_commitment_credits=values.get("commitments_on_commitment_credits"),
    )


def in_dirhams(row: object) -> dict[str, Decimal | None]:
    """The amounts of a row of centimes, in dirhams, by their stored names."""
    return {
        name: None if (value := getattr(row, name)) is None else dirhams(value) for name in AMOUNTS
    }


def asked(
    *,
    reach: Reach,
    on: date,
    holders: Collection[str] | None,
    at_number: int | None,
    since: date | None = None,
) -> Asked:
    """What is asked of the budget's returns: the year of the day, unless an earlier start is given.

    A reach without the budget holds nothing.
    """
    codes = holders if reach.sees("budget") else ()
    return Asked(DATASET, on, reach, SOURCE_ORDER, codes, at_number, since or date(on.year, 1, 1))


def figures(
    *,
    reach: Reach,
    on: date,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
) -> list[HolderFigures]:
    """The latest amounts of each holder up to a day of its year, in the order of their paths.

    `holders` are codes; None is every holder within reach. One query over stored totals.
    """
    wanted = asked(reach=reach, on=on, holders=holders, at_number=at_number)
    return figures_of(latest(wanted), on.year)


def by_source(
    *, reach: Reach, on: date, holders: Collection[str] | None = None, at_number: int | None = None
) -> list[HolderFigures]:
    """The latest amounts of each holder from each source: to stand side by side, dated."""
    wanted = asked(reach=reach, on=on, holders=holders, at_number=at_number)
    return figures_of(latest_by_source(wanted), on.year)


def figures_at(
    *, reach: Reach, holder_days: frozenset[tuple[str, date]], at_number: int | None = None
) -> list[HolderFigures]:
    """What each holder said of exactly its own day, by the source that comes first: one query.

    For whoever prepares figures day by day; a day nobody speaks of gives nothing.
    """
    if not holder_days:
        return []
    days = [day for _, day in holder_days]
    wanted = asked(
        reach=reach, on=max(days), since=min(days), at_number=at_number,
        holders={holder for holder, _ in holder_days},
    )  # fmt: skip
    return figures_of(latest_by_day(wanted).filter(pairs(holder_days)))


def figures_of(standings: StandingQuerySet, year: int | None = None) -> list[HolderFigures]:
    """The totals that hang from some standings, of one fiscal year or of all."""
    found: QuerySet[StandingTotal] = StandingTotal.objects.filter(standing__in=standings)
    if year is not None:
        found = found.filter(fiscal_year=year)
    rows = found.order_by(
        "standing__holder__path", "kind", "part", "standing__on_date", "standing__source"
    ).values_list(*_COLUMNS, *AMOUNTS)
    return [_figures(row) for row in rows]


_COLUMNS = (
    "standing__holder__code", "standing__holder__path", "standing__holder__name_fr",
    "standing__holder__name_ar", "kind", "part", "standing__on_date", "standing__source",
    "standing__number", "standing__batch_id", "standing__batch__known_on", "lines",
)  # fmt: skip
"""What stands before the amounts of `HolderFigures`, in its order: rows, not objects, are read."""


def _figures(row: Sequence[Any]) -> HolderFigures:
    holder, path, name_fr, name_ar, kind, part, on_date, source, *rest = row
    number, batch, known_on, lines, *amounts = rest
    values = {
        name: None if value is None else dirhams(value)
        for name, value in zip(AMOUNTS, amounts, strict=True)
    }
    return HolderFigures(
        holder, path, name_fr, name_ar, BudgetKind(kind), Part(part), on_date, Source(source),
        number, batch, known_on, lines, values,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """The figures of a holder, budget and part at two moments; None where it had none."""

    holder: str
    name_fr: str
    name_ar: str
    kind: BudgetKind
    part: Part
    before: HolderFigures | None
    after: HolderFigures | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and optionally the batch number at which it is seen."""

    on: date
    at_number: int | None = None


def changes(
    *, reach: Reach, before: Moment, after: Moment, holders: Collection[str] | None = None
) -> list[Change]:
    """What changed between two days, or between two states of knowledge: two queries."""
    first, second = (
        {
            (f.path, f.holder, f.kind, f.part): f
            for f in figures(reach=reach, on=moment.on, holders=holders, at_number=moment.at_number)
        }
        for moment in (before, after)
    )
    keys = sorted(first.keys() | second.keys())
    return [_change(first.get(key), second.get(key)) for key in keys]


def _change(before: HolderFigures | None, after: HolderFigures | None) -> Change:
    one = after or before
    if one is None:
        raise ValueError("a change needs at least one side")
    return Change(one.holder, one.name_fr, one.name_ar, one.kind, one.part, before, after)


def contradictions(found: Sequence[HolderFigures], amount: str) -> list[Sequence[HolderFigures]]:
    """The holders, budgets and parts of which sources give different values of an amount."""
    together: dict[tuple[str, str, str], list[HolderFigures]] = {}
    for one in found:
        if one.values[amount] is not None:
            together.setdefault((one.path, one.kind, one.part), []).append(one)
    return [
        several
        for _, several in sorted(together.items())
        if len({one.values[amount] for one in several}) > 1
    ]
