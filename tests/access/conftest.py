"""The world of the matrix, built once for all its tests and undone after them."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.access.rows import furnishers
from tests.access.world import World, build


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """Two regions, people, and the data of every app, inside one transaction and one folder."""
    settings.MEDIA_ROOT = str(tmp_path_factory.mktemp("matrix"))
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # type: ignore[attr-defined]
        with outer:
            made = build()
            for furnish in furnishers():
                furnish(made)
            yield made
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _for_clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests of the test client come from its own host, signed in and out again at will."""
    monkeypatch.setattr(settings, "ALLOWED_HOSTS", ["testserver"])
