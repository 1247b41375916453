"""Expected returns: who owes what, what came, who is silent and whom to call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import get_language

from tadbir.accounts.models import Post
from tadbir.accounts.terms import BUDGET_OFFICER, DELEGATE, DIRECTOR, HOSPITAL_DIRECTOR
from tadbir.audit import trail
from tadbir.audit.actor import Actor, Subject
from tadbir.core.period import Validity, month_ends, year_end
from tadbir.core.ratio import Ratio
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import registry, standings
from tadbir.intake.models import ExpectedReturn, ExpectedReturnQuerySet, Standing
from tadbir.intake.rhythm import Period, Punctuality, last_ended, punctuality
from tadbir.intake.terms import LAST_DUE_DAY
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import HoldersOfDay, Reach

CALLED_ROLES = (BUDGET_OFFICER, DELEGATE, HOSPITAL_DIRECTOR, DIRECTOR)
"""Whom to call first when a return does not come."""


@dataclass(frozen=True, slots=True)
class Due:
    """One return of one sender over one period; `on_date` and `batch` of what came, if it did."""

    dataset: str
    sender: Entity
    period: Period
    state: Punctuality
    on_date: date | None = None
    batch: int | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """The returns that are expected; those of senders out of reach today are `hidden`.

    They count, and are named nowhere.
    """

    returns: Sequence[Due]
    hidden: Sequence[Due] = ()

    @property
    def counted(self) -> list[Due]:
        """Every return expected."""
        return [*self.returns, *self.hidden]

    @property
    def expected(self) -> int:
        """How many returns are expected."""
        return len(self.counted)

    @property
    def received(self) -> int:
        """How many of them came."""
        return sum(due.state == "done" for due in self.counted)

    @property
    def silent(self) -> list[Due]:
        """The returns that did not come and may be named, late ones first."""
        missing = [due for due in self.returns if due.state != "done"]
        return sorted(missing, key=lambda due: (due.state != "late", due.sender.path))


@dataclass(frozen=True, slots=True)
class Silent:
    """A sender that has not sent: its share of the money (fraction of 1, None when unknown).

    Nobody's share is known where some returns are hidden: what their senders hold is not.
    """

    due: Due
    share: Decimal | None
    whom_to_call: tuple[str, ...]


def completeness(
    *datasets: str,
    reach: Reach,
    on: date,
    at_number: int | None = None,
    of_day: HoldersOfDay | None = None,
) -> Completeness:
    """The returns of some datasets expected for the last period over on a day, by sender.

    A return came when a standing of its sender, from any source, lies in the period. Budget
    holders count where they hung on the day, or are those `of_day` when they are known already.
    `at_number` asks what was known just after a number of the audit chain. Three queries, and two
    a dataset.
    """
    holders = of_day or territory.holders_of_day(on, reach=reach)
    every = ExpectedReturn.objects.counted_for(reach, holders).expected_on(on)
    found = [
        due
        for dataset in datasets
        for due in _returns(every.filter(dataset=dataset), dataset, on, at_number)
    ]
    return Completeness(
        [due for due in found if due.sender.code not in holders.hidden],
        [due for due in found if due.sender.code in holders.hidden],
    )


def _returns(
    expected: ExpectedReturnQuerySet, dataset: str, on: date, at_number: int | None
) -> list[Due]:
    owed = [
        (one, last_ended(one.rhythm, on, one.due_day))
        for one in expected.select_related("sender").order_by("sender__path")
    ]
    if not owed:
        return []
    came = _came(dataset, [period for _one, period in owed], at_number)
    return [_due(one, period, came.get(one.sender_id, ()), on) for one, period in owed]


def _came(
    dataset: str, periods: Iterable[Period], at_number: int | None
) -> Mapping[int, list[Standing]]:
    spans = list(periods)
    found = standings.at(at_number, dataset).filter(
        on_date__gte=min(span.first for span in spans),
        on_date__lte=max(span.last for span in spans),
    )
    by_holder: dict[int, list[Standing]] = {}
    for one in found.select_related("batch").defer("batch__report", "places").order_by("on_date"):
        by_holder.setdefault(one.holder_id, []).append(one)
    return by_holder


def _due(one: ExpectedReturn, period: Period, came: Iterable[Standing], on: date) -> Due:
    inside = [s for s in came if period.first <= s.on_date <= period.last]
    if not inside:
        return Due(one.dataset, one.sender, period, punctuality(period, None, on))
    last = inside[-1]
    return Due(one.dataset, one.sender, period, "done", last.on_date, last.batch_id)


def shares(datasets: Sequence[str], *, reach: Reach, on: date) -> list[Decimal | None]:
    """The share of the returns expected at each month end of the year that came, as known now.

    None where nothing was expected. One query, and one a dataset.
    """
    ends = [end for end in month_ends(on.year) if end <= on]
    expected = list(ExpectedReturn.objects.within(reach).filter(dataset__in=datasets))
    if not ends or not expected:
        return []
    came: dict[tuple[str, int], list[date]] = {}
    for dataset in datasets:
        found = standings.current(dataset).filter(
            holder__in={one.sender_id for one in expected},
            on_date__gte=year_end(on.year - 2), on_date__lte=on,
        )  # fmt: skip
        for holder, day in found.values_list("holder_id", "on_date"):
            came.setdefault((dataset, holder), []).append(day)
    return [_share_at(end, expected, came) for end in ends]


def _share_at(
    end: date, expected: Iterable[ExpectedReturn], came: Mapping[tuple[str, int], Sequence[date]]
) -> Decimal | None:
    """The share that came of what was expected for the last periods over on a day."""
    owed = [one for one in expected if Validity(one.valid_from, one.valid_to).holds_on(end)]
    received = 0
    for one in owed:
        period = last_ended(one.rhythm, end, one.due_day)
        days = came.get((one.dataset, one.sender_id), ())
        received += any(period.first <= day <= period.last for day in days)
    return Ratio(Decimal(received), Decimal(len(owed))).value


def silent(found: Completeness, *, money: Mapping[str, Decimal], on: date) -> list[Silent]:
    """Senders that have not sent, the greatest share of the money first, and whom to call.

    `money` is what each sender answers for, in dirhams, by code, said by the domain.
    """
    total = Decimal(0) if found.hidden else sum(money.values(), Decimal(0))
    people = whom_to_call([due.sender for due in found.silent], on, lang=get_language() or "")
    rows = [
        Silent(due, _share(money.get(due.sender.code), total), people.get(due.sender.pk, ()))
        for due in found.silent
    ]
    return sorted(rows, key=lambda row: (-(row.share or Decimal(-1)), row.due.sender.path))


def _share(part: Decimal | None, total: Decimal) -> Decimal | None:
    return None if part is None or not total else part / total


def whom_to_call(
    senders: Iterable[Entity], on: date, *, lang: str
) -> Mapping[int, tuple[str, ...]]:
    """The names, in a language, of those who hold a post at each sender on a day, its budget officer first."""
    posts = Post.objects.held_on(on).filter(entity__in=list(senders), role__in=CALLED_ROLES)
    found: dict[int, list[tuple[int, str]]] = {}
    for post in posts.select_related("user"):
        if post.entity_id is not None and post.user.is_active:
            rank = CALLED_ROLES.index(post.role)
            found.setdefault(post.entity_id, []).append((rank, post.user.name_in(lang)))
    return {entity: tuple(name for _rank, name in sorted(some)) for entity, some in found.items()}


class Owed(TypedDict):
    """What a sender owes, how often, until which day of the next period, and since when."""

    dataset: str
    sender: str
    rhythm: str
    due_day: int
    valid_from: date


@transaction.atomic
def expect(*, by: Actor, reach: Reach, **owed: Unpack[Owed]) -> ExpectedReturn:
    """Say that a sender owes a dataset from a day on; replaces what it owed before.

    Raises `Refused` for an unknown dataset, sender, rhythm or due day.
    """
    dataset, day = owed["dataset"], owed["valid_from"]
    registry.dataset(dataset)
    entity = territory.entity(owed["sender"], reach=reach)
    if not 1 <= owed["due_day"] <= LAST_DUE_DAY.get(owed["rhythm"], 0):
        raise Refused(
            "intake.rhythm",
            N_("A return is due on day 1 to 28 of a month, or on weekday 1 to 7 of a week."),
        )
    _close(ExpectedReturn.objects.filter(dataset=dataset, sender=entity, valid_to=None), day)
    made = ExpectedReturn.objects.create(
        dataset=dataset,
        sender=entity,
        rhythm=owed["rhythm"],
        due_day=owed["due_day"],
        valid_from=day,
    )
    after = {"dataset": dataset, "rhythm": made.rhythm, "due_day": made.due_day,
             "valid_from": day.isoformat()}  # fmt: skip
    subject = Subject("entity", entity.code)
    trail.record(by=by, action="intake.expect", subject=subject, after=after)
    return made


def _close(open_ones: Iterable[ExpectedReturn], day: date) -> None:
    """End what was expected before; what had not begun is taken back."""
    for one in open_ones:
        if one.valid_from >= day:
            one.delete()
        else:
            one.valid_to = day
            one.save(update_fields=("valid_to",))


@transaction.atomic
def stop_expecting(*, by: Actor, reach: Reach, dataset: str, sender: str, on: date) -> None:
    """Say that a sender no longer owes a dataset from a day on."""
    entity = territory.entity(sender, reach=reach)
    _close(ExpectedReturn.objects.filter(dataset=dataset, sender=entity, valid_to=None), on)
    trail.record(
        by=by,
        action="intake.stop_expecting",
        subject=Subject("entity", entity.code),
        before={"dataset": dataset},
        after={"valid_to": on.isoformat()},
    )
