"""Pages of one's own sign-in: the library's steps in our shell, each change written down."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf import settings
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from tadbir.accounts import actions
from tadbir.accounts.adapter import note
from tadbir.accounts.doors import SeatedRequest, actor_on_page, open_page
from tadbir.accounts.terms import LANGUAGES
from tadbir.core.words import N_
from tadbir.ui.pages import render, surroundings

LABELS = {
    "login": N_("Sign-in"),
    "password": N_("Password"),
    "code": N_("Code"),
    "oldpassword": N_("Password now"),
    "password1": N_("New password"),
    "password2": N_("New password again"),
}

HELP = {
    "password1": N_("At least twelve characters, not a common password, nor close to your name."),
}


def _say_in_our_words(form: Form) -> None:
    """Label and explain the fields ourselves, without placeholders; codes run left to right."""
    for name, field in form.fields.items():
        field.label = gettext(LABELS[name])
        field.help_text = gettext(HELP[name]) if name in HELP else ""
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["dir"] = "ltr"


class InOurShell:
    """Gives a page of the library what every template of ours uses."""

    request: HttpRequest

    def get_context_data(self, **named: Any) -> dict[str, Any]:
        """The library's own names, and ours."""
        given: dict[str, Any] = super().get_context_data(**named)  # type: ignore[misc]
        if form := given.get("form"):
            _say_in_our_words(form)
        return given | surroundings(self.request)


class Noted(InOurShell):
    """Writes a row in the trail when the form of the page is carried out."""

    noted_action: str

    def form_valid(self, form: Form) -> HttpResponse:
        """Both or neither: the change and its row."""
        with transaction.atomic():
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
            note(self.request, self.noted_action, self.request.user.get_username())
        return response


class SignIn(InOurShell, account.LoginView):  # type: ignore[misc]
    """Sign-in and password."""

    template_name = "accounts/sign_in.html"


class SignOut(InOurShell, account.LogoutView):  # type: ignore[misc]
    """Asks, then ends the session."""

    template_name = "accounts/sign_out.html"


class Inactive(InOurShell, account.AccountInactiveView):  # type: ignore[misc]
    """What someone reads whose account is disabled."""

    template_name = "accounts/inactive.html"


class ConfirmPassword(InOurShell, account.ReauthenticateView):  # type: ignore[misc]
    """Asks for the password again before something delicate."""

    template_name = "accounts/confirm.html"


class ChangePassword(Noted, account.PasswordChangeView):  # type: ignore[misc]
    """A new password of one's own; the one that was handed out must be changed here."""

    request: SeatedRequest
    template_name = "accounts/password.html"
    noted_action = "change_password"

    def form_valid(self, form: Form) -> HttpResponse:
        """From now on the password is known to its owner only."""
        user = self.request.user
        with transaction.atomic():
            response = super().form_valid(form)
            user.must_change_password = False
            user.save(update_fields=("must_change_password",))
        return response


class EnterCode(InOurShell, mfa.AuthenticateView):  # type: ignore[misc]
    """The second step of a sign-in: a code of the telephone, or a recovery code."""

    template_name = "accounts/code.html"

    def form_invalid(self, form: Form) -> HttpResponse:
        """Write down a wrong code: whoever types one knows the password."""
        note(self.request, "sign_in_failed", self.stage.login.user.get_username())
        response: HttpResponse = super().form_invalid(form)
        return response


class ConfirmCode(InOurShell, mfa.ReauthenticateView):  # type: ignore[misc]
    """Asks for a code again before something delicate."""

    template_name = "accounts/confirm.html"


class SecondFactor(InOurShell, mfa.IndexView):  # type: ignore[misc]
    """Whether two steps are asked at sign-in, and what can be done about it."""

    template_name = "accounts/second_factor.html"


class AddTelephone(Noted, totp.ActivateTOTPView):  # type: ignore[misc]
    """Ties a telephone to the account."""

    template_name = "accounts/add_telephone.html"
    noted_action = "add_second_factor"


class RemoveTelephone(Noted, totp.DeactivateTOTPView):  # type: ignore[misc]
    """Unties it."""

    template_name = "accounts/remove_telephone.html"
    noted_action = "remove_second_factor"


class RecoveryCodes(InOurShell, codes.ViewRecoveryCodesView):  # type: ignore[misc]
    """The codes that replace a lost telephone."""

    template_name = "accounts/recovery_codes.html"


class RenewRecoveryCodes(Noted, codes.GenerateRecoveryCodesView):  # type: ignore[misc]
    """New codes; the old ones no longer open."""

    template_name = "accounts/renew_codes.html"
    noted_action = "renew_recovery_codes"


def locked_out(request: HttpRequest, _response: object, _credentials: object) -> HttpResponse:
    """What is read after too many wrong passwords; it does not say whether the sign-in exists."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked.html", {"minutes": minutes}, status=429)


@open_page
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Choose the language: kept with the account, or in a cookie before sign-in."""
    language = request.POST.get("language", "")
    response = redirect(_way_back(request))
    if language not in LANGUAGES:
        return response
    if request.user.is_authenticated:
        by = actor_on_page(request, request.user.username)
        actions.choose_language(by=by, user=request.user, language=language)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _way_back(request: HttpRequest) -> str:
    """Where the form stood; the first page when the form names another site."""
    asked = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if is_ours else "/"


@open_page
def health(_request: HttpRequest) -> HttpResponse:
    """Says that the process answers; asks the database nothing."""
    return HttpResponse("ok", content_type="text/plain")
