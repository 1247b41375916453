"""Operations as tables and a timeline: the same columns for page, workbook and document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tadbir.core import clock
from tadbir.core.money import dirhams
from tadbir.procurement.queries import OperationFact, StateTotal, named
from tadbir.procurement.terms import (
    KIND_LABELS,
    ORDER,
    PLACE_LABELS,
    STEPS,
    TAX_LABELS,
    UNDER_WAY,
    Kind,
    Place,
    State,
    TaxBasis,
)
from tadbir.territory.finding import SHOWN, Found
from tadbir.territory.reach import Reach
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table, only
from tadbir.ui.words import reader


def holder_name(fact: OperationFact) -> str:
    """The name of an operation's holder in the reader's language."""
    holder = fact.operation.holder
    return (holder.name_ar if reader().is_rtl else "") or holder.name_fr or holder.name_ar


def amount_of(centimes: int | None) -> Decimal | None:
    """An amount in dirhams; None when the file gives none."""
    return None if centimes is None else dirhams(centimes)


def operations_table(found: Iterable[OperationFact]) -> Table:
    """Operations with their state, where they lie, and since when."""
    return Table(
        columns=[
            Column("purpose", _("Operation"), href="href", wide=True),
            Column("reference", _("Reference"), "code"),
            Column("holder", _("Budget holder")),
            Column("kind", _("Type")),
            Column("amount", _("Dirhams"), "amount", href="cell"),
            Column("tax", _("Tax")),
            Column("state", _("State")),
            Column("state_on", _("Since"), "day"),
            Column("place", _("Where it lies")),
            Column("obstacle", _("Obstacle")),
            Column("supplier", _("Supplier")),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[operation_row(fact) for fact in found],
        caption=_("Operations"),
        empty=_("No operation answers to this."),
    )


ON_A_PAGE = ("purpose", "reference", "holder", "amount", "tax", "state", "state_on", "place",
             "obstacle")  # fmt: skip
"""What a list has room for; the page of an operation and the workbook say the rest."""


def operations_listed(found: Iterable[OperationFact]) -> Table:
    """The same operations for a page."""
    return only(operations_table(found), *ON_A_PAGE)


def found(text: str, reach: Reach) -> Found | None:
    """Operations as the search shows them, found by reference and purpose."""
    if not reach.sees("procurement"):
        return None
    some, count = named(text, reach=reach, on=clock.today(), limit=SHOWN)
    shown = ("purpose", "reference", "holder", "amount", "state", "on_date")
    more = page_address("procurement:list", q=text)
    return Found(_("Operations"), only(operations_table(some), *shown), count, more)


def operation_row(fact: OperationFact) -> Row:
    """One operation as a row."""
    return {
        "purpose": fact.purpose,
        "href": page_address("procurement:operation", fact.operation_id),
        "reference": shown_reference(fact),
        "holder": holder_name(fact),
        "kind": _(KIND_LABELS[Kind(fact.kind)]),
        "amount": amount_of(fact.amount),
        "cell": source_cell(fact),
        "tax": _(TAX_LABELS[TaxBasis(fact.tax_basis)]),
        "state": _(STEPS[State(fact.state)].label),
        "state_on": fact.state_on,
        "place": _(PLACE_LABELS[Place(fact.place)]),
        "obstacle": fact.reason or None,
        "supplier": fact.supplier_name or None,
        "on_date": fact.standing.on_date,
    }


def source_cell(fact: OperationFact) -> str:
    """The address of the row of the file that an operation was read in."""
    return page_address("intake:cell", fact.standing.batch_id, fact.sheet, fact.row)


def shown_reference(fact: OperationFact) -> str | None:
    """The reference, unless the purpose stands for one that the file does not give."""
    reference = fact.operation.reference
    return reference if any(character.isdigit() for character in reference) else None


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A state that an operation went through, and its day when the file gives it; or one that is
    only under way."""

    label: str
    on: date | None
    is_under_way: bool
    is_present: bool
    reason: str


def timeline(fact: OperationFact) -> list[TimelineStep]:
    """The dated states of an operation, in the order of the way."""
    reached = {State(code): day for code, day in fact.dates.items()}
    present = State(fact.state)
    return [
        TimelineStep(
            _(STEPS[state].label),
            None
            if reached.get(state, "") in ("", UNDER_WAY)
            else date.fromisoformat(reached[state]),
            reached.get(state) == UNDER_WAY,
            state is present,
            fact.reason if state is present else "",
        )
        for state in ORDER
        if state in reached or state is present
    ]


def shares_table(fact: OperationFact) -> Table:
    """The lines that an operation lies on, and the share each bears."""
    return Table(
        columns=[
            Column("code", _("Line"), "code"),
            Column("amount", _("Dirhams"), "amount", href="cell"),
            Column("sheet", _("Sheet"), href="cell"),
            Column("row", _("Row"), "count", href="cell"),
        ],
        rows=[
            {
                "code": share.code_path or None,
                "amount": amount_of(share.amount),
                "sheet": share.sheet,
                "row": share.row,
                "cell": page_address("intake:cell", fact.standing.batch_id, share.sheet, share.row),
            }
            for share in fact.shares.all()
        ],
        caption=_("Lines that pay for it"),
    )


def reports_table(found: Sequence[OperationFact]) -> Table:
    """What each file said of an operation, the latest first."""
    return Table(
        columns=[
            Column("on_date", _("Situation on"), "day"),
            Column("state", _("State")),
            Column("amount", _("Dirhams"), "amount", href="cell"),
            Column("file", _("File"), wide=True),
            Column("sheet", _("Sheet"), href="cell"),
            Column("row", _("Row"), "count", href="cell"),
            Column("number", _("Batch number"), "count"),
            Column("is_current", _("In force"), "flag"),
        ],
        rows=[
            {
                "on_date": fact.standing.on_date,
                "state": _(STEPS[State(fact.state)].label),
                "amount": amount_of(fact.amount),
                "file": fact.standing.batch.file.name,
                "cell": source_cell(fact),
                "sheet": fact.sheet,
                "row": fact.row,
                "number": fact.standing.number,
                "is_current": fact.standing.is_current,
            }
            for fact in found
        ],
        caption=_("What each file says of this operation"),
    )


def unlisted(count: int) -> str:
    """How many operations are of holders out of reach today; nothing where there are none."""
    if not count:
        return ""
    return ngettext(
        "%(count)d operation of this day is of a holder out of your reach today: it is not listed.",
        "%(count)d operations of this day are of holders out of your reach today: they are not "
        "listed.",
        count,
    ) % {"count": count}


def list_address(**narrowed: object) -> str:
    """The list of the operations that some filters keep; an empty one narrows nothing."""
    return page_address("procurement:list", **{name: v for name, v in narrowed.items() if v})


def states_table(found: Sequence[StateTotal], under: str = "") -> Table:
    """How many operations are in each state, where they lie, and their dirhams.

    Each leads to the list of these operations; `under` is the entity that they are counted under.
    """
    rows = []
    for state in ORDER:
        own = [total for total in found if total.state is state]
        if own:
            rows.append(
                {
                    "state": _(STEPS[state].label),
                    "place": _(PLACE_LABELS[STEPS[state].place]),
                    "href": list_address(state=state.value, under=under),
                    "count": sum(total.count for total in own),
                    "amount": sum((total.amount for total in own), Decimal(0)),
                    "other": sum((total.other_amount for total in own), Decimal(0)),
                    "without": sum(total.without_amount for total in own),
                }
            )
    return Table(
        columns=[
            Column("state", _("State"), wide=True),
            Column("place", _("Where it lies")),
            Column("count", _("Operations"), "count", href="href"),
            Column("amount", _("Dirhams, tax included"), "amount", href="href"),
            Column("other", _("Dirhams, tax excluded or not said"), "amount", href="href"),
            Column("without", _("Without an amount"), "count", href="href"),
        ],
        rows=rows,
        caption=_("Operations by state"),
        empty=_("No operation has been received for this year."),
    )
