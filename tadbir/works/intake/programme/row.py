"""One row of a list of a programme, read cell by cell. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from tadbir.intake.contract import Table, Value
from tadbir.intake.refuse import Why, column
from tadbir.works.calc.listed import Told, is_in_order
from tadbir.works.intake.programme import whys
from tadbir.works.intake.programme.columns import kind_of, phase_of, reason_of, steering_of
from tadbir.works.terms import STEPS, WITH_REASON, Phase, Reason, Stage

VALUE_NAMES = (
    "written", "kind", "steering", "owner", "phase", "since", "reason", "service_order_on",
    "accepted_on", "opened_on", "population", "staff", "reference", "remarks",
)  # fmt: skip
COLUMN_OF: Mapping[str, str] = {
    "service_order_on": "service_order", "accepted_on": "accepted", "opened_on": "opened",
}  # fmt: skip
"""The columns of the values that bear another name."""
_TELLING = (
    "kind", "steering", "owner", "phase", "since", "reason", "reference", "service_order",
    "accepted", "opened", "population", "staff", "remarks",
)  # fmt: skip
_DAYS = ("since", *COLUMN_OF)
_LONGEST, _MOST = 200, 2_147_483_647


class Bad(Exception):
    """A cell that stops its row: the column and why."""

    def __init__(self, name: str, why: Why, **details: str) -> None:
        super().__init__(why[0])
        self.name, self.why, self.details = name, why, details


class ListRow:
    """One data row of a table."""

    def __init__(self, table: Table, index: int) -> None:
        self.table, self.index = table, index

    def value(self, name: str) -> Value:
        """A cell as it was understood."""
        return column(self.table, name)[self.index]

    def text(self, name: str) -> str:
        """A cell of text without stray blanks, "" when blank or absent."""
        return " ".join(str(self.value(name) or "").split())

    def is_silent(self) -> bool:
        """Whether nothing is said of the site beyond its name."""
        return all(self.value(name) in (None, "") for name in _TELLING)

    def code(self, name: str, read: Callable[[str], StrEnum | None], why: Why) -> str:
        """The code that a cell of words means, "" for a blank."""
        text = self.text(name)
        found = read(text) if text else None
        if text and found is None:
            raise Bad(name, why)
        return found.value if found is not None else ""

    def day(self, name: str) -> date | None:
        """A cell of a day."""
        found = self.value(name)
        return found if isinstance(found, date) else None

    def count(self, name: str) -> int | None:
        """A cell of people."""
        found = self.value(name)
        if isinstance(found, int) and not 0 <= found <= _MOST:
            raise Bad(name, whys.TOO_MANY)
        return found if isinstance(found, int) else None


def values_of(row: ListRow, on: date, *, is_hospital: bool) -> Mapping[str, Value]:
    """What a row says of its project, by the names of the values; raises `Bad`."""
    reason, remarks = _reason(row)
    phase = row.code("phase", phase_of, whys.UNKNOWN_PHASE)
    said: dict[str, Value] = {
        "written": row.text("site")[:_LONGEST],
        "kind": row.code(
            "kind", lambda text: kind_of(text, is_hospital=is_hospital), whys.UNKNOWN_KIND
        ),
        "steering": row.code("steering", steering_of, whys.UNKNOWN_STEERING),
        "owner": row.text("owner")[:_LONGEST],
        "phase": phase or (Phase.OPENED.value if row.day("opened") else ""),
        "since": row.day("since"),
        "reason": reason,
        "service_order_on": row.day("service_order"),
        "accepted_on": row.day("accepted"),
        "opened_on": row.day("opened"),
        "population": row.count("population"),
        "staff": row.count("staff"),
        "reference": row.text("reference")[:_LONGEST],
        "remarks": remarks,
    }
    _check(said, on)
    return said


def told_of(values: Mapping[str, Value], on: date, teller: int | None = None) -> Told:
    """The values of a record as the way of a project takes them."""
    days = {name: day if isinstance(day := values[name], date) else None for name in _DAYS}
    phase = Phase(str(values["phase"])) if values["phase"] else None
    return Told(on, phase, teller=teller, **days)


def _reason(row: ListRow) -> tuple[str, str]:
    """The code of the reason, and the remarks; a reason in other words goes before these."""
    text, remarks = row.text("reason"), row.text("remarks")
    if not text:
        return "", remarks
    known = reason_of(text)
    if known is not None:
        return known.value, remarks
    return Reason.OTHER.value, " – ".join(filter(None, (text, remarks)))


def _check(said: Mapping[str, Value], on: date) -> None:
    """Whether what a row says holds together; raises `Bad` at the cell that does not."""
    phase = Phase(str(said["phase"])) if said["phase"] else None
    if phase in WITH_REASON and not said["reason"]:
        raise Bad("reason", whys.NO_REASON)
    for name in _DAYS:
        day = said[name]
        if isinstance(day, date) and day > on:
            later = whys.AFTER_THE_LIST
            raise Bad(
                COLUMN_OF.get(name, name), later, said=f"{day:%d/%m/%Y}", day=f"{on:%d/%m/%Y}"
            )
    _check_opening(said, phase)
    own = {Phase.SERVICE_ORDER: "service_order_on", Phase.PROVISIONAL_ACCEPTANCE: "accepted_on",
           Phase.OPENED: "opened_on"}  # fmt: skip
    same = said[own[phase]] if phase in own else None
    if said["since"] and same and said["since"] != same:
        raise Bad("since", whys.TWO_DAYS)
    if not is_in_order(told_of(said, on).steps):
        raise Bad("since", whys.NOT_IN_ORDER)


def _check_opening(said: Mapping[str, Value], phase: Phase | None) -> None:
    """An opening has its day, and no phase before it."""
    if phase is Phase.OPENED and not (said["opened_on"] or said["since"]):
        raise Bad("opened", whys.NO_OPENING_DAY)
    if said["opened_on"] and phase and STEPS[phase].stage is not Stage.OPENED:
        raise Bad("opened", whys.NOT_OPENED)
