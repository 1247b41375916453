"""Forms of documents and photographs."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tadbir.core import clock
from tadbir.ui.fields import day
from tadbir.works.actions import Brought
from tadbir.works.calc.attached.refusals import MOST_BYTES

ACCEPTED = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx"


class AttachForm(forms.Form):
    """A file, what it is, and what its sender declares of it."""

    file = forms.FileField(
        label=_("File"), max_length=255, widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=_("JPEG, PNG, WebP, PDF, docx or xlsx; 20 MB at most."),
    )  # fmt: skip
    title = forms.CharField(label=_("What it is"), max_length=200)
    dated = day(label=_("Of the day"), initial=clock.today)
    is_declared = forms.BooleanField(
        label=_(
            "I declare that it shows no person and no body, nothing of the unit for the care of prisoners "
            "nor of the mortuary, and says nothing on the guarding of that unit."
        ),
        error_messages={"required": _("Tick the declaration: without it nothing is kept.")},
    )

    def clean_file(self) -> Any:
        """A file that weighs too much is not even read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size and file.size > MOST_BYTES:
            raise forms.ValidationError(gettext("It weighs more than 20 MB: make it smaller."))
        return file

    def brought(self) -> Brought:
        """The file as it was sent."""
        typed = self.cleaned_data
        file: UploadedFile[bytes] = typed["file"]
        return Brought(
            typed["title"], typed["dated"], file.name or "", file.read(), typed["is_declared"]
        )


class TakeOutForm(forms.Form):
    """Why a document is withdrawn."""

    why = forms.CharField(label=_("Reason"), max_length=500)
