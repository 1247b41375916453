"""The rules behind the calendar as tables: values, controls of holders, what is exempt."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.calendar import YearRules, last_day_to_deposit
from tadbir.budget.calc.control import Regime
from tadbir.budget.calc.norms import CLEAR_WORKING_DAYS, SHARE_OF_MINISTRY, UNITS, Norm, norm_on
from tadbir.budget.presenters.calendar import Addresses
from tadbir.budget.presenters.lines import label_of
from tadbir.budget.presenters.words import (
    BASIS_LABELS,
    NORM_LABELS,
    budget_name,
    cited,
    typed,
)
from tadbir.budget.queries import Exemptions
from tadbir.budget.terms import CONTROL_LABELS, UNIT_LABELS, Control, Spending
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language

_HUNDRED = Decimal(100)


def value_of(norm: Norm) -> str:
    """The value of a rule in its unit, as it is read and typed: a share in percent."""
    if norm.unit == CLEAR_WORKING_DAYS:
        return formats.count(norm.value, language())
    if norm.unit == SHARE_OF_MINISTRY:
        return formats.decimal(norm.value * _HUNDRED, language())
    return formats.amount(norm.value, language())


def norms_table(norms: Iterable[Norm], on: date, addresses: Addresses) -> Table:
    """The value of every rule in force on a day; one that nobody has entered says so."""
    listed = list(norms)
    return Table(
        columns=[
            Column("rule", _("Rule"), href="href", wide=True),
            Column("value", _("Value")),
            Column("unit", _("Unit")),
            Column("since", _("Since"), "day"),
            Column("source", _("Source")),
            Column("to_confirm", _("To confirm"), "flag"),
        ],
        rows=[
            {
                "rule": _(NORM_LABELS[code]),
                "href": addresses(code),
                "unit": _(UNIT_LABELS[unit]),
                **_norm_row(norm_on(code, on, norms=listed)),
            }
            for code, unit in UNITS.items()
        ],
        caption=_("Values of the rules"),
    )


def _norm_row(norm: Norm | None) -> Row:
    if norm is None:
        return {
            "value": Missing(_("not entered")),
            "since": None,
            "source": "",
            "to_confirm": False,
        }
    return {
        "value": value_of(norm),
        "since": norm.validity.valid_from,
        "source": cited(norm.source),
        "to_confirm": norm.to_confirm,
    }


def controls_table(
    names: Mapping[str, str], regimes: Mapping[str, Regime], rules: YearRules, addresses: Addresses
) -> Table:
    """The control each holder is under, and the last days to deposit that it has under it."""
    return Table(
        columns=[
            Column("holder", _("Budget holder"), href="href", wide=True),
            Column("control", _("Control of spending")),
            Column("contract", _("Last day, contracts"), "day"),
            Column("other", _("Last day, other spending"), "day"),
            Column("since", _("Since"), "day"),
            Column("source", _("Source")),
        ],
        rows=[
            {"holder": name, "href": addresses(code), **_control_row(regimes.get(code), rules)}
            for code, name in names.items()
        ],
        caption=_("Control of each budget holder"),
        empty=_("There is no budget holder within your reach."),
    )


def _control_row(regime: Regime | None, rules: YearRules) -> Row:
    control = regime.control if regime else Control.ORDINARY
    under = replace(rules, control=control)
    days = {kind.value: last_day_to_deposit(under, spending=kind) for kind in Spending}
    return {
        "control": _(CONTROL_LABELS[control]),
        **{kind: one.day or Missing(_(BASIS_LABELS[one.basis])) for kind, one in days.items()},
        "since": regime.validity.valid_from if regime else None,
        "source": regime.source if regime else _("nothing entered: the ordinary control"),
    }


def exemptions_table(found: Exemptions, names: Mapping[str, str], *, is_search: bool) -> Table:
    """Lines and operations with whether they are outside the regularity control."""
    caption = (
        _("Lines and operations found, the first ones")
        if is_search
        else _("Lines and operations outside the regularity control")
    )
    return Table(
        columns=[
            Column("what", _("Operation or line"), href="href", wide=True),
            Column("kind", _("Kind")),
            Column("holder", _("Budget holder")),
            Column("budget", _("Budget")),
            Column("is_exempt", _("Outside the regularity control"), "flag"),
        ],
        rows=[*_exempt_operations(found, names), *_exempt_lines(found, names)],
        caption=caption,
        empty=_("None: look for a line or an operation by its reference, its code or its words."),
    )


def _exempt_operations(found: Exemptions, names: Mapping[str, str]) -> list[Row]:
    return [
        {
            "what": " ".join((fact.operation.reference, typed(fact.purpose))),
            "href": page_address("budget:set_operation_exempt", fact.operation_id),
            "kind": _("Operation"),
            "holder": names.get(fact.operation.holder.code, fact.operation.holder.code),
            "budget": None,
            "is_exempt": fact.operation_id in found.exempt,
        }
        for fact in found.operations
    ]


def _exempt_lines(found: Exemptions, names: Mapping[str, str]) -> list[Row]:
    return [
        {
            "what": " ".join((line.code_path, typed(label_of(line)))),
            "href": page_address("budget:set_line_exempt", line.line),
            "kind": _("Line"),
            "holder": names.get(line.holder, line.holder),
            "budget": budget_name(line.kind, line.part),
            "is_exempt": line.is_exempt,
        }
        for line in found.lines
    ]
