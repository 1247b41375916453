"""What tests that touch the database need: quick passwords, a trail that can be emptied."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache

from tadbir.audit import installation, triggers

QUICK = "django.contrib.auth.hashers.MD5PasswordHasher"


def pytest_configure() -> None:
    """A slow password hash protects people, not tests."""
    settings.PASSWORD_HASHERS = [QUICK, *settings.PASSWORD_HASHERS]


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    """No test finds what another left in this process."""
    installation.forget()
    cache.clear()
    yield
    installation.forget()


@pytest.fixture(autouse=True)
def _emptied_trail(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions is cleaned by emptying tables, which triggers refuse."""
    marker = request.node.get_closest_marker("django_db")
    is_real = marker is not None and marker.kwargs.get("transaction", False)
    if not is_real and "transactional_db" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("transactional_db")
    triggers.install()
    yield
    triggers.remove()
