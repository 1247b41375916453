"""Layout 6: one sheet a holder, columns shifted on some, chapters as full-width titles."""

from collections.abc import Sequence
from pathlib import Path

from tadbir.cli.demonstration.workbooks.book import Book, Page, french
from tadbir.cli.demonstration.workbooks.situation import Block, Situation, grouped, totals

_TEXTS = ("N°", "Imputation", "Intitulé", "Intitulé (arabe)")
_AMOUNTS = {
    "opened": "Crédits ouverts",
    "current": "Crédits après virements",
    "notified": "Crédits notifiés",
    "delegated": "Crédits délégués",
    "committed": "Engagements",
    "deposited": "Propositions déposées",
    "suspended": "Suspensions",
    "rejected": "Rejets de visa",
    "issued": "Ordonnancements",
    "paid": "Paiements",
}
_MEASURES = tuple(_AMOUNTS)


def write(path: Path, situations: Sequence[Situation]) -> None:
    """A sheet for each holder and day; every third one begins a column further."""
    several = len(situations) > 1
    with Book(path) as book:
        for situation in situations:
            for number, block in enumerate(situation.blocks):
                day = f" {situation.day:%d-%m}" if several else ""
                _sheet(
                    book.page(f"{block.holder.tab}{day}"),
                    situation,
                    block,
                    shift=int(number % 3 == 1),
                )


def _sheet(page: Page, situation: Situation, block: Block, shift: int) -> None:
    page.texts([block.holder.name_fr], "title", at=shift).end()
    page.texts([f"Situation arrêtée au {french(situation.day)} – exercice {situation.day.year}"],
               at=shift).end(2)  # fmt: skip
    page.texts([*_TEXTS, *_AMOUNTS.values(), "Taux d'engagement", "Observations"], "head", at=shift)
    page.end().widths([6, 30, 48, 48, *[16] * len(_MEASURES)], at=shift)
    serial = 0
    for number, (chapter, rows) in enumerate(
        grouped(block.rows, lambda rubric: rubric.budget.chapter), 1
    ):
        title = rows[0].rubric.budget.chapter_fr.upper()
        page.texts([f"{' ' * 60}CHAPITRE {chapter} – {title}"], at=shift).end()
        for row in rows:
            serial += 1
            _serial(page, serial, shift)
            rubric = row.rubric
            page.texts([rubric.code_path, rubric.label_fr, rubric.label_ar], at=shift + 1)
            _values(page, [row.amounts[measure] for measure in _MEASURES], "amount", shift)
        page.texts([_subtotal(number)], "total", at=shift + number % 3)
        _values(page, totals(rows, _MEASURES), "total", shift)
    page.texts(["TOTAL GENERAL"], "total", at=shift + 2)
    _values(page, totals(block.rows, _MEASURES), "total", shift)
    page.end().texts(["Vu et vérifié, le chef du service administratif et économique"], at=shift)


def _subtotal(number: int) -> str:
    """The three ways in which a subtotal is written."""
    return (f"SUB TOTAL {number:02d}", f"Sub Total {number:02d}", f"SUBTOTAL - {number:02d}")[
        number % 3
    ]


def _serial(page: Page, serial: int, shift: int) -> None:
    """The serial number: typed for the first row, a formula on the row above afterwards."""
    if serial == 1:
        page.sheet.write_number(page.row, shift, 1)
        return
    letter = "AB"[shift]
    page.sheet.write_formula(page.row, shift, f"=+{letter}{page.row}+1", None, serial)


def _values(page: Page, values: Sequence[int | None], style: str, shift: int) -> None:
    first = shift + len(_TEXTS)
    page.amounts(values, style, at=first)
    known = dict(zip(_MEASURES, values, strict=True))
    rate = "rate" if style == "amount" else "total_rate"
    page.rates([(known["committed"], known["current"])], rate, at=first + len(_MEASURES)).end()
