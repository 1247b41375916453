"""Rates of several holders or of one: what they divide, how they stand against their plan, without
transfers, at best and at worst."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from django.utils.translation import gettext as _

from tadbir.budget.calc import trajectory
from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.completeness import Completeness, Return, completeness
from tadbir.budget.calc.conventions import NetRates, NotNet, Paying, rates_without_transfers
from tadbir.budget.calc.rates import Rate, RateKind, rates_of_totals
from tadbir.budget.presenters.amounts import Named, rate_address
from tadbir.budget.presenters.words import (
    ENTITY_KIND_ORDER,
    NOT_NET_LABELS,
    RATE_LABELS,
    budget_name,
    rate_name,
    rate_value,
)
from tadbir.budget.queries import HolderFigures, officer_of
from tadbir.budget.terms import BudgetKind, Part, indicator_code
from tadbir.core.ratio import Ratio
from tadbir.territory.terms import EntityKind
from tadbir.ui import formats
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Missing, Row, Table, only
from tadbir.ui.words import language

SHOWN = (RateKind.COMMITMENT, RateKind.ISSUANCE_ON_COMMITMENTS, RateKind.ISSUANCE,
         RateKind.PAYMENT, RateKind.EXECUTION)  # fmt: skip
Budget = tuple[BudgetKind, Part]
Sent = Mapping[tuple[str, Part], Sequence[Decimal | None]]


class Spoken(Protocol):
    """The amounts of one holder in one budget and part: as queried, or as a pack froze them."""

    @property
    def holder(self) -> str: ...
    @property
    def kind(self) -> BudgetKind: ...
    @property
    def part(self) -> Part: ...
    @property
    def amounts(self) -> Amounts: ...


@dataclass(frozen=True, slots=True)
class Around:
    """What rates are read with: transfers of the year, who did not send its return, the plan.

    `silent` gives the kind of entity of each silent sender; `expected` is how many returns are;
    `planned` what the trajectories ask for on the day, by `indicator_code`; `hidden` holders are out
    of reach today: they count in totals and are not listed.
    """

    sent: Sent = field(default_factory=dict)
    silent: Mapping[str, str] = field(default_factory=dict)
    expected: int = 0
    planned: Mapping[str, Decimal] = field(default_factory=dict)
    hidden: Collection[str] = ()

    def listed(self, found: Sequence[HolderFigures]) -> list[HolderFigures]:
        """The figures of the holders that may be named."""
        return [one for one in found if one.holder not in self.hidden]

    def status(self, budget: Budget, rate: Rate) -> object:
        """How a rate stands against its plan, or why nobody can say."""
        planned = self.planned.get(indicator_code(*budget, rate.kind))
        found = trajectory.status(rate.value, planned)
        if found is not None:
            return Status(found.value)
        return Missing(_("no target")) if planned is None else None


@dataclass(frozen=True, slots=True)
class BudgetRates:
    """The rates of one budget and part, without transfers, and how complete each is."""

    budget: Budget
    rates: Mapping[RateKind, Rate]
    net: NetRates
    known: Mapping[RateKind, Completeness]

    @property
    def is_complete(self) -> bool:
        """Whether every expected return behind these rates came."""
        return not any(one.missing for one in self.known.values())


def budgets(found: Collection[Spoken]) -> list[Budget]:
    """The budgets and parts that some figures speak of, the general budget first."""
    present = {(one.kind, one.part) for one in found}
    return [(kind, part) for kind in ENTITY_KIND_ORDER for part in Part if (kind, part) in present]


def rates_of(found: Collection[Spoken], around: Around) -> list[BudgetRates]:
    """The rates of totals of each budget and part; they are never added to one another."""
    return [_rates_of(found, budget, around) for budget in budgets(found)]


def _rates_of(found: Collection[Spoken], budget: Budget, around: Around) -> BudgetRates:
    own = [one for one in found if (one.kind, one.part) == budget]
    officer = officer_of(budget[0])
    rates = rates_of_totals((one.amounts for one in own), officer=officer)
    returns = [Return(one.holder, one.amounts, one.holder not in around.silent) for one in own]
    returns += [Return(code, None, False) for code in _never_spoke(found, budget, around)]
    return BudgetRates(
        budget,
        # A measure apart, which few have: it is named where it exists.
        {
            kind: rate
            for kind, rate in rates.items()
            if kind is not RateKind.COMMITMENT_CREDIT or rate.undefined is None
        },
        rates_without_transfers(paying(own, around.sent), officer=officer),
        {kind: completeness(returns, kind=kind, officer=officer) for kind in SHOWN},
    )


def paying(found: Collection[Spoken], sent: Sent) -> list[Paying]:
    """Holders with what their conventions sent; conventions are paid by the general budget."""
    return [
        Paying(
            one.amounts,
            sent.get((one.holder, one.part), ()) if one.kind is BudgetKind.GENERAL else (),
        )
        for one in found
    ]


def _never_spoke(found: Collection[Spoken], budget: Budget, around: Around) -> list[str]:
    """Silent senders without any figure this year; only a hospital centre has a SEGMA."""
    spoke = {one.holder for one in found}
    return [
        code
        for code, kind in around.silent.items()
        if code not in spoke
        and (budget[0] is not BudgetKind.SEGMA or kind == EntityKind.HOSPITAL_CENTRE)
    ]


def net_value(net: NetRates, kind: RateKind) -> object:
    """A rate without transfers, or why there is none: never the same number again.

    A bare dash where there is nothing to leave out: no convention was made, or the rate is one of
    commitment credits, which pay no transfer.
    """
    if net.reason is NotNet.NO_CONVENTION or kind is RateKind.COMMITMENT_CREDIT:
        return None
    if net.reason is not None:
        return Missing(_(NOT_NET_LABELS[net.reason]))
    return rate_value(net.rates[kind])


def net_below(net: NetRates, kind: RateKind) -> object:
    """What a rate without transfers divides by; None where there is no such rate."""
    found = net.rates.get(kind)
    return found.ratio.denominator if found and kind is not RateKind.COMMITMENT_CREDIT else None


def rates_table(several: Sequence[BudgetRates], around: Around, *, holder: str = "") -> Table:
    """Each rate with the dirhams of what it divides, its status, and without transfers.

    Budgets are named, and the returns behind them counted, unless it is one budget of a `holder`:
    its amounts lead to their cells, those of all to the holders that they are the sum of.
    """
    named = [] if holder else [Column("budget", _("Budget"))]
    returns = [] if holder else [Column("returns", _("Returns received"))]
    has_net = any(one.net.reason is not NotNet.NO_CONVENTION for one in several)
    net = [
        Column("net", _("Without transfers"), "percent", href="net_href"),
        Column("net_below", _("Denominator without transfers"), "amount", href="net_href"),
    ]
    return Table(
        columns=[
            *named,
            Column("rate", _("Rate"), wide=True),
            Column("value", _("Value"), "percent", href="value_href"),
            Column("status", _("Status"), "status"),
            Column("above", _("Numerator"), "amount", href="above_href"),
            Column("below", _("Denominator"), "amount", href="below_href"),
            *returns,
            *(net if has_net else []),
        ],
        rows=[
            _rate_row(one, rate, around) | _places(one.budget, rate, holder)
            for one in several
            for rate in one.rates.values()
        ],
        caption=_("Rates and what they divide"),
        empty=_("No return has been received for this year."),
    )


def rates_on_page(table: Table) -> Table:
    """The same without the second denominator, for the width of a page."""
    return only(table, *(one.key for one in table.columns if one.key != "net_below"))


def _places(budget: Budget, rate: Rate, holder: str) -> dict[str, object]:
    """Where a rate and its two parts lead: to cells for a holder, to holders for a whole."""
    its = {"holder": holder} if holder else {}
    value, net = (rate_address(rate.kind, budget, **its, **more) for more in ({}, {"net": 1}))
    led = {"value_href": value, "net_href": net}
    if not holder:
        return {**led, "above_href": value, "below_href": value}
    return {
        **led,
        "above_href": Named(rate.numerator.value, *budget).address(holder),
        "below_href": Named(rate.denominator.value, *budget).address(holder),
    }


def _rate_row(one: BudgetRates, rate: Rate, around: Around) -> dict[str, object]:
    known = one.known.get(rate.kind)
    return {
        "budget": budget_name(*one.budget),
        "rate": rate_name(rate),
        "value": rate_value(rate),
        "status": around.status(one.budget, rate),
        "above": rate.ratio.numerator,
        "below": rate.ratio.denominator,
        "returns": _returns(known) if known and around.expected else None,
        "net": net_value(one.net, rate.kind),
        "net_below": net_below(one.net, rate.kind),
    }


def _returns(known: Completeness) -> str:
    return formats.x_of_y(known.received, known.expected, language())


def bounds_table(several: Sequence[BudgetRates], *, holder: str = "") -> Table:
    """What each rate would be if the missing returns came; budgets that miss none are left out.

    Budgets are named unless it is one budget of a `holder`. Each rate leads to what it divides.
    """
    named = [] if holder else [Column("budget", _("Budget"))]
    return Table(
        columns=[
            *named,
            Column("rate", _("Rate"), wide=True),
            Column("returns", _("Returns received")),
            Column("share", _("Their share of the credits"), "percent"),
            Column("worst", _("At worst"), "percent", href="value_href"),
            Column("value", _("Value"), "percent", href="value_href"),
            Column("best", _("At best"), "percent", href="value_href"),
        ],
        rows=[
            _bounds_row(one, kind, known, holder)
            for one in several
            if not one.is_complete
            for kind, known in one.known.items()
        ],
        caption=_("If the missing returns came"),
        empty=_("Every expected return came."),
    )


def _bounds_row(one: BudgetRates, kind: RateKind, known: Completeness, holder: str) -> Row:
    its = {"holder": holder} if holder else {}
    return {
        "value_href": rate_address(kind, one.budget, **its),
        "budget": budget_name(*one.budget),
        "rate": _(RATE_LABELS[kind]),
        "returns": _returns(known),
        "share": _bounded(known.share_of_credits),
        "worst": _bounded(known.worst),
        "value": rate_value(known.rate),
        "best": _bounded(known.best),
    }


def _bounded(ratio: Ratio) -> object:
    value = ratio.value
    return Missing(_("the credits of a silent holder are unknown")) if value is None else value


def completeness_in_words(around: Around) -> str:
    """How many of the expected returns of the period came."""
    if not around.expected:
        return _("No return is expected here: nothing says whether a figure is missing.")
    return _("Returns of the period received: %(x_of_y)s") % {
        "x_of_y": formats.x_of_y(around.expected - len(around.silent), around.expected, language())
    }
