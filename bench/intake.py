"""A 200,000-row workbook read, validated and loaded: ours, and two peers on the same work."""

import os
import shutil
import tempfile
from pathlib import Path

from bench.measure import Row
from bench.run import Told, side
from bench.workbook import ROWS

WORK = "intake: read, validate and load {rows:,} × 12 (CPU seconds)"
PEERS = (
    ("by_import_export", "django-import-export, in bulk", 15.0),
    ("by_openpyxl", "openpyxl, read-only", 4.0),
)
CHILD_LIMIT_MB = 400


def measure() -> list[Row]:
    """Each side in its own process, on its own copy of the same database and file."""
    rows = int(os.environ.get("BENCH_ROWS", str(ROWS)))
    with tempfile.TemporaryDirectory(prefix="tadbir-bench-") as name:
        folder = Path(name)
        side("world", "03", data=folder / "world")
        book = folder / "budget.xlsx"
        side("file", str(book), str(rows), data=folder / "world")
        ours, stored = _loaded("ours", folder, book)
        found = [_against(peer, folder, book, ours, stored) for peer in PEERS]
        door, _ = _loaded("door", folder, book)
    return [
        *found,
        Row(
            f"intake: memory of the child that reads {rows:,} rows",
            f"{CHILD_LIMIT_MB} MB",
            CHILD_LIMIT_MB / ours.child_mb,
            1.0,
            ours.child_mb,
            f"whole door: {door.cpu:.1f} CPU s, {door.wall:.1f} s, parent {door.own_mb:.0f} MB",
        ),
    ]


def _loaded(name: str, folder: Path, book: Path) -> tuple[Told, dict[str, object]]:
    """What a side took, and what it stored, in a database of its own."""
    data = folder / name
    shutil.copytree(folder / "world", data)
    told = side(name, str(book), data=data)
    stored = side("stored", data=data).facts
    shutil.rmtree(data)
    return told, stored


def _against(
    peer: tuple[str, str, float], folder: Path, book: Path, ours: Told, stored: dict[str, object]
) -> Row:
    """Ours against one peer; raises when one cell they stored differs."""
    name, called, at_least = peer
    theirs, also_stored = _loaded(name, folder, book)
    if also_stored != stored:
        raise RuntimeError(f"{called} stored other figures: {also_stored} instead of {stored}")
    return Row(
        WORK.format(rows=ours.facts["rows"]),
        called,
        theirs.cpu / ours.cpu,
        at_least,
        max(ours.own_mb, ours.child_mb),
        f"{ours.cpu:.1f} CPU s against {theirs.cpu:.1f}; every cell equal; "
        f"its peak {theirs.own_mb:.0f} MB",
    )
