"""A large budget workbook, generated with a fixed seed: 200,000 lines of a region's holders."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

ROWS = 200_000
SEED = 20_251_212
HEADS = (
    "Entité", "Partie", "Chapitre", "Article", "Paragraphe", "Ligne", "Intitulé de la rubrique",
    "Crédits ouverts", "Crédits délégués", "Engagements", "Émissions", "Paiements",
)  # fmt: skip
PARTS = ("Fonctionnement", "Investissement")
AMOUNTS_FROM = HEADS.index("Crédits ouverts")
TOTAL = "TOTAL GENERAL"
_TITLES = ("Achat de fournitures", "Entretien des bâtiments", "Médicaments et consommables",
           "Frais de transport", "Équipement hospitalier", "Redevances d'eau")  # fmt: skip
_LINES_OF_A_HOLDER_AND_ARTICLE = 97


def lines(holders: Sequence[str], count: int = ROWS) -> Iterator[tuple[list[str], list[int]]]:
    """The texts and the amounts (in centimes, each within the one before) of each line."""
    chance = random.Random(SEED)
    for number in range(count):
        within, holder = divmod(number, len(holders))
        article, line = divmod(within, _LINES_OF_A_HOLDER_AND_ARTICLE)
        codes = [f"1.2.{1 + within % 2}.2.0.08.000", f"{article:03d}", f"{chance.randrange(10, 99)}",
                 f"{line:04d}"]  # fmt: skip
        title = f"{_TITLES[within % len(_TITLES)]} {within % 5_000}"
        amounts = [chance.randrange(100_000, 900_000_000)]
        for _ in range(4):
            amounts.append(chance.randrange(amounts[-1] + 1))
        yield [holders[holder], PARTS[within % 2], *codes, title], amounts


def write(path: Path, holders: Sequence[str], count: int = ROWS) -> None:
    """The workbook: the heads, the lines, and the grand total that they must sum to."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Situation")
    sheet.write_row(0, 0, HEADS)
    totals = [0] * 5
    for row, (texts, amounts) in enumerate(lines(holders, count), 1):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text)
        for column, amount in enumerate(amounts):
            sheet.write_number(row, AMOUNTS_FROM + column, amount / 100)
            totals[column] += amount
    sheet.write_string(count + 1, 0, TOTAL)
    for column, amount in enumerate(totals):
        sheet.write_number(count + 1, AMOUNTS_FROM + column, amount / 100)
    book.close()
