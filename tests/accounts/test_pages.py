"""The pages of the administration of accounts, as an administrator uses them."""

import re

import pytest
from django.conf import settings
from django.test import Client

from tadbir.accounts import actions
from tadbir.accounts.models import User
from tadbir.audit.trail import Actor
from tadbir.territory.models import Entity

pytestmark = pytest.mark.django_db
PEOPLE = "/administration/comptes/"


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_people_take_the_same_queries_however_many(
    signed_in: Client,
    entities: dict[str, Entity],
    actor: Actor,
    count: int,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    for number in range(1, count):
        actions.create_user(by=actor, username=f"p{number}", name=f"Personne {number}")

    # Installation, session, user, posts; then people, and their posts.
    with django_assert_num_queries(6):  # type: ignore[operator]
        page = text(signed_in, PEOPLE)

    assert page.count("/administration/comptes/personne/") == count


def test_account_is_opened_given_a_post_and_used(
    signed_in: Client, entities: dict[str, Entity]
) -> None:
    form = {"username": "c.fes", "name": "Chef de pôle", "language": "fr"}
    made = signed_in.post(f"{PEOPLE}nouveau/", form).content.decode()
    password = re.findall(r'<code dir="ltr">([a-z0-9-]{19})</code>', made)[0]
    post = {"role": "budget_officer", "entity": "ch231", "valid_from": "2020-01-01"}
    given = signed_in.post(f"{PEOPLE}personne/c.fes/", post)

    assert given.status_code == 302
    page = text(signed_in, f"{PEOPLE}personne/c.fes/")
    assert "CH231" in page
    assert password not in page
    other = Client()
    other.post("/compte/connexion/", {"login": "c.fes", "password": password})
    assert other.get("/administration/comptes/").headers["Location"] == "/compte/mot-de-passe/"


def test_refusals_are_shown_in_the_form(
    signed_in: Client, delegate: User, entities: dict[str, Entity]
) -> None:
    taken = {"username": "d.fes", "name": "X", "language": "fr"}
    unknown = {"role": "delegate", "entity": "D999", "valid_from": "2020-01-01"}
    another = {"role": "reader", "entity": "D271", "valid_from": "2020-01-01"}

    pages = [
        signed_in.post(f"{PEOPLE}nouveau/", taken),
        signed_in.post(f"{PEOPLE}personne/d.fes/", unknown),
        signed_in.post(f"{PEOPLE}personne/d.fes/", another),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert "D999" in pages[1].content.decode()
    assert all('role="alert"' in page.content.decode() for page in pages)
    assert delegate.posts.count() == 1


def test_account_is_closed_reset_and_shows_its_history(signed_in: Client, delegate: User) -> None:
    path = f"{PEOPLE}personne/d.fes/"
    signed_in.post(f"{path}fermer/", {"why": "Muté à Taza"})
    delegate.refresh_from_db()
    assert not delegate.is_active
    page = text(signed_in, path)
    assert "Muté à Taza" in page
    assert "Compte actif : <bdi>Oui</bdi> → <bdi>Non</bdi>" in page

    signed_in.post(f"{path}fermer/", {"why": "Revenu"})
    made = signed_in.post(f"{path}mot-de-passe/", {})
    signed_in.post(f"{path}deverrouiller/")
    signed_in.post(f"{path}postes/{delegate.posts.get().pk}/fin/", {"on": "2025-12-12"})

    delegate.refresh_from_db()
    assert delegate.is_active
    assert delegate.must_change_password
    assert str(delegate.posts.get().valid_to) == "2025-12-12"
    assert made.headers["Cache-Control"] == "private, no-store"


def test_names_are_corrected_on_the_page(signed_in: Client, delegate: User) -> None:
    page = f"{PEOPLE}personne/d.fes/"
    sent = signed_in.post(f"{page}nom/", {"name": "Fatima", "name_ar": "فاطمة"})

    assert sent.status_code == 302
    assert "فاطمة" in text(signed_in, page)
    assert signed_in.post(f"{page}nom/", {"name": "", "name_ar": "س"}).status_code == 200
    delegate.refresh_from_db()
    assert delegate.name_ar == "فاطمة"


def test_reason_is_asked_before_closing(signed_in: Client, delegate: User) -> None:
    signed_in.post(f"{PEOPLE}personne/d.fes/fermer/", {"why": ""})

    delegate.refresh_from_db()
    assert delegate.is_active


def test_person_who_is_not_there_is_not_found(signed_in: Client) -> None:
    assert signed_in.get(f"{PEOPLE}personne/nobody/").status_code == 404


def test_last_administrator_is_told_why_not(signed_in: Client) -> None:
    response = signed_in.post(f"{PEOPLE}personne/admin/fermer/", {"why": "x"})

    assert response.status_code == 409
    assert "accounts.last-administrator" in response.content.decode()


def test_administrator_has_people_in_the_navigation_and_nothing_else(signed_in: Client) -> None:
    page = text(signed_in, PEOPLE)

    links = set(re.findall(r'<nav class="nav".*?</nav>', page, re.DOTALL)[0].split('href="')[1:])
    assert {link.partition('"')[0] for link in links} == {"/administration/comptes/"}


def test_someone_without_a_post_is_told_so(client: Client, db: None) -> None:
    user = User.objects.create(username="idle", name="Sans poste", language="fr")
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[1])

    response = client.get(PEOPLE)

    assert response.status_code == 403
    assert "accounts.no-post" in response.content.decode()
