"""Writes the workbook of the intake for the holders of the region."""

from pathlib import Path
from typing import Any

from bench import workbook
from bench.sides import ground


def work(path: str, count: str) -> dict[str, Any]:
    """The workbook, under a path."""
    names = list(ground.holders())
    workbook.write(Path(path), names, int(count))
    return {"holders": len(names), "bytes": Path(path).stat().st_size}
