"""The last days of the year as the cockpit says them."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tadbir.budget import queries as budget
from tadbir.budget.calc.calendar import (
    Basis,
    LastDay,
    is_past,
    last_day_to_deposit,
    last_day_to_send_payment_orders,
    working_days_left,
)
from tadbir.budget.presenters.calendar import status
from tadbir.budget.presenters.words import BASIS_LABELS
from tadbir.budget.terms import Spending
from tadbir.core.workdays import MOROCCO, WorkCalendar
from tadbir.ui import formats
from tadbir.ui.charts.timeaxis import Mark
from tadbir.ui.status import Status
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days to deposit proposals (contracts, the rest) and to send payment orders.

    `calendar` counts the working days; a pack frozen before it was kept counts by the product's.
    """

    on: date
    contracts: LastDay
    others: LastDay
    orders: LastDay
    calendar: WorkCalendar = MOROCCO

    def left(self, last_day: LastDay) -> int | None:
        """The clear working days left; None without a last day or without public holidays."""
        return working_days_left(last_day, today=self.on, calendar=self.calendar)

    def status(self, last_day: LastDay) -> Status:
        """How pressing a last day is."""
        return status(self.left(last_day))


def deadlines(on: date, *, form: str = "") -> Deadlines:
    """The last days that hold for a legal form in the year of a day."""
    rules = budget.year_rules(on.year, form=form)
    return Deadlines(
        on,
        last_day_to_deposit(rules, spending=Spending.CONTRACT),
        last_day_to_deposit(rules, spending=Spending.OTHER),
        last_day_to_send_payment_orders(rules, spending=Spending.CONTRACT),
        rules.calendar,
    )


def days_in_words(known: Deadlines, last_day: LastDay) -> str:
    """How many clear working days are left, or that it is over, or that they cannot be counted."""
    left = known.left(last_day)
    if is_past(last_day, today=known.on):
        return _("over")
    if left is None:
        return _("no date known") if last_day.day is None else _("not counted")
    return ngettext("%(days)s working day", "%(days)s working days", left) % {"days": left}


def _until(last_day: LastDay) -> str:
    """Until when; why not, where no day is known."""
    if last_day.day is None:
        return _(BASIS_LABELS[last_day.basis])
    shown = formats.day(last_day.day, language(), "long")
    is_estimated = last_day.basis is Basis.ESTIMATED
    return (
        _("until %(day)s, estimated") % {"day": shown}
        if is_estimated
        else (_("until %(day)s") % {"day": shown})
    )


def tile(known: Deadlines, href: str) -> Tile:
    """Working days left to deposit and to issue."""
    rest = _("Other spending: %(days)s, %(until)s") % {
        "days": days_in_words(known, known.others),
        "until": _until(known.others),
    }
    orders = _("Payment orders: %(days)s") % {"days": days_in_words(known, known.orders)}
    return Tile(
        label=_("Working days left to deposit contracts"),
        value=days_in_words(known, known.contracts),
        of=_until(known.contracts),
        status=known.status(known.contracts),
        target=rest,
        change=orders,
        on_date=known.on,
        href=href,
    )


def marks(known: Deadlines) -> list[Mark]:
    """The last days as marks of the year's curve."""
    found = [
        (known.contracts.day, _("Last day, contracts")),
        (known.others.day, _("Last day, the rest")),
    ]
    return [Mark(day, label) for day, label in found if day is not None]
