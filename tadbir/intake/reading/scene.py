"""What the reading of one sheet has at hand, and what it makes of one of its tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tadbir.intake.contract import Dataset, Match, Reconciliation, Refusal, RowCounts
from tadbir.intake.reading.address import cell
from tadbir.intake.reading.finding import Heads
from tadbir.intake.reading.grid import Grid
from tadbir.intake.reading.heads import Vocabulary
from tadbir.intake.reading.vectors import Vector


@dataclass(frozen=True, slots=True)
class Scene:
    """A sheet, the dataset it is read for, and the words that dataset knows."""

    grid: Grid
    dataset: Dataset
    words: Vocabulary
    counts_from_1904: bool = False

    @property
    def has_amounts(self) -> bool:
        """Whether the dataset is one of figures that add up."""
        return any(column.additive for column in self.dataset.columns)


@dataclass(frozen=True, slots=True)
class Region:
    """Where a table stands: its heads, the columns it may use, its rows below the heads, and
    rows among them that only repeat the heads. `first` is where the lines above it begin;
    `others` are columns that another table of the same rows has."""

    heads: Heads
    columns: tuple[int, ...]
    first: int
    start: int
    end: int
    repeats: tuple[int, ...] = ()
    others: tuple[int, ...] = ()

    @property
    def head_cells(self) -> str:
        """The corners of the heads, such as "A5:P6"."""
        columns = [c for c in self.heads.columns if c in self.columns]
        left, right = min(columns), max(columns)
        return f"{cell(self.heads.top, left)}:{cell(self.heads.bottom, right)}"


@dataclass(slots=True)
class Draft:
    """A table as the child understood it: the contract's table, its values still in vectors."""

    sheet: str
    layout: str = ""
    header_cells: str = ""
    as_of: date | None = None
    fiscal_year: int | None = None
    unit_factor: Decimal = Decimal(1)
    columns: tuple[Match, ...] = ()
    rows: Sequence[int] = ()
    vectors: Mapping[str, Vector] = field(default_factory=dict)
    headings: Vector = field(default_factory=Vector)
    marks: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    counts: RowCounts = RowCounts(0, 0, 0, 0, 0)
    totals: Mapping[str, Decimal | None] = field(default_factory=dict)
    reconciliation: Reconciliation = Reconciliation(0, 0)
    refused: list[Refusal] = field(default_factory=list)
    context: Mapping[str, str] = field(default_factory=dict)
    has_own_totals: bool = False
    lines_aside: list[str] = field(default_factory=list)
    is_read: bool = False
    left: "Left | None" = None


@dataclass(frozen=True, slots=True)
class Left:
    """Rows that a cell made refused, with what was understood of them."""

    rows: Sequence[int]
    vectors: Mapping[str, Vector]
    headings: Vector
