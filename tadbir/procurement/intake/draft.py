"""From a follow-up table to records: one for each operation and each line it lies on. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.words import N_, fold
from tadbir.intake.contract import Drafted, Key, Record, Refusal, Sender, Table, Value
from tadbir.intake.holder import Holders
from tadbir.intake.refuse import TWICE, Why, at_cell, column
from tadbir.intake.row_by_row import drafted
from tadbir.procurement.calc import marks, nature
from tadbir.procurement.intake.columns import STATE_HEADERS
from tadbir.procurement.terms import UNDER_WAY, BudgetKind, Kind, State, TaxBasis, place_of

AMOUNT_NAMES = ("amount", "amount_without_tax")
SHARED_NAMES = (
    "tax_basis", "purpose", "kind", "supplier", "state", "state_on", "place", "dates", "reason",
    "observations",
)  # fmt: skip
VALUE_NAMES = (*AMOUNT_NAMES, *SHARED_NAMES)
_STATE = SHARED_NAMES.index("state")
_NUMBER = re.compile(r"(\d+)\s*$")
_NUMBERED = re.compile(r" / A\d*$")
_LONGEST = 200
_ANY_AMOUNT = ("amount_with_tax", "amount", "amount_without_tax")
"""The columns of amounts, the first that a row fills being its amount."""
WHOLE = "whole_amount"
"""The column of the amount of an operation over all its lines."""
_NO_KIND: Why = (
    "operation.no-kind",
    N_("The type of this operation is not understood."),
    N_("Write contract, purchase order, framework contract, convention, invoice, statement or "
       "amendment."),
)  # fmt: skip
_NO_MARK: Why = (
    "operation.mark-unknown",
    N_("This cell says neither a date, a cross, nor a known word."),
    N_("Write the day, a cross, “en cours”, or “rejeté : ” and the reason."),
)
_NO_PURPOSE: Why = (
    "operation.no-purpose",
    N_("This operation has neither a reference nor a purpose."),
    N_("Write the reference or the purpose of the operation."),
)
_TWO_STATES: Why = (
    "operation.two-states",
    N_("Two rows of this operation say two different states: see row {first}."),
    N_("Write the same dates on both rows, or give each operation its own reference."),
)
_SAME_AMOUNT: Why = (
    "operation.same-amount-twice",
    N_("The same amount stands on both lines of this operation: see row {first}."),
    N_(
        "Write on each line the share it bears; where shares are equal, write the total of the"
        " operation in a column of its own."
    ),
)


@dataclass(frozen=True, slots=True)
class _Open:
    """An operation already met in the table: its first row, shared values, first amount."""

    row: int
    shared: tuple[Value, ...]
    amount: Value


class _Draft:
    """Gathers the records and the refusals of one table."""

    def __init__(self, table: Table, sender: Sender, day: date) -> None:
        self.table, self.day = table, day
        self.year = str(table.fiscal_year or day.year)
        self.holders = Holders(table, sender)
        self.around = (*reversed(tuple(table.context.values())), table.sheet)
        self.nature_around = nature.of_texts(self.around)
        self.tax_around = _first_tax(self.around)
        self.states = [
            (state, column(table, f"on_{state.value}"))
            for state in STATE_HEADERS
            if table.match(f"on_{state.value}")
        ]
        self.records: list[Record] = []
        self.refused: list[Refusal] = []
        self.withheld: dict[int, Key] = {}
        self.open: dict[tuple[str, str], _Open] = {}
        self.last: tuple[str, str] | None = None

    def text(self, index: int, name: str) -> str:
        """A text cell of a row, "" when blank or absent."""
        return str(column(self.table, name)[index] or "").strip()

    def take(self, index: int) -> None:
        """Draft one row: a new operation, or a further line of one already met."""
        holder = self.holders.of_row(index)
        if isinstance(holder, Refusal):
            self.refused.append(holder)
            return
        identity = self._identity(index, holder)
        if identity is None:
            self.refused.append(at_cell(self.table, index, "purpose", _NO_PURPOSE))
            return
        met = self.open.get(identity)
        shared = self._shared(index) if met is None else self._again(index, met)
        if isinstance(shared, Refusal):
            self.refused.append(shared)
            self._withhold(index, (holder, self.day, self._key(index, identity[1])))
            return
        amounts = self._amounts(index)
        if met is None:
            self.open[identity] = _Open(self.table.rows[index], shared, amounts[0])
        self.last = identity
        self._keep(index, identity, (*amounts, *shared), met)

    def _keep(
        self, index: int, identity: tuple[str, str], values: tuple[Value, ...], met: _Open | None
    ) -> None:
        key = self._key(index, identity[1])
        if met is not None and (why := self._clash(index, (identity[0], key), met, values[0])):
            self.refused.append(at_cell(self.table, index, "code_path", why, first=str(met.row)))
            self._withhold(index, (identity[0], self.day, key))
            return
        row = self.table.rows[index]
        self.records.append(Record(identity[0], self.day, key, values, self.table.sheet, row))

    def _withhold(self, index: int, key: Key) -> None:
        """Remember what a refused row speaks of."""
        self.withheld[self.table.rows[index]] = key

    def _key(self, index: int, reference: str) -> tuple[str, ...]:
        """What a row of an operation speaks of: its year, its reference, its line."""
        path = self.text(index, "code_path")
        return (self.year, reference, *self._nature(index, path), path)

    def _clash(
        self, index: int, spoken: tuple[str, tuple[str, ...]], met: _Open, amount: Value
    ) -> Why | None:
        """Why a second row of an operation cannot be a share of it on another line.

        `spoken` is its holder and key. An amount that stands twice is the whole written again,
        unless totals prove it or the row says another whole.
        """
        if any((record.holder, record.key) == spoken for record in self.records):
            return TWICE
        is_share = column(self.table, WHOLE)[index] not in (None, amount)
        if not amount or amount != met.amount or is_share or self.table.has_own_totals:
            return None
        return _SAME_AMOUNT

    def _identity(self, index: int, holder: str) -> tuple[str, str] | None:
        """Holder and reference; the folded purpose stands for a reference that is not there.

        A row without either continues the operation above when it names a line.
        """
        reference = self.text(index, "reference") or _telling(self.text(index, "serial"))
        purpose = self.text(index, "purpose")
        if not reference and not purpose:
            continues = self.last is not None and self.text(index, "code_path")
            return self.last if continues else None
        said = f"{self.text(index, 'type')} {purpose}"
        is_amendment = marks.kind_said(said) is Kind.AMENDMENT
        if reference and is_amendment and not _NUMBERED.search(reference):
            number = _NUMBER.search(self.text(index, "type")) or _NUMBER.search(purpose)
            reference = f"{reference} / A{number[1] if number else ''}"
        return holder, reference[:_LONGEST] or named_by(purpose)

    def _again(self, index: int, met: _Open) -> tuple[Value, ...] | Refusal:
        """The shared values of an operation met before, unless this row says another state."""
        if all(values[index] in (None, "") for _state, values in self.states):
            return met.shared
        shared = self._shared(index)
        if isinstance(shared, Refusal) or shared[_STATE] == met.shared[_STATE]:
            return shared if isinstance(shared, Refusal) else met.shared
        return at_cell(self.table, index, "purpose", _TWO_STATES, first=str(met.row))

    def _shared(self, index: int) -> tuple[Value, ...] | Refusal:
        """What a row says of the whole operation, in the order of `SHARED_NAMES`."""
        progress = self._progress(index)
        if isinstance(progress, Refusal):
            return progress
        kind = self._kind(index)
        if kind is None:
            return at_cell(self.table, index, "type", _NO_KIND)
        dates = {state.value: on.isoformat() if on else "" for state, on in progress.dates.items()}
        dates |= {state.value: UNDER_WAY for state in progress.under_way}
        return (
            self._tax(index).value,
            self.text(index, "purpose")[:500] or self.text(index, "reference"),
            kind.value,
            self.text(index, "supplier")[:250],
            progress.state.value,
            progress.state_on,
            place_of(kind, progress.state).value,
            json.dumps(dates, sort_keys=True),
            progress.reason[:500],
            self.text(index, "observations"),
        )

    def _kind(self, index: int) -> Kind | None:
        """The kind that the type column says, else the purpose when there is no such column."""
        if self.table.match("type"):
            return marks.kind_said(self.text(index, "type"))
        said = marks.kind_said(self.text(index, "purpose"))
        return said or next((kind for text in self.around if (kind := marks.kind_said(text))), None)

    def _progress(self, index: int) -> marks.Progress | Refusal:
        """The state of a row from its state columns; struck rows are cancelled."""
        read: dict[State, marks.Mark] = {}
        for state, values in self.states:
            value = values[index]
            mark = marks.read_mark(str(value) if isinstance(value, Decimal) else value)
            if mark is None:
                return at_cell(self.table, index, f"on_{state.value}", _NO_MARK)
            read[state] = mark
        is_struck = "struck" in self.table.marks.get(self.table.rows[index], ())
        found = marks.progress(read, is_cancelled=is_struck)
        if isinstance(found, State):
            return at_cell(self.table, index, f"on_{found.value}", _NO_MARK)
        return found

    def _amounts(self, index: int) -> tuple[Value, Value]:
        """The amount, and the amount without tax where the row gives both."""
        filled = self._filled(index)
        net = column(self.table, "amount_without_tax")[index]
        amount = column(self.table, filled)[index]
        return amount, None if filled == "amount_without_tax" else net

    def _filled(self, index: int) -> str:
        """The column of a row's amount: the first that it fills, else the first of the table."""
        present = [name for name in _ANY_AMOUNT if self.table.match(name)] or ["amount"]
        values = ((name, column(self.table, name)[index]) for name in present)
        return next((name for name, value in values if value is not None), present[0])

    def _tax(self, index: int) -> TaxBasis:
        """Whether the amount includes tax: its own column says, then its header, then the title."""
        filled = self._filled(index)
        if filled != "amount":
            return TaxBasis(filled.removeprefix("amount_"))
        plain = self.table.match("amount")
        if plain is None:
            return TaxBasis.UNSAID
        said = marks.tax_said(plain.header)
        return self.tax_around if said is TaxBasis.UNSAID else said

    def _nature(self, index: int, path: str) -> tuple[str, str]:
        """The budget and part of a row's line; "" for a part that nobody says."""
        texts = (f"{self.text(index, 'part')} {self.text(index, 'budget')}",)
        kind, part = nature.settled(
            (
                nature.of_texts(texts),
                nature.of_path(path),
                nature.of_texts((self.table.headings[index],)),
                self.nature_around,
            )
        )
        return (kind or BudgetKind.GENERAL).value, part.value if part else ""


def named_by(purpose: str) -> str:
    """What stands for the reference of an operation that only has a purpose."""
    return fold(purpose)[:_LONGEST]


def _telling(serial: str) -> str:
    """A serial number that is a reference ("14/2025/DRSPS"), "" when it only counts rows."""
    return "" if re.fullmatch(r"[\d\s.]*", serial) else serial


def _first_tax(texts: tuple[str, ...]) -> TaxBasis:
    """What the nearest text that speaks of tax says."""
    said = (marks.tax_said(text) for text in texts)
    return next((tax for tax in said if tax is not TaxBasis.UNSAID), TaxBasis.UNSAID)


def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a follow-up table; a table without any operation's column gives none."""
    if not (table.match("purpose") or table.match("reference")):
        return Drafted(())
    return drafted(table, sender, _Draft)


def dates_of(text: str) -> Mapping[str, str]:
    """The dates of an operation by state, from the text that a record carries: ISO days, "" for a
    cross, `UNDER_WAY`."""
    found: dict[str, str] = json.loads(text)
    return found
