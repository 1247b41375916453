"""The world that measurements run in: the census, the regions, and someone signed in."""

from datetime import date

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from bench.run import TODAY
from tadbir.accounts.models import Post, User
from tadbir.accounts.terms import DIRECTOR
from tadbir.audit import installation
from tadbir.audit.actor import Actor
from tadbir.cli.migrate import bring_up_to_date
from tadbir.territory.actions import found_region, load_census
from tadbir.territory.models import Entity

BY = Actor("bench", "command")
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def work(*regions: str) -> dict[str, object]:
    """A fresh demonstration with the census and some regions; the director's session cookie."""
    bring_up_to_date()
    installation.declare_demonstration(TODAY)
    load_census(by=BY)
    for code in regions:
        found_region(by=BY, region_code=code)
    return {"cookie": signed_in("DR03")}


@transaction.atomic
def signed_in(entity: str) -> str:
    """The cookie of a session in which the director of an entity is signed in, in Arabic."""
    user = User.objects.create(username=f"director.{entity.lower()}", name="Director")
    directorate = Entity.objects.get(code=entity)
    Post.objects.create(user=user, role=DIRECTOR, entity=directorate, valid_from=date(2010, 1, 1))
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKEND
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
