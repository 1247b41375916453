"""The door of every page: sign-in, the seat, the language, and what a refusal becomes."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from tadbir.accounts.doors import (
    SeatedRequest,
    actor_on_page,
    is_open,
    is_own_account,
    seat_held,
)
from tadbir.accounts.navigation import DOMAIN_OF, account_menu, navigation
from tadbir.audit import installation
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.ui.addresses import keep_moment
from tadbir.ui.pages import not_found, refuse, render
from tadbir.ui.shell import Demonstration

STATUS_OF = {"unknown": 404, "bad-day": 404, "not-allowed": 403, "no-post": 403}
NO_POST = Refused(
    "accounts.no-post",
    N_("Your account holds no post today. Ask the administrator of accounts for one."),
)


class SeatMiddleware:
    """Lets in who is signed in, gives them their seat, and answers refusals.

    A page is closed unless marked with `open_page`. Nothing of a signed-in page is kept by a
    browser or a proxy: on a shared computer the next person would find it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: SeatedRequest) -> HttpResponseBase:
        installation.start_clock()
        translation.activate(_language(request))
        keep_moment(request)
        _furnish(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        patch_vary_headers(response, ("Cookie", "Accept-Language"))
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: SeatedRequest, view: Callable[..., Any], *_arguments: object
    ) -> HttpResponseBase | None:
        """Who may not come in is sent to the page where that is settled."""
        if is_open(view):
            return None
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if is_own_account(view):
            return None
        if request.user.must_change_password:
            return redirect("account_change_password")
        if not request.seat.role:
            return refuse(request, NO_POST, 403)
        return self._beyond_domains(request)

    def _beyond_domains(self, request: SeatedRequest) -> HttpResponseBase | None:
        """Pages of a domain that a role does not see are not there for it, whatever they show."""
        app = request.resolver_match.app_name if request.resolver_match else ""
        domain = DOMAIN_OF.get(app)
        if domain is None or request.seat.reach.sees(domain):
            return None
        if request.path == "/" and request.seat.is_administrator:
            return redirect("accounts:people")
        return render(request, "404.html", status=404)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal that a view lets through becomes a page; anything else is a fault of ours.

        What is unknown and what is out of reach get the same answer, which names nothing.
        """
        if not isinstance(exception, Refused):
            return None
        status = STATUS_OF.get(exception.code.rpartition(".")[2], 409)
        if exception.code.endswith(".unknown"):
            return not_found(request, exception)
        return refuse(request, exception, status)


def _language(request: SeatedRequest) -> str:
    """The language stored with the account; before sign-in the cookie, then the browser's."""
    if request.user.is_authenticated:
        return request.user.language
    return translation.get_language_from_request(request)


def _furnish(request: SeatedRequest) -> None:
    """Hang on the request what every page of ours shows around its content."""
    installed = installation.current()
    if installed.demonstration and installed.fixed_today:
        request.demonstration = Demonstration(installed.fixed_today)
    if isinstance(request.user, AnonymousUser):
        return
    request.seat = seat_held(request.user, actor_on_page(request, request.user.username))
    request.navigation = navigation(request.seat, request.path)
    request.account_menu = account_menu()
    if request.seat.reach.sees("territory"):
        request.search_url = reverse("search")
