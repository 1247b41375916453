"""Files of each layout, read by the real reader and drafted: every figure, or a refusal."""

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tadbir.budget.intake import BUDGET
from tadbir.budget.terms import AMOUNTS
from tadbir.intake.contract import Dataset, Drafted, Record, Refusal, Sender
from tadbir.intake.reading.read import read
from tadbir.procurement.intake import OPERATIONS
from tests.budget.hand import find_entity

Cells = list[list[object]]


def written(path: Path, sheets: dict[str, Cells]) -> Path:
    """A workbook of plain cells."""
    book = Workbook(path / "fichier.xlsx", {"default_date_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    book.close()
    return path / "fichier.xlsx"


def drafted(dataset: Dataset, path: Path, entity: str | None = None) -> Drafted:
    """The records and the refusals of a file, of reading and of drafting alike."""
    sender = Sender(entity, None, "holder", date(2025, 12, 12), find_entity)
    records: list[Record] = []
    refused: list[Refusal] = []
    for sheet in read(path, dataset).sheets:
        for table in sheet.tables:
            assert table.reconciliation.is_sound
            found = dataset.draft(table, sender)
            records += found.records
            refused += [*table.refused, *found.refused]
    return Drafted(records, refused)


def amounts(record: Record) -> dict[str, object]:
    """The amounts a record has, in centimes."""
    pairs = zip(AMOUNTS, record.values, strict=False)
    return {name: value for name, value in pairs if value is not None}


def test_execution_file_gives_its_388_lines(shared: Path) -> None:
    """Layout 1, the real file: totals of acceptance.md from the leaf rows alone."""
    path = shared / "data" / "budget" / "civ-sigobe-situation-execution.xlsx"

    found = drafted(BUDGET, path, "DR03")

    assert found.refused == []
    totals = {
        name: sum(int(amounts(record)[name]) for record in found.records) // 100  # type: ignore[call-overload]
        for name in ("opened", "current", "committed", "issued", "accepted")
    }
    assert (len(found.records), totals) == (388, {
        "opened": 44_202_048_247, "current": 48_808_856_296, "committed": 18_272_066_882,
        "issued": 17_929_446_968, "accepted": 15_395_526_382,
    })  # fmt: skip


def test_treasury_situation_by_line(tmp_path: Path) -> None:
    """Layout 2: available is delegated less withdrawn, the remainder less commitments."""
    path = written(tmp_path, {"Situation": [
        ["Situation des crédits au 30/11/2025, budget d'investissement, Délégation de Sefrou"],
        [],
        ["Chapitre", "Art.", "§", "Ligne", "Intitulé de la rubrique", "Crédits ouverts LF",
         "Crédits délégués", "Retraits", "Crédits disponibles", "Engagements visés",
         "Émissions (ordonnancements)", "Paiements", "Reste à engager", "Taux d'eng. %"],
        ["1.2.2.0.0.14.000", "0100", "010", "0020", "Construction", "1 234 567,89", 1000, -200,
         800, 500, "400,00", 300, 300, 0.625],
        ["1.2.2.0.0.14.000", "0100", "010", "0030", "Équipement", 1000, 600, 0, 600, 100, 50, "-",
         500, 0.1667],
        ["TOTAL GÉNÉRAL", "", "", "", "", "1 235 567,89", 1600, -200, 1400, 600, 450, 300, 800,
         0.4286],
        ["Arrêté la présente situation à la somme de …"],
    ]})  # fmt: skip

    found = drafted(BUDGET, path)

    assert found.refused == []
    assert [(r.holder, r.key[2:], r.row) for r in found.records] == [
        ("D591", ("investment", "1.2.2.0.0.14.000.0100.010.0020"), 4),
        ("D591", ("investment", "1.2.2.0.0.14.000.0100.010.0030"), 5),
    ]
    first = amounts(found.records[0])
    assert (first["opened"], first["delegated"], first["committed"], first["paid"]) == (
        1_234_567_89, 800_00, 500_00, 300_00,
    )  # fmt: skip


def test_matrix_of_entities(tmp_path: Path) -> None:
    """Layout 3: merged heads over the same columns."""
    path = written(tmp_path, {"Matrice": [
        ["Exécution du budget par entité au 31/10/2025"],
        ["", "Fonctionnement MDD", "", "", "", "Investissement", "", "", ""],
        ["Entité", "Crédits délégués", "Engagements", "Solde ", "Taux",
         "Crédits délégués", "Engagements", "Solde", "Taux"],
        ["Délégation de Fès", 100, 60, 40, 0.6, 300, 200, 100, 0.6667],
        ["Délégation de Sefrou", 50, 50, 0, 1, 100, 20, 80, 0.2],
        ["Total", 150, 110, 40, 0.7333, 400, 220, 180, 0.55],
    ]})  # fmt: skip

    found = drafted(BUDGET, path, "DR03")

    assert found.refused == []
    assert [(r.holder, r.key[2], amounts(r)["committed"]) for r in found.records] == [
        ("D231", "operating", 60_00), ("D591", "operating", 50_00),
        ("D231", "investment", 200_00), ("D591", "investment", 20_00),
    ]  # fmt: skip


def test_arabic_sheet_in_millions(tmp_path: Path) -> None:
    """Layout 5: Arabic heads, Arabic-Indic digits, a unit in the head, bidi marks in names."""
    path = written(tmp_path, {"ورقة1": [
        ["وضعية تنفيذ ميزانية الاستثمار إلى غاية 30/11/2025"],
        ["ر.ت", "الإقليم/العمالة", "الاعتمادات المفوضة (مليون درهم)",
         "الالتزامات (مليون درهم)", "نسبة الالتزام"],
        [1, "\u200fإقليم صفرو", "١٢٫٥", "١٠", "80 %"],
        [2, "فاس", "٢٫٥", "٠٫٥", "20 %"],
        ["", "المجموع العام", "١٥", "١٠٫٥", "70 %"],
    ]})  # fmt: skip

    found = drafted(BUDGET, path, "DR03")

    assert found.refused == []
    assert [(r.holder, r.key[2], amounts(r)) for r in found.records] == [
        ("D591", "investment", {"delegated": 12_500_000_00, "committed": 10_000_000_00}),
        ("D231", "investment", {"delegated": 2_500_000_00, "committed": 500_000_00}),
    ]


def test_one_sheet_for_each_province(tmp_path: Path) -> None:
    """Layout 6: the sheet names the holder; columns are shifted by one on the second."""
    head = ["Ligne", "Intitulé", "Crédits délégués", "Engagements"]
    path = written(tmp_path, {
        "Fès": [["Situation au 30/11/2025"], head, ["FONCTIONNEMENT"],
                ["010", "Eau", 100, 40], ["020", "Gaz", 60, 60], ["SUB TOTAL 07", "", 160, 100]],
        "Sefrou": [["", "Situation au 30/11/2025"], ["", *head], ["", "FONCTIONNEMENT"],
                   ["", "010", "Eau", 10, 4], ["", "SUBTOTAL - 07", "", 10, 4]],
    })  # fmt: skip

    found = drafted(BUDGET, path, "DR03")

    assert found.refused == []
    assert [(r.holder, r.key[2:], amounts(r)["committed"]) for r in found.records] == [
        ("D231", ("operating", "010"), 40_00),
        ("D231", ("operating", "020"), 60_00),
        ("D591", ("operating", "010"), 4_00),
    ]


def test_follow_up_of_operations(tmp_path: Path) -> None:
    """Layout 7: dates, crosses and words in the state columns; tax said in the title."""
    path = written(tmp_path, {"Suivi": [
        ["Suivi des opérations d'investissement, Délégation de Fès, au 30/11/2025, montants TTC"],
        ["N°", "Objet", "Type (AO, BC, convention, avenant)", "Imputation", "Montant",
         "Date lancement", "Ouverture des plis", "Dépôt visa", "Visa / Rejet (motif)",
         "Approbation", "OS", "Service fait", "Émis", "Payé", "Observations"],
        [1, "Scanner", "AO", "0030", 900, date(2025, 9, 1), "x", date(2025, 11, 3),
         "03/11/2025", "en cours", "", "", "", "", ""],
        [2, "Gaz", "BC", "0010", 50, "", "", "05/11/25", "rejeté : pièce manquante", "", "", "",
         "", "", "à reprendre"],
    ]})  # fmt: skip

    found = drafted(OPERATIONS, path)

    assert found.refused == []
    told = [(r.holder, r.key[1:], r.values[0], r.values[2], r.values[6]) for r in found.records]
    assert told == [
        ("D231", ("scanner", "general", "investment", "0030"), 900_00, "with_tax", "visaed"),
        ("D231", ("gaz", "general", "investment", "0010"), 50_00, "with_tax", "rejected"),
    ]


def test_unknown_name_is_refused_at_its_cell(tmp_path: Path) -> None:
    path = written(tmp_path, {"Matrice": [
        ["Budget de fonctionnement, situation au 31/10/2025"],
        [],
        ["Entité", "Crédits délégués", "Engagements"],
        ["Délégation de Fès", 100, 60],
        ["Délégation de Nulle-Part", 50, 50],
    ]})  # fmt: skip

    found = drafted(BUDGET, path, "DR03")

    assert [(r.code, r.cell) for r in found.refused] == [("holder.unknown", "A5")]
    assert len(found.records) == 1


@pytest.mark.parametrize("dataset", [BUDGET, OPERATIONS], ids=lambda dataset: dataset.code)
def test_header_means_one_column_unless_arithmetic_decides(dataset: Dataset) -> None:
    """A header shared by two columns is allowed only where each has a formula."""
    owners: dict[str, list[str]] = {}
    formulas = {column.name: column.formula for column in dataset.columns}
    for column in dataset.columns:
        for header in column.synonyms:
            owners.setdefault(header.casefold(), []).append(column.name)
    shared_by = {header: names for header, names in owners.items() if len(set(names)) > 1}
    assert [h for h, names in shared_by.items() if not all(formulas[n] for n in names)] == []


def credits_file(path: Path, heads: list[object], *rows: list[object]) -> Path:
    """A sheet of an investment budget with the credits that a case has."""
    title = ["Situation au 30/11/2025, budget d'investissement, Délégation de Sefrou"]
    return written(path, {"S": [title, [], ["Ligne", *heads, "Engagements"], *rows]})


@pytest.mark.parametrize(
    ("heads", "first", "second", "kept"),
    [
        (["Crédits ouverts", "Virements", "Total crédits"], (100, 20, 120), (50, -5, 45),
         {"opened": 100_00, "current": 120_00}),
        (["Crédits ouverts", "Reports", "Total des crédits"], (100, 30, 130), (50, 1, 51),
         {"opened": 100_00, "current": 130_00}),
        (["Crédits délégués", "Retraits", "Total crédits"], (100, 10, 90), (50, 0, 50),
         {"delegated": 90_00}),
        (["Budget actuel", "Total crédits"], (100, 100), (50, 50), {"current": 100_00}),
    ],
)  # fmt: skip
def test_total_of_credits_is_decided_by_arithmetic(
    tmp_path: Path, heads: list[object], first: tuple[int, ...], second: tuple[int, ...],
    kept: dict[str, int],
) -> None:  # fmt: skip
    """As "disponible" is: the column that its parts make, checked row by row."""
    path = credits_file(tmp_path, heads, ["010", *first, 40], ["020", *second, 30])

    found = drafted(BUDGET, path)

    assert found.refused == []
    assert amounts(found.records[0]) == {**kept, "committed": 40_00}


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [
        (["Total crédits"], (120,), (45,)),
        (["Crédits ouverts", "Total crédits"], (100, 130), (50, 51)),
        (["Crédits délégués", "Total crédits"], (100, 130), (50, 51)),
    ],
)
def test_total_of_credits_that_nothing_adds_up_to_is_refused(
    tmp_path: Path, heads: list[object], first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    """A total alone may be of opened or of delegated credits, and rates hang on which: taking one
    would print a wrong rate without a word. The file says what makes it, or a person does."""
    path = credits_file(tmp_path, heads, ["010", *first, 40], ["020", *second, 30])

    refused = [
        one for sheet in read(path, BUDGET).sheets for t in sheet.tables for one in t.refused
    ]

    assert [(one.code, one.value) for one in refused] == [
        ("intake.ambiguous-column", "Total crédits")
    ]
    assert "Delegated credits, net of withdrawals" in refused[0].details["choices"]
