"""The rules of a budget row as the peers apply them: the same that our reading applies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bench.workbook import AMOUNTS_FROM, TOTAL
from tadbir.core.money import centimes

PARTS = {"Fonctionnement": "operating", "Investissement": "investment"}
LONGEST_PATH = 200
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row that passed: its holder as named, part, code path, title, amounts in centimes."""

    holder: str
    part: str
    path: str
    title: str
    amounts: tuple[int | None, ...]


@dataclass
class Rules:
    """Checks rows one after another; ValueError names what is wrong with one."""

    known: Mapping[str, object]
    seen: set[tuple[str, str, str]] = field(default_factory=set)

    def row(self, cells: Sequence[Cell]) -> Row:
        """The row of twelve cells: a known holder and part, a code path once, exact amounts."""
        holder, part = str(cells[0] or ""), PARTS.get(str(cells[1] or ""))
        if holder not in self.known or part is None:
            raise ValueError(f"holder or part not known: {cells[:2]}")
        path = ".".join(str(code) for code in cells[2:6] if code not in (None, ""))
        if not path or len(path) > LONGEST_PATH or (holder, part, path) in self.seen:
            raise ValueError(f"no line, or a line said twice: {path}")
        self.seen.add((holder, part, path))
        amounts = tuple(exact(cell) for cell in cells[AMOUNTS_FROM:12])
        return Row(holder, part, path, str(cells[6] or "").strip(), amounts)


def exact(cell: Cell) -> int | None:
    """Whole centimes of a numeric cell, None when blank; what is finer or no number is refused."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, str):
        raise ValueError(f"not an amount: {cell}")
    return centimes(Decimal(repr(cell)))


def is_total(cells: Sequence[Cell]) -> bool:
    """Whether a row is the grand total, which is not a line."""
    return cells[0] == TOTAL
