"""The filters of the list of operations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tadbir.procurement.queries import Filter
from tadbir.procurement.terms import ORDER, PLACE_LABELS, STEPS, Place, State


class FilterForm(forms.Form):
    """What a list of operations is narrowed to; every field may stay empty."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    holder = forms.ChoiceField(label=_("Budget holder"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    place = forms.ChoiceField(label=_("Where it lies"), required=False)
    line = forms.CharField(label=_("Line"), required=False, max_length=200)
    least = forms.DecimalField(label=_("At least, dirhams"), required=False, min_value=0)
    most = forms.DecimalField(label=_("At most, dirhams"), required=False, min_value=0)

    def __init__(self, *args: Any, holders: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        every = [("", _now("All"))]
        self._choose("holder", every + holders)
        self._choose("state", every + [(s.value, _now(STEPS[s].label)) for s in ORDER])
        self._choose("place", every + [(p.value, _now(PLACE_LABELS[p])) for p in Place])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def narrowed(self) -> Filter:
        """The filter typed; what could not be understood narrows nothing and is shown."""
        typed = self.cleaned_data if self.is_valid() else {}
        state, place = typed.get("state"), typed.get("place")
        return Filter(
            holder=typed.get("holder", ""),
            states=(State(state),) if state else (),
            places=(Place(place),) if place else (),
            line=typed.get("line", ""),
            text=typed.get("q", ""),
            least=typed.get("least"),
            most=typed.get("most"),
        )
