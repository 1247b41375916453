"""Signing in, in one step or two; what closes it, what it writes down, what it shows."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tadbir.accounts import actions
from tadbir.accounts.models import User
from tadbir.accounts.sealing import unseal
from tadbir.audit.models import Entry
from tadbir.audit.trail import Actor
from tests.accounts.conftest import PASSWORD

pytestmark = pytest.mark.django_db
SIGN_IN = "/compte/connexion/"


def sign_in(client: Client, username: str = "d.fes", password: str = PASSWORD, **more: str) -> str:
    """Where the sign-in form leads; empty when it is shown again."""
    response = client.post(SIGN_IN, {"login": username, "password": password} | more)
    return response.headers.get("Location", "")


def rows() -> list[tuple[str, str, str]]:
    return list(
        Entry.objects.filter(action__startswith="accounts.sign")
        .order_by("number")
        .values_list("action", "actor", "code")
    )


def test_page_asks_for_sign_in_and_comes_back(client: Client, delegate: User) -> None:
    response = client.get("/administration/comptes/?page=2")
    assert response.headers["Location"] == (
        "/compte/connexion/?next=/administration/comptes/%3Fpage%3D2"
    )

    assert sign_in(client, next="/compte/deux-etapes/") == "/compte/deux-etapes/"
    assert rows() == [("accounts.sign_in", "d.fes", "d.fes")]


def test_sign_in_leads_to_no_other_site(client: Client, delegate: User) -> None:
    assert sign_in(client, next="https://evil.example/") == "/"


def test_administrator_is_led_to_the_people(client: Client, administrator: User) -> None:
    assert sign_in(client, "admin") == "/administration/comptes/"
    assert client.get("/administration/comptes/").status_code == 200


def test_session_gets_a_new_key_at_sign_in(client: Client, delegate: User) -> None:
    client.get(SIGN_IN)
    client.post(reverse("set_language"), {"language": "fr"})
    before = client.session.session_key

    sign_in(client)

    assert client.session.session_key != before
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_wrong_password_is_written_without_what_was_typed(client: Client, delegate: User) -> None:
    assert sign_in(client, password="wrong-one-entirely") == ""
    assert sign_in(client, username="my-password-by-mistake") == ""

    assert rows() == [
        ("accounts.sign_in_failed", "d.fes", "d.fes"),
        ("accounts.sign_in_failed", "", ""),
    ]
    assert "mistake" not in "".join(str(vars(entry)) for entry in Entry.objects.all())


def test_ten_wrong_passwords_lock_and_the_administrator_unlocks(
    client: Client, delegate: User, actor: Actor
) -> None:
    for _attempt in range(settings.AXES_FAILURE_LIMIT):
        sign_in(client, password="wrong-one-entirely")
    written = len(rows())

    response = client.post(SIGN_IN, {"login": "d.fes", "password": PASSWORD})

    assert response.status_code == 429
    assert "15" in response.content.decode()
    assert len(rows()) == written == settings.AXES_FAILURE_LIMIT - 1
    assert timedelta(minutes=15) == settings.AXES_COOLOFF_TIME
    actions.unlock(by=actor, user=delegate)
    assert sign_in(client) == "/"


def test_disabled_account_does_not_open_and_its_session_ends(
    client: Client, delegate: User, actor: Actor
) -> None:
    sign_in(client)
    assert client.get("/compte/deux-etapes/").status_code == 200
    actions.disable(by=actor, user=delegate, why="left")

    assert client.get("/compte/deux-etapes/").status_code == 302
    assert sign_in(client) in {"", "/compte/inactif/"}
    assert client.get("/compte/deux-etapes/").status_code == 302


def test_sign_out_is_asked_then_written(client: Client, delegate: User) -> None:
    sign_in(client)
    assert client.get("/compte/deconnexion/").status_code == 200
    assert "_auth_user_id" in client.session

    client.post("/compte/deconnexion/")

    assert "_auth_user_id" not in client.session
    assert rows()[-1] == ("accounts.sign_out", "d.fes", "d.fes")


def test_password_that_was_handed_over_must_be_changed(client: Client, actor: Actor) -> None:
    user, handed = actions.create_user(by=actor, username="new", name="Nouveau", language="fr")
    sign_in(client, "new", handed)

    assert client.get("/administration/comptes/").headers["Location"] == "/compte/mot-de-passe/"
    form = {"oldpassword": handed, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/compte/mot-de-passe/", form).status_code == 302

    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password(PASSWORD)
    assert client.get("/compte/deux-etapes/").status_code == 200
    assert Entry.objects.latest("number").action == "accounts.change_password"


@pytest.mark.parametrize("weak", ["court", "password1234", "Délégué de Fès!"])
def test_weak_password_is_refused(client: Client, delegate: User, weak: str) -> None:
    sign_in(client)
    form = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}

    assert client.post("/compte/mot-de-passe/", form).status_code == 200
    delegate.refresh_from_db()
    assert delegate.check_password(PASSWORD)


def code_of(user: User) -> str:
    """What the telephone shows now."""
    secret = unseal(Authenticator.objects.get(user=user, type="totp").data["secret"])
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def tie_telephone(client: Client, user: User) -> None:
    asked = client.get("/compte/deux-etapes/telephone/").headers["Location"]
    assert asked.startswith("/compte/confirmer/?next=")
    assert client.post(asked, {"password": PASSWORD}).status_code == 302
    page = client.get("/compte/deux-etapes/telephone/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    found = re.search(r'<code dir="ltr">([A-Z2-7]+)</code>', page)
    assert found
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(found[1], counter))
    assert client.post("/compte/deux-etapes/telephone/", {"code": code}).status_code == 302


def test_second_step_asks_for_a_code_and_recovery_codes_open_once(
    client: Client, delegate: User
) -> None:
    sign_in(client)
    tie_telephone(client, delegate)
    codes = re.findall(
        r'<code dir="ltr">(\w+)</code>', client.get("/compte/deux-etapes/codes/").content.decode()
    )
    client.post("/compte/deconnexion/")

    assert sign_in(client) == "/compte/code/"
    assert client.get("/administration/comptes/").status_code == 302
    assert client.post("/compte/code/", {"code": "000000"}).status_code == 200
    assert rows()[-1] == ("accounts.sign_in_failed", "d.fes", "d.fes")
    assert client.post("/compte/code/", {"code": codes[0]}).headers["Location"] == "/"
    assert rows()[-1] == ("accounts.sign_in", "d.fes", "d.fes")
    client.post("/compte/deconnexion/")

    sign_in(client)
    assert client.post("/compte/code/", {"code": codes[0]}).status_code == 200
    assert len(codes) == 10
    assert Entry.objects.filter(action="accounts.add_second_factor").count() == 1


def test_codes_cannot_be_guessed(client: Client, delegate: User) -> None:
    sign_in(client)
    tie_telephone(client, delegate)
    client.post("/compte/deconnexion/")
    sign_in(client)
    for _attempt in range(10):
        client.post("/compte/code/", {"code": "000000"})

    right = client.post("/compte/code/", {"code": code_of(delegate)})

    assert right.status_code == 200
    assert "_auth_user_id" not in client.session


def test_lost_telephone_is_forgotten_by_the_administrator(
    client: Client, delegate: User, actor: Actor
) -> None:
    sign_in(client)
    tie_telephone(client, delegate)
    password = actions.reset_password(by=actor, user=delegate, drop_second_factor=True)

    assert sign_in(Client(), "d.fes", password) == "/"
    assert Entry.objects.filter(after='{"second_factor_dropped":true}').count() == 1


@pytest.mark.parametrize("path", ["inscription/", "signup/", "password/reset/", "email/"])
def test_nobody_signs_up_nor_resets_by_mail(client: Client, path: str) -> None:
    assert client.get(f"/compte/{path}").status_code == 404


def test_language_is_a_cookie_before_sign_in_and_the_accounts_after(
    client: Client, delegate: User
) -> None:
    page = client.get(SIGN_IN, headers={"accept-language": "de"})
    assert '<html lang="ar" dir="rtl">' in page.content.decode()
    client.post("/compte/langue/", {"language": "fr", "next": SIGN_IN})
    assert '<html lang="fr" dir="ltr">' in client.get(SIGN_IN).content.decode()

    sign_in(client)
    client.post("/compte/langue/", {"language": "ar", "next": "https://evil.example/"})

    delegate.refresh_from_db()
    assert delegate.language == "ar"
    page = client.get("/compte/deux-etapes/", headers={"accept-language": "fr"})
    assert '<html lang="ar" dir="rtl">' in page.content.decode()
    assert page.headers["Content-Language"] == "ar"


def test_language_form_leads_to_no_other_site_and_knows_two_languages(
    client: Client, delegate: User
) -> None:
    response = client.post("/compte/langue/", {"language": "en", "next": "//evil.example/"})

    assert response.headers["Location"] == "/"
    assert settings.LANGUAGE_COOKIE_NAME not in response.cookies


def test_signed_in_page_is_kept_nowhere(client: Client, delegate: User) -> None:
    sign_in(client)

    assert client.get("/compte/deux-etapes/").headers["Cache-Control"] == "private, no-store"


def test_health_answers_without_sign_in_nor_query(
    client: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        response = client.get("/sante/")

    assert (response.status_code, response.content) == (200, b"ok")
