"""Layout 3: holders by groups of credits, three tables stacked in a sheet and one of ratios."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.workbooks.book import Book, Page, french
from tadbir.cli.demonstration.workbooks.situation import Block, Row, Situation, total
from tadbir.territory.terms import EntityKind

_EXECUTION = ("Engagements ", "Solde", "Taux d'engagement")
_DELEGATED, _OF_SEGMA, _ALL = "Crédits délégués", "Crédits définitifs", "Dotation"
_TABLES = (
    ("I. FONCTIONNEMENT ET EXPLOITATION",
     (("Fonctionnement MDD", _DELEGATED, ("operating",)),
      ("SEGMA exploitation", _OF_SEGMA, ("segma_operating",)))),
    ("II. INVESTISSEMENT",
     (("Investissement", _DELEGATED, ("investment",)),
      ("SEGMA investissement", _OF_SEGMA, ("segma_investment",)))),
    ("III. TOTAL GÉNÉRAL",
     (("Total", _ALL, ("operating", "investment", "segma_operating", "segma_investment")),)),
)  # fmt: skip
Pair = tuple[int | None, int | None]
Head = tuple[str, str, tuple[str, ...]]


def write(path: Path, situations: Sequence[Situation]) -> None:
    """A sheet for each day."""
    with Book(path) as book:
        for situation in situations:
            page = book.page(f"Matrice {situation.day:%d-%m}")
            page.texts([f"Exécution du budget par entité – {situation.sender}"], "title").end()
            page.texts([f"Exercice {situation.day.year} – Situation au {french(situation.day)}"])
            page.end(2).widths([30, *[17] * 9])
            for title, groups in _TABLES:
                dated = f"{title} – situation au {french(situation.day)}"
                _table(page, dated, groups, situation.blocks)
            _ratios(page, situation.blocks)


def _of(rows: Iterable[Row], budgets: tuple[str, ...]) -> Pair:
    """Credits and commitments of some budgets; None where a holder has none of their lines."""
    own = [row for row in rows if row.rubric.budget.code in budgets]
    granted = [_credits(row) for row in own]
    return (sum(granted), total(own, "committed")) if own else (None, None)


def _credits(row: Row) -> int:
    """What a line may commit: delegated credits, or a SEGMA's own."""
    delegated = row.amounts["delegated"]
    return delegated if delegated is not None else row.amounts["current"] or 0


def _table(page: Page, title: str, groups: Sequence[Head], blocks: Sequence[Block]) -> None:
    """One table: merged group heads with an empty column between them, holders, then a total."""
    page.texts([title], "title").end()
    columns = 1 + len(_EXECUTION)
    width = columns + 1
    for number, (head, _credits_head, _budgets) in enumerate(groups):
        page.merged(1 + number * width, number * width + columns, head)
    page.end().texts(["Structure"], "head")
    for number, (_head, credits_head, _budgets) in enumerate(groups):
        page.texts([credits_head, *_EXECUTION], "head", at=1 + number * width)
    page.end()
    for name, parts in _lines(blocks, [budgets for _head, _credits_head, budgets in groups]):
        style = "total" if name == "TOTAL" else "amount"
        page.texts([name], "total" if name == "TOTAL" else "text")
        for number, (granted, committed) in enumerate(parts):
            _group(page, granted, committed, style, 1 + number * width)
        page.end()
    page.end(2)


def _lines(
    blocks: Sequence[Block], budgets: Sequence[tuple[str, ...]]
) -> list[tuple[str, list[Pair]]]:
    """The holders that have something to show, then their total."""
    every = [(_written(block.holder), [_of(block.rows, b) for b in budgets]) for block in blocks]
    found = [(name, parts) for name, parts in every if any(part[0] is not None for part in parts)]
    sums = [
        (sum(parts[i][0] or 0 for _, parts in found), sum(parts[i][1] or 0 for _, parts in found))
        for i in range(len(budgets))
    ]
    return [*found, ("TOTAL", [*sums])]


def _written(holder: Holder) -> str:
    """A delegation by its province alone, as directorates write it; other bodies in full."""
    if holder.kind is EntityKind.DELEGATION:
        return f"Délégation {holder.seat_fr}"
    return holder.short_fr


def _group(page: Page, granted: int | None, committed: int | None, style: str, at: int) -> None:
    if granted is None or committed is None:
        return
    page.amounts([granted, committed, granted - committed], style, at=at)
    page.rates([(committed, granted)], "rate", at=at + 3)


def _ratios(page: Page, blocks: Sequence[Block]) -> None:
    """A last table of rates alone, which nothing must take for amounts."""
    page.texts(["IV. RATIOS"], "title").end()
    page.texts(["Structure", "Taux d'engagement", "Taux d'émission", "Taux de paiement"], "head")
    page.end()
    for block in blocks:
        committed, issued, paid = (
            total(block.rows, name) or 0 for name in ("committed", "issued", "paid")
        )
        granted = sum(_credits(row) for row in block.rows)
        page.texts([_written(block.holder)])
        page.rates([(committed, granted or 1), (issued, granted or 1), (paid, issued or 1)], at=1)
        page.end()
