"""What each source says: the accountants know payments, holders learn of them later, some err."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache

from tadbir.cli.demonstration import days as calendar
from tadbir.cli.demonstration.figures import MEASURES, Figures, figures, has
from tadbir.cli.demonstration.histories import Year, history
from tadbir.cli.demonstration.holders import Holder, holders
from tadbir.cli.demonstration.nomenclature import Rubric
from tadbir.cli.demonstration.workbooks.situation import Block, Row, Situation

LEARNS_LATE: Mapping[str, int] = {
    "D131": 12, "D561": 20, "CH231": 9, "CH171": 15, "D081": 18, "CH311": 10, "D301": 14,
}  # fmt: skip
"""Days after which a holder learns what was paid: its file and the treasury's then differ."""
COUNTS_DEPOSITED = frozenset({"D451", "D255"})
"""Holders that count proposals deposited as committed: the treasury does not."""
FIRST_DRAFT = {date(2025, 6, 30): frozenset({"D061", "D271", "CH131"})}
"""Holders whose first file of a day left dossiers out; a second version corrects it."""
LEFT_OUT = 5
"""In a first draft, one line in so many lacks a fifth of what was committed."""
Amounts = dict[str, int | None]


@cache
def known(holder: Holder, year: int) -> Figures:
    """A holder's figures on every day that a file speaks of."""
    return figures(_year(holder, year), calendar.days(year))


def _year(holder: Holder, year: int) -> Year:
    return next(found for found in history(holder) if found.year == year)


@cache
def _learnt(holder: Holder, year: int) -> Figures:
    """The same, as many days earlier as the holder is late to learn of payments."""
    delay = timedelta(days=LEARNS_LATE[holder.code])
    first = date(year, 1, 1)
    earlier = {max(first, day - delay) for day in calendar.days(year)}
    return figures(_year(holder, year), sorted(earlier))


def lines(holder: Holder, day: date) -> list[tuple[Rubric, Amounts]]:
    """Every line of a holder on a day, as the accountants know it."""
    found = known(holder, day.year)
    values = found.cube[:, :, found.days.index(day)].T.tolist()
    said = []
    for rubric, row in zip(found.rubrics, values, strict=True):
        amounts: Amounts = dict(zip(MEASURES, row, strict=True))
        said.append((rubric, amounts | _meaningless(rubric)))
    return said


@lru_cache
def _meaningless(rubric: Rubric) -> Amounts:
    """The measures that a line does not have, all None."""
    return {measure: None for measure in MEASURES if not has(rubric, measure)}


def treasury_block(holder: Holder, day: date) -> Block:
    """What the treasury says of a holder."""
    return Block(holder, tuple(Row(rubric, amounts) for rubric, amounts in lines(holder, day)))


def holder_block(holder: Holder, day: date, *, is_draft: bool = False) -> Block:
    """What a holder says of itself; `is_draft` is the first version of a day it then corrects."""
    said = lines(holder, day)
    if holder.code in LEARNS_LATE:
        _forget_payments(holder, day, said)
    if holder.code in COUNTS_DEPOSITED:
        for _rubric, amounts in said:
            _count_deposited(amounts)
    if is_draft and holder.code in FIRST_DRAFT.get(day, ()):
        for _rubric, amounts in said[::LEFT_OUT]:
            _leave_out(amounts)
    return Block(holder, tuple(Row(rubric, amounts) for rubric, amounts in said))


def _forget_payments(holder: Holder, day: date, said: Sequence[tuple[Rubric, Amounts]]) -> None:
    """Put back payments to what the holder had learnt of."""
    earlier = max(date(day.year, 1, 1), day - timedelta(days=LEARNS_LATE[holder.code]))
    learnt = _learnt(holder, day.year)
    for measure in ("accepted", "paid"):
        for (_rubric, amounts), value in zip(
            said, learnt.of(measure, earlier).tolist(), strict=True
        ):
            amounts[measure] = value


def _count_deposited(amounts: Amounts) -> None:
    """Count as committed what is only deposited, as far as credits go."""
    granted = amounts["current"] if amounts["delegated"] is None else amounts["delegated"]
    committed, deposited = amounts["committed"] or 0, amounts["deposited"] or 0
    amounts["committed"] = max(committed, min(committed + deposited, granted or 0))
    amounts["deposited"] = 0


def _leave_out(amounts: Amounts) -> None:
    """A fifth of the line's dossiers forgotten, all along the way."""
    for measure in ("committed", "issued", "accepted", "paid"):
        amounts[measure] = (amounts[measure] or 0) * 4 // 5


def situations(
    region: str, days: Iterable[date], source: str, *, is_draft: bool = False,
    only: frozenset[str] | None = None,
) -> list[Situation]:  # fmt: skip
    """What the holders of a region, or the treasury about them, say on some days."""
    directorate, *_ = bodies = holders(region)
    sender = {"treasury": "TRÉSORERIE GÉNÉRALE DU ROYAUME"}.get(source, directorate.short_fr)
    found = []
    for day in days:
        speaking = [
            holder for holder in bodies
            if (only is None or holder.code in only) and not calendar.is_silent(holder.code, day)
        ]  # fmt: skip
        blocks = tuple(
            treasury_block(holder, day)
            if source == "treasury"
            else holder_block(holder, day, is_draft=is_draft)
            for holder in speaking
        )
        found.append(Situation(day, sender, blocks))
    return found
