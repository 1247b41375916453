"""A small territory and some people."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from tadbir.accounts.models import Post, User
from tadbir.audit.trail import Actor
from tadbir.territory.actions.entering import NewEntity, enter_entity
from tadbir.territory.models import Area, Entity
from tadbir.territory.terms import EntityKind

BY = Actor("admin", "command")
PASSWORD = "marguerite-violette-42"


@pytest.fixture(autouse=True)
def _own_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["testserver"])


@pytest.fixture
def actor() -> Actor:
    """Who acts."""
    return BY


@pytest.fixture
def entities(db: None) -> dict[str, Entity]:
    """Ministry, directorate, two delegations and a centre, by code."""
    area = Area.objects.create(
        code="MA", kind="country", name_fr="Maroc", search="maroc", counted=True
    )
    rows = (
        ("MSPS", EntityKind.MINISTRY, ""), ("DR03", EntityKind.DIRECTORATE, "MSPS"),
        ("D231", EntityKind.DELEGATION, "DR03"), ("D271", EntityKind.DELEGATION, "DR03"),
        ("CH231", EntityKind.HOSPITAL_CENTRE, "D231"),
    )  # fmt: skip
    return {
        code: enter_entity(by=BY, new=NewEntity(code, kind, area.code, parent, f"Entité {code}"))
        for code, kind, parent in rows
    }


@pytest.fixture
def delegate(entities: dict[str, Entity]) -> User:
    """The delegate of D231, with a password of his own."""
    user = User(username="d.fes", name="Délégué de Fès", language="fr")
    user.set_password(PASSWORD)
    user.save()
    Post.objects.create(
        user=user, role="delegate", entity=entities["D231"], valid_from=date(2020, 1, 1)
    )
    return user


@pytest.fixture
def administrator(db: None) -> User:
    """An administrator of accounts."""
    user = User(username="admin", name="Administratrice", language="fr")
    user.set_password(PASSWORD)
    user.save()
    Post.objects.create(user=user, role="administrator", valid_from=date(2020, 1, 1))
    return user


@pytest.fixture
def signed_in(client: Client, administrator: User) -> Client:
    """The administrator's browser."""
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
