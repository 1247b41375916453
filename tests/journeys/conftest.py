"""A real server over a small region, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys import region
from tests.journeys.walking import Walk

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
FILL = "import django; django.setup(); from tests.journeys import fill; fill.fill()"
START_WITHIN_SECONDS = 90
ROOT = Path(__file__).parents[2]
Walker = Callable[..., Walk]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this machine."""
    if CHROMIUM is None:
        pytest.skip("skipped: no Chromium on this machine")
    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def origin(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the small region, stopped at the end."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tadbir.config.settings",
        "TADBIR_DATA": str(tmp_path_factory.mktemp("region")),
        "TADBIR_JOBS_AT_ONCE": "1",
    }
    environment.pop("DATABASE_URL", None)
    subprocess.run([sys.executable, "-c", FILL], cwd=ROOT, env=environment, check=True)
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1",
               "--port", str(port), "--log-level", "warning",
               "tadbir.config.wsgi:application"]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        _wait_for(f"http://127.0.0.1:{port}/sante/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)


def _free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return once the server answers; fail when it ended or stays silent."""
    until = time.monotonic() + START_WITHIN_SECONDS
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended at its start"
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail("the server did not answer")


@pytest.fixture
def walk(browser: Browser, origin: str) -> Iterator[Walker]:
    """Makes walks; each must end without a foreign request or a refused script or style."""
    walks: list[Walk] = []

    def make(width: int = 1280) -> Walk:
        walks.append(Walk(browser, origin, width))
        return walks[-1]

    yield make
    for one in walks:
        one.context.close()
    assert [fault for one in walks for fault in one.faults] == []


@pytest.fixture(scope="session")
def _cookies() -> dict[str, list[dict[str, object]]]:
    """The session of each person who signed in, so that nobody types a password twice."""
    return {}


@pytest.fixture
def signed_in(walk: Walker, _cookies: dict[str, list[dict[str, object]]]) -> Walker:
    """Makes walks of somebody who is signed in already."""

    def make(username: str = region.HEAD, width: int = 1280) -> Walk:
        one = walk(width)
        if username in _cookies:
            one.context.add_cookies(_cookies[username])  # type: ignore[arg-type]
        else:
            one.sign_in(username)
            _cookies[username] = one.context.cookies()  # type: ignore[assignment]
        return one

    return make
