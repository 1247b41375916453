"""From the monthly form of a delegation to records: the gates and reserves of each site. Pure."""

from datetime import date

from tadbir.core.words import N_
from tadbir.intake.contract import Drafted, Key, Record, Refusal, Sender, Table, Value
from tadbir.intake.refuse import TWICE, Why, at_cell, column
from tadbir.intake.row_by_row import drafted
from tadbir.works.intake import cells
from tadbir.works.intake.resolve import Sites
from tadbir.works.terms import Gate

VALUE_NAMES = ("written", *(gate.value for gate in Gate), "open_reserves", "remarks")
_SAID = VALUE_NAMES[1:]
_MOST_RESERVES = 32_767

NOT_YES_OR_NO: Why = (
    "works.gate-not-understood",
    N_("This cell says neither yes nor no."),
    N_("Write yes or no, or leave the cell empty where nobody knows."),
)
BAD_RESERVES: Why = (
    "works.reserves-out-of-bounds",
    N_("This is no number of reserves."),
    N_("Write how many reserves are not lifted yet, 0 when all are."),
)


class _Draft:
    """Gathers the records and the refusals of one form."""

    def __init__(self, table: Table, sender: Sender, day: date) -> None:
        self.table, self.day = table, day
        self.sites = Sites(table, sender)
        self.records: list[Record] = []
        self.refused: list[Refusal] = []
        self.withheld: dict[int, Key] = {}
        self.first: dict[Key, int] = {}

    def take(self, index: int) -> None:
        """Draft one row; one that says nothing of its site is left aside."""
        if all(column(self.table, name)[index] in (None, "") for name in _SAID):
            return
        found = self.sites.of_row(index)
        if isinstance(found, Refusal):
            self.refused.append(found)
            return
        site, project = found
        key: Key = (site.holder, self.day, (site.code, project.code))
        row = self.table.rows[index]
        if self.first.setdefault(key, row) != row:
            twice = at_cell(self.table, index, "site", TWICE, first=str(self.first[key]))
            self.refused.append(twice)
            return
        values = self._values(index)
        if isinstance(values, Refusal):
            self.refused.append(values)
            self.withheld[row] = key
            return
        self.records.append(Record(*key, values, self.table.sheet, row))

    def _values(self, index: int) -> tuple[Value, ...] | Refusal:
        gates: list[Value] = []
        for gate in Gate:
            said = cells.gate(column(self.table, gate.value)[index])
            if said is None:
                return at_cell(self.table, index, gate.value, NOT_YES_OR_NO)
            gates.append(said)
        reserves = column(self.table, "open_reserves")[index]
        if isinstance(reserves, int) and not 0 <= reserves <= _MOST_RESERVES:
            return at_cell(self.table, index, "open_reserves", BAD_RESERVES)
        written = str(column(self.table, "site")[index] or "").strip()[:200]
        remarks = str(column(self.table, "remarks")[index] or "").strip()
        return (written, *gates, reserves, remarks)


def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a form; a table that speaks of no gate gives none."""
    if not any(table.match(name) for name in (*Gate, "open_reserves")):
        return Drafted(())
    return drafted(table, sender, _Draft)
