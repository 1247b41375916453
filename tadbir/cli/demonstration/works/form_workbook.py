"""The monthly form of the delegations, and what they say of the works: short sheets of their own."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.workbooks.book import Book, Page, french
from tadbir.cli.demonstration.works.stated import Form
from tadbir.cli.demonstration.works.truth import Work

_FORM_HEADS = ("N°", "Établissement", "Équipement", "Personnel", "Eau et électricité",
               "Mise en service", "Réserves non levées", "Observations")  # fmt: skip
_WORKS_HEADS = ("N°", "Établissement", "Avancement", "Situation", "Observations")
_YES, _NO = ("Oui", "oui", "x", "نعم"), ("Non", "non", "en cours", "Non")


def write_forms(path: Path, holders: Sequence[Holder], forms: Sequence[Form], day: date) -> None:
    """A sheet for each delegation that has a site to tell of."""

    def rows(page: Page, holder: Holder) -> None:
        own = [one for one in forms if one.work.site.province == holder.seat]
        for serial, form in enumerate(own, 1):
            page.sheet.write_number(page.row, 0, serial)
            page.texts([form.work.site.french(form.work.number % 4)], at=1)
            words = [
                "" if gate is None else (_YES if gate else _NO)[serial % 4] for gate in form.gates
            ]
            page.texts(words, at=2)
            if form.reserves is not None:
                page.sheet.write_number(page.row, 6, form.reserves)
            page.end()

    provinces = {form.work.site.province for form in forms}
    title = "FICHE MENSUELLE DES SITES"
    _write(path, title, _FORM_HEADS, [h for h in holders if h.seat in provinces], day, rows)


def write_works(
    path: Path, holders: Sequence[Holder], told: Sequence[tuple[Work, int | None, str]], day: date
) -> None:
    """A sheet for each delegation that has works under way."""

    def rows(page: Page, holder: Holder) -> None:
        own = [one for one in told if one[0].site.province == holder.seat]
        for serial, (work, points, word) in enumerate(own, 1):
            page.sheet.write_number(page.row, 0, serial)
            share = "" if points is None else f"{points} %"
            page.texts([work.site.french((work.number + 1) % 4), share, word], at=1).end()

    provinces = {work.site.province for work, _points, _word in told}
    title = "SUIVI DES CHANTIERS PAR LA DÉLÉGATION"
    _write(path, title, _WORKS_HEADS, [h for h in holders if h.seat in provinces], day, rows)


def _write(
    path: Path, title: str, heads: Sequence[str], holders: Sequence[Holder], day: date,
    rows: Callable[[Page, Holder], None],
) -> None:  # fmt: skip
    with Book(path) as book:
        for holder in holders:
            page = book.page(holder.tab)
            page.texts([holder.name_fr], "title").end()
            page.texts([title], "title").end()
            page.texts([f"Situation arrêtée au {french(day)}"]).end(2)
            page.texts(heads, "head").end().widths([5, 46, *[18] * 5, 40])
            rows(page, holder)
            page.end().texts(["Le délégué provincial"], at=1)
