"""Pages of the administration of accounts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tadbir.accounts import actions, presenters, queries
from tadbir.accounts.doors import seat_of
from tadbir.accounts.forms import (
    ClosingForm,
    NameForm,
    PersonForm,
    PostForm,
    ReasonForm,
    ResetForm,
    refuse_in,
)
from tadbir.accounts.models import User
from tadbir.accounts.policies import check_can_manage_accounts
from tadbir.core.clock import today
from tadbir.core.refused import Refused
from tadbir.ui.pages import render


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone with an account and the posts they hold today."""
    check_can_manage_accounts(seat_of(request))
    table = presenters.people_table(queries.people(today()))
    return render(request, "accounts/people.html", {"table": table})


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once, on the page that follows."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    form = PersonForm(request.POST or None)
    if form.is_valid():
        try:
            user, password = actions.create_user(by=seat.actor, **form.cleaned_data)
            return _password_page(request, user, password)
        except Refused as refused:
            refuse_in(form, refused)
    return render(request, "accounts/create.html", {"form": form})


@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, username: str) -> HttpResponse:
    """One account: its posts, its history, a form to give it another post."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    user = queries.person(username)
    form = PostForm(request.POST or None)
    if form.is_valid():
        try:
            actions.assign_post(by=seat.actor, user=user, **form.cleaned_data)
            return redirect("accounts:person", username)
        except Refused as refused:
            refuse_in(form, refused)
    return render(request, "accounts/person.html", _sheet(user, form))


@require_POST
def change_name(request: HttpRequest, username: str) -> HttpResponse:
    """Correct the names of an account."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    user = queries.person(username)
    naming = NameForm(request.POST)
    if naming.is_valid():
        actions.change_name(by=seat.actor, user=user, **naming.cleaned_data)
        return redirect("accounts:person", username)
    return render(request, "accounts/person.html", _sheet(user, PostForm(), naming))


def _sheet(user: User, form: PostForm, naming: NameForm | None = None) -> dict[str, Any]:
    """What the page of one account shows."""
    return {
        "person": presenters.sheet(user),
        "form": form,
        "naming": naming or NameForm(initial={"name": user.name, "name_ar": user.name_ar}),
        "closing": ClosingForm(),
        "reason": ReasonForm(),
        "reset": ResetForm(),
    }


@require_POST
def close_post(request: HttpRequest, username: str, number: int) -> HttpResponse:
    """End a post from a day."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    form = ClosingForm(request.POST)
    if form.is_valid():
        post = queries.post(queries.person(username), number)
        actions.close_post(by=seat.actor, post=post, on=form.cleaned_data["on"])
    return redirect("accounts:person", username)


@require_POST
def disable(request: HttpRequest, username: str) -> HttpResponse:
    """Close an account, or open it again, with the reason."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    form = ReasonForm(request.POST)
    if form.is_valid():
        user = queries.person(username)
        switch = actions.disable if user.is_active else actions.enable
        switch(by=seat.actor, user=user, why=form.cleaned_data["why"])
    return redirect("accounts:person", username)


@require_POST
def reset_password(request: HttpRequest, username: str) -> HttpResponse:
    """Give a new password, shown once."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    form = ResetForm(request.POST)
    form.is_valid()
    user = queries.person(username)
    password = actions.reset_password(by=seat.actor, user=user, **form.cleaned_data)
    return _password_page(request, user, password)


@require_POST
def unlock(request: HttpRequest, username: str) -> HttpResponse:
    """Open a sign-in that too many wrong passwords closed."""
    seat = seat_of(request)
    check_can_manage_accounts(seat)
    actions.unlock(by=seat.actor, user=queries.person(username))
    return redirect("accounts:person", username)


def _password_page(request: HttpRequest, user: User, password: str) -> HttpResponse:
    """The only time a password is seen: it is not kept, not even in a session."""
    context = {"username": user.username, "password": password}
    return render(request, "accounts/password_once.html", context)
