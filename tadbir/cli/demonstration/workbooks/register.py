"""Layout 7: the follow-up of operations, dates, crosses and words in the columns of states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tadbir.cli.demonstration.dossiers import NEVER, Dossier
from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.workbooks.book import Book, Page, as_text, french
from tadbir.procurement.terms import Kind

HEADS = ("N°", "N° marché / BC", "Objet", "Type", "Imputation", "Titulaire", "Montant TTC",
         "Date lancement", "Ouverture des plis", "Attribution", "Dépôt visa",
         "Visa / Rejet (motif)", "Approbation", "OS", "Service fait", "Émis", "Payé",
         "Observations")  # fmt: skip
_TYPES = {
    Kind.CONTRACT: "AO", Kind.PURCHASE_ORDER: "BC", Kind.FRAMEWORK_CONTRACT: "Marché cadre",
    Kind.CONVENTION: "Convention", Kind.STATEMENT: "Relevé", Kind.INVOICE: "Facture",
}  # fmt: skip
_AMOUNT, _FIRST_STATE = HEADS.index("Montant TTC"), HEADS.index("Date lancement")
_FIRST_ROW = 6
_CANCELLED_AFTER = 75
_NEED_SEEN_BEFORE = 60
State = date | str | None


@dataclass(frozen=True, slots=True)
class Register:
    """The dossiers of one holder as they stand on a day."""

    holder: Holder
    day: date
    dossiers: tuple[Dossier, ...]


def seen(dossier: Dossier, day: date) -> bool:
    """Whether a service has written the dossier down by a day: launched, deposited, or a need."""
    first = min(dossier.launched_on - _NEED_SEEN_BEFORE, dossier.deposited_on)
    return first <= day.toordinal()


def is_cancelled(dossier: Dossier, day: date) -> bool:
    """Whether an unsuccessful tender was given up: such rows are struck through."""
    return dossier.unsuccessful_on + _CANCELLED_AFTER <= day.toordinal()


def write(path: Path, registers: Sequence[Register], *, word_for_amount: str = "") -> None:
    """A sheet for each holder and day; every other holder writes crosses where it may.

    `word_for_amount` is planted: it stands where the first amount of each sheet should be.
    """
    several = len({register.day for register in registers}) > 1
    with Book(path) as book:
        for number, register in enumerate(registers):
            suffix = f" {register.day.year}" if several else ""
            page = book.page(f"{register.holder.tab}{suffix}")
            _sheet(page, register, has_crosses=number % 2 == 1)
            if word_for_amount:
                page.sheet.write_string(_FIRST_ROW, _AMOUNT, word_for_amount)


def _sheet(page: Page, register: Register, *, has_crosses: bool) -> None:
    page.texts(["SUIVI DES OPÉRATIONS (montants toutes taxes comprises)"], "title").end()
    page.texts([register.holder.name_fr]).end()
    page.texts([f"Exercice {register.day.year} – situation arrêtée au {french(register.day)}"])
    page.end(2).texts(HEADS, "head").end()
    page.widths([5, 24, 52, 12, 28, 34, 16, *[13] * (len(HEADS) - 8), 44])
    rows = [dossier for dossier in register.dossiers if seen(dossier, register.day)]
    for serial, dossier in enumerate(rows, 1):
        _row(page, serial, dossier, register.day, has_crosses)
    page.texts(["TOTAL"], "total", at=2)
    page.amounts([sum(dossier.amount for dossier in rows)], "total", at=_AMOUNT).end(2)
    page.texts(["Le chef du service administratif et économique"], at=2)


def _row(page: Page, serial: int, dossier: Dossier, day: date, has_crosses: bool) -> None:
    struck = is_cancelled(dossier, day)
    page.sheet.write_number(page.row, 0, serial)
    page.texts(
        [dossier.number, dossier.purpose, _TYPES[dossier.kind], dossier.rubric.code_path,
         dossier.supplier if _is_known(dossier, day) else ""],
        "struck" if struck else "text", at=1,
    )  # fmt: skip
    page.amounts([dossier.amount], "struck_amount" if struck else "amount", at=_AMOUNT)
    for column, value in enumerate(states(dossier, day), _FIRST_STATE):
        if isinstance(value, date):
            if has_crosses and HEADS[column] in ("Approbation", "OS"):
                page.texts(["x"], at=column)
            else:
                page.day(value, column)
        elif value:
            page.texts([value], at=column)
    page.texts([_remarks(dossier, day)], at=len(HEADS) - 1).end()


def _is_known(dossier: Dossier, day: date) -> bool:
    """Whether the supplier is known: once awarded, at once where there is no tender."""
    return min(dossier.awarded_on, dossier.deposited_on) <= day.toordinal()


def states(dossier: Dossier, day: date) -> list[State]:
    """What stands in the ten columns of states on a day, from launch to payment."""
    today = day.toordinal()

    def reached(on: int) -> State:
        return date.fromordinal(on) if on <= today else None

    offers = "infructueux" if dossier.unsuccessful_on <= today else reached(dossier.opened_on)
    again = reached(dossier.deposited_again_on)
    issued_all = max((i.issued_on for i in dossier.invoices), default=NEVER)
    paid_all = max((i.paid_on for i in dossier.invoices), default=NEVER)
    if dossier.issued < dossier.amount:
        issued_all = paid_all = NEVER
    return [
        reached(dossier.launched_on), offers, reached(dossier.awarded_on),
        again or reached(dossier.deposited_on), _visa(dossier, today),
        reached(dossier.approved_on), reached(dossier.service_order_on),
        reached(dossier.service_done_on), reached(issued_all), reached(paid_all),
    ]  # fmt: skip


def _visa(dossier: Dossier, today: int) -> State:
    """The visa, or why there is none yet."""
    if dossier.visaed_on <= today:
        return date.fromordinal(dossier.visaed_on)
    if dossier.rejected_on <= today:
        return f"rejeté le {french(date.fromordinal(dossier.rejected_on))} : {dossier.reason}"
    if dossier.suspended_on <= today < dossier.deposited_again_on:
        return f"suspendu le {french(date.fromordinal(dossier.suspended_on))} : {dossier.reason}"
    return "en cours" if dossier.deposited_on <= today else None


def _remarks(dossier: Dossier, day: date) -> str:
    """What the last column says: a carry-over, orders already issued, an obstacle."""
    today = day.toordinal()
    said = ["report de l'exercice antérieur"] if dossier.is_carried else []
    issued = [invoice for invoice in dossier.invoices if invoice.issued_on <= today]
    if issued and len(issued) < len(dossier.invoices):
        amount = as_text(sum(invoice.amount for invoice in issued))
        said.append(f"{len(issued)} décompte(s) émis, {amount} DH")
    if dossier.obstacle and dossier.visaed_on > today:
        said.append(dossier.obstacle)
    return " ; ".join(said)
