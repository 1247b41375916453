"""The list of projects under load, signed in: from its cache, asked anew, and in a small region."""

import tempfile
from pathlib import Path

from bench.cockpit import HELLO, Site, alternately, row, served
from bench.measure import Row
from bench.run import side

LIST, BY_PROJECT = "/travaux/", "/bench/works/"
SITES, FEW = 1_600, 3
P95_LIMIT_MS = 100.0


def measure() -> list[Row]:
    """Sixteen hundred sites beside three, ten connections, a page of twenty-five."""
    with tempfile.TemporaryDirectory(prefix="tadbir-bench-") as name:
        large, small = (_site(Path(name) / str(count), count) for count in (SITES, FEW))
        with served(large, cache=True) as port:
            cached, hello = alternately(port, large, LIST, HELLO)
        with served(large, cache=False) as port:
            fresh, plain = alternately(port, large, LIST, BY_PROJECT)
    return [
        Row(f"portfolio of works, {SITES:,} sites, p95 at 10 connections",
            f"{P95_LIMIT_MS:.0f} ms", P95_LIMIT_MS / cached.p95, 1.0, 0.0,
            f"p95 {cached.p95:.0f} ms, {cached.rate:.0f}/s; a signed-in hello {hello.p95:.0f} ms"),
        row("portfolio of works, not cached (requests/s)", "a page asking each of its 25 projects",
            fresh, plain, 1.0),
        Row(f"literal queries of the portfolio, {SITES:,} sites", f"{FEW} sites",
            small.queries / large.queries, 1.0, 0.0,
            f"{large.queries} against {small.queries}"),
    ]  # fmt: skip


def _site(data: Path, count: int) -> Site:
    cookie = str(side("sites_prepared", str(count), data=data).facts["cookie"])
    told = side("counted", cookie, LIST, data=data)
    return Site(data, cookie, int(told.facts["queries"]))
