"""What Tadbir asks of the sign-in library: no public sign-up, no mail, a row for each sign-in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tadbir.accounts import sealing
from tadbir.accounts.doors import SeatedRequest, actor_on_page, address_of
from tadbir.accounts.models import User
from tadbir.accounts.reach import posts_of
from tadbir.accounts.terms import ADMINISTRATOR
from tadbir.audit.actor import Subject
from tadbir.audit.trail import record


def note(request: HttpRequest, action: str, username: str, why: str = "") -> None:
    """Write down what someone did about their own sign-in."""
    with transaction.atomic():
        record(
            by=actor_on_page(request, username),
            action=f"accounts.{action}",
            subject=Subject("user", username),
            why=why,
        )


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; whoever signs in, out or fails to is written down."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address that limits are counted by: the same as in the trail."""
        return address_of(request)

    def get_login_redirect_url(self, request: SeatedRequest) -> str:
        """The first page, or the people for who sees no figure."""
        roles = {post.role for post in posts_of(request.user)}
        return reverse("accounts:people") if roles == {ADMINISTRATOR} else "/"

    def get_password_change_redirect_url(self, request: SeatedRequest) -> str:
        """Back to work."""
        return self.get_login_redirect_url(request)

    def add_message(self, *_arguments: Any, **_named: Any) -> None:
        """Our pages say what happened themselves."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Wrong passwords are counted by django-axes alone, whose locks can be opened."""

    def post_login(self, request: HttpRequest, user: User, **named: Any) -> HttpResponse:
        """Write down a sign-in once every step of it is done."""
        note(request, "sign_in", user.username)
        response: HttpResponse = super().post_login(request, user, **named)
        return response

    def logout(self, request: HttpRequest) -> None:
        """Write down a sign-out, then end the session."""
        if request.user.is_authenticated:
            note(request, "sign_out", request.user.username)
        super().logout(request)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Write down a wrong password, under the sign-in if there is one.

        What was typed is not kept otherwise: people type passwords in the wrong field. Once
        locked out, attempts are no longer written: nobody may flood the trail.
        """
        if getattr(request, "axes_locked_out", False):
            return
        typed = str(credentials.get("username", ""))
        known = User.objects.filter(username=typed).exists()
        note(request, "sign_in_failed", typed if known else "")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of telephones and recovery codes are sealed in the table."""

    def encrypt(self, text: str) -> str:
        """What is stored of a secret."""
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The secret of what is stored."""
        return sealing.unseal(encrypted_text)
