"""People of the tests: a post in the small territory, a signed-in client."""

from datetime import date

from django.test import Client

from tadbir.accounts.models import Post, User
from tadbir.territory.models import Entity

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def person(username: str, role: str, entity: Entity | None) -> Client:
    """Someone with a post, signed in, reading French."""
    user = User.objects.create(username=username, name=f"Name of {username}", language="fr")
    Post.objects.create(user=user, role=role, entity=entity, valid_from=date(2020, 1, 1))
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend=BACKEND)
    return client
