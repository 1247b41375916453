"""Statements of progress are read as they are written, and what is unsure is refused."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from tadbir.intake.verdict import Ticks
from tadbir.works.intake import cells
from tadbir.works.models import Report
from tadbir.works.terms import STATED_LABELS, Stated
from tests.works.sites import DAY, refused, send, statement

pytestmark = pytest.mark.django_db
LEAVE = Ticks(leave_out_refused=True)
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Sefrou", "CSR1 Ain Chkef", "12/2025", "شركة البناء", 1_200_000.5, "12/03/25", 4.0,
     "Arrêt le 01/05/2025, reprise le 15/05/2025", "60 %", "95%", "62 %", 744_000, "fin déc. 2025",
     "RAS"),
    (2, "", "CSU2 Aïn-Chkef", "13/2025", "Sté Alpha", 900_000, date(2025, 4, 1), "120 j", "",
     "", "En cours", "", None, "T4 2025", ""),
    (3, "", "Hôpital Mohammed V", "14/2025", "Sté Beta", 8_000_000, "OS non notifié", "", "", "",
     "", "", None, "", ""),
    (4, "", "Centre de santé rural niveau 2 Ribate El Kheir", "15/2025", "Sté Gamma", 2_000_000,
     45_748, "8 mois", "", "", "Lot 1 : 80 % / Lot 2 : 35 %", "40 %", 800_000, "15/01/26", ""),
)  # fmt: skip


def row(cells: tuple[Any, ...], **changed: Any) -> list[Any]:
    """A row with some cells changed, by letter; the province written in full."""
    found = [cells[0], "Sefrou", *cells[2:]]
    for letter, value in changed.items():
        found["ABCDEFGHIJKLMNO".index(letter)] = value
    return found


def full(rows: tuple[tuple[Any, ...], ...] = ROWS) -> list[list[Any]]:
    """Rows with their province written in each."""
    return [row(cells) for cells in rows]


def kept() -> dict[tuple[str, str, int], Report]:
    """What was kept, by project, contract and lot."""
    found = Report.objects.filter(standing__is_current=True)
    return {
        (r.project.code, r.contract_reference, r.lot): r for r in found.select_related("project")
    }


def test_every_way_of_writing_is_understood(sites: None, tmp_path: Path) -> None:
    outcome = send(statement(tmp_path / "a.xlsx", full()))

    assert (refused(outcome), outcome.refused) == ([], None)
    found = kept()
    assert sorted(found) == [
        ("P-A", "12/2025", 0), ("P-B", "13/2025", 0), ("P-C", "14/2025", 0),
        ("P-D", "15/2025", 0), ("P-D", "15/2025", 1), ("P-D", "15/2025", 2),
    ]  # fmt: skip
    first = found["P-A", "12/2025", 0]
    assert (first.physical, first.financial, first.paid) == (D("0.95"), D("0.62"), 74_400_000)
    assert (first.amount, first.duration, first.duration_unit) == (120_000_050, 4, "months")
    assert (first.service_order_on, first.expected_on) == (date(2025, 3, 12), date(2025, 12, 31))
    assert (first.contractor, first.written) == ("شركة البناء", "CSR1 Ain Chkef")
    assert first.stops == "Arrêt le 01/05/2025, reprise le 15/05/2025"
    second = found["P-B", "13/2025", 0]
    assert (second.physical, second.stated, second.duration_unit) == (None, "under_way", "days")
    assert (second.duration, second.expected_on) == (120, date(2025, 12, 31))
    third = found["P-C", "14/2025", 0]
    assert (third.stated, third.service_order_on, third.physical) == ("not_notified", None, None)
    lots = [found["P-D", "15/2025", lot] for lot in (0, 1, 2)]
    assert [lot.physical for lot in lots] == [None, D("0.8"), D("0.35")]
    assert [lot.amount for lot in lots] == [200_000_000, None, None]
    assert (lots[0].service_order_on, lots[0].expected_on) == (
        date(2025, 4, 1), date(2026, 1, 15)
    )  # fmt: skip
    assert {r.standing.holder.code for r in found.values()} == {"D591"}
    assert {r.standing.source for r in found.values()} == {"delegated_project_owner"}
    assert {r.standing.on_date for r in found.values()} == {DAY}


@pytest.mark.parametrize(
    ("changed", "cell", "code"),
    [
        ({"C": "Aïn Chkef"}, "C4", "works.site-ambiguous"),
        ({"C": "CSR2 Aïn Chkef"}, "C4", "works.site-unknown"),
        ({"C": "CSR1 Nulle Part"}, "C4", "works.site-unknown"),
        ({"C": "Dispensaire Oulad Mkoudou"}, "C4", "works.no-project"),
        ({"B": "Nulle Part"}, "B4", "holder.unknown"),
        ({"K": "120 %"}, "K4", "works.progress-beyond"),
        ({"K": "bientôt"}, "K4", "works.progress-not-understood"),
        ({"H": "bientôt"}, "H4", "works.duration-not-understood"),
        ({"G": "bientôt"}, "G4", "works.day-not-understood"),
        ({"G": "31/02/2025"}, "G4", "intake.not-a-date"),
        ({"M": -5}, "M4", "works.negative-amount"),
        ({"K": "En cours", "G": "OS non notifié"}, "K4", "works.two-words"),
    ],
)
def test_what_is_unsure_is_refused_at_its_cell(
    sites: None, tmp_path: Path, changed: dict[str, Any], cell: str, code: str
) -> None:
    rows = [row(ROWS[0], **changed), *full(ROWS[1:])]

    outcome = send(statement(tmp_path / "a.xlsx", rows), ticks=LEAVE)

    assert refused(outcome) == [(cell, code)]
    assert "P-A" not in {project for project, _reference, _lot in kept()}


def test_bare_financial_fraction_beside_hundredths_is_decided_by_what_is_paid(
    sites: None, tmp_path: Path
) -> None:
    rows = [row(ROWS[0], L=0.62), row(ROWS[1], L=95, K="95 %", M=855_000)]

    assert send(statement(tmp_path / "a.xlsx", rows)).refused is None
    assert {key[0]: one.financial for key, one in kept().items()} == {
        "P-A": D("0.62"), "P-B": D("0.95"),
    }  # fmt: skip


def test_bare_fraction_beside_hundredths_is_refused(sites: None, tmp_path: Path) -> None:
    rows = [row(ROWS[0], K=0.95), row(ROWS[1], K=95)]

    assert ("K4", "intake.ambiguous-rate") in refused(send(statement(tmp_path / "a.xlsx", rows)))


def test_candidates_stand_in_the_remedy(sites: None, tmp_path: Path) -> None:
    outcome = send(statement(tmp_path / "a.xlsx", [row(ROWS[0], C="Aïn Chkef")]))

    [one] = (outcome.report or {})["refused"]
    assert one["details"]["names"] == "Aïn Chkef (F591A), Aïn Chkef (F591B)"


def test_province_may_stand_in_the_sheets_name(sites: None, tmp_path: Path) -> None:
    heads = ("N°", "Établissement", "N° marché", "Montant TTC (DH)", "Av. physique %")
    rows = [(1, "CSR-1 Aïn Chkef", "9/2025", 100_000, "40 %")]

    for name, province in (("Sefrou", "D591"), ("Fès", "D231")):
        outcome = send(statement(tmp_path / f"{province}.xlsx", rows, heads=heads, sheet=name))
        assert (refused(outcome), outcome.refused) == ([], None)

    assert {(r.project.code, r.standing.holder.code) for r in kept().values()} == {
        ("P-A", "D591"), ("P-F", "D231"),
    }  # fmt: skip


def test_statement_without_a_known_progress_column_is_refused_unless_it_speaks_of_money(
    sites: None, tmp_path: Path
) -> None:
    heads = ("N°", "Province", "Établissement", "N° marché", "Décomptes", "Zzz")
    rows = [(1, "Sefrou", "CSR-1 Aïn Chkef", "9/2025", 100_000, "40 %")]
    path = statement(tmp_path / "a.xlsx", rows, heads=heads)

    outcome = send(path)
    money = send(path, source="interim_statement")

    assert refused(outcome) == [("A3:F3", "works.no-progress-column")]
    assert money.refused is None
    assert [(r.paid, r.physical) for r in kept().values()] == [(10_000_000, None)]


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_word_of_a_template_is_read_back(lang: str) -> None:
    with translation.override(lang):
        words = {stated: translation.gettext(label) for stated, label in STATED_LABELS.items()}

    assert {stated: cells.word(text) for stated, text in words.items()} == {
        stated: stated for stated in Stated
    }


def test_arabic_sheet_is_read(sites: None, tmp_path: Path) -> None:
    heads = ("ر.ت", "المشروع", "الكلفة", "نسبة تقدم الأشغال", "الأجل", "المقاولة")
    rows = [
        ("١", "تأهيل المركز الصحي القروي المستوى الأول عين الشكاك", "١٬٢٠٠٬٠٠٠٫٥٠", "٩٥٪", "٤ أشهر",
         "شركة البناء"),
        ("٢", "المستشفى الإقليمي محمد الخامس", "٨٬٠٠٠٬٠٠٠٫٠٠", "قيد الإنجاز", "١٢٠ يوما", "شركة ب"),
    ]  # fmt: skip
    title = "وضعية تقدم الأشغال بإقليم صفرو إلى غاية 30 نونبر 2025"

    outcome = send(
        statement(tmp_path / "a.xlsx", rows, heads=heads, title=title, sheet="صفرو", rtl=True)
    )

    assert (refused(outcome), outcome.refused) == ([], None)
    found = {key[0]: report for key, report in kept().items()}
    assert sorted(found) == ["P-A", "P-C"]
    assert (found["P-A"].physical, found["P-A"].amount) == (D("0.95"), 120_000_050)
    assert (found["P-A"].duration, found["P-A"].duration_unit) == (4, "months")
    assert (found["P-C"].stated, found["P-C"].duration, found["P-C"].duration_unit) == (
        "under_way", 120, "days",
    )  # fmt: skip
