"""Prepared figures after one batch against preparing all of them, and with ten times the facts."""

import tempfile
from pathlib import Path

from bench.measure import Row
from bench.run import Told, side

REGIONS, LINES, MANY_LINES = ("03", "05"), 2, 20


def measure() -> list[Row]:
    """Two regions and their monthly returns of ten years, with few lines and with many."""
    few, many = _rolled(LINES), _rolled(MANY_LINES)
    one, everything = few.facts["one"], few.facts["everything"]
    return [
        Row(
            "roll-up refreshed after one batch (CPU seconds)",
            "recomputing it all",
            everything / one,
            50.0,
            few.own_mb,
            f"{one * 1000:.0f} ms against {everything:.1f} s, {few.facts['prepared']:,} rows",
        ),
        Row(
            "roll-up refreshed after one batch, ten times the facts",
            "the same with a tenth of them",
            one / many.facts["one"],
            0.5,
            many.own_mb,
            f"{many.facts['one'] * 1000:.0f} ms with {many.facts['facts']:,} lines, "
            f"{one * 1000:.0f} ms with {few.facts['facts']:,}",
        ),
    ]


def _rolled(lines: int) -> Told:
    with tempfile.TemporaryDirectory(prefix="tadbir-bench-") as name:
        data = Path(name)
        side("world", *REGIONS, data=data)
        return side("rolled", str(lines), *REGIONS, data=data)
