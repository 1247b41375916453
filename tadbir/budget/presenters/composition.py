"""What a total or a rate of several holders is made of: each of them, and where its part leads."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.conventions import NetRates, rates_without_transfers
from tadbir.budget.calc.rates import CREDITS_OF, Rate, RateKind, rate, rates_of_totals
from tadbir.budget.presenters.amounts import Named, transfers_address
from tadbir.budget.presenters.rates import (
    Around,
    Budget,
    net_below,
    net_value,
    paying,
)
from tadbir.budget.presenters.words import (
    MEASURE_LABELS,
    NOT_NET_LABELS,
    RATE_LABELS,
    budget_name,
    name_of,
    rate_value,
    source_name,
    typed,
    unlisted,
)
from tadbir.budget.queries import HolderFigures, Transfer, officer_of
from tadbir.core.money import ZERO
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table


def total_table(found: Sequence[HolderFigures], of: Named, around: Around) -> Table:
    """The holders that have an amount: those out of reach today stand in one row, unnamed."""
    having = [(value, one) for one in found if (value := of.of(one)) is not None]
    hidden = [(value, one) for value, one in having if one.holder in around.hidden]
    rows = [_total_row(value, one, of) for value, one in having if one.holder not in around.hidden]
    return Table(
        columns=[
            Column("name", _("Budget holder"), href="href", wide=True),
            *([] if of.part else [Column("part", _("Budget"))]),
            Column("value", _("Dirhams"), "amount", href="value_href"),
            Column("on_date", _("Situation on"), "day"),
            Column("source", _("Source")),
        ],
        rows=[*rows, *_unnamed(hidden, value=sum((value for value, _one in hidden), ZERO))],
        caption=of.title,
        footer={"name": _("Total"), "value": sum((value for value, _one in having), ZERO)},
        empty=_("No holder has this amount."),
    )


def _total_row(value: Decimal, one: HolderFigures, of: Named) -> Row:
    return {
        "name": name_of(one.name_fr, one.name_ar),
        "href": page_address("budget:holder", one.holder),
        "part": budget_name(one.kind, one.part),
        "value": value,
        "value_href": Named(of.amount, one.kind, one.part).address(one.holder),
        "on_date": one.on_date,
        "source": source_name(one.source),
    }


def _unnamed(hidden: Sequence[object], **cells: object) -> list[Row]:
    """One row for all that is counted and not named; none where all are named."""
    return [{"name": unlisted(len(hidden)), **cells}] if hidden else []


@dataclass(frozen=True, slots=True)
class Divided:
    """A rate of totals of one budget and part: who counts in it, and how many do not.

    A holder counts when both amounts were received; `left_out` says how many did not.
    """

    title: str
    table: Table
    left_out: int


def rate_of(
    found: Sequence[HolderFigures], kind: RateKind, budget: Budget, around: Around, *, is_net: bool
) -> Divided:
    """The holders whose amounts a rate divides, with what they sent where it leaves that out."""
    officer = officer_of(budget[0])
    own = [one for one in found if (one.kind, one.part) == budget]
    parts = {one.holder: rate(one.amounts, kind=kind, credit=CREDITS_OF[officer]) for one in own}
    counted = [one for one in own if None not in _both(parts[one.holder])]
    made = _Made(kind, budget, around, is_net)
    hidden = [one for one in counted if one.holder in around.hidden]
    title = " · ".join(
        filter(
            None,
            (budget_name(*budget), _(RATE_LABELS[kind]), _("Without transfers") if is_net else ""),
        )
    )
    return Divided(
        title=title,
        table=Table(
            columns=_columns(made),
            rows=[
                *(_rate_row(one, made) for one in counted if one not in hidden),
                *_unnamed(hidden, **made.cells(hidden)),
            ],
            caption=title,
            footer={"name": _("Total"), **made.cells(counted)},
            empty=_("No holder has both amounts."),
        ),
        left_out=len(own) - len(counted),
    )


def _both(found: Rate) -> tuple[Decimal | None, Decimal | None]:
    return found.ratio.numerator, found.ratio.denominator


@dataclass(frozen=True, slots=True)
class _Made:
    """How the cells of some holders are made: the rate, and whether transfers are left out."""

    kind: RateKind
    budget: Budget
    around: Around
    is_net: bool

    @property
    def named(self) -> Rate:
        """The rate without amounts: the names of what it divides."""
        return rates_of_totals((), officer=officer_of(self.budget[0]))[self.kind]

    def cells(self, several: Sequence[HolderFigures]) -> dict[str, object]:
        """Both parts of the rate of some holders, the rate, and the same without transfers."""
        officer = officer_of(self.budget[0])
        found = rates_of_totals((one.amounts for one in several), officer=officer)[self.kind]
        told: dict[str, object] = dict(zip(("above", "below"), _both(found), strict=True))
        told["value"] = rate_value(found)
        if self.is_net:
            sent = paying(several, self.around.sent)
            told |= _net_cells(rates_without_transfers(sent, officer=officer), self.kind, found)
        return told


def _net_cells(net: NetRates, kind: RateKind, gross: Rate) -> dict[str, object]:
    """What was sent and the rate without it; that of all where there is no convention."""
    if not net.rates and net.sent is None and net.reason not in NOT_NET_LABELS:
        return {
            "sent": None, "net_above": gross.ratio.numerator,
            "net_below": gross.ratio.denominator, "net": rate_value(gross),
        }  # fmt: skip
    found = net.rates.get(kind)
    return {
        "sent": net.sent,
        "net_above": found.ratio.numerator if found else None,
        "net_below": net_below(net, kind),
        "net": net_value(net, kind),
    }


def _columns(made: _Made) -> list[Column]:
    above, below = (
        _(MEASURE_LABELS[one]) for one in (made.named.numerator, made.named.denominator)
    )
    without = _("%(credits)s without transfers")
    net = [
        Column("sent", _("Sent this year"), "amount", href="sent_href"),
        Column("net_above", without % {"credits": above}, "amount"),
        Column("net_below", without % {"credits": below}, "amount"),
        Column("net", _("Without transfers"), "percent"),
    ]
    return [
        Column("name", _("Budget holder"), href="href", wide=True),
        Column("above", above, "amount", href="above_href"),
        Column("below", below, "amount", href="below_href"),
        Column("value", _("Rate"), "percent"),
        *(net if made.is_net else []),
        Column("on_date", _("Situation on"), "day"),
    ]


def _rate_row(one: HolderFigures, made: _Made) -> Row:
    named = made.named
    return {
        "name": name_of(one.name_fr, one.name_ar),
        "href": page_address("budget:holder", one.holder),
        "above_href": Named(named.numerator.value, *made.budget).address(one.holder),
        "below_href": Named(named.denominator.value, *made.budget).address(one.holder),
        "sent_href": transfers_address(made.budget, holder=one.holder),
        "on_date": one.on_date,
        **made.cells([one]),
    }


def transfers_table(
    found: Iterable[Transfer], name_of_holder: Callable[[str], str], hidden: Iterable[str]
) -> Table:
    """What each convention had sent before 1 January and has sent now; each leads to its cell."""
    listed, unnamed, aside = list(found), [], frozenset(hidden)
    unnamed = [one for one in listed if one.now.holder in aside]
    return Table(
        columns=[
            Column("reference", _("Reference"), "code"),
            Column("purpose", _("Convention"), wide=True),
            Column("holder", _("Budget holder"), href="href"),
            Column("now", _("Transferred"), "amount", href="now_href"),
            Column("before", _("Transferred before 1 January"), "amount", href="before_href"),
            Column("sent", _("Sent this year"), "amount"),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[
            *(_transfer_row(one, name_of_holder) for one in listed if one not in unnamed),
            *(
                [{"reference": None, "purpose": unlisted(len({one.now.holder for one in unnamed})),
                  "sent": _sent(unnamed)}]
                if unnamed
                else []
            ),
        ],
        caption=_("Transfers to delegated owners this year"),
        footer={"reference": _("Total"), "sent": _sent(listed)},
        empty=_("No convention has been received for this year."),
    )  # fmt: skip


def _sent(several: Sequence[Transfer]) -> Decimal | None:
    """The sum of what was sent; None where one of them is not known."""
    sent = [one.now.sent for one in several]
    known = [value for value in sent if value is not None]
    return sum(known, ZERO) if len(known) == len(sent) else None


def _transfer_row(one: Transfer, name_of_holder: Callable[[str], str]) -> Row:
    now, before = one.now, one.before
    return {
        "reference": now.reference,
        "purpose": typed(now.purpose or now.reference),
        "holder": name_of_holder(now.holder),
        "href": page_address("budget:holder", now.holder),
        "now": now.amounts["transferred"],
        "now_href": page_address("intake:cell", now.batch, now.sheet, now.row),
        "before": before.transferred if before else None,
        "before_href": page_address("intake:cell", before.batch, before.sheet, before.row)
        if before
        else "",
        "sent": now.sent,
        "on_date": now.on_date,
    }
