"""Filters of the register."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from tadbir.core.clock import today
from tadbir.facilities.queries import Wanted
from tadbir.facilities.terms import CATEGORIES
from tadbir.territory.terms import STATUS_LABELS
from tadbir.ui.addresses import day_of
from tadbir.ui.fields import day

EVERY = ("", _("All"))


def chosen_day(request: HttpRequest) -> date | None:
    """The past day an address asks for; None for today. Raises as `day_of` does."""
    on = day_of(request)
    return on if on < today() else None


class FilterForm(forms.Form):
    """Which sites, as they stood on which day; everything may be left empty."""

    text = forms.CharField(label=_("Name or commune"), max_length=80, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    delegation = forms.ChoiceField(label=_("Delegation"), required=False)
    status = forms.ChoiceField(label=_("Status"), required=False)
    on = day(label=_("As it stood on"), required=False)

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
        on = self.cleaned_data["on"]
        return on if on and on < today() else None


class BetweenForm(forms.Form):
    """Two days to compare."""

    before = day(label=_("From"))
    after = day(label=_("To"))
