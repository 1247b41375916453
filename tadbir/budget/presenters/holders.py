"""Holders with their amounts and rates: one list of columns for page, workbook and document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import Amounts, Measure, total
from tadbir.budget.calc.rates import (
    CREDITS_OF,
    AuthorisingOfficer,
    Rate,
    RateKind,
    rates,
    rates_of_totals,
)
from tadbir.budget.presenters.charts import gap_figure
from tadbir.budget.presenters.words import (
    ENTITY_KIND_ORDER,
    MEASURE_LABELS,
    RATE_LABELS,
    budget_name,
    name_of,
    rate_name,
    rate_value,
    source_name,
)
from tadbir.budget.queries import HolderFigures, officer_of
from tadbir.budget.terms import AMOUNT_LABELS, BudgetKind, Part
from tadbir.ui.addresses import page_address
from tadbir.ui.charts.figure import Figure
from tadbir.ui.tables import Column, Row, Table

SHOWN = (RateKind.COMMITMENT, RateKind.ISSUANCE_ON_COMMITMENTS, RateKind.ISSUANCE,
         RateKind.PAYMENT, RateKind.EXECUTION)  # fmt: skip


def budgets(found: Iterable[HolderFigures]) -> list[tuple[BudgetKind, Part]]:
    """The budgets and parts that some figures speak of, the general budget first."""
    present = {(one.kind, one.part) for one in found}
    return [(kind, part) for kind in ENTITY_KIND_ORDER for part in (Part.OPERATING, Part.INVESTMENT)
            if (kind, part) in present]  # fmt: skip


def tables(found: Sequence[HolderFigures]) -> list[tuple[str, Table]]:
    """One table for each budget and part: they are never added to one another."""
    return [
        (budget_name(kind, part), table(
            [one for one in found if (one.kind, one.part) == (kind, part)], kind, part))
        for kind, part in budgets(found)
    ]  # fmt: skip


def table(found: Sequence[HolderFigures], kind: BudgetKind, part: Part) -> Table:
    """The holders of one budget and part, with the rates of their totals underneath."""
    officer = officer_of(kind)
    whole = total(one.amounts for one in found)
    footer = {
        "name": _("Total"),
        **_amounts_row(whole, officer),
        **_rates_row(rates_of_totals((one.amounts for one in found), officer=officer)),
    }
    return Table(
        columns=columns(officer),
        rows=[row(one, officer) for one in found],
        caption=budget_name(kind, part),
        footer=footer if len(found) > 1 else None,
        empty=_("No return has been received for this year."),
    )


def columns(officer: AuthorisingOfficer) -> list[Column]:
    """The columns; each rate's title names its denominator."""
    credit = _(MEASURE_LABELS[CREDITS_OF[officer]])
    return [
        Column("name", _("Budget holder"), href="href", wide=True),
        Column("credits", credit, "amount"),
        Column("committed", _(MEASURE_LABELS[Measure.COMMITMENTS]), "amount"),
        Column("issued", _(MEASURE_LABELS[Measure.ISSUANCES]), "amount"),
        Column("paid", _(MEASURE_LABELS[Measure.PAYMENTS]), "amount"),
        *(Column(kind.value, rate_title(kind, officer), "percent") for kind in SHOWN),
        Column("on_date", _("Situation on"), "day"),
        Column("source", _("Source")),
    ]


def rate_title(kind: RateKind, officer: AuthorisingOfficer) -> str:
    """The title of a rate's column: what is divided by what."""
    return rate_name(rates(Amounts(), officer=officer)[kind])


def row(one: HolderFigures, officer: AuthorisingOfficer) -> Row:
    """One holder's amounts and rates, with where they come from."""
    return {
        "name": name_of(one.name_fr, one.name_ar),
        "href": page_address("budget:holder", one.holder),
        **_amounts_row(one.amounts, officer),
        **_rates_row(rates(one.amounts, officer=officer)),
        "on_date": one.on_date,
        "source": source_name(one.source),
    }


def _amounts_row(amounts: Amounts, officer: AuthorisingOfficer) -> dict[str, Decimal | None]:
    return {
        "credits": amounts.of(CREDITS_OF[officer]),
        "committed": amounts.commitments,
        "issued": amounts.issuances,
        "paid": amounts.payments,
    }


def _rates_row(found: dict[RateKind, Rate]) -> dict[str, object]:
    return {kind.value: rate_value(found[kind]) for kind in SHOWN}


def rate_rows(amounts: Amounts, officer: AuthorisingOfficer) -> Table:
    """The rates of one holder, budget and part: each with its numerator and denominator."""
    found = rates(amounts, officer=officer)
    return Table(
        columns=[
            Column("rate", _("Rate"), wide=True),
            Column("value", _("Value"), "percent"),
            Column("numerator", _("Numerator")),
            Column("above", _("Dirhams"), "amount"),
            Column("denominator", _("Denominator")),
            Column("below", _("Dirhams"), "amount"),
        ],
        rows=[
            {
                "rate": _(RATE_LABELS[kind]),
                "value": rate_value(rate),
                "numerator": _(MEASURE_LABELS[rate.numerator]),
                "above": rate.ratio.numerator,
                "denominator": _(MEASURE_LABELS[rate.denominator]),
                "below": rate.ratio.denominator,
            }
            for kind, rate in found.items()
            if kind is not RateKind.COMMITMENT_CREDIT or rate.undefined is None
        ],
        caption=_("Rates and what they divide"),
    )


def amount_rows(one: HolderFigures) -> Table:
    """Every amount received for a holder, budget and part."""
    return Table(
        columns=[Column("amount", _("Amount"), wide=True), Column("value", _("Dirhams"), "amount")],
        rows=[
            {"amount": _(AMOUNT_LABELS[name]), "value": value}
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
    amounts: Table
    gap: Figure | None


def section(one: HolderFigures) -> Section:
    """Rates with what they divide, amounts received, and the gap explained."""
    officer = officer_of(one.kind)
    return Section(
        title=budget_name(one.kind, one.part),
        on_date=one.on_date,
        source=source_name(one.source),
        known_on=one.known_on,
        rates=rate_rows(one.amounts, officer),
        amounts=amount_rows(one),
        gap=gap_figure(one.amounts, officer),
    )
