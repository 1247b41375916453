"""`tadbir serve`: the web server and what works beside it, until interrupted."""

import signal
import subprocess
import sys
import time
from types import FrameType

import click

from tadbir.cli.processes import WEB_WORKERS, keeper, web, worker
from tadbir.cli.terminal import Terminal
from tadbir.dossier import freezing
from tadbir.intake import jobs

STOP_WITHIN_SECONDS = 10


def run_together(commands: list[tuple[str, ...]]) -> int:
    """Run the commands side by side; when one ends or we are asked to stop, end them all."""
    running = [subprocess.Popen(command) for command in commands]  # noqa: S603

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for process in running:
            process.terminate()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(process.poll() is None for process in running):
        time.sleep(0.2)
    stop(signal.SIGTERM, None)
    codes = [process.wait(STOP_WITHIN_SECONDS) for process in running]
    return max(abs(code) for code in codes if code not in {-signal.SIGTERM, -signal.SIGINT})


def everything(host: str, port: int, workers: int = WEB_WORKERS) -> int:
    """Serve the pages, run the jobs and keep the boards drawn, until asked to stop."""
    return run_together([web(host, port, workers), worker(), keeper()])


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=WEB_WORKERS, show_default=True, help="Web processes.")
@click.pass_obj
def command(terminal: Terminal, host: str, port: int, workers: int) -> None:
    """Serve the pages on HOST:PORT, with a worker for long jobs and the boards drawn ahead."""
    jobs.revive_all()
    freezing.revive_all()
    terminal.talk(f"http://{host}:{port}/  (Ctrl+C)")
    sys.exit(everything(host, port, workers))
