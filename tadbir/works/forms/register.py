"""Forms that keep the register: programmes, projects, phases, openings."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from tadbir.core.clock import today
from tadbir.ui.fields import day
from tadbir.works.actions import Entered, NewProject, Opened
from tadbir.works.terms import (
    KIND_LABELS,
    ORDER,
    REASON_LABELS,
    STEERING_LABELS,
    STEPS,
    WITH_REASON,
    Phase,
    ProjectKind,
    Reason,
    Stage,
    Steering,
    needs_reason,
)

NOTHING = [("", "—")]
CODE = r"\A[A-Za-z0-9]+([._-][A-Za-z0-9]+)*\Z"


def _code(**options: Any) -> forms.RegexField:
    return forms.RegexField(
        CODE,
        max_length=40,
        error_messages={
            "invalid": _("A code is letters and digits, joined by dots, hyphens or low lines.")
        },
        **options,
    )


def _reasons() -> list[tuple[str, str]]:
    return NOTHING + [(one.value, _now(REASON_LABELS[one])) for one in Reason]


def _first_phases() -> list[tuple[str, str]]:
    return [
        (phase.value, _now(STEPS[phase].label))
        for phase in ORDER
        if STEPS[phase].stage is not Stage.OPENED
    ]


class ProgrammeForm(forms.Form):
    """A programme of a body."""

    code = _code(label=_("Code"))
    entity = forms.CharField(label=_("Code of the body that follows it"), max_length=24)
    name_fr = forms.CharField(label=_("Name in French"), max_length=200, required=False)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=200, required=False)


class ProjectForm(forms.Form):
    """A project on a site, in the phase in which it is found."""

    code = _code(label=_("Code"))
    site = forms.CharField(
        label=_("Code of the site"),
        max_length=24,
        help_text=_("As in the register of health facilities, or of the hospital centre."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of project"), choices=[(k.value, _(KIND_LABELS[k])) for k in ProjectKind]
    )
    steering = forms.ChoiceField(
        label=_("Who steers the project"),
        required=False,
        choices=[*NOTHING, *((s.value, _(STEERING_LABELS[s])) for s in Steering)],
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=_first_phases)
    since = day(label=_("Since"), initial=today)
    reason = forms.ChoiceField(label=_("Reason"), choices=_reasons, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        """A project entered as failed or cancelled says why."""
        typed = super().clean() or self.cleaned_data
        phase = typed.get("phase")
        if phase and Phase(phase) in WITH_REASON and not typed.get("reason"):
            self.add_error("reason", _now("This step needs a reason: choose it."))
        return typed

    def project(self) -> NewProject:
        """The project typed."""
        typed = self.cleaned_data
        steering = Steering(typed["steering"]) if typed["steering"] else None
        return NewProject(typed["code"], typed["site"], ProjectKind(typed["kind"]), steering)

    def first(self) -> Entered:
        """The phase in which it is found."""
        return entered(self.cleaned_data)


class PhaseForm(forms.Form):
    """One step on from the phase in which a project is: only what the way allows."""

    phase = forms.ChoiceField(label=_("Next phase"))
    since = day(label=_("Since"), initial=today)
    reason = forms.ChoiceField(label=_("Reason"), choices=_reasons, required=False)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *arguments: Any, at: Phase, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.at = at
        field = self.fields["phase"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.value, _now(STEPS[one].label)) for one in steps_from(at)]
        asking = [_now(STEPS[one].label) for one in steps_from(at) if needs_reason(at, one)]
        self.fields["reason"].help_text = (
            _now("Needed for: %(phases)s.") % {"phases": " · ".join(asking)} if asking else ""
        )

    def clean(self) -> dict[str, Any]:
        """A failure, a cancellation or a step back says why."""
        typed = super().clean() or self.cleaned_data
        phase = typed.get("phase")
        if phase and needs_reason(self.at, Phase(phase)) and not typed.get("reason"):
            self.add_error("reason", _now("This step needs a reason: choose it."))
        return typed

    def entered(self) -> Entered:
        """The step typed."""
        return entered(self.cleaned_data)


class OpeningForm(forms.Form):
    """What is said of an opening; empty where it is not said."""

    on = day(label=_("Opened on"), initial=today)
    population = forms.IntegerField(label=_("People served"), min_value=0, required=False)
    staff = forms.IntegerField(label=_("Staff posted"), min_value=0, required=False)
    inaugurated_by = forms.CharField(label=_("Who came"), max_length=300, required=False)

    def opened(self) -> Opened:
        """The opening typed."""
        return Opened(**self.cleaned_data)


class TakeBackForm(forms.Form):
    """Why the last phase is taken back."""

    why = forms.CharField(label=_("Reason"), max_length=300)


def steps_from(phase: Phase) -> tuple[Phase, ...]:
    """What a phase may be followed by in this form; an opening has a form of its own."""
    return tuple(one for one in STEPS[phase].following if one is not Phase.OPENED)


def entered(typed: dict[str, Any]) -> Entered:
    """The phase typed, with its day and its reason."""
    reason = Reason(typed["reason"]) if typed["reason"] else None
    return Entered(Phase(typed["phase"]), typed["since"], reason, typed["note"])
