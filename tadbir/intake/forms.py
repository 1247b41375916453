"""Forms of intake: sending a file, deciding, correcting columns, withdrawing, expecting."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tadbir.accounts.policies import can_speak_as, can_take_in
from tadbir.accounts.seat import Seat
from tadbir.core import clock
from tadbir.intake import labels, registry
from tadbir.intake.contract import Dataset
from tadbir.intake.contradictions import EVERY
from tadbir.intake.reading.options import LEAVE_ASIDE, Limits
from tadbir.intake.returns import Owed
from tadbir.intake.terms import BATCH_STATES, DELIMITERS, ENCODINGS, RHYTHMS
from tadbir.territory import queries as territory
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.fields import day

ACCEPTED = ".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt"
Choices = list[tuple[str, str]]


def dataset_choices(seat: Seat) -> Choices:
    """The kinds of files that a seat may bring in."""
    return [
        (code, labels.dataset_label(code))
        for code in registry.datasets()
        if can_take_in(seat, code)
    ]


def holder_choices(seat: Seat) -> Choices:
    """The entities within reach for which figures are sent."""
    found = territory.entities(reach=seat.reach, kinds=HOLDER_KINDS)
    return [(one.code, f"{one.code} · {labels.name_of(one)}") for one in found]


def source_choices(seat: Seat, datasets: Sequence[str]) -> Choices:
    """The sources of some kinds of files that a seat may speak for."""
    sources = {source for code in datasets for source in registry.dataset(code).sources}
    return [(s, labels.source_label(s)) for s in sorted(sources) if can_speak_as(seat, s)]


def _named(words: Mapping[str, str]) -> Choices:
    return [(code, gettext(label)) for code, label in words.items()]


class FilesInput(forms.ClearableFileInput):
    """A field of the browser that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several; each is held to the limits before it is kept."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """The files, in the order in which they were chosen."""
        sent = data if isinstance(data, list) and data else [data]
        return [self._light(super(FilesField, self).clean(one, initial)) for one in sent]

    def _light(self, file: "UploadedFile[Any]") -> "UploadedFile[Any]":
        if file.size and file.size > Limits().file_bytes:
            message = gettext("%(file)s is too heavy. Split it by entity or by year.")
            raise forms.ValidationError(message % {"file": file.name})
        return file


class SendForm(forms.Form):
    """Files of one kind, and what they do not say themselves."""

    file = FilesField(
        label=_("Files"),
        widget=FilesInput(attrs={"accept": ACCEPTED}),
        help_text=_("Several may be chosen at once: what is said below is said of each."),
    )
    dataset = forms.ChoiceField(label=_("Kind of file"))
    source = forms.ChoiceField(
        label=_("Source"), required=False, help_text=_("Left empty: the usual one for this kind.")
    )
    entity = forms.ChoiceField(
        label=_("Entity"), required=False, help_text=_("Needed when the file does not name it.")
    )
    on_date = day(
        label=_("Figures of"), required=False, help_text=_("Needed when the file does not say it.")
    )
    known_on = day(
        label=_("Known on"), required=False, help_text=_("Left empty: today. For past files only.")
    )
    sheet = forms.CharField(
        label=_("Sheet"), required=False, max_length=80, help_text=_("Left empty: every sheet.")
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"), required=False, help_text=_("Of a text file, where it is asked.")
    )
    delimiter = forms.ChoiceField(
        label=_("Separator of columns"), required=False,
        help_text=_("Of a text file, where it is asked."),
    )  # fmt: skip

    def __init__(self, *arguments: Any, seat: Seat, **named: Any) -> None:
        super().__init__(*arguments, **named)
        datasets = dataset_choices(seat)
        choices: Mapping[str, Choices] = {
            "dataset": datasets,
            "source": [("", ""), *source_choices(seat, [code for code, _label in datasets])],
            "entity": [("", ""), *holder_choices(seat)],
            "encoding": [("", ""), *_named(ENCODINGS)],
            "delimiter": [("", ""), *_named(DELIMITERS)],
        }
        for name, some in choices.items():
            self.fields[name].choices = some  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What was said of the files, without them; empty answers are left out."""
        return {
            name: value for name, value in self.cleaned_data.items() if value and name != "file"
        }


class DecisionForm(forms.Form):
    """What the sender agrees to when a file is kept."""

    leave_out_refused = forms.BooleanField(
        label=_("Leave out the rows that were refused"), required=False
    )
    accept_gone = forms.BooleanField(
        label=_("The rows that are no longer there are meant to go"), required=False
    )

    def __init__(self, *arguments: Any, contradictions: Sequence[str] = (), **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.reasons = {f"reason-{index}": name for index, name in enumerate(contradictions)}
        if len(self.reasons) > 1:
            self.reasons[f"reason-{EVERY}"] = EVERY
        for field, name in self.reasons.items():
            label = gettext("One reason for all of them") if name == EVERY else gettext("Reason")
            self.fields[field] = forms.CharField(label=label, required=False, max_length=300)

    def decision(self) -> dict[str, Any]:
        """What was agreed to, as a commit takes it: ticks, and the reasons given for contradictions."""
        self.full_clean()
        said = self.cleaned_data
        reasons = {name: said[field] for field, name in self.reasons.items() if said.get(field)}
        ticks = {name: said[name] for name in ("accept_gone", "leave_out_refused")}
        return {**ticks, "reasons": reasons}


class ColumnsForm(forms.Form):
    """Which canonical column each head of a file stands for."""

    def __init__(
        self, *arguments: Any, dataset: Dataset, heads: Sequence[tuple[str, str]], **named: Any
    ) -> None:
        super().__init__(*arguments, **named)
        choices = [
            ("", gettext("As it was found")),
            ("-", gettext("Leave it aside")),
            *((c.name, gettext(c.title)) for c in dataset.columns),
        ]
        self.heads = {f"head-{index}": head for index, (head, _found) in enumerate(heads)}
        for index, (head, found) in enumerate(heads):
            self.fields[f"head-{index}"] = forms.ChoiceField(
                label=head, help_text=found, choices=choices, required=False
            )
        self.fields["other_head"] = forms.CharField(
            label=gettext("Another head, as the file writes it"), required=False, max_length=200
        )
        self.fields["other_column"] = forms.ChoiceField(
            label=gettext("Stands for"), choices=choices, required=False
        )

    def mapping(self) -> dict[str, str]:
        """The corrections: a canonical column, or `LEAVE_ASIDE`, by head."""
        said = {head: self.cleaned_data[field] for field, head in self.heads.items()}
        said[self.cleaned_data["other_head"]] = self.cleaned_data["other_column"]
        return {
            head: LEAVE_ASIDE if column == "-" else column
            for head, column in said.items()
            if head and column
        }


class WithdrawForm(forms.Form):
    """Why a batch is withdrawn."""

    why = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class FilterForm(forms.Form):
    """Which batches to list."""

    dataset = forms.ChoiceField(label=_("Kind of file"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    q = forms.CharField(label=_("File or sender"), required=False, max_length=100)

    def __init__(self, *arguments: Any, datasets: Sequence[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        kinds = [(code, labels.dataset_label(code)) for code in datasets]
        self.fields["dataset"].choices = [("", gettext("All")), *kinds]  # type: ignore[attr-defined]
        self.fields["state"].choices = [("", gettext("All")), *_named(BATCH_STATES)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was chosen; a choice that is none is left out."""
        self.full_clean()
        said = self.cleaned_data
        return {
            "dataset": said.get("dataset", ""),
            "state": said.get("state", ""),
            "text": said.get("q", ""),
        }


class TemplateForm(forms.Form):
    """For which kind of file, entity and day a template is made."""

    dataset = forms.ChoiceField(label=_("Kind of file"))
    entity = forms.ChoiceField(label=_("Entity"))
    on_date = day(label=_("Figures of"))

    def __init__(self, *arguments: Any, seat: Seat, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["dataset"].choices = dataset_choices(seat)  # type: ignore[attr-defined]
        self.fields["entity"].choices = holder_choices(seat)  # type: ignore[attr-defined]
        self.fields["on_date"].initial = clock.today


class ExpectForm(forms.Form):
    """Who owes which file, how often and until when."""

    dataset = forms.ChoiceField(label=_("Kind of file"))
    sender = forms.ChoiceField(label=_("Entity"))
    rhythm = forms.ChoiceField(label=_("Rhythm"))
    due_day = forms.IntegerField(
        label=_("Due day"),
        min_value=1,
        max_value=28,
        help_text=_("Day of the next month, or weekday of the next week (1 is Monday)."),
    )
    valid_from = day(label=_("Expected from"))

    def __init__(self, *arguments: Any, seat: Seat, **named: Any) -> None:
        super().__init__(*arguments, **named)
        kinds = [(code, labels.dataset_label(code)) for code in registry.datasets()]
        self.fields["dataset"].choices = kinds  # type: ignore[attr-defined]
        self.fields["sender"].choices = holder_choices(seat)  # type: ignore[attr-defined]
        self.fields["rhythm"].choices = _named(RHYTHMS)  # type: ignore[attr-defined]

    def owed(self) -> Owed:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        return Owed(
            dataset=said["dataset"],
            sender=said["sender"],
            rhythm=said["rhythm"],
            due_day=said["due_day"],
            valid_from=said["valid_from"],
        )


class OnForm(forms.Form):
    """The day a page is asked for."""

    on = forms.DateField(required=False)

    def day(self) -> date | None:
        """The day asked for; None without one, or for one that is none."""
        return self.cleaned_data.get("on") if self.is_valid() else None
