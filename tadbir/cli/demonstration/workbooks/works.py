"""Layout 4: progress of conventions, provinces merged down, progress written in every way."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from tadbir.cli.demonstration.conventions import Convention, Standing, standing
from tadbir.cli.demonstration.suppliers import PUBLIC_AGENCY
from tadbir.cli.demonstration.workbooks.book import Book, Page, french

_HEADS = ("N°", "Province/Préfecture", "Ordonnateur", "Site", "N° convention", "Objet de la convention",
          "Maître d'ouvrage délégué", "Montant de la convention", "Tranches appelées",
          "Montant versé", "Dépenses justifiées", "Délai (mois)", "Av. physique %",
          "Réserves / Observations")  # fmt: skip
_AMOUNT = _HEADS.index("Montant de la convention")
_DONE = 0.97


def write(path: Path, sender: str, conventions: Sequence[Convention], days: Sequence[date]) -> None:
    """A sheet for each day."""
    with Book(path) as book:
        for day in days:
            page = book.page(f"Avancement {day:%d-%m-%Y}")
            page.texts([f"ÉTAT D'AVANCEMENT DES CONVENTIONS – {sender}"], "title").end()
            page.texts([f"Exercice {day.year} – Situation arrêtée au {french(day)}"]).end(2)
            page.texts(_HEADS, "head").end().widths([5, 20, 30, 24, 20, 48, 36, *[17] * 6, 40])
            _rows(page, sender, conventions, day)


def _rows(page: Page, payer: str, conventions: Sequence[Convention], day: date) -> None:
    """The directorate pays every convention, wherever the site is."""
    sums, serial = [0] * 4, 0
    for province, run in groupby(conventions, key=lambda convention: convention.holder.seat_fr):
        own = list(run)
        first = page.row
        for convention in own:
            serial += 1
            page.texts([payer], at=2)
            amounts = _row(page, serial, convention, standing(convention, day))
            sums = [before + amount for before, amount in zip(sums, amounts, strict=True)]
        page.sheet.merge_range(first, 1, page.row - 1, 1, province)
    page.texts(["TOTAL GÉNÉRAL"], "total", at=5)
    page.amounts(sums, "total", at=_AMOUNT).end()


def _row(page: Page, serial: int, convention: Convention, now: Standing) -> list[int]:
    page.sheet.write_number(page.row, 0, serial)
    page.texts([convention.site, convention.number, convention.purpose, PUBLIC_AGENCY], at=3)
    amounts = [convention.agreed, now.called, now.transferred, now.justified]
    page.amounts(amounts, at=_AMOUNT)
    page.texts([f"{convention.months} mois", _progress(serial, now.progress)], at=_AMOUNT + 4)
    if now.progress >= _DONE:
        page.texts(["Achevé – en attente de réception"], "late", at=len(_HEADS) - 1)
    page.end()
    return amounts


def _progress(serial: int, progress: float) -> str:
    """Physical progress as people type it: 62 %, 0.62, 62, or by lot."""
    points = round(progress * 100)
    forms = (f"{points} %", f"{progress:.2f}", str(points),
             f"Lot 1 : {min(100, points + 8)} % / Lot 2 : {max(0, points - 8)} %")  # fmt: skip
    return forms[serial % len(forms)]
