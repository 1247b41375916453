"""Holders with their amounts and rates: one list of columns for page, workbook and document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts, Measure, total
from tadbir.budget.calc.conventions import NetRates, rates_without_transfers
from tadbir.budget.calc.rates import (
    CREDITS_OF,
    AuthorisingOfficer,
    Rate,
    RateKind,
    rates,
    rates_of_totals,
)
from tadbir.budget.presenters.amounts import Named, rate_address, transfers_address
from tadbir.budget.presenters.charts import gap_figure
from tadbir.budget.presenters.rates import (
    SHOWN,
    Around,
    Budget,
    bounds_table,
    budgets,
    net_below,
    net_value,
    paying,
    rates_of,
    rates_on_page,
    rates_table,
)
from tadbir.budget.presenters.words import (
    MEASURE_LABELS,
    NOT_NET_LABELS,
    RATE_HEADS,
    budget_name,
    name_of,
    rate_value,
    source_name,
    total_name,
)
from tadbir.budget.queries import HolderFigures, officer_of
from tadbir.budget.terms import AMOUNT_LABELS
from tadbir.ui.addresses import page_address
from tadbir.ui.charts.figure import Figure
from tadbir.ui.tables import Column, Missing, Row, Table, in_millions, only
from tadbir.ui.words import language

BRIEF = ("name", "credits", "committed", "paid", "commitment_rate", "status",
         "issuance_on_commitments", "execution_rate", "on_date", "source")  # fmt: skip
"""The columns that a page has room for; the workbook has every rate."""


@dataclass(frozen=True, slots=True)
class Card:
    """The holders of one budget and part: their rates, and those without transfers.

    `brief` is the table for the width of a page.
    """

    title: str
    table: Table
    brief: Table
    net: Table | None


def cards(found: Sequence[HolderFigures], around: Around) -> list[Card]:
    """One card for each budget and part: they are never added to one another."""
    made = []
    for kind, part in budgets(found):
        own = [one for one in found if (one.kind, one.part) == (kind, part)]
        whole = table(own, (kind, part), around)
        brief = in_millions(only(whole, *BRIEF), language())
        made.append(Card(whole.caption, whole, brief, net_table(own, around)))
    return made


def table(found: Sequence[HolderFigures], budget: Budget, around: Around) -> Table:
    """The holders of one budget and part, with the rates of their totals underneath."""
    kind, part = budget
    officer = officer_of(kind)
    whole = total(one.amounts for one in found)
    listed = around.listed(found)
    footer = {
        "name": total_name(len(found) - len(listed)),
        **_amounts_row(whole, officer),
        **{
            f"{name}_href": Named(measure.value, kind, part).whole()
            for name, measure in measures(officer).items()
        },
        **_rates_row(
            rates_of_totals((one.amounts for one in found), officer=officer), budget, around
        ),
        **_rate_hrefs(budget),
    }
    return Table(
        columns=columns(officer),
        rows=[row(one, around) for one in listed],
        caption=budget_name(kind, part),
        footer=footer if len(found) > 1 or not listed else None,
        empty=_("No return has been received for this year."),
    )


def columns(officer: AuthorisingOfficer) -> list[Column]:
    """The columns; each rate's title names what it divides."""
    commitment, *others = _rate_columns()
    return [
        Column("name", _("Budget holder"), href="href", wide=True),
        *(
            Column(name, _(MEASURE_LABELS[measure]), "amount", href=f"{name}_href")
            for name, measure in measures(officer).items()
        ),
        commitment,
        Column("status", _("Status"), "status"),
        *others,
        Column("on_date", _("Situation on"), "day"),
        Column("source", _("Source")),
    ]


def _rate_columns() -> list[Column]:
    """A column for each rate; its cells lead to what the rate divides."""
    return [
        Column(kind.value, _(RATE_HEADS[kind]), "percent", href=f"{kind.value}_href")
        for kind in SHOWN
    ]


def _rate_hrefs(budget: Budget, **more: object) -> Row:
    """Where each rate leads: to the amounts that it divides."""
    return {f"{kind.value}_href": rate_address(kind, budget, **more) for kind in SHOWN}


def measures(officer: AuthorisingOfficer) -> Mapping[str, Measure]:
    """The measures of a holder's columns of dirhams."""
    return {
        "credits": CREDITS_OF[officer],
        "committed": Measure.COMMITMENTS,
        "issued": Measure.ISSUANCES,
        "paid": Measure.PAYMENTS,
    }


def row(one: HolderFigures, around: Around) -> Row:
    """One holder's amounts and rates, with where they come from."""
    officer = officer_of(one.kind)
    return {
        "name": name_of(one.name_fr, one.name_ar),
        "href": page_address("budget:holder", one.holder),
        **_amounts_row(one.amounts, officer),
        **{
            f"{name}_href": Named(measure.value, one.kind, one.part).address(one.holder)
            for name, measure in measures(officer).items()
        },
        **_rates_row(rates(one.amounts, officer=officer), (one.kind, one.part), around),
        **_rate_hrefs((one.kind, one.part), holder=one.holder),
        "on_date": one.on_date,
        "source": source_name(one.source),
    }


def _amounts_row(amounts: Amounts, officer: AuthorisingOfficer) -> dict[str, Decimal | None]:
    return {name: amounts.of(measure) for name, measure in measures(officer).items()}


def _rates_row(found: Mapping[RateKind, Rate], budget: Budget, around: Around) -> dict[str, object]:
    """The rates, and how the commitments stand against their plan."""
    status = around.status(budget, found[RateKind.COMMITMENT])
    return {**{kind.value: rate_value(found[kind]) for kind in SHOWN}, "status": status}


def net_table(found: Sequence[HolderFigures], around: Around) -> Table | None:
    """The rates without transfers of the holders that made some, and of all; None without any."""
    members = paying(found, around.sent)
    made = [(one, member) for one, member in zip(found, members, strict=True) if member.sent]
    if not made:
        return None
    listed = around.listed(found)
    officer = officer_of(found[0].kind)
    whole = rates_without_transfers(members, officer=officer)
    credit = _(MEASURE_LABELS[CREDITS_OF[officer]])
    return Table(
        columns=[
            Column("name", _("Budget holder"), href="href", wide=True),
            Column("sent", _("Sent this year"), "amount", href="sent_href"),
            Column("credits", _("%(credits)s without transfers") % {"credits": credit}, "amount",
                   href="credits_href"),
            *_rate_columns(),
        ],
        rows=[
            _net_row(one, rates_without_transfers([member], officer=officer))
            for one, member in made
            if one in listed
        ],
        caption=_("Without transfers to delegated owners"),
        footer={
            "name": total_name(len(found) - len(listed)),
            **_net_cells(whole),
            **_net_hrefs((found[0].kind, found[0].part)),
        }
        if len(found) > 1 or not listed
        else None,
    )  # fmt: skip


def _net_hrefs(budget: Budget, **more: object) -> Row:
    """Where the figures without transfers lead: to what was sent, and to what each divides."""
    return {
        "sent_href": transfers_address(budget, **more),
        "credits_href": rate_address(RateKind.COMMITMENT, budget, net=1, **more),
        **_rate_hrefs(budget, net=1, **more),
    }


def _net_row(one: HolderFigures, net: NetRates) -> Row:
    return {
        "name": name_of(one.name_fr, one.name_ar),
        "href": page_address("budget:holder", one.holder),
        **_net_cells(net),
        **_net_hrefs((one.kind, one.part), holder=one.holder),
    }


def _net_cells(net: NetRates) -> dict[str, object]:
    """What was sent, the credits left and each rate, or dashes and once why."""
    if net.reason is not None:
        why = Missing(_(NOT_NET_LABELS[net.reason]))
        return {"sent": net.sent, "credits": why, **{kind.value: None for kind in SHOWN}}
    return {
        "sent": net.sent,
        "credits": net_below(net, RateKind.COMMITMENT),
        **{kind.value: net_value(net, kind) for kind in SHOWN},
    }


def amount_rows(one: HolderFigures) -> Table:
    """Every amount received for a holder, budget and part, each leading to its cells."""
    return Table(
        columns=[
            Column("amount", _("Amount"), wide=True),
            Column("value", _("Dirhams"), "amount", href="href"),
        ],
        rows=[
            {
                "amount": _(AMOUNT_LABELS[name]),
                "value": value,
                "href": Named(name, one.kind, one.part).address(one.holder),
            }
            for name, value in one.values.items()
            if value is not None
        ],
        caption=_("Amounts received"),
    )


@dataclass(frozen=True, slots=True)
class Section:
    """One budget and part of a holder, ready for its page."""

    title: str
    on_date: date
    source: str
    known_on: date
    rates: Table
    bounds: Table | None
    amounts: Table
    gap: Figure | None


def section(one: HolderFigures, around: Around) -> Section:
    """Rates with what they divide, amounts received, and the gap explained."""
    officer = officer_of(one.kind)
    own = rates_of([one], around)
    return Section(
        title=budget_name(one.kind, one.part),
        on_date=one.on_date,
        source=source_name(one.source),
        known_on=one.known_on,
        rates=rates_on_page(rates_table(own, around, holder=one.holder)),
        bounds=None if own[0].is_complete else bounds_table(own, holder=one.holder),
        amounts=amount_rows(one),
        gap=gap_figure(one.amounts, officer),
    )
