"""SEGMA receipts: their columns, and from a table of receipts to records. Pure."""

from datetime import date

from tadbir.budget.intake.columns import (
    ENTITY,
    FISCAL_YEAR,
    LABEL,
    LABEL_AR,
    LEVELS,
    PART,
    PROVINCE,
    RATES,
    REMARKS,
    SERIAL,
)
from tadbir.budget.intake.draft import said_once, split_code
from tadbir.budget.terms import (
    PART_LABELS,
    PATH_SEPARATOR,
    RECEIPT_AMOUNTS,
    RECEIPT_LABELS,
    Part,
    ReceiptNature,
)
from tadbir.core.words import N_, fold
from tadbir.intake.columns import YEAR, Wording
from tadbir.intake.contract import Column, Drafted, Kind, Record, Refusal, Sender, Table
from tadbir.intake.holder import Holders
from tadbir.intake.refuse import NO_DAY, TWICE, Why, at_cell, at_table, column, day_of
from tadbir.procurement.calc import nature

VALUE_NAMES = (*RECEIPT_AMOUNTS, "label", "label_ar")
_NATURE = Column(
    "nature", N_("Nature of the receipt"), Kind.TEXT,
    ("Nature de la recette", "Nature des recettes", "Nature", "Origine", "Source de financement",
     "Type de recette", "Recettes", "نوع المداخيل", "طبيعة المداخيل", "مصدر التمويل", "المداخيل",
     "Nature of receipt"),
    identifies=True,
)  # fmt: skip
_FORECAST = Column(
    "forecast", N_("Forecast receipts"), Kind.AMOUNT,
    ("Prévisions", "Recettes prévues", "Prévisions de recettes", "Prévision", "Recettes prévisionnelles",
     "Prévisions budgétaires", "التوقعات", "المداخيل المتوقعة", "توقعات المداخيل", "Forecast"),
    additive=True,
)  # fmt: skip
_COLLECTED = Column(
    "collected", N_("Receipts collected"), Kind.AMOUNT,
    ("Recettes recouvrées", "Recettes encaissées", "Recouvrements", "Réalisations", "Encaissements",
     "Recettes réalisées", "Recouvré", "Disponibilités", "المداخيل المحصلة", "المحصل", "المستخلص",
     "المداخيل المستخلصة", "Collected"),
    additive=True,
)  # fmt: skip
COLUMNS = (
    SERIAL, ENTITY, PROVINCE, PART, *LEVELS, _NATURE, LABEL, LABEL_AR, _FORECAST, _COLLECTED,
    *RATES, REMARKS,
)  # fmt: skip
WORDING = Wording(
    words={"part": PART_LABELS, "nature": RECEIPT_LABELS},
    key_names=(YEAR, "part", "nature", "path_5"),
    named_by="label",
    derived=(FISCAL_YEAR,),
    template=("entity", "part", "path_5", "nature", "label", "label_ar", *RECEIPT_AMOUNTS),
)
_WORDS: tuple[tuple[str, ReceiptNature], ...] = tuple(
    (fold(word), code)
    for code, words in (
        (ReceiptNature.SUBSIDY, ("subvention", "subventions", "dotation de l'état", "إعانة",
                                 "إعانات", "إمدادات", "subsidy")),
        (ReceiptNature.EXCESS_BROUGHT_FORWARD, (
            "excédent", "excédents", "excédent reporté", "report", "solde reporté", "الفائض",
            "الفائض المرحل", "excess brought forward")),
        (ReceiptNature.CASH, ("disponibilités", "trésorerie", "solde de trésorerie", "disponible",
                              "encaisse", "السيولة", "الموجودات", "cash")),
        (ReceiptNature.OWN_RECEIPTS, (
            "recettes propres", "recette propre", "ressources propres", "ramed", "amo", "cnss",
            "cnops", "tiers payant", "prestations", "hospitalisation", "consultations", "facturation",
            "recettes diverses", "المداخيل الذاتية", "مداخيل ذاتية", "own receipts")),
    )
    for word in words
)  # fmt: skip
_NO_NATURE: Why = (
    "receipt.no-nature",
    N_("It is not clear whether this is an own receipt, the subsidy, an excess or cash."),
    N_("Write own receipts, subsidy, excess brought forward or cash in the nature column."),
)
_NO_SECTION: Why = (
    "receipt.no-section",
    N_("Nothing says whether this receipt is of exploitation or of investment."),
    N_("Add a column that says it, or write it in the title above the table."),
)


def nature_said(text: str) -> ReceiptNature | None:
    """The nature that a text names; None when it names none, or several."""
    folded = f" {fold(text)} "
    found = {code for word, code in _WORDS if f" {word} " in folded}
    return found.pop() if len(found) == 1 else None


def _path(table: Table, index: int) -> str:
    """The code path of a receipt line, "" when the file gives no code."""
    codes = (
        split_code(str(value))[0]
        for level in LEVELS
        if (value := column(table, level.name)[index]) not in (None, "")
    )
    return PATH_SEPARATOR.join(codes)


def _key(table: Table, index: int, around: Part | None) -> tuple[str, str, str] | Refusal:
    """Section, nature and path of a row, or why they cannot be told."""
    texts = [str(column(table, name)[index] or "") for name in ("nature", "label")]
    said = next((found for text in texts if (found := nature_said(text))), None)
    if said is None:
        return at_cell(table, index, "nature", _NO_NATURE)
    near = (str(column(table, "part")[index] or ""), table.headings[index], *texts)
    part = nature.of_texts(near)[1] or around
    if part is None and said is not ReceiptNature.CASH:
        return at_cell(table, index, "nature", _NO_SECTION)
    return (part or Part.OPERATING).value, said.value, _path(table, index)


def _take(table: Table, sender: Sender, day: date) -> Drafted:
    """Every row that has an amount, as a record or a refusal."""
    year, holders = str(table.fiscal_year or day.year), Holders(table, sender)
    around = nature.of_texts((*reversed(tuple(table.context.values())), table.sheet))[1]
    records: list[Record] = []
    refused: list[Refusal] = []
    first: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(table.rows):
        amounts = tuple(column(table, name)[index] for name in RECEIPT_AMOUNTS)
        if all(amount is None for amount in amounts):
            continue
        holder, key = holders.of_row(index), _key(table, index, around)
        if isinstance(holder, Refusal) or isinstance(key, Refusal):
            refused.extend(found for found in (holder, key) if isinstance(found, Refusal))
        elif first.setdefault((holder, *key), row) != row:
            why_first = str(first[(holder, *key)])
            refused.append(at_cell(table, index, "nature", TWICE, first=why_first))
        else:
            labels = tuple(str(column(table, name)[index] or "") for name in ("label", "label_ar"))
            values = (*amounts, *labels)
            records.append(Record(holder, day, (year, *key), values, table.sheet, row))
    return Drafted(records, said_once(table, records, refused))


def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a table of receipts; a table without amounts of receipts gives none."""
    if not any(table.match(name) for name in RECEIPT_AMOUNTS):
        return Drafted(())
    day = day_of(table, sender)
    return Drafted((), (at_table(table, NO_DAY),)) if day is None else _take(table, sender, day)
