"""From a statement of progress to records: one for each lot that a row speaks of. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tadbir.core.words import N_
from tadbir.intake.contract import Drafted, Key, Record, Refusal, Sender, Table, Value
from tadbir.intake.refuse import TWICE, Why, at_cell, at_table, column
from tadbir.intake.row_by_row import drafted
from tadbir.works.intake import cells
from tadbir.works.intake.cells import NOTHING, Said
from tadbir.works.intake.resolve import Sites
from tadbir.works.terms import ReportSource, Stated

VALUE_NAMES = (
    "written", "contractor", "amount", "service_order_on", "duration", "duration_unit", "stops",
    "physical", "financial", "paid", "expected_on", "stated", "remarks",
)  # fmt: skip
_TELLING = (
    "contractor", "amount", "service_order", "duration", "stops", "physical", "financial", "paid",
    "expected", "stated", "remarks",
)  # fmt: skip
COLUMNS_OF_A_ROW = ("reference", "lot", *_TELLING)
WHOLE = 0
_LONGEST = 200

NOT_UNDERSTOOD: Why = (
    "works.progress-not-understood",
    N_("This cell is neither a share nor a known word of progress."),
    N_("Write the share with its percent sign, by lot where there are several, or one of: OS non"
       " notifié, non démarré, en cours, arrêté, achevé, réceptionné."),
)  # fmt: skip
BEYOND: Why = (
    "works.progress-beyond",
    N_("A progress lies between 0 and 100 %: this one is {said}."),
    N_("Correct the share; works added by an amendment are a new amount, not more than the whole."),
)
TWO_WORDS: Why = (
    "works.two-words",
    N_("The cells of this row say two different states of the works."),
    N_("Write the same word in both, or leave one empty."),
)
BAD_DURATION: Why = (
    "works.duration-not-understood",
    N_("This cell is not a delay with its unit."),
    N_("Write the number of months or of days: “4 mois” or “120 jours”."),
)
BAD_DAY: Why = (
    "works.day-not-understood",
    N_("This cell says neither a day nor a known word."),
    N_("Write the day as day/month/year, or leave the cell empty."),
)
BAD_LOT: Why = (
    "works.lot-not-understood",
    N_("This is not the number of a lot."),
    N_("Write the number of the lot alone, or leave the cell empty for the whole contract."),
)
LOT_TWICE: Why = (
    "works.lots-in-a-lot",
    N_("The row speaks of one lot, and its progress of several."),
    N_("Write a row for each lot, or leave the column of the lot empty."),
)
NO_PROGRESS: Why = (
    "works.no-progress-column",
    N_("No head of this table is known for the physical progress of works."),
    N_("Say by hand which column it is, or send the file as interim statements of account."),
)
NEGATIVE: Why = (
    "works.negative-amount",
    N_("An amount of works is not negative."),
    N_("Correct the amount, or leave the cell empty."),
)


class _Bad(Exception):
    """A cell that stops its row: the column and why."""

    def __init__(self, name: str, why: Why, **details: str) -> None:
        super().__init__(why[0])
        self.name, self.why, self.details = name, why, details


class _Row:
    """One data row, read cell by cell."""

    def __init__(self, table: Table, index: int) -> None:
        self.table, self.index = table, index

    def value(self, name: str) -> Value:
        """A cell as it was understood."""
        return column(self.table, name)[self.index]

    def text(self, name: str) -> str:
        """A cell of text, "" when blank or absent."""
        return str(self.value(name) or "").strip()

    def is_silent(self) -> bool:
        """Whether nothing is said of the site beyond its name."""
        return all(self.value(name) in (None, "") for name in _TELLING)

    def progress(self, name: str) -> Mapping[int, Said]:
        """A cell of progress by lot; `WHOLE` where it does not speak of lots."""
        found = cells.said(self.value(name))
        if found is None:
            raise _Bad(name, NOT_UNDERSTOOD)
        by_lot = {WHOLE: found} if isinstance(found, Said) else found
        for one in by_lot.values():
            if one.share is not None and not 0 <= one.share <= 1:
                raise _Bad(name, BEYOND, said=f"{one.share * 100:f}".rstrip("0").rstrip(".") + " %")
        return by_lot

    def day(self, name: str) -> tuple[date | None, Stated | None]:
        """A cell of a day: the day, or the word that stands in its place."""
        value = self.value(name)
        if value is None or isinstance(value, date):
            return value, None
        stated = cells.word(str(value)) if isinstance(value, str) else None
        if stated is None:
            raise _Bad(name, BAD_DAY)
        return None, stated

    def duration(self) -> tuple[int | None, str]:
        """The delay and its unit."""
        text = self.text("duration")
        if not text or not text.strip("-–—. "):
            return None, ""
        match = self.table.match("duration")
        found = cells.duration(text, match.header if match else "")
        if found is None:
            raise _Bad("duration", BAD_DURATION)
        return found[0], found[1].value

    def amount(self, name: str) -> Value:
        """An amount in centimes."""
        value = self.value(name)
        if isinstance(value, int) and value < 0:
            raise _Bad(name, NEGATIVE)
        return value

    def lots(self) -> Mapping[int, Mapping[str, Value]]:
        """What the row says of each lot; what is not said by lot is said of the whole contract."""
        own = cells.lot(self.text("lot"))
        if own is None:
            raise _Bad("lot", BAD_LOT)
        physical, financial = self.progress("physical"), self.progress("financial")
        numbers = sorted(physical.keys() | financial.keys())
        if own and numbers != [WHOLE]:
            raise _Bad("lot", LOT_TWICE)
        shared = self._shared(physical.get(WHOLE, NOTHING))
        found: dict[int, Mapping[str, Value]] = {}
        for number in dict.fromkeys((WHOLE, *numbers)):
            done, money = physical.get(number, NOTHING), financial.get(number, NOTHING)
            said = shared if number == WHOLE else _of_lot(shared, done)
            found[own or number] = {**said, "physical": done.share, "financial": money.share}
        return found

    def _shared(self, done: Said) -> Mapping[str, Value]:
        """What is said once in the row."""
        ordered, order_word = self.day("service_order")
        expected, end_word = self.day("expected")
        written = self.text("stated")
        column_word = cells.word(written) if written else None
        if written and column_word is None:
            raise _Bad("stated", NOT_UNDERSTOOD)
        words = {w for w in (done.stated, column_word, order_word, end_word) if w is not None}
        if len(words) > 1:
            raise _Bad("stated" if written else "physical", TWO_WORDS)
        duration, unit = self.duration()
        return {
            "written": self.text("site")[:_LONGEST],
            "contractor": self.text("contractor")[:250],
            "amount": self.amount("amount"),
            "service_order_on": ordered,
            "duration": duration,
            "duration_unit": unit,
            "stops": self.text("stops")[:500],
            "paid": self.amount("paid"),
            "expected_on": expected,
            "stated": words.pop().value if words else "",
            "remarks": self.text("remarks"),
        }


def _of_lot(shared: Mapping[str, Value], done: Said) -> Mapping[str, Value]:
    """What is said of a lot named inside a cell: its amounts and days stand with the contract."""
    nothing: Mapping[str, Value] = {
        "amount": None, "service_order_on": None, "duration": None, "duration_unit": "",
        "stops": "", "paid": None, "expected_on": None, "remarks": "",
    }  # fmt: skip
    return {**shared, **nothing, "stated": done.stated.value if done.stated else ""}


class _Draft:
    """Gathers the records and the refusals of one table."""

    def __init__(self, table: Table, sender: Sender, day: date) -> None:
        self.table, self.day = table, day
        self.sites = Sites(table, sender)
        self.records: list[Record] = []
        self.refused: list[Refusal] = []
        self.withheld: dict[int, Key] = {}
        self.first: dict[Key, int] = {}

    def take(self, index: int) -> None:
        """Draft one row."""
        row = _Row(self.table, index)
        if row.is_silent():
            return
        found = self.sites.of_row(index)
        if isinstance(found, Refusal):
            self.refused.append(found)
            return
        site, project = found
        keys = (site.code, project.code, row.text("reference")[:_LONGEST])
        try:
            lots = row.lots()
        except _Bad as bad:
            self.refused.append(at_cell(self.table, index, bad.name, bad.why, **bad.details))
            lot = str(cells.lot(row.text("lot")) or WHOLE)
            self.withheld[self.table.rows[index]] = (site.holder, self.day, (*keys, lot))
            return
        for number, said in lots.items():
            self._keep(index, (site.holder, self.day, (*keys, str(number))), said)

    def _keep(self, index: int, key: Key, said: Mapping[str, Value]) -> None:
        row = self.table.rows[index]
        if self.first.setdefault(key, row) != row:
            self.refused.append(
                at_cell(self.table, index, "site", TWICE, first=str(self.first[key]))
            )
            return
        values = tuple(_exact(said[name]) for name in VALUE_NAMES)
        self.records.append(Record(*key, values, self.table.sheet, row))


def _exact(value: Value) -> Value:
    """A share with the digits that the table keeps."""
    return value.quantize(Decimal("0.000001")) if isinstance(value, Decimal) else value


def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a statement of progress; a table that says none gives none.

    Only interim statements of account speak of money alone: elsewhere a column of progress that was
    not recognised would blank what is known.
    """
    if not any(table.match(name) for name in ("physical", "financial", "paid", "stated")):
        return Drafted(())
    speaks_of_works = table.match("physical") or table.match("stated")
    if not speaks_of_works and sender.source != ReportSource.INTERIM_STATEMENT:
        return Drafted((), (at_table(table, NO_PROGRESS),))
    return drafted(table, sender, _Draft)
