"""What a statement of progress says against what is known: named with both values, kept with a
reason or left out."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.core.money import dirhams
from tadbir.core.words import N_, fold
from tadbir.intake.contract import Contradiction, Record, Value
from tadbir.intake.refuse import Why
from tadbir.works import queries
from tadbir.works.intake import draft
from tadbir.works.intake.draft import WHOLE
from tadbir.works.queries.known import KnownContract, KnownFigures

BELOW: Why = (
    "works.below-the-last",
    N_("The file says {said}; the last statement of this source, of {day}, said {known}."),
    N_("Correct the figure, or say why it went down."),
)
BEFORE_ORDER: Why = (
    "works.before-the-service-order",
    N_("The file says {said}, before the service order of {known}."),
    N_("Correct one of the two days, or say why works come before their order."),
)
ABOVE_CONTRACT: Why = (
    "works.paid-above-the-contract",
    N_("The file says {said} DH paid, more than the contract: {known} DH."),
    N_("Correct the amount, enter the amendment, or say why more was paid."),
)
UNKNOWN_LOT: Why = (
    "works.lot-unknown",
    N_("The file speaks of lot {said}; the contract has these lots: {known}."),
    N_("Correct the number of the lot, or say why it is another."),
)
SAME_MONTH: Why = (
    "works.two-in-a-month",
    N_("The file speaks of {said}; this source already sent {known} for the same month."),
    N_("Send the figures under the day of the first statement to correct it, or say why there are"
       " two."),
)  # fmt: skip
_THIN = "\N{NARROW NO-BREAK SPACE}"
"""Between the thousands: it keeps the digits in order inside Arabic."""
_FALLING = ("physical", "financial", "paid")


@dataclass(frozen=True, slots=True)
class _Row:
    """A record by the names of its values."""

    record: Record
    said: Mapping[str, Value]

    @property
    def lot(self) -> int:
        return int(self.record.key[3])

    @property
    def contract(self) -> tuple[str, str]:
        """The project and the reference of the contract, folded."""
        return self.record.key[1], fold(self.record.key[2])


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the projects of a file, read once."""

    figures: Mapping[tuple[str, int], Sequence[KnownFigures]]
    contracts: Mapping[tuple[str, str], KnownContract]


def contradictions(records: Sequence[Record], source: str) -> Sequence[Contradiction]:
    """Everything in some records that contradicts what stands, or one another; four queries."""
    rows = [_Row(r, dict(zip(draft.VALUE_NAMES, r.values, strict=True))) for r in records]
    projects = {row.record.key[1] for row in rows}
    known = _Known(queries.figures_known(projects, source), queries.contracts_known(projects))
    of_rows = (one for row in rows for check in _CHECKS for one in check(row, known))
    return [*of_rows, *_same_month(records, source)]


def _below(row: _Row, known: _Known) -> Iterator[Contradiction]:
    """A figure that went down since the last one of the same source."""
    before = [
        one
        for one in known.figures.get((row.record.key[1], row.lot), ())
        if one.on < row.record.on_date
    ]
    for name in _FALLING:
        said = row.said[name]
        last = next((one for one in before if getattr(one, name) is not None), None)
        if said is not None and last is not None and said < getattr(last, name):
            yield _against(
                row, name, BELOW, said, known=_text(name, getattr(last, name)), day=_day(last.on)
            )


def _before_order(row: _Row, known: _Known) -> Iterator[Contradiction]:
    """An expected end, or works reported, before the service order."""
    contract = known.contracts.get(row.contract)
    ordered = row.said["service_order_on"] or (contract.service_order_on if contract else None)
    if not isinstance(ordered, date):
        return
    expected, done = row.said["expected_on"], row.said["physical"]
    if isinstance(expected, date) and expected < ordered:
        yield _against(row, "expected", BEFORE_ORDER, expected, known=_day(ordered))
    if done and row.record.on_date < ordered:
        yield _against(row, "service_order", BEFORE_ORDER, row.record.on_date, known=_day(ordered))


def _above_contract(row: _Row, known: _Known) -> Iterator[Contradiction]:
    """More paid than the contract, or the lot, is worth: the larger of what the file and the
    register say."""
    contract = known.contracts.get(row.contract)
    entered = contract.amount_of(row.lot) if contract else None
    amounts = [one for one in (row.said["amount"], entered) if isinstance(one, int)]
    paid = row.said["paid"]
    if isinstance(paid, int) and amounts and paid > max(amounts):
        yield _against(row, "paid", ABOVE_CONTRACT, paid, known=_text("paid", max(amounts)))


def _unknown_lot(row: _Row, known: _Known) -> Iterator[Contradiction]:
    """A lot that the contract, entered with its lots, does not have."""
    contract = known.contracts.get(row.contract)
    if contract is None or not contract.lots or row.lot in (WHOLE, *contract.lots):
        return
    lots = ", ".join(map(str, sorted(contract.lots)))
    column = "lot" if row.said["amount"] is not None else "physical"
    yield _against(row, column, UNKNOWN_LOT, str(row.lot), known=lots)


_CHECKS: tuple[Callable[[_Row, _Known], Iterable[Contradiction]], ...] = (
    _below, _before_order, _above_contract, _unknown_lot,
)  # fmt: skip


def _same_month(records: Sequence[Record], source: str) -> Iterator[Contradiction]:
    """Holders of which this source sent another day of the same month already."""
    by_holder: dict[tuple[str, date], list[Record]] = defaultdict(list)
    for record in records:
        by_holder[record.holder, record.on_date].append(record)
    there = queries.days_of_month(frozenset(by_holder), source)
    for at, some in by_holder.items():
        if days := there.get(at):
            known = ", ".join(map(_day, sorted(days)))
            code, reason, remedy = SAME_MONTH
            details = {"said": _day(at[1]), "known": known}
            yield Contradiction(some, "", _day(at[1]), code, reason, remedy, details)


def _against(row: _Row, column: str, why: Why, said: Value, **details: str) -> Contradiction:
    code, reason, remedy = why
    shown = _text(column, said)
    return Contradiction(
        [row.record], column, shown, code, reason, remedy, {**details, "said": shown}
    )


def _text(name: str, value: Value) -> str:
    """A value as both languages write it: percents, dirhams, days as figures."""
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, Decimal):
        return f"{(value * 100).normalize():f} %"
    if name == "paid" and isinstance(value, int):
        return f"{dirhams(value):,.2f}".replace(",", _THIN).replace(".", ",")
    return str(value)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
