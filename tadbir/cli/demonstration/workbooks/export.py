"""Layout 1: the export of an execution, a hierarchy at the left with a subtotal at every level."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from tadbir.cli.demonstration.nomenclature import Rubric
from tadbir.cli.demonstration.workbooks.book import Book, Page, french
from tadbir.cli.demonstration.workbooks.situation import (
    Block,
    Row,
    Situation,
    all_rows,
    grouped,
    totals,
)

_LEVELS = ("Sous-ordonnateur", "Chapitre", "Article", "Paragraphe", "Ligne")
_ARABIC = "Intitulé (arabe)"
_AMOUNTS = {
    "opened": "Budget Voté",
    "current": "Budget Actuel (B)",
    "notified": "Enveloppe notifiée",
    "delegated": "Crédits délégués (E)",
    "committed": "Engagement (C)",
    "available": "Disponible sur Eng (D)=(B)-(C)",
    "deposited": "Propositions déposées",
    "suspended": "Visa suspendu",
    "rejected": "Visa rejeté",
    "issued": "Mandat Emis (H)",
    "accepted": "Mand Pec (M)",
    "paid": "Paiements (P)",
}
_RATES = ("Tx_Eng (C/B*100)", "Taux mandats émis          ( I = H/C) ")
_AVAILABLE = "available"
_STORED = [measure for measure in _AMOUNTS if measure != _AVAILABLE]
_FIRST = len(_LEVELS) + 1


def write(path: Path, situations: Sequence[Situation]) -> None:
    """A sheet for each day."""
    with Book(path) as book:
        for situation in situations:
            page = book.page(f"SITUATION DETAILLEE {situation.day:%d%m}")
            shown = _shown(situation)
            _head(page, situation, shown)
            for block in situation.blocks:
                for texts, rows, is_leaf in _tree(block):
                    page.texts(texts, "text" if is_leaf else "total")
                    _values(page, rows, "amount" if is_leaf else "total", shown)
                page.texts([f"Total {block.holder.short_fr}"], "total")
                _values(page, block.rows, "total", shown)
            page.texts(["Total Général"], "total")
            _values(page, all_rows(situation), "total", shown)


def _shown(situation: Situation) -> list[str]:
    """The measures of a sheet; the balance only once arithmetic tells of which credits it is."""
    opened, current, committed = totals(all_rows(situation), ("opened", "current", "committed"))
    is_telling = bool(committed) and opened != current
    return [measure for measure in _AMOUNTS if measure != _AVAILABLE or is_telling]


def _head(page: Page, situation: Situation, shown: Sequence[str]) -> None:
    year = situation.day.year
    page.texts([f"Situation d'exécution du budget {year}  (hors personnel)"], "title").end(2)
    page.texts([f"Exercice:{year}", f"Date Comptable:{french(situation.day)}",
                f"Section:12 {situation.sender}"]).end(2)  # fmt: skip
    page.texts(
        [*_LEVELS, _ARABIC, *(_AMOUNTS[measure] for measure in shown), *_RATES], "head"
    ).end()
    page.widths([24, 36, 12, 10, 50, 50, *[17] * len(shown)])


def _labels(rubric: Rubric) -> tuple[str, str, str, str]:
    """What the levels of a line show: code and label where there is one."""
    return (
        f"{rubric.budget.chapter} {rubric.budget.chapter_fr}",
        f"{rubric.article} Article {rubric.article}",
        f"{rubric.paragraph} Paragraphe {rubric.paragraph}",
        f"{rubric.line} {rubric.label_fr}",
    )


def _tree(block: Block) -> Iterator[tuple[list[str], list[Row], bool]]:
    """The chapters of a holder, their articles and lines, each parent before its children."""
    name = block.holder.short_fr
    for _chapter, of_chapter in grouped(block.rows, lambda rubric: rubric.budget.chapter):
        chapter = _labels(of_chapter[0].rubric)[0]
        yield [name, chapter], of_chapter, False
        for _article, of_article in grouped(of_chapter, lambda rubric: rubric.article):
            yield [name, chapter, _labels(of_article[0].rubric)[1]], of_article, False
            for row in of_article:
                yield [name, *_labels(row.rubric), row.rubric.label_ar], [row], True


def _values(page: Page, rows: Sequence[Row], style: str, shown: Sequence[str]) -> None:
    known = dict(zip(_STORED, totals(rows, _STORED), strict=True))
    known[_AVAILABLE] = (known["current"] or 0) - (known["committed"] or 0)
    page.amounts([known[measure] for measure in shown], style, at=_FIRST)
    rates = [(known["committed"], known["current"]), (known["issued"], known["committed"])]
    parts = [(above, below) if below else (0, 1) for above, below in rates]
    page.rates(parts, "rate", at=_FIRST + len(shown)).end()
