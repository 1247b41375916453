"""Prints the table of ratios and keeps it in out/bench.json; 1 when a promise is not held."""

import json
import sys
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

from bench.measure import Row

OUT = Path("out") / "bench.json"
WORKS = ("intake", "rollup", "cockpit", "forecast", "works", "portfolio")


def rows_of(names: Iterable[str]) -> list[Row]:
    """Measure each piece of work in turn, printing rows as they come."""
    rows: list[Row] = []
    for name in names:
        measure: Callable[[], list[Row]] = import_module(f"bench.{name}").measure
        for row in measure():
            rows.append(row)
            mark = "ok " if row.holds else "NOT"
            print(
                f"{mark} {row.work:<58} {row.ratio:>8.2f}×  at least {row.at_least:g}×  "
                f"{row.peak_mb:>6.0f} MB  against {row.against}  {row.note}",
                flush=True,
            )
    return rows


def main(names: list[str]) -> int:
    """Measure everything, or the works named."""
    rows = rows_of(names or WORKS)
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([row.as_json() for row in rows], indent=1), encoding="utf-8")
    print(f"{sum(row.holds for row in rows)} passed, {sum(not row.holds for row in rows)} failed")
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
