"""What every page of works begins with: who asks, and for which day."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tadbir.accounts.doors import seat_of
from tadbir.accounts.seat import Seat
from tadbir.territory.reach import Reach
from tadbir.ui.addresses import day_of
from tadbir.ui.formats import day as format_day
from tadbir.ui.words import language
from tadbir.works.policies import check_can_read


@dataclass(frozen=True, slots=True)
class Asking:
    """A page's asker and day."""

    seat: Seat
    on: date

    @property
    def reach(self) -> Reach:
        """What the asker may see."""
        return self.seat.reach

    @property
    def notes(self) -> list[str]:
        """What a workbook says above its tables: the day."""
        return [_("Situation on %(day)s") % {"day": format_day(self.on, language(), "long")}]


def asking(request: HttpRequest) -> Asking:
    """Who asks and for when; refused where there are no works to see."""
    seat = seat_of(request)
    check_can_read(seat)
    return Asking(seat, day_of(request))
