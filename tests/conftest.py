"""What every test may ask for."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as settings_of_django
from django.core.cache import cache
from hypothesis import settings

from tadbir.core import clock

pytest_plugins = ["tests.database"]
# No deadline: a shared machine may pause any example, which says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
SHARED = Path(os.environ.get("TADBIR_SHARED", Path(__file__).parent.parent.parent / "shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database, whether a test says so or its fixtures do."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"}:
            item.add_marker("database")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files nobody here wrote; it lies beside the checkout, never inside."""
    if not SHARED.is_dir():
        pytest.skip("skipped: the folder of real test files is not beside this checkout")
    return SHARED


@pytest.fixture(autouse=True)
def _running_clock() -> Iterator[None]:
    """Each test starts with a clock that runs."""
    clock.fix_today(None)
    yield
    clock.fix_today(None)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """What is kept under the number of an action is not that of another test, undone since."""
    cache.clear()


@pytest.fixture(scope="session", autouse=True)
def _files_of_this_process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Processes that test side by side number their rows alike: each keeps files of its own."""
    kept = settings_of_django.MEDIA_ROOT
    settings_of_django.MEDIA_ROOT = tmp_path_factory.mktemp("files")
    yield
    settings_of_django.MEDIA_ROOT = kept
