"""Filters of the register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tadbir.core.clock import today
from tadbir.facilities.queries import Wanted
from tadbir.facilities.terms import CATEGORIES
from tadbir.territory.terms import STATUS_LABELS

EVERY = ("", _("All"))


def chosen_day(text: str) -> date | None:
    """The past day an address asks for; None for today, a day to come or what is no day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day < today() else None


class FilterForm(forms.Form):
    """Which sites, as they stood on which day; everything may be left empty."""

    text = forms.CharField(label=_("Name or commune"), max_length=80, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    delegation = forms.ChoiceField(label=_("Delegation"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    on = forms.DateField(
        label=_("As it stood on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )

    def __init__(
        self, *arguments: Any, delegations: Iterable[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        self._choose("category", ((code, code) for code in CATEGORIES))
        self._choose("delegation", delegations)
        self._choose("status", ((code, _(label)) for code, label in STATUS_LABELS.items()))

    def _choose(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [EVERY, *choices]

    @property
    def wanted(self) -> Wanted:
        """The filters that were understood; those that were not filter nothing."""
        names = ("category", "delegation", "status", "text")
        return Wanted(**{name: self.cleaned_data.get(name) or "" for name in names})

    def clean_on(self) -> Any:
        """A day to come shows today."""
        day = self.cleaned_data["on"]
        return day if day and day < today() else None


class BetweenForm(forms.Form):
    """Two days to compare."""

    before = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    after = forms.DateField(label=_("To"), widget=forms.DateInput(attrs={"type": "date"}))
