"""A sheet as columns of plain values, whatever file it came from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.marks import ERROR, Marks

Span = tuple[tuple[int, int], tuple[int, int]]
_ROWS_AT_ONCE = 20_000
_CODES = {ERROR: "intake.error-in-cell"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Stands where a cell holds an error, or a formula whose result was not saved."""

    code: str


@dataclass(slots=True)
class Grid:
    """A sheet by columns: "" is blank; texts, numbers, truths, dates and faults stand as read.

    `merged` lists the corners of merged cells. Rows and columns are counted from 0.
    """

    name: str
    columns: list[Cells]
    height: int
    merged: tuple[Span, ...] = ()
    marks: Marks = field(default_factory=Marks)

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.columns)

    def row(self, number: int) -> list[object]:
        """The cells of one row."""
        return [column[number] for column in self.columns]

    def put_faults(self) -> None:
        """Set faults in their cells, which the fast reader leaves blank."""
        rows: dict[tuple[int, str], list[int]] = {}
        for (row, column), kind in self.marks.faults.items():
            rows.setdefault((column, kind), []).append(row)
        if not rows:
            return
        lowest = max(row for row, _ in self.marks.faults)
        self.height = max(self.height, lowest + 1)
        self.columns = [cells.longer(self.height) for cells in self.columns]
        for (column, kind), places in rows.items():
            while column >= self.width:
                self.columns.append(Cells.blank(self.height))
            code = _CODES.get(kind, "intake.formula-without-value")
            self.columns[column] = self.columns[column].put(places, Fault(code))


def columns_of(
    rows: Iterable[Sequence[object]], skipped: int, progress: Callable[[int], None]
) -> tuple[list[Cells], int]:
    """Rows of one width turned into columns, after `skipped` blank ones, and their height."""
    source: Iterator[Sequence[object]] = iter(rows)
    columns: list[list[object]] = [[] for _ in range(skipped)]
    height = 0
    while piece := list(islice(source, _ROWS_AT_ONCE)):
        for number, cells in enumerate(zip(*piece, strict=True), start=skipped):
            if number == len(columns):
                columns.append([])
            columns[number].extend(cells)
        height += len(piece)
        progress(height)
    blank = Cells.blank(height)
    return [Cells.of(column) if column else blank for column in columns], height
