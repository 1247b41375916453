"""SEGMA resources and conventions with delegated owners, as last reported."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.budget.calc.segma import Receipt as ReceiptAmounts
from tadbir.budget.calc.segma import Resources
from tadbir.budget.models import ConventionFact, Receipt
from tadbir.budget.queries.figures import SOURCE_ORDER
from tadbir.budget.terms import CONVENTION_AMOUNTS, Part, ReceiptNature
from tadbir.core.money import dirhams
from tadbir.intake.speaking import Asked, latest
from tadbir.territory.reach import Reach


def _asked(
    dataset: str, reach: Reach, on: date, holders: Collection[str] | None, at_number: int | None
) -> Asked:
    codes = holders if reach.sees("budget") else ()
    return Asked(dataset, on, reach, SOURCE_ORDER, codes, at_number, since=date(on.year, 1, 1))


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
    wanted = latest(_asked("receipts", reach, on, holders, at_number))
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
    """A convention with a delegated owner, in dirhams; money sent is not work done."""

    holder: str
    reference: str
    purpose: str
    delegated_owner: str
    part: Part
    code_path: str
    amounts: Mapping[str, Decimal | None]
    on_date: date
    source: str
    batch: int
    sheet: str
    row: int


def conventions(
    *, reach: Reach, on: date, holders: Collection[str] | None = None, at_number: int | None = None
) -> list[ConventionFigures]:
    """The conventions of the latest returns, by holder and reference."""
    wanted = latest(_asked("conventions", reach, on, holders, at_number))
    found = ConventionFact.objects.filter(standing__in=wanted)
    ordered = (
        found.select_related("standing__holder", "convention")
        .defer("standing__places")
        .order_by("standing__holder__path", "convention__reference")
    )
    return [
        ConventionFigures(
            holder=row.standing.holder.code,
            reference=row.convention.reference,
            purpose=row.purpose,
            delegated_owner=row.delegated_owner,
            part=Part(row.part),
            code_path=row.code_path,
            amounts={name: _dirhams(getattr(row, name)) for name in CONVENTION_AMOUNTS},
            on_date=row.standing.on_date,
            source=row.standing.source,
            batch=row.standing.batch_id,
            sheet=row.sheet,
            row=row.row,
        )
        for row in ordered
    ]


def transferred(found: Collection[ConventionFigures], holder: str, part: Part) -> Decimal | None:
    """What a holder sent to delegated owners this year in a part; None when nothing says."""
    own = [row for row in found if row.holder == holder and row.part is part]
    return _sum([row.amounts["transferred"] for row in own])
