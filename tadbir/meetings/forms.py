"""Forms of meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ConveneForm(forms.Form):
    """When and where the next meeting of a series is held."""

    held_on = forms.DateField(
        label=_("Day of the meeting"), widget=forms.DateInput(attrs={"type": "date"})
    )
    place = forms.CharField(label=_("Place"), max_length=120)
