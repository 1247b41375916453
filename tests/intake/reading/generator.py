"""Workbooks in layouts 2 to 7 with a known truth, and what colleagues do to such files."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from openpyxl import Workbook

from tadbir.intake.contract import Dataset
from tests.intake.reading.datasets import BUDGET, OPERATIONS, WORKS

Row = list[object]
Truth = Counter[str]


@dataclass
class Made:
    """A workbook before it is written: rows by sheet, merged ranges as 0-based corners, and the
    sums in centimes of every additive column over all tables."""

    dataset: Dataset
    sheets: dict[str, list[Row]]
    truth: Truth
    merges: dict[str, list[tuple[int, int, int, int]]] = field(default_factory=dict)

    def write(self, path: Path) -> Path:
        """The workbook as a file."""
        book = Workbook()
        book.remove(book.worksheets[0])
        for name, rows in self.sheets.items():
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append([None if cell == "" else cell for cell in row])
            for top, left, bottom, right in self.merges.get(name, []):
                sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
        book.save(path)
        return path


def _money(random: Random, largest: int = 10**9) -> int:
    return random.randrange(1, largest)


def _execution(random: Random) -> list[int]:
    """Opened, delegated, committed, issued, paid: each a part of the one before."""
    opened = _money(random)
    parts = [opened]
    for _ in range(4):
        parts.append(round(parts[-1] * random.uniform(0.5, 1)))
    return parts


def french(centimes: int) -> str:
    """An amount as text, in French."""
    return f"{centimes / 100:,.2f}".replace(",", "\u202f").replace(".", ",")


def arabic(centimes: int) -> str:
    """An amount as text, in Arabic-Indic digits."""
    digits = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٬٫")
    return f"{centimes / 100:,.2f}".translate(digits)


def _number(centimes: int) -> float:
    return float(Decimal(centimes) / 100)


def _sum(rows: list[list[int]]) -> list[int]:
    return [sum(column) for column in zip(*rows, strict=True)]


KEYS = ("opened", "delegated", "committed", "issued", "paid")


def credits_by_line(random: Random) -> Made:
    """Layout 2: two head rows, amounts as French text, totals of article, chapter and all."""
    heads: list[Row] = [
        ["Situation des crédits au 30 juin 2025", *[""] * 11],
        [""] * 12,
        ["Chapitre", "Art.", "§", "Ligne", "Intitulé de la rubrique", "Crédits", "",
         "Exécution", "", "", "Reste à engager", "Taux d'eng. %"],
        ["", "", "", "", "", "Crédits ouverts LF", "Crédits délégués", "Engagements visés",
         "Émissions (ordonnancements)", "Paiements", "", ""],
    ]  # fmt: skip
    rows, every = heads, []
    for chapter in ("1.2.1", "1.2.2"):
        of_chapter = []
        for article in ("0100", "0200"):
            lines = [_execution(random) for _ in range(random.randint(2, 4))]
            for number, line in enumerate(lines):
                rows.append(
                    _credit_row([chapter, article, "10", f"0{number}", f"Achat {number}"], line)
                )
            rows.append(_credit_row(["", "", "", "", f"TOTAL ARTICLE {article}"], _sum(lines)))
            of_chapter += lines
        rows.append(_credit_row(["", "", "", "", f"TOTAL CHAPITRE {chapter}"], _sum(of_chapter)))
        every += of_chapter
    rows.append(_credit_row(["TOTAL GÉNÉRAL", "", "", "", ""], _sum(every)))
    rows += [
        [""] * 12,
        ["Arrêté la présente situation à la somme de douze dirhams", *[""] * 11],
        ["", "Le chef de service", "", "", "", "", "", "Le directeur", "", "", "", ""],
    ]
    truth = Counter(dict(zip(KEYS, _sum(every), strict=True)))
    truth["uncommitted"] = truth["opened"] - truth["committed"]
    merges = [(2, c, 3, c) for c in (0, 1, 2, 3, 4, 10, 11)] + [(2, 5, 2, 6), (2, 7, 2, 9)]
    return Made(BUDGET, {"Situation": rows}, truth, {"Situation": merges})


def _credit_row(left: Row, line: list[int]) -> Row:
    rest = line[0] - line[2]
    return [*left, *map(french, line), french(rest), line[2] / line[0]]


def matrix(random: Random) -> Made:
    """Layout 3: merged group heads, stacked tables, an empty column, a trailing blank."""
    groups = ("Fonctionnement MDD", "Investissement", "SEGMA")
    codes = ("operating", "investment", "segma")
    rows: list[Row] = []
    merges = []
    truth: Truth = Counter()
    for title in ("Première tranche", "Deuxième tranche"):
        top = len(rows) + 1
        rows += [[title, *[""] * 12]]
        rows.append(["Entité", *[c for g in groups for c in (g, "", "", "")]])
        rows.append(["", *["Dotation ", "Engagement", "Solde", "Taux"] * 3])
        merges += [(top, 0, top + 1, 0), *((top, 1 + 4 * g, top, 4 + 4 * g) for g in range(3))]
        table = [[_money(random) for _ in range(6)] for _ in range(random.randint(3, 6))]
        for number, line in enumerate(table):
            rows.append([f"Délégation {number}", *_group_cells(line)])
        rows += [["Total", *_group_cells(_sum(table))], [""] * 13]
        for g, code in enumerate(codes):
            opened, committed = _sum(table)[2 * g : 2 * g + 2]
            truth[f"{code}/opened"] += opened
            truth[f"{code}/committed"] += committed
            truth[f"{code}/uncommitted"] += opened - committed
    return Made(BUDGET, {"Matrice": rows}, truth, {"Matrice": merges})


def _group_cells(line: list[int]) -> Row:
    cells: Row = []
    for opened, committed in zip(line[::2], line[1::2], strict=True):
        rate = committed / opened / 1000
        cells += [_number(opened), _number(committed), _number(opened - committed), rate]
    return cells


def works(random: Random) -> Made:
    """Layout 4: progress of works, a total at the foot, an observation column."""
    rows: list[Row] = [
        ["État d'avancement des travaux", *[""] * 9],
        ["N°", "Province/Préfecture", "Établissement", "N° marché", "Titulaire",
         "Montant TTC (DH)", "Délai (mois)", "Av. physique %", "Cumul décomptes", "Observations"],
    ]  # fmt: skip
    table = []
    for number in range(random.randint(3, 8)):
        amount = _money(random)
        line = [amount, round(amount * 0.4)]
        progress = random.choice(["95%", "En cours", 80.0, "Lot 1 : 80 % / Lot 2 : 35 %"])
        rows.append(
            [float(number + 1), "Sefrou" if number == 0 else "", f"CSR1 site {number}",
             f"{number + 1}/2025", "شركة البناء", _number(line[0]), 4.0, progress,
             _number(line[1]), "RAS"]
        )  # fmt: skip
        table.append(line)
    total = _sum(table)
    rows.append(["", "TOTAL", "", "", "", _number(total[0]), "", "", _number(total[1]), ""])
    truth = Counter({"amount": total[0], "statements": total[1]})
    return Made(WORKS, {"Travaux": rows}, truth)


def in_arabic(random: Random) -> Made:
    """Layout 5: Arabic heads and digits, millions in the heads."""
    rows: list[Row] = [
        ["وضعية الاعتمادات إلى غاية 31 أكتوبر 2025", *[""] * 7],
        ["ر.ت", "الإقليم/العمالة", "الاعتمادات المفتوحة", "الاعتمادات المفوضة", "الالتزامات",
         "نسبة الالتزام", "الأداءات", "ملاحظات"],
    ]  # fmt: skip
    table = []
    for number in range(random.randint(3, 6)):
        opened, delegated, committed, _, paid = _execution(random)
        table.append([opened, delegated, committed, paid])
        rate = committed / opened
        rows.append(
            [float(number + 1), f"\u200fإقليم {number}", arabic(opened), arabic(delegated),
             arabic(committed), rate, arabic(paid), ""]
        )  # fmt: skip
    total = _sum(table)
    cells = [arabic(amount) for amount in total]
    rows.append(["", "المجموع العام", *cells[:3], total[2] / total[0], cells[3], ""])
    truth = Counter(dict(zip(("opened", "delegated", "committed", "paid"), total, strict=True)))
    return Made(BUDGET, {"ورقة": rows}, truth)


def by_province(random: Random) -> Made:
    """Layout 6: a sheet for each province, shifted by one column, subtotals in several columns
    under several names or none."""
    sheets: dict[str, list[Row]] = {}
    truth: Truth = Counter()
    for shift, province in enumerate(("Sefrou", "Taza")):
        pad: Row = [""] * shift
        rows: list[Row] = [
            [*pad, f"Suivi des crédits {province}", "", "", "", ""],
            [*pad, "N°", "Libellé", "Dotation", "Engagement", "Paiements"],
        ]
        every = []
        for chapter in (7, 8):
            rows.append([*pad, f"{' ' * 100}CHAPITRE {chapter}", "", "", "", ""])
            table = [_execution(random)[::2] for _ in range(random.randint(2, 5))]
            for number, line in enumerate(table):
                serial: object = "" if number == 1 else float(number + 1)
                rows.append([*pad, serial, f"Rubrique {chapter}.{number}", *map(_number, line)])
            label = random.choice([["SUB TOTAL 07", ""], ["", "Sub Total 07"], ["", ""]])
            rows.append([*pad, *label, *map(_number, _sum(table))])
            every += table
        rows.append([*pad, "", "TOTAL", *map(_number, _sum(every))])
        sheets[province] = rows
        truth.update(dict(zip(("opened", "committed", "paid"), _sum(every), strict=True)))
    return Made(BUDGET, sheets, truth)


def operations(random: Random) -> Made:
    """Layout 7: follow-up of operations, with dates, crosses and words in the state columns."""
    rows: list[Row] = [
        ["Suivi des opérations (montants TTC) – Exercice 2025", *[""] * 9],
        ["N°", "Objet", "Type", "Imputation", "Montant TTC", "Date lancement",
         "Ouverture des plis", "Dépôt visa", "Émis", "Observations"],
    ]  # fmt: skip
    total = 0
    for number in range(random.randint(3, 8)):
        amount = _money(random)
        total += amount
        rows.append(
            [float(number + 1), f"Achat de matériel {number}", "AO", "10.20", _number(amount),
             "12/03/25", "x", "en cours" if number % 2 else "", "", "rejeté : pièce manquante"]
        )  # fmt: skip
    rows.append(["", "Total", "", "", _number(total), "", "", "", "", ""])
    return Made(OPERATIONS, {"Opérations": rows}, Counter({"amount": total}))


LAYOUTS: dict[str, Callable[[Random], Made]] = {
    "2": credits_by_line,
    "3": matrix,
    "4": works,
    "5": in_arabic,
    "6": by_province,
    "7": operations,
}
