"""The cockpit under load, signed in: from its cache, rendered anew, and in a large country."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.measure import Row, cpu_of
from bench.run import environment_of, side
from tadbir.cli.processes import web

CONNECTIONS, SECONDS, WORKERS = 10, 4.0, 2
HOME, HELLO, FACTS = "/", "/bench/hello/", "/bench/facts/"
SMALL, LARGE = ("1", "1"), ("12", "10")
P95_LIMIT_MS = 100.0


@dataclass(frozen=True, slots=True)
class Site:
    """A database to serve: its folder, the cookie of its reader, the queries of the home page."""

    data: Path
    cookie: str
    queries: int


@dataclass(frozen=True, slots=True)
class Heard:
    """Answers per second, and the 95th percentile of their milliseconds."""

    rate: float
    p95: float


def measure() -> list[Row]:
    """Twelve regions and ten years beside one region and one year."""
    with tempfile.TemporaryDirectory(prefix="tadbir-bench-") as name:
        large, small = (_site(Path(name) / size[0], *size) for size in (LARGE, SMALL))
        with served(large, cache=True) as port:
            cached, hello = alternately(port, large, HOME, HELLO)
        with served(large, cache=False) as port, served(small, cache=False) as other:
            fresh, facts = alternately(port, large, HOME, FACTS)
            little = heard(other, small, HOME)
            again = heard(port, large, HOME)
    return [
        row("cockpit, signed in, from its cache (requests/s)", "a signed-in hello",
             cached, hello, 0.8),
        row("cockpit, signed in, not cached (requests/s)", "a page asking the facts, 12 queries",
             fresh, facts, 5.0),
        Row("cockpit, not cached, p95 at 10 connections", f"{P95_LIMIT_MS:.0f} ms",
            P95_LIMIT_MS / fresh.p95, 1.0, 0.0, f"p95 {fresh.p95:.0f} ms"),
        row("cockpit at 12 regions and 10 years, not cached", "at 1 region and 1 year",
             again, little, 0.5),
        Row("cockpit's literal queries at 12 regions and 10 years", "at 1 region and 1 year",
            small.queries / large.queries, 1.0, 0.0,
            f"{large.queries} against {small.queries}"),
    ]  # fmt: skip


def row(work: str, against: str, ours: Heard, theirs: Heard, at_least: float) -> Row:
    """Requests per second of one page beside another's."""
    note = f"{ours.rate:.0f}/s (p95 {ours.p95:.0f} ms) against {theirs.rate:.0f}/s"
    return Row(work, against, ours.rate / theirs.rate, at_least, 0.0, note)


def _site(data: Path, regions: str, years: str) -> Site:
    cookie = str(side("prepared", regions, years, data=data).facts["cookie"])
    told = side("counted", cookie, data=data)
    return Site(data, cookie, int(told.facts["queries"]))


def alternately(port: int, site: Site, ours: str, theirs: str) -> tuple[Heard, Heard]:
    """Both pages twice, in turn, so that what else the machine does weighs on both."""
    found = [heard(port, site, path) for path in (ours, theirs, ours, theirs)]
    return _mean(found[0::2]), _mean(found[1::2])


def _mean(some: list[Heard]) -> Heard:
    return Heard(sum(one.rate for one in some) / len(some), max(one.p95 for one in some))


def heard(port: int, site: Site, path: str) -> Heard:
    """What a load of some seconds on a page heard."""
    told = cpu_of("bench.load", str(port), path, site.cookie, str(CONNECTIONS), str(SECONDS))
    return Heard(**json.loads(told.output))


@contextmanager
def served(site: Site, *, cache: bool) -> Iterator[int]:
    """The product served as `tadbir serve` does, on a free port of the loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**environment_of(site.data), "BENCH_CACHE": "1" if cache else "0"}
    command = web("127.0.0.1", port, WORKERS)
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=sys.stderr)
    try:
        _wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError("the server did not start")
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the server did not answer in time")
