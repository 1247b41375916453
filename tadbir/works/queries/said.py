"""What statements and forms say, in the words of works, and what a contract adds up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from tadbir.core.money import dirhams
from tadbir.procurement.terms import DurationUnit
from tadbir.works.terms import Gate, ReportSource, Stated

WHOLE = 0


@dataclass(frozen=True, slots=True)
class Said:
    """What one statement said of one lot of a project (0: the whole contract); None: not said.

    Shares are fractions of 1, amounts dirhams, `paid` cumulated. `batch`, `sheet` and `row` lead to
    the cell it came from.
    """

    project: str
    source: ReportSource
    on: date
    reference: str
    lot: int
    contractor: str
    amount: Decimal | None
    service_order_on: date | None
    duration: int | None
    unit: DurationUnit | None
    stops: str
    physical: Decimal | None
    financial: Decimal | None
    paid: Decimal | None
    expected_on: date | None
    stated: Stated | None
    remarks: str
    batch: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class GatesSaid:
    """What the last form of a delegation said of a project: each gate, open or not; None: not said."""

    project: str
    on: date
    gates: Mapping[Gate, bool | None]
    open_reserves: int | None
    remarks: str
    batch: int
    sheet: str
    row: int

    @property
    def open(self) -> frozenset[Gate]:
        """The gates said open."""
        return frozenset(gate for gate, is_open in self.gates.items() if is_open)


SAID_FIELDS = (
    "project__code", "standing__source", "standing__on_date", "contract_reference", "lot",
    "contractor", "amount", "service_order_on", "duration", "duration_unit", "stops", "physical",
    "financial", "paid", "expected_on", "stated", "remarks", "standing__batch_id", "sheet", "row",
)  # fmt: skip


def progress_of(said: Sequence[Said]) -> Decimal | None:
    """The physical progress of a contract from what one source says of its lots, a fraction of 1.

    Lots count by their amounts where each says one; else the one least advanced speaks for all:
    a site is ready with its last lot. A word alone gives 0 or 1 where it means so.
    """
    lots = [one for one in said if one.lot != WHOLE] or list(said)
    shares = [(one.amount, share) for one in lots if (share := _share(one)) is not None]
    if len(shares) < len(lots) or not shares:
        whole = next((one for one in said if one.lot == WHOLE), None)
        return _share(whole) if whole else None
    total = sum((amount for amount, _share in shares if amount is not None), Decimal(0))
    if total and all(amount is not None for amount, _share in shares):
        return sum(((a or 0) * s for a, s in shares), Decimal(0)) / total
    return min(share for _amount, share in shares)


_SHARES: Mapping[Stated, Decimal] = {
    Stated.NOT_NOTIFIED: Decimal(0),
    Stated.NOT_STARTED: Decimal(0),
    Stated.DONE_TO_ACCEPT: Decimal(1),
    Stated.ACCEPTED: Decimal(1),
}
"""The progress that a word means by itself; the others mean none."""


def _share(said: Said) -> Decimal | None:
    if said.physical is not None or said.stated is None:
        return said.physical
    return _SHARES.get(said.stated)


def by_source(said: Sequence[Said]) -> Mapping[ReportSource, list[Said]]:
    """What each source says, in the order of the sources."""
    found: dict[ReportSource, list[Said]] = {}
    for source in ReportSource:
        if own := [one for one in said if one.source is source]:
            found[source] = own
    return found


def total(said: Sequence[Said], name: str) -> Decimal | None:
    """What is said of the whole contract, else the sum of its lots; None when neither is said."""
    whole = [getattr(one, name) for one in said if one.lot == WHOLE]
    lots = [getattr(one, name) for one in said if one.lot != WHOLE]
    for amounts in (whole, lots):
        if amounts and all(amount is not None for amount in amounts):
            return sum(amounts, Decimal(0))
    return None


def said_of(row: tuple[Any, ...]) -> Said:
    """A row of the table in the words of works."""
    values = dict(zip(Said.__dataclass_fields__, row, strict=True))
    for name in ("amount", "paid"):
        values[name] = None if values[name] is None else dirhams(values[name])
    values |= {
        "source": ReportSource(values["source"]),
        "unit": DurationUnit(values["unit"]) if values["unit"] else None,
        "stated": Stated(values["stated"]) if values["stated"] else None,
    }
    return Said(**values)
