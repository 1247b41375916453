"""The filters of the list of operations."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tadbir.procurement.queries import Filter
from tadbir.procurement.terms import ORDER, PHASE_LABELS, PLACE_LABELS, STEPS, Phase, Place, State


class FilterForm(forms.Form):
    """What a list of operations is narrowed to; every field may stay empty."""

    q = forms.CharField(label=_("Words"), required=False, max_length=100)
    holder = forms.ChoiceField(label=_("Budget holder"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    place = forms.ChoiceField(label=_("Where it lies"), required=False)
    phase = forms.ChoiceField(label=_("Stage"), required=False)
    line = forms.CharField(label=_("Line"), required=False, max_length=200)
    least = forms.DecimalField(label=_("At least, dirhams"), required=False, min_value=0)
    most = forms.DecimalField(label=_("At most, dirhams"), required=False, min_value=0)
    under = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, holders: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*args, **named)
        every = [("", _now("All"))]
        self._choose("holder", every + holders)
        self._choose("state", every + [(s.value, _now(STEPS[s].label)) for s in ORDER])
        self._choose("place", every + [(p.value, _now(PLACE_LABELS[p])) for p in Place])
        self._choose("phase", every + [(p.value, _now(PHASE_LABELS[p])) for p in Phase])

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def narrowed(self) -> Filter:
        """The filter typed; what could not be understood narrows nothing and is shown."""
        typed = self.cleaned_data if self.is_valid() else {}
        state, place, phase = (typed.get(name) for name in ("state", "place", "phase"))
        return Filter(
            holder=typed.get("holder", ""),
            states=(State(state),) if state else (),
            places=(Place(place),) if place else (),
            phases=(Phase(phase),) if phase else (),
            line=typed.get("line", ""),
            text=typed.get("q", ""),
            least=typed.get("least"),
            most=typed.get("most"),
        )
