"""Forms of places: what is asked, what was found, what gaps to list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tadbir.core import clock
from tadbir.ui.fields import day
from tadbir.works.actions import Found, Wording
from tadbir.works.terms import ANSWER_LABELS, MOST_WEIGHT, PLACE_LABELS, Answer, Place

Choices = Sequence[tuple[str, str]]


def _choose(form: forms.Form, name: str, choices: Choices) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def place_choices(places: Iterable[Place]) -> list[tuple[str, str]]:
    """Places in words, in their order."""
    seen = set(places)
    return [(one.value, gettext(PLACE_LABELS[one])) for one in Place if one in seen]


class GapsForm(forms.Form):
    """Which gaps; everything may be left empty."""

    place = forms.ChoiceField(label=_("Part of the site"), required=False)
    project = forms.ChoiceField(label=_("Project"), required=False)

    def __init__(
        self, *arguments: Any, places: Iterable[Place], projects: Choices, **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        every = [("", gettext("All"))]
        _choose(self, "place", [*every, *place_choices(places)])
        _choose(self, "project", [*every, *projects])

    def chosen(self) -> tuple[str, str]:
        """The place and the project chosen, "" for every; what is not understood chooses nothing."""
        typed = self.cleaned_data if self.is_valid() else {}
        return typed.get("place", ""), typed.get("project", "")


class WordingForm(forms.Form):
    """A requirement from a day on."""

    text_fr = forms.CharField(
        label=_("Text in French"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "fr", "dir": "ltr"}),
    )  # fmt: skip
    text_ar = forms.CharField(
        label=_("Text in Arabic"), max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "ar", "dir": "rtl"}),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Source"), max_length=300,
        help_text=_("Which text, circular or decision of the region asks for it."),
    )  # fmt: skip
    weight = forms.IntegerField(
        label=_("Weight"), min_value=1, max_value=MOST_WEIGHT,
        help_text=_("From 1 to 10: how much it counts beside the others."),
    )  # fmt: skip
    since = day(label=_("Asked from"), initial=clock.today)

    @property
    def wording(self) -> Wording:
        """What was typed."""
        return Wording(**{name: self.cleaned_data[name] for name in Wording.__slots__})


class AskForm(WordingForm):
    """A new requirement of a place."""

    place = forms.ChoiceField(label=_("Part of the site"))
    field_order = ("place", "text_fr", "text_ar", "source", "weight", "since")

    def __init__(self, *arguments: Any, places: Iterable[Place], **named: Any) -> None:
        super().__init__(*arguments, **named)
        _choose(self, "place", place_choices(places))


class EndForm(forms.Form):
    """The day from which a requirement is no longer asked, and why."""

    until = day(label=_("No longer asked from"), initial=clock.today)
    why = forms.CharField(label=_("Reason"), max_length=500)


@dataclass(frozen=True, slots=True)
class Question:
    """One requirement as the form of a place asks it: its code, its text, what was last found."""

    code: str
    text: str
    last: str


class AssessForm(forms.Form):
    """What was found in a place on a day; what is left without an answer is not assessed."""

    on = day(label=_("Assessed on"), initial=clock.today)

    def __init__(
        self,
        *arguments: Any,
        questions: Sequence[Question],
        photographs: Choices | None,
        **named: Any,
    ) -> None:
        """`photographs` is None for a place of which none is taken in."""
        super().__init__(*arguments, **named)
        self.questions = questions
        answers = [("", gettext("Not assessed this time"))]
        answers += [(one.value, gettext(ANSWER_LABELS[one])) for one in Answer]
        for one in questions:
            self.fields[f"answer-{one.code}"] = forms.ChoiceField(
                label=gettext("Answer"), choices=answers, required=False
            )
            self.fields[f"evidence-{one.code}"] = forms.CharField(
                label=gettext("What shows it"), max_length=500, required=False
            )
            if photographs:
                self.fields[f"photo-{one.code}"] = forms.TypedChoiceField(
                    label=gettext("Photograph"), coerce=int, empty_value=None, required=False,
                    choices=[("", gettext("None")), *photographs],
                )  # fmt: skip

    def rows(self) -> list[tuple[Question, list[forms.BoundField]]]:
        """Each question with its fields."""
        names = ("answer", "evidence", "photo")
        return [
            (one, [self[f"{name}-{one.code}"] for name in names if f"{name}-{one.code}" in self.fields])
            for one in self.questions
        ]  # fmt: skip

    def found(self) -> list[Found]:
        """What was answered."""
        typed = self.cleaned_data
        return [
            Found(
                one.code, Answer(answer), typed[f"evidence-{one.code}"],
                typed.get(f"photo-{one.code}"),
            )
            for one in self.questions
            if (answer := typed[f"answer-{one.code}"])
        ]  # fmt: skip
