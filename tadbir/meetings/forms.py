"""Forms of meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tadbir.meetings import terms
from tadbir.ui.fields import day


class SeriesForm(forms.Form):
    """What kind of meeting an entity holds, and how often."""

    kind = forms.ChoiceField(
        label=_("Kind of meeting"), choices=[(code, _(word)) for code, word in terms.KINDS.items()]
    )
    rhythm = forms.ChoiceField(
        label=_("Rhythm"), choices=[(code, _(word)) for code, word in terms.RHYTHMS.items()]
    )


class ConveneForm(forms.Form):
    """When and where the next meeting of a series is held."""

    held_on = day(label=_("Day of the meeting"))
    place = forms.CharField(label=_("Place"), max_length=120)
