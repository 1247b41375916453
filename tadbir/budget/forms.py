"""Forms of the budget: targets, dates of the closing circular, rules of the calendar, filters."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tadbir.budget.actions import NewClosingDate, Point, Step
from tadbir.budget.calc.norms import SHARE_OF_MINISTRY
from tadbir.budget.calc.rates import RateKind
from tadbir.budget.terms import (
    CONTROL_LABELS,
    DEADLINE_LABELS,
    ROUTE_STEP_LABELS,
    SPENDING_LABELS,
    UNIT_LABELS,
    BudgetKind,
    Control,
    Deadline,
    Part,
    RouteStep,
    Spending,
    indicator_code,
)
from tadbir.core.period import month_end
from tadbir.territory.terms import Form
from tadbir.ui.fields import day

_HUNDRED = Decimal(100)
QUARTERS = (3, 6, 9, 12)
TARGET_RATES = (
    (RateKind.COMMITMENT, _("Commitment rate")),
    (RateKind.ISSUANCE, _("Issuance rate")),
    (RateKind.EXECUTION, _("Execution rate, payments on credits")),
)


def _percent(label: Any, *, required: bool) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, decimal_places=2, required=required
    )


def _days(step: RouteStep) -> forms.IntegerField:
    return forms.IntegerField(
        label=_(ROUTE_STEP_LABELS[step]), min_value=0, max_value=250, required=False
    )


class TargetForm(forms.Form):
    """What an entity is meant to reach in a year, quarter by quarter, in percent."""

    budget = forms.ChoiceField(label=_("Budget"))
    rate = forms.ChoiceField(label=_("Rate"))
    end_3 = _percent(_("At the end of March, percent"), required=False)
    end_6 = _percent(_("At the end of June, percent"), required=False)
    end_9 = _percent(_("At the end of September, percent"), required=False)
    end_12 = _percent(_("At the end of December, percent"), required=True)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)

    def __init__(self, *args: Any, budgets: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["budget"].choices = budgets  # type: ignore[attr-defined]
        self.fields["rate"].choices = [  # type: ignore[attr-defined]
            (kind.value, label) for kind, label in TARGET_RATES
        ]

    def points(self, year: int) -> list[Point]:
        """The trajectory typed, as fractions of 1 at quarter ends."""
        return [
            Point(month_end(year, month), value / _HUNDRED)
            for month in QUARTERS
            if (value := self.cleaned_data[f"end_{month}"]) is not None
        ]

    def indicator(self) -> str:
        """The code of the rate that the target is about."""
        kind, part = self.cleaned_data["budget"].split(".")
        return indicator_code(BudgetKind(kind), Part(part), RateKind(self.cleaned_data["rate"]))


class ClosingDateForm(forms.Form):
    """One date of a year's closing circular."""

    deadline = forms.ChoiceField(
        label=_("Deadline"), choices=[(code.value, _(DEADLINE_LABELS[code])) for code in Deadline]
    )
    spending = forms.ChoiceField(
        label=_("Spending"), choices=[(code.value, _(SPENDING_LABELS[code])) for code in Spending]
    )
    form = forms.ChoiceField(
        label=_("Legal form"),
        required=False,
        choices=[("", _("Every legal form")), *((form.value, form.name) for form in Form)],
    )
    last_day = day(label=_("Last day"))
    source = forms.CharField(label=_("Source: the circular's reference"), max_length=300)

    def told(self) -> NewClosingDate:
        """The date typed; its year is the fiscal year."""
        typed = self.cleaned_data
        return NewClosingDate(
            fiscal_year=typed["last_day"].year,
            deadline=Deadline(typed["deadline"]),
            spending=Spending(typed["spending"]),
            last_day=typed["last_day"],
            source=typed["source"],
            form=typed["form"],
        )


class RuleForm(forms.Form):
    """What every dated rule is entered with: the day it holds from, and what it rests on."""

    valid_from = day(label=_("From"))
    source = forms.CharField(label=_("Source: the text, its number and its date"), max_length=300)


class ControlForm(RuleForm):
    """The control of spending that a holder is under from a day on."""

    control = forms.ChoiceField(
        label=_("Control of spending"),
        choices=[(code.value, _(CONTROL_LABELS[code])) for code in Control],
    )
    field_order = ("control", "valid_from", "source")


class NormForm(RuleForm):
    """The value of a rule from a day on, in its one unit; shares are typed in percent."""

    value = forms.DecimalField(label=_("Value"), min_value=0, max_digits=14, decimal_places=2)
    field_order = ("value", "valid_from", "source")

    def __init__(self, *args: Any, unit: str, **named: Any) -> None:
        super().__init__(*args, **named)
        self.unit = unit
        self.fields["value"].help_text = _(UNIT_LABELS[unit])

    def clean_value(self) -> Decimal:
        """The value as it is kept: a share is a fraction of 1."""
        typed: Decimal = self.cleaned_data["value"]
        if self.unit != SHARE_OF_MINISTRY:
            return typed
        if typed > _HUNDRED:
            raise forms.ValidationError(_("A share is at most 100 percent."))
        return typed / _HUNDRED


class RouteForm(RuleForm):
    """How many clear working days each step of a route takes; an empty step is not a step of it."""

    publication = _days(RouteStep.PUBLICATION)
    bid_examination = _days(RouteStep.BID_EXAMINATION)
    award = _days(RouteStep.AWARD)
    deposit = _days(RouteStep.DEPOSIT)
    field_order = (*(step.value for step in RouteStep), "valid_from", "source")

    def steps(self) -> list[Step]:
        """The steps typed, in the order of the route."""
        typed = ((step.value, self.cleaned_data[step.value]) for step in RouteStep)
        return [Step(step, days) for step, days in typed if days is not None]


class ExemptForm(forms.Form):
    """Whether a line or an operation is outside the regularity control, and why."""

    is_exempt = forms.BooleanField(label=_("Outside the regularity control"), required=False)
    why = forms.CharField(label=_("Why: the text or the decision"), max_length=300)


class SearchForm(forms.Form):
    """Words to look for."""

    q = forms.CharField(label=_("Reference, code or words"), max_length=100, required=False)


class BetweenForm(forms.Form):
    """Two moments to compare."""

    since = day(label=_("From"))
    on = day(label=_("To"))
    since_at = forms.IntegerField(
        label=_("First day, as known at batch number"), required=False, min_value=1,
        help_text=_("Empty: as known today."),
    )  # fmt: skip
    at = forms.IntegerField(
        label=_("Second day, as known at batch number"), required=False, min_value=1,
        help_text=_("Empty: as known today."),
    )  # fmt: skip
