"""Forms of the administration of accounts."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tadbir.accounts.models import SIGN_IN
from tadbir.accounts.queries import entity_of_post
from tadbir.accounts.terms import LANGUAGES, ROLES
from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.territory.models import Entity
from tadbir.ui.fields import day
from tadbir.ui.pages import sentence


def _roles() -> list[tuple[str, str]]:
    return [(code, gettext(label)) for code, label in ROLES.items()]


class PersonForm(forms.Form):
    """A new account."""

    username = forms.CharField(label=_("Sign-in"), max_length=60, validators=[SIGN_IN])
    name = forms.CharField(label=_("Name"), max_length=120)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)
    language = forms.ChoiceField(
        label=_("Language"), choices=list(zip(LANGUAGES, ("العربية", "Français"), strict=True))
    )


class NameForm(forms.Form):
    """The names of an account that stands."""

    name = forms.CharField(label=_("Name"), max_length=120)
    name_ar = forms.CharField(label=_("Name in Arabic"), max_length=120, required=False)


class PostForm(forms.Form):
    """A role on an entity, from a day until the day before another."""

    role = forms.ChoiceField(label=_("Role"), choices=_roles)
    entity = forms.CharField(
        label=_("Code of the entity"),
        max_length=24,
        required=False,
        help_text=_("Leave it empty for the administrator of accounts."),
    )
    valid_from = day(label=_("Held from"), initial=today)
    valid_to = day(label=_("Until the day before"), required=False)

    def clean_entity(self) -> Entity | None:
        """The entity of a code; none where none was typed."""
        code = self.cleaned_data["entity"].strip().upper()
        try:
            return entity_of_post(code) if code else None
        except Refused as refused:
            raise forms.ValidationError(sentence(refused)) from None


class ClosingForm(forms.Form):
    """The day from which a post is no longer held."""

    on = day(label=_("No longer held from"), initial=today)


class ReasonForm(forms.Form):
    """Why something is done, in the words of whoever does it."""

    why = forms.CharField(label=_("Reason"), max_length=300)


class ResetForm(forms.Form):
    """A new password, and perhaps the loss of a telephone."""

    drop_second_factor = forms.BooleanField(
        label=_("Also forget the lost telephone and its recovery codes"), required=False
    )


def refuse_in(form: forms.Form, refused: Refused) -> None:
    """Show a refusal where the form was filled."""
    form.add_error(None, sentence(refused))
