"""The commands of the processes that serve: the web server and the worker that runs jobs."""

import sys

WEB_WORKERS = 2
THREADS = 4


def web(host: str, port: int, workers: int) -> tuple[str, ...]:
    """The command of the web server."""
    return (
        sys.executable, "-m", "granian", "--interface", "wsgi",
        "--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(THREADS),
        "--log-level", "warning", "tadbir.config.wsgi:application",
    )  # fmt: skip


def worker() -> tuple[str, ...]:
    """The command of the worker that runs jobs."""
    return (sys.executable, "-m", "django", "db_worker", "--no-reload")


def keeper() -> tuple[str, ...]:
    """The command that draws the boards of the cockpit each time that figures move."""
    return (sys.executable, "-m", "tadbir.cli", "--quiet", "sheets", "--watch")
