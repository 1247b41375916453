"""What a reader may choose, and the limits under which a file is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEAVE_ASIDE = ""
"""What a header is mapped to when its column is knowingly not read."""

MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may weigh and cost before it is refused. Sizes are bytes, times seconds."""

    file_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 320 * MEGABYTE
    entries: int = 2_000
    ratio: int = 200
    rows: int = 300_000
    columns: int = 256
    cells: int = 6_000_000
    line_bytes: int = MEGABYTE
    marks_bytes: int = 24 * MEGABYTE
    child_memory: int = 480 * MEGABYTE
    child_cpu_seconds: int = 120
    wall_seconds: float = 240.0


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a person, or the memory of a sender's earlier files, decided before reading.

    `encoding` and `delimiter` are for csv; None detects them, and what cannot be told apart is
    refused. `mapping` gives a canonical column name (or `LEAVE_ASIDE`) for a header as the file
    writes it; it wins over synonyms.
    """

    encoding: str | None = None
    delimiter: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
