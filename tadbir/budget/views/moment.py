"""What every page of the budget begins with: who asks, for which day, as known when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypedDict, TypeVar

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tadbir.accounts.doors import seat_of
from tadbir.accounts.seat import Seat
from tadbir.budget.calc.calendar import YearRules
from tadbir.budget.policies import check_can_read
from tadbir.budget.presenters import name_of
from tadbir.budget.queries import legal_form, year_rules
from tadbir.territory.queries import entities, entity, holders_of_day
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.addresses import day_of, page_address
from tadbir.ui.formats import day as format_day
from tadbir.ui.words import language, reader


class Held(Protocol):
    """What one holder has."""

    @property
    def holder(self) -> str: ...


One = TypeVar("One", bound=Held)


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
    def form(self) -> str:
        """The legal form of what is seen; "" where there are several, or none."""
        return legal_form(reach=self.reach, on=self.on)

    @property
    def rules(self) -> YearRules:
        """What decides the last days of the year under the legal form of what is seen."""
        return year_rules(self.on.year, form=self.form)

    @property
    def notes(self) -> list[str]:
        """What a workbook says above its tables: the day, and as known when."""
        said = [_("Situation on %(day)s") % {"day": format_day(self.on, language(), "long")}]
        if self.at_number:
            said.append(_("As known at batch number %(number)d") % {"number": self.at_number})
        return said


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures a page of composition adds up, and how it names them.

    All that is within reach on the day, what was under one entity that day, or one holder alone.
    `hidden` are out of reach today: they count and are named nowhere; `names` are of the others.
    """

    asked: Asking
    reach: Reach
    codes: frozenset[str]
    names: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    entity: str = ""
    name: str = ""

    @property
    def told(self) -> "Told":
        """What the queries of the page are asked."""
        return {"reach": self.reach, "on": self.asked.on, "holders": self.codes,
                "at_number": self.asked.at_number}  # fmt: skip

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        """The way to the entity, where there is one."""
        return [(self.name, page_address("budget:holder", self.entity))] if self.entity else []

    def listed(self, found: Iterable[One]) -> list[One]:
        """What may be named of what some holders have: nothing of those out of reach today."""
        return [one for one in found if one.holder not in self.hidden]

    def name_of(self, code: str) -> str:
        """The name of a holder within reach; its code where it has none."""
        return self.names.get(code, code)


class Told(TypedDict):
    """What the readers of holders' figures take."""

    reach: Reach
    on: date
    holders: frozenset[str]
    at_number: int | None


def scope_of(request: HttpRequest, asked: Asking, *, holder: str = "") -> Scope:
    """Whose figures are asked for: a `holder` alone, what was under an entity, or all in reach.

    The address says it, `?holder=` or `?under=`, where the page itself is of no holder.

    Raises Refused("territory.unknown") for what is out of reach. Who stood under an entity that
    day and is out of reach today counts, unnamed.
    """
    names = holder_names(asked.reach, asked.on)
    holder, under = holder or request.GET.get("holder", ""), request.GET.get("under", "")
    if not holder and not under:
        those = holders_of_day(asked.on, reach=asked.reach)
        return Scope(asked, those.reach, those.codes, names, those.hidden)
    found = entity(holder or under, reach=asked.reach)
    name = name_of(found.name_fr, found.name_ar)
    if holder:
        return Scope(asked, asked.reach, frozenset({holder}), names, entity=holder, name=name)
    those = holders_of_day(asked.on, reach=asked.reach, under=found)
    return Scope(asked, those.reach, those.codes, names, those.hidden, under, name)


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


def holder_names(reach: Reach, on: date | None = None) -> dict[str, str]:
    """The names of the holders within reach on a day, today by default, in the reader's language."""
    is_rtl = reader().is_rtl
    return {
        one.code: (one.name_ar if is_rtl else "") or one.name_fr or one.name_ar
        for one in entities(reach=reach, kinds=HOLDER_KINDS, on=on)
    }
