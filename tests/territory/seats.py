"""People in their seats, for the tests of pages."""

from datetime import date

from django.test import Client

from tadbir.accounts.models import Post, User
from tadbir.territory.models import Entity


def seated(role: str, code: str, *, language: str = "fr") -> Client:
    """A signed-in client of somebody in a role on an entity."""
    user = User.objects.create(username=f"{role}.{code}", name="Personne", language=language)
    entity = Entity.objects.get(code=code)
    Post.objects.create(user=user, role=role, entity=entity, valid_from=date(2020, 1, 1))
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
