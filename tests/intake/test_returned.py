"""What goes back to a sender: the workbook annotated, the template our own reader takes back."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from openpyxl import load_workbook
from pytest_django import Settings

from tadbir.intake import actions, annotated, returned, templates
from tadbir.intake.annotated import annotate, can_annotate
from tadbir.intake.models import SourceFile
from tadbir.intake.template_workbook import Page, TemplateOf, write
from tadbir.intake.verdict import Ticks
from tadbir.territory.models import Entity
from tests.intake.conftest import BY, REGION
from tests.intake.ledger import NOTES

HEADS = ("Feuille", "Cellule", "Valeur", "Motif", "Que faire")


def refusal(cell: str, value: str = "abc", reason: str = "Illisible") -> dict[str, str]:
    """A refused cell."""
    return {"sheet": "Données", "cell": cell, "value": value, "reason": reason, "remedy": "Écrire"}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """A sender's workbook, with a merged block and a formula of their own."""
    path = tmp_path / "mine.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Données")
        sheet.merge_range("A1:B1", "Titre")
        sheet.write("A2", "abc")
        sheet.write_formula("B2", "=1+1")
    return path


def test_refused_cells_are_filled_and_commented_in_place(workbook: Path) -> None:
    body = annotate(
        workbook, [refusal("A2"), refusal("B1")], title="Refus", heads=HEADS, is_rtl=True
    )

    book = load_workbook(io.BytesIO(body))
    sheet = book["Données"]
    assert sheet["A2"].comment.text == "Illisible\nÉcrire"
    assert sheet["A2"].fill.fgColor.rgb == "00FFF2CC"
    assert sheet["A1"].comment.text == "Illisible\nÉcrire"
    assert (sheet["A2"].value, sheet["B2"].value) == ("abc", "=1+1")
    assert book.sheetnames == ["Refus", "Données"]
    assert book["Refus"].sheet_view.rightToLeft
    assert [cell.value for cell in book["Refus"][2]] == [
        "Données", "A2", "abc", "Illisible", "Écrire",
    ]  # fmt: skip


def test_row_refused_as_a_whole_is_filled_and_commented_once(workbook: Path) -> None:
    body = annotate(
        workbook, [refusal("A2:B2"), refusal("A1:B23")], title="Refus", heads=HEADS, is_rtl=False
    )

    sheet = load_workbook(io.BytesIO(body))["Données"]
    filled = [cell.coordinate for row in sheet["A1:B2"] for cell in row if cell.fill.fill_type]
    assert filled == ["A1", "A2", "B2"]
    assert [sheet["A2"].comment.text, sheet["B2"].comment] == ["Illisible\nÉcrire", None]


def test_what_looks_like_a_formula_stays_text(workbook: Path) -> None:
    body = annotate(
        workbook, [refusal("A2", "=HYPERLINK(1)", "=cmd")], title="Données", heads=HEADS,
        is_rtl=False,
    )  # fmt: skip

    book = load_workbook(io.BytesIO(body))
    cells = book[book.sheetnames[0]][2]
    assert [(cell.value, cell.data_type) for cell in cells][2:4] == [
        ("=HYPERLINK(1)", "s"),
        ("=cmd", "s"),
    ]
    assert book.sheetnames == ["Données 2", "Données"]


def kept(path: Path) -> SourceFile:
    """A file as it came."""
    return actions.receive(by=BY, source=path, name=path.name)


def told(*refused: dict[str, Any]) -> dict[str, Any]:
    """A report of refused cells, of a file with few rows."""
    return {"refused": [one | {"code": "x", "details": {}} for one in refused], "sheets": []}


@pytest.mark.django_db
def test_workbook_is_marked_by_a_child(
    workbook: Path, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """openpyxl never opens a sender's file in this process."""
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(annotated, "load_workbook", None)

    body = returned.workbook(kept(workbook), told(refusal("A2")))

    assert load_workbook(io.BytesIO(body))["Données"]["A2"].comment.text == "Illisible\nÉcrire"


@pytest.mark.django_db
def test_workbook_that_the_scan_refuses_is_listed_and_never_opened(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    with xlsxwriter.Workbook(tmp_path / "far.xlsx") as book:
        sheet = book.add_worksheet("Données")
        sheet.write("A1", "abc")
        sheet.write("XFD1048576", 1)

    body = returned.workbook(kept(tmp_path / "far.xlsx"), told(refusal("A1")))

    book = load_workbook(io.BytesIO(body))
    assert "Données" not in book.sheetnames
    assert "abc" in [cell.value for row in book.active.iter_rows() for cell in row]


def test_only_small_xlsx_are_annotated_in_place() -> None:
    assert can_annotate("a.XLSX", 20_000)
    assert not can_annotate("a.xlsx", 20_001)
    assert not can_annotate("a.ods", 10)


def made(rows: list[dict[str, Any]], *, is_rtl: bool = False) -> TemplateOf:
    """A template of the ledger."""
    return TemplateOf(
        "Carnet", NOTES.columns, {c.name: c.title for c in NOTES.columns},
        [Page("Modèle", ("Situation du 30/06/2025",), rows)],
        {"holder": ("D231", "D451"), "label": ["x" * 200, "y" * 60]}, is_rtl, "Listes",
        datetime(2025, 6, 30, tzinfo=UTC),
    )  # fmt: skip


def test_template_holds_real_numbers_lists_and_its_direction() -> None:
    rows = [{"holder": "D451", "code": "007", "label": "=1+1", "amount": 123_45}]
    book = load_workbook(io.BytesIO(write(made(rows, is_rtl=True))))
    sheet = book["Modèle"]

    assert [cell.value for cell in sheet[5]] == ["D451", "007", "=1+1", 123.45]
    assert [cell.data_type for cell in sheet[5]] == ["s", "s", "s", "n"]
    assert sheet.sheet_view.rightToLeft
    rules = {str(r.sqref): r for r in sheet.data_validations.dataValidation}
    assert [rules[at].formula1 for at in ("A5:A205", "C5:C205")] == [
        '"D231,D451"', "'Listes'!$B$1:$B$2",
    ]  # fmt: skip
    assert {rule.errorStyle for rule in rules.values()} == {None}, "another text is stopped"
    assert [cell.value for cell in book["Listes"]["B"]] == ["x" * 200, "y" * 60]


def test_blank_stays_blank_and_the_same_template_gives_the_same_bytes() -> None:
    rows: list[dict[str, Any]] = [{"code": "1", "amount": None}, {"code": "2", "amount": 0}]
    body = write(made(rows))

    sheet = load_workbook(io.BytesIO(body))["Modèle"]
    assert [(sheet.cell(r, 4).value) for r in (5, 6)] == [None, 0]
    assert body == write(made(rows))


def lines(path: Path) -> Path:
    """A small real situation of credits."""
    heads = ("Ligne", "Intitulé de la rubrique", "Crédits ouverts", "Crédits délégués", "Paiements")
    rows = (
        ("10.20.30", "Gaz médicaux", 1000.5, 900, 700.25),
        ("10.20.40", "Eau et électricité", 2000, 1900.01, 1700),
        ("10.30.10", "Papier", 50, None, 0),
    )
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Situation")
        sheet.write(0, 0, "Budget général - Fonctionnement - Exercice 2025")
        sheet.write_row(2, 0, heads)
        for index, row in enumerate(rows, 3):
            sheet.write_row(index, 0, row)
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_our_own_reader_takes_the_template_back_unchanged(
    territory: dict[str, Entity], tmp_path: Path, lang: str, settings: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REFRESHERS = []
    on = date(2025, 6, 30)
    kept = actions.take_in(
        by=BY, path=lines(tmp_path / "a.xlsx"), reach=REGION, dataset="budget", entity="D451",
        on_date=on, ticks=Ticks(leave_out_refused=True),
    )  # fmt: skip
    assert kept.batch is not None, kept.refused

    with translation.override(lang):
        body = templates.template("budget", "D451", on, reach=REGION)
    back = tmp_path / "back.xlsx"
    back.write_bytes(body)
    again = actions.take_in(
        by=BY, path=back, reach=REGION, dataset="budget", entity="D451", dry_run=True
    )

    assert again.report is not None
    assert again.report["refused"] == []
    assert again.report["changes"] == {
        "new": 0, "changed": 0, "same": 3, "superseded": 1, "gone": 0, "left_out": 0,
    }  # fmt: skip
    table = again.report["sheets"][0]["tables"][0]
    assert table["as_of"] == "2025-06-30"
    assert Decimal(table["totals"]["delegated"]) == Decimal("2800.01")
