"""The whole door on real readers: the report's shape, several files by one child, source rows."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from pytest_django import Settings

from tadbir.core.refused import Refused
from tadbir.intake import actions, originals, source_rows
from tadbir.intake.many import Sent, take_in_all
from tadbir.intake.models import Batch
from tadbir.intake.outcome import Outcome
from tadbir.intake.reading.options import ReadOptions
from tadbir.intake.reading.refusals import UnknownLayout
from tadbir.intake.said import Said
from tadbir.intake.verdict import Ticks
from tadbir.territory.models import Entity
from tests.intake.conftest import BY, REGION

pytestmark = pytest.mark.django_db
HEADS = ("Ligne", "Intitulé de la rubrique", "Crédits ouverts", "Paiements")


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REFRESHERS = []


def situation(path: Path, rows: list[tuple[Any, ...]], total: float | None = None) -> Path:
    """A situation of credits, with its total when it has one."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Situation")
        sheet.write(0, 0, "Budget général - Fonctionnement - Exercice 2025")
        sheet.write_row(2, 0, HEADS)
        for index, row in enumerate(rows, 3):
            sheet.write_row(index, 0, row)
        if total is not None:
            sheet.write_row(3 + len(rows), 0, ("", "TOTAL GÉNÉRAL", total, total))
    return path


GAS = ("10.20.30", "Gaz", 1000, 1000)
SAID = Said(dataset="budget", entity="D451", on_date=date(2025, 6, 30))


def test_report_has_the_shape_that_scripts_read(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    path = situation(tmp_path / "a.xlsx", [GAS, ("10.20.40", "Eau", 500.5, 500.5)], 1500.5)
    found = actions.take_in(by=BY, path=path, reach=REGION, dry_run=True, **SAID).as_json("fr")

    assert {"file", "sha256", "sheets", "refused", "changes"} <= found.keys()
    (sheet,) = found["sheets"]
    (table,) = sheet["tables"]
    assert sheet["name"] == "Situation"
    assert {
        "layout", "header_cells", "as_of", "unit_factor", "columns", "rows", "totals",
        "reconciliation",
    } <= table.keys()  # fmt: skip
    assert table["columns"]["opened"] == {"header": "Crédits ouverts", "letter": "C"}
    assert table["rows"] == {
        "data": 2, "subtotal": 1, "title": 0, "note": 0, "refused": 0, "total": 3,
    }  # fmt: skip
    assert table["totals"] == {"opened": "1500.5", "paid": "1500.5"}
    assert table["reconciliation"]["held"] == table["reconciliation"]["equalities"] == 2
    assert found["changes"] == {
        "new": 2, "changed": 0, "same": 0, "superseded": 0, "gone": 0, "left_out": 0,
    }  # fmt: skip
    assert found["file"] == "a.xlsx"
    assert (found["verdict"], found["batch"]) == ("may be kept", None)


def test_total_that_differs_is_refused_with_both_figures(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    path = situation(tmp_path / "a.xlsx", [GAS, ("10.20.40", "Eau", 500, 500)], 1499)
    outcome = actions.take_in(
        by=BY,
        path=path,
        reach=REGION,
        ticks=Ticks(accept_gone=True, leave_out_refused=True),
        **SAID,
    )

    assert outcome.batch is None
    assert outcome.refused is not None
    found = outcome.as_json("fr")
    differences = found["sheets"][0]["tables"][0]["reconciliation"]["differences"]
    assert [(d["column"], d["stated"], d["computed"]) for d in differences] == [
        ("opened", "1499", "1500"),
        ("paid", "1499", "1500"),
    ]


def test_refusals_are_told_in_the_language_asked_for(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    path = situation(tmp_path / "a.xlsx", [("10.20.30", "Gaz", "mille", 5)])
    outcome = actions.take_in(by=BY, path=path, reach=REGION, dry_run=True, **SAID)

    (in_french,) = outcome.as_json("fr")["refused"]
    (in_arabic,) = outcome.as_json("ar")["refused"]
    assert (in_french["sheet"], in_french["cell"], in_french["value"]) == (
        "Situation",
        "C4",
        "mille",
    )
    assert in_french["reason"] == "« mille » n'est pas un montant."
    assert in_arabic["reason"] == "«mille» ليس مبلغا."


def test_several_files_are_read_by_one_child_and_a_bad_one_stops_none(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 not a workbook")
    files = [
        Sent(situation(tmp_path / "a.xlsx", [GAS]), SAID),
        Sent(broken, SAID),
        Sent(situation(tmp_path / "b.xlsx", [GAS]), Said(dataset="budget", entity="D231", on_date=date(2025, 6, 30))),
    ]  # fmt: skip
    tick = Ticks(leave_out_refused=True)

    first = [o for _sent, o in take_in_all(by=BY, files=files, reach=REGION, ticks=tick)]
    again = [o for _sent, o in take_in_all(by=BY, files=files, reach=REGION, ticks=tick)]

    assert [o.batch is not None for o in first] == [True, False, True]
    assert Batch.objects.count() == 2
    assert [o.refused.code if o.refused else "" for o in again][:2] == [
        "intake.already-there",
        "intake.already-there",
    ]


def test_row_behind_a_figure_is_shown_as_it_stood(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    path = situation(tmp_path / "a.xlsx", [GAS, ("007", "Eau", 500.5, None)])
    file = actions.receive(by=BY, source=path, name="a.xlsx")

    rows = source_rows.rows(
        originals.folder() / file.path, "Situation", 4, 9, options=ReadOptions()
    )

    assert [(row.number, row.cells[:3]) for row in rows] == [
        (4, ("10.20.30", "Gaz", "1000")),
        (5, ("007", "Eau", "500.5")),
    ]


def test_row_of_a_file_that_is_gone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        source_rows.rows(tmp_path / "gone.xlsx", "Situation", 1, 1, options=ReadOptions())
    assert refused.value.code == "intake.source-unreadable"


def test_real_execution_file_tells_the_truth(shared: Path, territory: dict[str, Entity]) -> None:
    path = shared / "data" / "budget" / "civ-sigobe-situation-execution.xlsx"
    found = actions.take_in(by=BY, path=path, reach=REGION, dry_run=True, dataset="budget").as_json(
        "fr"
    )

    (table,) = found["sheets"][0]["tables"]
    assert table["rows"]["data"] == 388
    assert {name: table["totals"][name] for name in ("opened", "current", "committed", "issued", "accepted")} == {
        "opened": "44202048247",
        "current": "48808856296",
        "committed": "18272066882",
        "issued": "17929446968",
        "accepted": "15395526382",
    }  # fmt: skip
    assert (found["records"], found["understood"]) == (0, 388)
    assert found["verdict"] == "intake.holder-missing"
    assert "Lignes comprises : 388." in found["why"]
    assert "--for" in found["why"]
    groups = table["reconciliation"]["groups"]
    assert sum(groups[name] for name in ("opened", "current", "committed")) == 549
    assert table["reconciliation"]["held"] == table["reconciliation"]["equalities"]


def test_row_refused_for_a_cell_is_left_out_and_not_gone(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    water = ("10.20.40", "Eau", 500.5, 500.5)
    actions.take_in(by=BY, path=situation(tmp_path / "a.xlsx", [GAS, water]), reach=REGION, **SAID)
    spoilt = situation(tmp_path / "b.xlsx", [GAS, ("10.20.40", "Eau", "12,5.3x", 500.5)])

    found = actions.take_in(by=BY, path=spoilt, reach=REGION, dry_run=True, **SAID).as_json("fr")

    assert found["changes"] == {
        "new": 0, "changed": 0, "same": 1, "superseded": 1, "gone": 0, "left_out": 1,
    }  # fmt: skip
    assert found["left_out"] == [
        {"holder": "D451", "on_date": "2025-06-30",
         "key": ["2025", "general", "operating", "10.20.40"], "title": "Eau"},
    ]  # fmt: skip
    assert found["verdict"] == "intake.refused-rows"
    assert "qui ne le seraient plus : 1" in found["why"]


WATER, BREAD = ("10.20.40", "Eau", 500.5, 500.5), ("10.20.50", "Pain", 7, 7)
FAULT = "4.5E+10"


@pytest.mark.parametrize(
    ("code", "left_out", "gone"),
    [(FAULT, {"10.20.40": ["Situation A5"]}, 0), ("10.20.99", {}, 1)],
    ids=["the code is refused", "the amount is refused"],
)
def test_row_refused_in_its_key_may_be_the_missing_one(
    territory: dict[str, Entity], tmp_path: Path, code: str, left_out: dict[str, Any], gone: int
) -> None:
    """A row whose code a spreadsheet made a number may be water; one with another code is not."""
    actions.take_in(by=BY, path=situation(tmp_path / "a.xlsx", [GAS, WATER]), reach=REGION, **SAID)
    amount = 500.5 if code is FAULT else "12,5.3x"
    spoilt = situation(tmp_path / "b.xlsx", [GAS, (code, "Eau", amount, 500.5)])

    found = actions.take_in(by=BY, path=spoilt, reach=REGION, dry_run=True, **SAID).as_json("fr")

    assert (found["changes"]["gone"], found["changes"]["left_out"]) == (gone, len(left_out))
    assert {one["key"][-1]: one["perhaps"] for one in found["left_out"]} == left_out
    assert found["verdict"] == "intake.refused-rows"


def test_row_that_may_be_missing_is_never_replaced_without_a_word(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    """Accepting that rows go does not lift a row that may be refused; leaving rows out does."""
    actions.take_in(by=BY, path=situation(tmp_path / "a.xlsx", [GAS, WATER]), reach=REGION, **SAID)
    spoilt = situation(tmp_path / "b.xlsx", [GAS, (FAULT, "Eau", 500.5, 500.5)])

    gone = actions.take_in(by=BY, path=spoilt, reach=REGION, ticks=Ticks(accept_gone=True), **SAID)
    left = actions.take_in(
        by=BY, path=spoilt, reach=REGION, ticks=Ticks(leave_out_refused=True), **SAID
    )

    assert gone.batch is None
    assert gone.refused is not None
    assert gone.refused.code == "intake.refused-rows"
    assert left.batch is not None
    assert left.batch.rows == 1


def test_column_without_one_number_has_no_total(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    rows = [("10.20.30", "Gaz", 1000, ""), ("10.20.40", "Eau", 500, "")]
    path = situation(tmp_path / "a.xlsx", rows)

    found = actions.take_in(by=BY, path=path, reach=REGION, dry_run=True, **SAID).as_json("fr")

    assert found["sheets"][0]["tables"][0]["totals"] == {"opened": "1500", "paid": None}


def test_file_of_which_no_table_is_understood_has_a_report(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    path = tmp_path / "staff.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Agents").write_row(0, 0, ("Matricule", "Prénom"))

    with pytest.raises(UnknownLayout) as unknown:
        actions.take_in(by=BY, path=path, reach=REGION, dry_run=True, **SAID)
    found = Outcome(None, None, unknown.value).as_json("ar")

    assert found["verdict"] == "intake.unknown-layout"
    assert found["sheets"] == [{"name": "Agents", "ignored": [], "tables": []}]
    assert len(found["sha256"]) == 64
    [refused] = found["refused"]
    assert (refused["sheet"], refused["cell"]) == ("Agents", "A1")
    assert refused["reason"].endswith(
        "مثل: الاعتمادات المفتوحة · مجموع الاعتمادات · الغلاف المبلغ · الاعتمادات المفوضة بعد السحب."
    ), "titles of columns are said in the reader's language"


def test_file_sent_as_another_kind_says_what_it_looks_like(
    territory: dict[str, Entity], tmp_path: Path
) -> None:
    path = situation(tmp_path / "a.xlsx", [GAS])
    said = Said(dataset="facilities", on_date=date(2025, 6, 30))

    with pytest.raises(UnknownLayout) as unknown:
        actions.take_in(by=BY, path=path, reach=REGION, dry_run=True, **said)
    found = Outcome(None, None, unknown.value).as_json("fr")

    assert found["verdict"] == "intake.unknown-layout"
    assert found["why"] == (
        "Ce fichier ressemble à « Exécution du budget » : envoyez-le comme tel "
        "(--as budget en ligne de commande)."
    )
