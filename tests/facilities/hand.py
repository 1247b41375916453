"""Lists of facilities made by hand, as intake would have read them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from tadbir.intake.contract import (
    Match,
    Reconciliation,
    RowCounts,
    Sender,
    Table,
    Value,
)

HEADERS = {
    "region": "Région", "delegation": "Délégation", "commune": "Commune",
    "name": "Nom établissement", "category": "Catégorie", "code": "Code",
    "name_ar": "Nom arabe", "existing_beds": "Lits existants",
    "functional_beds": "Lits fonctionnels", "opening_date": "Date d'ouverture",
    "status": "Statut", "status_reason": "Motif",
}  # fmt: skip
MINISTRY = ("region", "delegation", "commune", "name", "category")


def table(
    rows: Sequence[Sequence[Value]],
    columns: Sequence[str] = MINISTRY,
    *,
    fiscal_year: int | None = None,
    as_of: date | None = None,
) -> Table:
    """A table of five columns by default, its header in row 4."""
    letters = "ABCDEFGHIJKL"
    return Table(
        sheet="Liste",
        layout="list",
        header_cells=f"A4:{letters[len(columns) - 1]}4",
        as_of=as_of,
        fiscal_year=fiscal_year,
        unit_factor=Decimal(1),
        columns=tuple(Match(n, "", HEADERS[n], letters[i], i) for i, n in enumerate(columns)),
        rows=range(5, 5 + len(rows)),
        values={n: [row[i] for row in rows] for i, n in enumerate(columns)},
        headings=[""] * len(rows),
        marks={},
        counts=RowCounts(len(rows), 0, 0, 0, 0),
        totals={},
        reconciliation=Reconciliation(0, 0),
        refused=(),
        context={},
        has_own_totals=False,
    )


def sender(
    on_date: date | None = date(2024, 12, 31),
    *,
    entity: str | None = None,
    codes: Sequence[str] = (),
) -> Sender:
    """Who sends a list, and which of our codes are known."""
    return Sender(
        entity=entity,
        on_date=on_date,
        source="ministry-primary-care",
        today=date(2025, 12, 12),
        find_entity=lambda text: (text,) if text in codes else (),
    )
