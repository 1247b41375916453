"""The files of the demonstration in the order in which they came, and how each is written."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tadbir.budget.terms import Source

Progress = Callable[[int, int], None]
Writer = Callable[[Path], None]
COMMITTED, REFUSED, ALREADY_THERE = "committed", "refused", "already-there"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: where it lies, what it is, who sends it, when it was known, what becomes of it.

    `on_date` is declared only where the file itself says no day. `outcome` is what the door must
    make of it; a committed file with `withdrawn_for` is then withdrawn for that reason.
    """

    path: str
    dataset: str
    source: str
    sender: str
    known_on: date
    write: Writer = field(repr=False)
    layout: int = 0
    on_date: date | None = None
    outcome: str = COMMITTED
    withdrawn_for: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether the file is planted so that the door refuses it."""
        return self.outcome != COMMITTED


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every file, in the order of the days on which they were known."""

    folder: Path
    entries: tuple[Entry, ...]

    def path(self, entry: Entry) -> Path:
        """Where a file lies."""
        return self.folder / entry.path


def ordered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """By the day on which each file was known; files of one day keep the order they came in."""
    return tuple(sorted(entries, key=lambda entry: entry.known_on))


def silence(_done: int, _all: int) -> None:
    """Say nothing of progress."""


def write_missing(folder: Path, entry: Entry) -> None:
    """Write a file that is not there yet; one that is there is left as it is."""
    path = folder / entry.path
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"~{path.name}")
    entry.write(unfinished)
    unfinished.replace(path)


HOLDER, TREASURY, DIRECTORATE = (
    Source.HOLDER.value, Source.TREASURY.value, Source.DIRECTORATE.value
)  # fmt: skip
