"""The holders of the general budget as one table: both parts, what can be saved, a status."""

from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import total
from tadbir.budget.calc.rates import CREDITS_OF, RateKind, rates, rates_of_totals
from tadbir.budget.presenters.words import rate_value
from tadbir.budget.queries import officer_of
from tadbir.budget.terms import BudgetKind, Part
from tadbir.dossier.naming import short
from tadbir.dossier.pack import Held, Pack
from tadbir.dossier.sections import held_in
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.presenters import status_of
from tadbir.ui.status import Status
from tadbir.ui.status import gravest as worst
from tadbir.ui.tables import Column, Missing, Row, Table

RATES_OF_HOLDER = ("operating_commitment_rate", "investment_commitment_rate")


def holders_table(pack: Pack) -> Table:
    """The holders of the general budget; whoever has most to save comes first."""
    operating, investment = (
        {one.holder: one for one in held_in(pack, (BudgetKind.GENERAL, part))} for part in Part
    )
    saved = {code: pack.saved_with(code) for code in {*operating, *investment}}
    codes = sorted(saved, key=lambda code: (-(saved[code] or 0), code))
    rows = [
        {
            "name": short(pack.frame, code),
            **_part_row("operating", operating.get(code)),
            **_part_row("investment", investment.get(code)),
            "to_save": Missing(_("no operation known")) if saved[code] is None else saved[code],
            "on_date": max(
                one.on_date for one in (operating.get(code), investment.get(code)) if one
            ),
            "status": gravest(pack, code),
        }
        for code in codes
    ]
    footer: Row = {
        "name": _("Region"),
        **_total_row("operating", operating.values()),
        **_total_row("investment", investment.values()),
        "to_save": sum((one for one in saved.values() if one is not None), Decimal(0)),
    }
    return Table(
        _columns(),
        rows,
        caption=_("Budget holders: general budget"),
        footer=footer if rows else None,
        empty=_("No return has been received for this year."),
    )


def _columns() -> list[Column]:
    return [
        Column("name", _("Budget holder"), wide=True),
        *_part_columns("operating", _("Operating")),
        *_part_columns("investment", _("Investment")),
        Column("to_save", _("To save (M DH)"), "millions"),
        Column("on_date", _("Figures of"), "day"),
        Column("status", _("Status"), "status"),
    ]


def _part_columns(part: str, name: str) -> list[Column]:
    words = {"part": name}
    return [
        Column(f"{part}_credits", _("%(part)s: delegated (M DH)") % words, "millions"),
        Column(f"{part}_rate", _("%(part)s: committed") % words, "percent"),
        Column(f"{part}_issued", _("%(part)s: issued on committed") % words, "percent"),
    ]


def _part_row(part: str, one: Held | None) -> Row:
    if one is None:
        nothing = Missing(_("not received"))
        return {f"{part}_credits": nothing, f"{part}_rate": nothing, f"{part}_issued": nothing}
    found = rates(one.amounts, officer=officer_of(one.kind))
    return {
        f"{part}_credits": one.amounts.of(CREDITS_OF[officer_of(one.kind)]),
        f"{part}_rate": rate_value(found[RateKind.COMMITMENT]),
        f"{part}_issued": rate_value(found[RateKind.ISSUANCE_ON_COMMITMENTS]),
    }


def _total_row(part: str, several: Iterable[Held]) -> Row:
    members = [one.amounts for one in several]
    officer = officer_of(BudgetKind.GENERAL)
    found = rates_of_totals(members, officer=officer)
    return {
        f"{part}_credits": total(members).of(CREDITS_OF[officer]),
        f"{part}_rate": found[RateKind.COMMITMENT].value,
        f"{part}_issued": found[RateKind.ISSUANCE_ON_COMMITMENTS].value,
    }


def gravest(pack: Pack, holder: str) -> Status:
    """The worst status of a holder's commitment rates against the region's trajectory."""
    return worst(
        status_of(indicators()[code], figure, pack.situation.target(code))
        for code in RATES_OF_HOLDER
        if (figure := pack.situation.own.get((holder, code))) is not None
    )
