"""Conventions with delegated owners: their columns, and from a table to records. Pure."""

from datetime import date

from tadbir.budget.intake.columns import (
    ENTITY,
    FISCAL_YEAR,
    LEVELS,
    PART,
    PROVINCE,
    REMARKS,
    SERIAL,
)
from tadbir.budget.intake.draft import said_once, split_code
from tadbir.budget.terms import CONVENTION_AMOUNTS, PART_LABELS, PATH_SEPARATOR, Part
from tadbir.core.words import N_, fold
from tadbir.intake.columns import YEAR, Wording
from tadbir.intake.contract import Column, Drafted, Kind, Record, Refusal, Sender, Table
from tadbir.intake.holder import Holders
from tadbir.intake.refuse import NO_DAY, TWICE, Why, at_cell, at_table, column, day_of
from tadbir.procurement.calc import nature

VALUE_NAMES = (*CONVENTION_AMOUNTS, "purpose", "delegated_owner", "code_path", "part")


def _amount(name: str, title: str, *synonyms: str) -> Column:
    return Column(name, title, Kind.AMOUNT, synonyms, additive=True)


COLUMNS = (
    SERIAL, ENTITY, PROVINCE, PART, *LEVELS,
    Column("reference", N_("Reference of the convention"), Kind.TEXT,
           ("N° convention", "N° de la convention", "Référence", "Réf.", "Référence convention",
            "رقم الاتفاقية", "مرجع الاتفاقية", "Reference"), identifies=True),
    Column("purpose", N_("Purpose"), Kind.TEXT,
           ("Objet", "Objet de la convention", "Convention", "Intitulé de la convention",
            "Intitulé", "Projet (objet)", "موضوع الاتفاقية", "الموضوع", "الاتفاقية", "Purpose"),
           identifies=True),
    Column("delegated_owner", N_("Delegated owner"), Kind.TEXT,
           ("Maître d'ouvrage délégué", "MOD", "Partenaire", "Agence", "Organisme",
            "صاحب المشروع المنتدب", "الشريك", "الوكالة", "Delegated owner")),
    _amount("agreed", N_("Amount of the convention"), "Montant", "Montant de la convention",
            "Montant convention", "Coût", "Montant (DH)", "Contribution", "المبلغ",
            "مبلغ الاتفاقية", "الكلفة", "Amount"),
    _amount("called", N_("Tranches called"), "Tranches appelées", "Appels de fonds", "Appelé",
            "Montant appelé", "الأشطر المطلوبة", "المبالغ المطلوبة", "Called"),
    _amount("transferred", N_("Transferred"), "Transféré", "Montant transféré", "Versé",
            "Virements effectués", "Transferts", "Montant versé", "Tranches versées",
            "المبالغ المحولة", "المحول", "التحويلات", "Transferred"),
    _amount("justified", N_("Justified"), "Justifié", "Montant justifié", "Dépenses justifiées",
            "Emplois justifiés", "المبالغ المبررة", "المبرر", "Justified"),
    REMARKS,
)  # fmt: skip
WORDING = Wording(
    words={"part": PART_LABELS},
    key_names=(YEAR, "reference"),
    named_by="purpose",
    derived=(FISCAL_YEAR, Column("code_path", N_("Line"), Kind.CODE, ())),
    template=(
        "entity", "part", "path_5", "reference", "purpose", "delegated_owner", *CONVENTION_AMOUNTS,
    ),
)  # fmt: skip
_NO_PURPOSE: Why = (
    "convention.no-purpose",
    N_("This convention has neither a reference nor a purpose."),
    N_("Write the reference or the purpose of the convention."),
)


def _record(table: Table, index: int, holder: str, day: date, around: Part) -> Record | Refusal:
    """One convention; its reference, or its folded purpose, is its identity."""

    def text(name: str) -> str:
        return str(column(table, name)[index] or "").strip()

    reference = text("reference") or fold(text("purpose"))[:200]
    if not reference:
        return at_cell(table, index, "reference", _NO_PURPOSE)
    part = nature.of_texts((text("part"), table.headings[index]))[1] or around
    path = PATH_SEPARATOR.join(
        split_code(text(level.name))[0] for level in LEVELS if text(level.name)
    )
    amounts = tuple(column(table, name)[index] for name in CONVENTION_AMOUNTS)
    values = (*amounts, text("purpose"), text("delegated_owner"), path, part.value)
    year = str(table.fiscal_year or day.year)
    return Record(holder, day, (year, reference), values, table.sheet, table.rows[index])


def _take(table: Table, sender: Sender, day: date) -> Drafted:
    """Every row with an amount, as a record or a refusal; conventions are investment by nature."""
    holders = Holders(table, sender)
    around = nature.of_texts((table.sheet, *table.context.values()))[1] or Part.INVESTMENT
    records: list[Record] = []
    refused: list[Refusal] = []
    first: dict[tuple[str, ...], int] = {}
    for index, row in enumerate(table.rows):
        if all(column(table, name)[index] is None for name in CONVENTION_AMOUNTS):
            continue
        holder = holders.of_row(index)
        if isinstance(holder, Refusal):
            refused.append(holder)
            continue
        found = _record(table, index, holder, day, around)
        if isinstance(found, Refusal):
            refused.append(found)
        elif first.setdefault((holder, *found.key), row) != row:
            why_first = str(first[(holder, *found.key)])
            refused.append(at_cell(table, index, "reference", TWICE, first=why_first))
        else:
            records.append(found)
    return Drafted(records, said_once(table, records, refused))


def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a table of conventions; a table without their amounts gives none."""
    if not any(table.match(name) for name in CONVENTION_AMOUNTS):
        return Drafted(())
    day = day_of(table, sender)
    return Drafted((), (at_table(table, NO_DAY),)) if day is None else _take(table, sender, day)
