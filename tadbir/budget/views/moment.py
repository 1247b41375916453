"""What every page of the budget begins with: who asks, for which day, as known when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tadbir.accounts.doors import seat_of
from tadbir.accounts.seat import Seat
from tadbir.budget.calc.calendar import YearRules
from tadbir.budget.policies import check_can_read
from tadbir.budget.queries import legal_form, year_rules
from tadbir.territory.queries import entities
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.formats import day as format_day
from tadbir.ui.words import language, reader


@dataclass(frozen=True, slots=True)
class Asking:
    """A page's asker, day and batch number (None is now)."""

    seat: Seat
    on: date
    at_number: int | None

    @property
    def reach(self) -> Reach:
        """What the asker may see."""
        return self.seat.reach

    @property
    def rules(self) -> YearRules:
        """What decides the last days of the year under the legal form of what is seen."""
        form = legal_form(reach=self.reach, on=self.on)
        return year_rules(self.on.year, form=form)

    @property
    def notes(self) -> list[str]:
        """What a workbook says above its tables: the day, and as known when."""
        said = [_("Situation on %(day)s") % {"day": format_day(self.on, language(), "long")}]
        if self.at_number:
            said.append(_("As known at batch number %(number)d") % {"number": self.at_number})
        return said


def asking(request: HttpRequest) -> Asking:
    """Who asks and for when; refused where there is no budget to see."""
    seat = seat_of(request)
    check_can_read(seat)
    at = request.GET.get("at", "")
    return Asking(seat, day_of(request), int(at) if at.isdecimal() else None)


def address_of(name: str, may_open: bool) -> Callable[[str], str]:
    """Where the page of a code stands, for tables; nowhere for who may not open it."""

    def address(code: str) -> str:
        return page_address(name, code) if may_open else ""

    return address


def holder_names(reach: Reach) -> dict[str, str]:
    """The names of the holders within reach, by code, in the reader's language."""
    is_rtl = reader().is_rtl
    return {
        one.code: (one.name_ar if is_rtl else "") or one.name_fr or one.name_ar
        for one in entities(reach=reach, kinds=HOLDER_KINDS)
    }
