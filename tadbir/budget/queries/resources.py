"""SEGMA resources and conventions with delegated owners, as last reported."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tadbir.budget.calc.conventions import sent_this_year
from tadbir.budget.calc.segma import Receipt as ReceiptAmounts
from tadbir.budget.calc.segma import Resources
from tadbir.budget.models import ConventionFact, Receipt
from tadbir.budget.queries.figures import SOURCE_ORDER
from tadbir.budget.terms import CONVENTION_AMOUNTS, Part, ReceiptNature
from tadbir.core.money import ZERO, dirhams
from tadbir.core.period import year_end
from tadbir.intake.speaking import Asked, latest
from tadbir.territory.reach import Reach


def asked_of(
    dataset: str, reach: Reach, on: date, holders: Collection[str] | None, at_number: int | None
) -> Asked:
    """What is asked of the returns of a dataset about the budget, of the year of a day."""
    codes = holders if reach.sees("budget") else ()
    return Asked(dataset, on, reach, SOURCE_ORDER, codes, at_number, since=date(on.year, 1, 1))


def at_last_year_end(wanted: Asked) -> Asked:
    """The same holders as they stood when the year began, whenever they said it."""
    return replace(wanted, on=year_end(wanted.on.year - 1), since=None)


@dataclass(frozen=True, slots=True)
class ReceiptFigures:
    """A receipt of a SEGMA: forecast and collected in dirhams, and where it was read."""

    holder: str
    part: Part
    nature: ReceiptNature
    label: str
    forecast: Decimal | None
    collected: Decimal | None
    on_date: date
    source: str
    batch: int
    sheet: str
    row: int


def _dirhams(centimes: int | None) -> Decimal | None:
    return None if centimes is None else dirhams(centimes)


def receipts(
    *, reach: Reach, on: date, holders: Collection[str] | None = None, at_number: int | None = None
) -> list[ReceiptFigures]:
    """The receipts of the latest returns, by holder, section and nature; cash is among them."""
    wanted = latest(asked_of("receipts", reach, on, holders, at_number))
    found = Receipt.objects.filter(standing__in=wanted, fiscal_year=on.year)
    ordered = (
        found.select_related("standing__holder")
        .defer("standing__places")
        .order_by("standing__holder__path", "part", "nature", "code_path")
    )
    return [
        ReceiptFigures(
            holder=row.standing.holder.code,
            part=Part(row.part),
            nature=ReceiptNature(row.nature),
            label=row.label_fr,
            forecast=_dirhams(row.forecast),
            collected=_dirhams(row.collected),
            on_date=row.standing.on_date,
            source=row.standing.source,
            batch=row.standing.batch_id,
            sheet=row.sheet,
            row=row.row,
        )
        for row in ordered
    ]


def resources_of(found: Collection[ReceiptFigures], part: Part) -> Resources | None:
    """The resources of one section from its receipts; None without any, "resources unknown"."""
    own = [row for row in found if row.part is part and row.nature is not ReceiptNature.CASH]
    if not own:
        return None
    return Resources(
        **{
            nature.value: ReceiptAmounts(
                _sum(row.forecast for row in own if row.nature is nature),
                _sum(row.collected for row in own if row.nature is nature),
            )
            for nature in ReceiptNature
            if nature is not ReceiptNature.CASH
        }
    )


def _sum(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True, slots=True)
class ConventionFigures:
    """A convention with a delegated owner, in dirhams; money sent is not work done.

    `amounts` run since the signature; `sent` is what was transferred since 1 January, None where
    nobody said what had been transferred by then.
    """

    holder: str
    reference: str
    purpose: str
    delegated_owner: str
    part: Part
    code_path: str
    amounts: Mapping[str, Decimal | None]
    sent: Decimal | None
    on_date: date
    source: str
    batch: int
    sheet: str
    row: int


def conventions(
    *, reach: Reach, on: date, holders: Collection[str] | None = None, at_number: int | None = None
) -> list[ConventionFigures]:
    """The conventions of the latest returns, by holder and reference: two queries."""
    asked = asked_of("conventions", reach, on, holders, at_number)
    found = ConventionFact.objects.filter(standing__in=latest(asked))
    ordered = (
        found.select_related("standing__holder", "convention")
        .defer("standing__places")
        .order_by("standing__holder__path", "convention__reference")
    )
    before = _transferred_before(asked)
    return [
        ConventionFigures(
            holder=row.standing.holder.code,
            reference=row.convention.reference,
            purpose=row.purpose,
            delegated_owner=row.delegated_owner,
            part=Part(row.part),
            code_path=row.code_path,
            amounts={name: _dirhams(getattr(row, name)) for name in CONVENTION_AMOUNTS},
            sent=sent_this_year(_dirhams(row.transferred), before.of(row)),
            on_date=row.standing.on_date,
            source=row.standing.source,
            batch=row.standing.batch_id,
            sheet=row.sheet,
            row=row.row,
        )
        for row in ordered
    ]


@dataclass(frozen=True, slots=True)
class _Before:
    """What each convention had transferred when the year began, and who said so."""

    holders: frozenset[int]
    transferred: Mapping[int, Decimal | None]

    def of(self, row: ConventionFact) -> Decimal | None:
        """Nothing for a convention that its holder did not have yet; None where it was silent."""
        is_new = row.convention_id not in self.transferred
        if is_new and row.standing.holder_id in self.holders:
            return ZERO
        return self.transferred.get(row.convention_id)


def _transferred_before(asked: Asked) -> _Before:
    rows = ConventionFact.objects.filter(standing__in=latest(at_last_year_end(asked)))
    found = list(rows.values_list("standing__holder_id", "convention_id", "transferred"))
    return _Before(
        frozenset(holder for holder, _, _ in found),
        {convention: _dirhams(amount) for _, convention, amount in found},
    )


def sent_by(
    found: Iterable[ConventionFigures],
) -> Mapping[tuple[str, Part], Sequence[Decimal | None]]:
    """What each convention sent this year, by the holder and part that pay it."""
    sent: dict[tuple[str, Part], list[Decimal | None]] = {}
    for one in found:
        sent.setdefault((one.holder, one.part), []).append(one.sent)
    return sent
