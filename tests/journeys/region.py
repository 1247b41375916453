"""The small region that journeys walk through: its people, its days, its workbooks."""

from datetime import date
from pathlib import Path

import openpyxl

DAY = date(2025, 11, 30)
TODAY = date(2025, 12, 12)
SINCE = date(2025, 1, 1)
GIVEN = "une-cle-donnee-une-fois"
CHOSEN = "sept oliviers sous la pluie"
DIRECTOR, HEAD, DELEGATE, SECRETARY = "directeur", "chef.budget", "delegue.sefrou", "secretaire"
SEATS = ((DIRECTOR, "director", "DR03", "ar"), (HEAD, "head_of_service", "DR03", "fr"),
         (DELEGATE, "delegate", "D451", "ar"), (SECRETARY, "meeting_secretary", "DR03", "fr"))  # fmt: skip
SERIES, MEETING = "DR03-coordination", f"DR03-{TODAY}"
OWN, SIBLING = "D451", "D231"
SIBLING_NAMES = ("Délégation préfectorale de Fès", "المندوبية الإقليمية بعمالة فاس")
COMMITTED = {"DR03": 500_003, SIBLING: 600_231, OWN: 700_451}
"""Commitments of each line of a holder, in dirhams."""
HEADS = ("Chapitre", "Art.", "§", "Ligne", "Intitulé de la rubrique", "Crédits ouverts LF",
         "Crédits délégués", "Retraits", "Crédits disponibles", "Engagements visés",
         "Émissions (ordonnancements)", "Paiements", "Reste à engager")  # fmt: skip
LINES = (("0020", "Achat de médicaments"), ("0030", "Entretien des bâtiments"))
FIRST_ROW = 4
"""The row of a workbook's first line."""


def situation(path: Path, committed: int) -> Path:
    """A Treasury situation of operating credits, two lines of a million dirhams and its total.

    Each line has the same commitments, in dirhams, a tenth less issued and two tenths less paid.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Situation"
    sheet.append([f"Situation des crédits au {DAY:%d/%m/%Y}, budget de fonctionnement"])
    sheet.append([])
    sheet.append(HEADS)
    issued, paid = committed * 9 // 10, committed * 8 // 10
    amounts = [1_000_000, 1_000_000, 0, 1_000_000, committed, issued, paid, 1_000_000 - committed]
    for line, label in LINES:
        sheet.append(["1.2.1.0.0.14.000", "0100", "010", line, label, *amounts])
    sheet.append(["TOTAL GÉNÉRAL", "", "", "", "", *(len(LINES) * amount for amount in amounts)])
    book.save(path)
    return path
