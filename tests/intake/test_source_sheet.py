"""Rows of a file on their page: letters, what columns were understood as, which gave figures."""

from typing import Any

from tadbir.intake.source_rows import SourceRow
from tadbir.intake.source_sheet import SourceColumn, letter, source_sheet
from tests.intake.ledger import NOTES


def table(header_cells: str, **letters: str) -> dict[str, Any]:
    """A table of a report, its keys by letter."""
    columns = {key: {"header": key, "letter": at} for at, key in letters.items()}
    return {"header_cells": header_cells, "columns": columns}


def test_figures_of_the_table_that_the_row_stands_in_are_marked() -> None:
    tables = [table("A1:B1", B="label"), table("A9:C9", A="code", C="amount")]
    report = {"sheets": [{"name": "S", "tables": tables}, {"name": "T", "tables": []}]}
    rows = [SourceRow(10, ("7", "", "100,00")), SourceRow(11, ("8", "", "250,00"))]

    found = source_sheet(rows, 11, sheet="S", report=report, dataset=NOTES)

    assert found.columns == [
        SourceColumn("A", "Ligne", is_figure=False),
        SourceColumn("C", "Crédits ouverts", is_figure=True),
    ]
    assert [column.head for column in found.columns] == ["A · Ligne", "C · Crédits ouverts"]
    assert [row.cells for row in found.rows] == [("7", "100,00"), ("8", "250,00")]
    above = source_sheet(rows, 2, sheet="S", report=report, dataset=NOTES)
    assert above.columns[0] == SourceColumn("A", "", is_figure=False)


def test_letters_go_on_after_z() -> None:
    assert [letter(i) for i in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
