"""Receipts of hospital centres: one table a day, centres one under the other."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tadbir.budget.terms import Part
from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.receipts import Receipt, receipts
from tadbir.cli.demonstration.workbooks.book import Book, Page, french

_HEADS = ("Centre hospitalier", "Code", "Section", "Nature de la recette", "Intitulé (arabe)",
          "Prévisions", "Recettes recouvrées", "Taux de réalisation")  # fmt: skip
_SECTIONS = {Part.OPERATING: "Exploitation", Part.INVESTMENT: "Investissement"}
_AMOUNT = _HEADS.index("Prévisions")


def write(path: Path, sender: str, centres: Sequence[Holder], days: Sequence[date]) -> None:
    """A sheet for each day."""
    with Book(path) as book:
        for day in days:
            page = book.page(f"Recettes {day:%d-%m-%Y}")
            page.texts([f"RECETTES DES SEGMA – {sender}"], "title").end()
            page.texts([f"Exercice {day.year} – Situation arrêtée au {french(day)}"]).end(2)
            page.texts(_HEADS, "head").end().widths([26, 10, 16, 52, 40, 18, 18, 14])
            found = [(centre, receipt) for centre in centres for receipt in receipts(centre, day)]
            for centre, receipt in found:
                _row(page, centre, receipt)
            page.texts(["TOTAL GÉNÉRAL"], "total", at=3)
            page.amounts([sum(r.forecast or 0 for _, r in found),
                          sum(r.collected for _, r in found)], "total", at=_AMOUNT)  # fmt: skip


def _row(page: Page, centre: Holder, receipt: Receipt) -> None:
    source = receipt.source
    section = _SECTIONS[source.part]
    page.texts([centre.short_fr, source.code, section, source.label_fr, source.label_ar])
    page.amounts([receipt.forecast, receipt.collected], at=_AMOUNT)
    page.rates([(receipt.collected, receipt.forecast or None)], at=_AMOUNT + 2).end()
