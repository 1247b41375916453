"""The filters of the list of projects."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tadbir.core.words import N_
from tadbir.ui.fields import PlainSelect, day
from tadbir.works.calc.narrowing import Sorting, View, Wanted
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.terms import KIND_LABELS, ORDER, STEPS, Phase, ProjectKind, Stage

VIEW_LABELS = {
    View.LATE: N_("Late"),
    View.YEAR_END: N_("To open before the year ends"),
    View.STOPPED: N_("Stopped"),
    View.SILENT: N_("No recent report"),
}
SORTING_LABELS = {
    Sorting.URGENT: N_("What is late first"),
    Sorting.WAY: N_("The way to go"),
    Sorting.NAME: N_("Name"),
    Sorting.EXPECTED: N_("Expected end"),
}
Choices = Iterable[tuple[str, str]]


class SinceForm(forms.Form):
    """The day after which openings are counted, such as that of the last meeting."""

    since = day(label=_("Count openings since"))


def _choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, widget=PlainSelect)


class FilterForm(forms.Form):
    """What a list of projects is narrowed to, and its order; every field may stay empty."""

    q = forms.CharField(label=_("Site or code"), required=False, max_length=100)
    view = _choice(_("Situation"))
    programme = _choice(_("Programme"))
    kind = _choice(_("Kind of project"))
    stage = _choice(_("Stage"))
    phase = _choice(_("Phase"))
    delegation = _choice(_("Province"))
    contractor = _choice(_("Contractor"))
    outlook = _choice(_("Outlook for the year end"))
    sort = _choice(_("In the order of"))

    def __init__(
        self,
        *arguments: Any,
        programmes: Choices,
        delegations: Choices,
        contractors: Iterable[str],
        stages: Choices,
        outlooks: Choices,
        **named: Any,
    ) -> None:
        super().__init__(*arguments, **named)
        self._choose("view", ((v.value, _now(VIEW_LABELS[v])) for v in View))
        self._choose("programme", programmes)
        self._choose("kind", ((k.value, _now(KIND_LABELS[k])) for k in ProjectKind))
        self._choose("stage", stages)
        self._choose("phase", ((p.value, _now(STEPS[p].label)) for p in ORDER))
        self._choose("delegation", delegations)
        self._choose("contractor", ((name, name) for name in contractors))
        self._choose("outlook", outlooks)
        field = self.fields["sort"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(s.value, _now(SORTING_LABELS[s])) for s in Sorting]

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _now("All")), *choices]

    def wanted(self) -> Wanted:
        """The filters typed; what could not be understood narrows nothing and is shown."""
        self.is_valid()
        typed = self.cleaned_data
        return Wanted(
            text=typed.get("q", ""),
            view=View(typed["view"]) if typed.get("view") else None,
            programme=typed.get("programme", ""),
            kind=ProjectKind(typed["kind"]) if typed.get("kind") else None,
            stage=Stage(typed["stage"]) if typed.get("stage") else None,
            phase=Phase(typed["phase"]) if typed.get("phase") else None,
            delegation=typed.get("delegation", ""),
            contractor=typed.get("contractor", ""),
            outlook=Outlook(typed["outlook"]) if typed.get("outlook") else None,
        )

    def sorting(self) -> Sorting:
        """The order typed; what is late first by default."""
        return Sorting(self.cleaned_data.get("sort") or Sorting.URGENT)
