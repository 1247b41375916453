"""Forms that change entities: each says from when, and why."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tadbir.core.clock import today
from tadbir.territory.terms import (
    ENTITY_LABELS,
    FORM_LABELS,
    STATUS_LABELS,
    TREE_LABELS,
    EntityKind,
    Form,
    SiteStatus,
    Tree,
)
from tadbir.ui.fields import day

_ENTERED = (EntityKind.HOSPITAL_CENTRE, EntityKind.FACILITY)


def _from_today() -> forms.DateField:
    return day(label=_("From"), initial=today)


class RenameForm(forms.Form):
    """New names from a day on."""

    name_fr = forms.CharField(label=_("French name"), max_length=200, required=False)
    name_ar = forms.CharField(label=_("Arabic name"), max_length=200, required=False)
    on = _from_today()
    why = forms.CharField(label=_("Reason"), max_length=250, required=False)


class AttachForm(forms.Form):
    """Another parent from a day on, in one tree."""

    tree = forms.ChoiceField(label=_("Tree"), choices=[(t.value, _(TREE_LABELS[t])) for t in Tree])
    parent = forms.CharField(label=_("Code of the parent"), max_length=24)
    on = _from_today()
    why = forms.CharField(label=_("Reason"), max_length=250, required=False)


class StatusForm(forms.Form):
    """Another status from a day on."""

    status = forms.ChoiceField(
        label=_("Status"), choices=[(s.value, _(STATUS_LABELS[s])) for s in SiteStatus]
    )
    on = _from_today()
    reason = forms.CharField(label=_("Reason"), max_length=250, required=False)


class FormForm(forms.Form):
    """Another legal form of a region from a day on."""

    form = forms.ChoiceField(
        label=_("Legal form"), choices=[(f.value, _(FORM_LABELS[f])) for f in Form]
    )
    on = _from_today()
    why = forms.CharField(label=_("Reason"), max_length=250, required=False)


class AliasForm(forms.Form):
    """Another name under which files speak of the entity."""

    text = forms.CharField(label=_("Other name"), max_length=200)


class EnterForm(forms.Form):
    """A new entity."""

    kind = forms.ChoiceField(
        label=_("Kind"), choices=[(k.value, _(ENTITY_LABELS[k])) for k in _ENTERED]
    )
    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[A-Z]{1,4}[0-9]{2,5}(-[0-9]{3})?$",
        help_text=_("Capitals and digits, such as CHU231 or F231-017."),
        max_length=24,
    )
    parent = forms.CharField(label=_("Code of the parent"), max_length=24)
    area_code = forms.CharField(
        label=_("Code of the area"), max_length=16, help_text=_("Such as 03.231 or 03.231.01.01.")
    )
    name_fr = forms.CharField(label=_("French name"), max_length=200)
    name_ar = forms.CharField(label=_("Arabic name"), max_length=200, required=False)
    status = forms.ChoiceField(
        label=_("Status"), choices=[(s.value, _(STATUS_LABELS[s])) for s in SiteStatus]
    )
    status_reason = forms.CharField(label=_("Reason"), max_length=250, required=False)
    valid_from = day(label=_("From"), required=False)
