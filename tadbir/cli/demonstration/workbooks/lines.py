"""Layout 2: the situation of credits by budget line, two heads, totals, a signature underneath."""

from collections.abc import Sequence
from pathlib import Path

from tadbir.cli.demonstration.workbooks.book import Book, Page, as_text, french
from tadbir.cli.demonstration.workbooks.situation import (
    Row,
    Situation,
    all_rows,
    grouped,
    totals,
)

_CODES = (
    "Sous-ordonnateur",
    "Chapitre",
    "Art.",
    "§",
    "Ligne",
    "Intitulé de la rubrique",
    "Intitulé (arabe)",
)
_CREDITS = {
    "opened": "Crédits ouverts LF",
    "transfers": "Virements (+/−)",
    "carried_in": "Reports",
    "consolidation": "dont CP de consolidation",
    "notified": "Enveloppe notifiée",
    "delegated": "Crédits délégués",
    "current": "Total des crédits",
    "commitment_credits": "Crédits d'engagement",
}
_EXECUTION = {
    "committed": "Engagements visés",
    "commitments_on_commitment_credits": "Engagements sur CE",
    "deposited": "En instance de visa",
    "suspended": "Visa suspendu",
    "rejected": "Visa rejeté",
    "issued": "Émissions (ordonnancements)",
    "rejected_by_accountant": "Rejets du comptable",
    "paid": "Paiements",
}
_MEASURES = (*_CREDITS, *_EXECUTION)
_TITLE = _CODES.index("Intitulé de la rubrique")
_FIRST = len(_CODES)
_FIRST_LINE = 6
_RATES_AT = _FIRST + len(_MEASURES)


def write_as_typed(path: Path, situations: Sequence[Situation]) -> None:
    """A sheet for each day, amounts as text with non-breaking spaces."""
    write(path, situations, as_typed=True)


def write(
    path: Path, situations: Sequence[Situation], *, as_typed: bool = False, misprint: bool = False
) -> None:
    """A sheet for each day. `misprint` is planted: one amount that breaks its totals."""
    with Book(path) as book:
        for situation in situations:
            page = book.page(f"Situation {situation.day:%d-%m-%Y}")
            _head(page, situation)
            for block in situation.blocks:
                for chapter, rows in grouped(block.rows, lambda rubric: rubric.budget.chapter):
                    _lines(page, block.holder.short_fr, rows, as_typed)
                    _total(page, f"TOTAL CHAPITRE {chapter}", rows, as_typed)
            _total(page, "TOTAL GÉNÉRAL", all_rows(situation), as_typed)
            if misprint:
                _misprint(page)
            _foot(page, situation)


def _head(page: Page, situation: Situation) -> None:
    """Title, day, then two header rows, the upper one merged over credits and execution."""
    page.texts(
        [f"SITUATION DES CRÉDITS PAR RUBRIQUE BUDGÉTAIRE – {situation.sender}"], "title"
    ).end()
    page.texts([f"Exercice {situation.day.year} – Situation arrêtée au {french(situation.day)}"])
    page.end(2)
    last_credit = _FIRST + len(_CREDITS) - 1
    page.merged(_FIRST, last_credit, "Crédits")
    page.merged(last_credit + 1, _RATES_AT - 1, "Exécution").end()
    names = [*_CODES, *_CREDITS.values(), *_EXECUTION.values(), "Taux d'eng. %", "Taux d'ém. %"]
    page.texts(names, "head").end()
    page.widths([22, 17, 7, 5, 7, 48, 48, *[17] * len(_MEASURES)])


def _lines(page: Page, holder: str, rows: Sequence[Row], as_typed: bool) -> None:
    for row in rows:
        page.texts([holder, *row.rubric.codes, row.rubric.label_fr, row.rubric.label_ar])
        _values(page, [row.amounts[measure] for measure in _MEASURES], "amount", as_typed)


def _total(page: Page, label: str, rows: Sequence[Row], as_typed: bool) -> None:
    page.texts([label], "total", at=_TITLE)
    _values(page, totals(rows, _MEASURES), "total", as_typed)


def _values(page: Page, values: Sequence[int | None], style: str, as_typed: bool) -> None:
    """The amounts of a row, and its two rates on the total of credits."""
    if as_typed:
        page.texts([as_text(value) for value in values], at=_FIRST)
    else:
        page.amounts(values, style, at=_FIRST)
    known = dict(zip(_MEASURES, values, strict=True))
    rate = "rate" if style == "amount" else "total_rate"
    page.rates([(known["committed"], known["current"]), (known["issued"], known["current"])],
               rate, at=_RATES_AT).end()  # fmt: skip


def _misprint(page: Page) -> None:
    """The commitments of the first line, wrong by ninety dirhams."""
    page.sheet.write_number(_FIRST_LINE, _FIRST + _MEASURES.index("committed"), 123_456.78)


def _foot(page: Page, situation: Situation) -> None:
    """The usual words under a situation, and where it is signed."""
    page.end()
    page.texts(["Arrêté la présente situation à la somme ci-dessus, sauf erreur ou omission."]).end(
        2
    )
    page.texts([f"Fait le {french(situation.day)}"]).texts(["Signature et cachet"], at=_FIRST + 3)
    page.end()
