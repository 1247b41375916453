"""One indicator as a tile: finished words, a status, a curve, and how far it can be trusted."""

from dataclasses import dataclass
from datetime import date

from tadbir.ui.status import Status


@dataclass(frozen=True, slots=True)
class Tile:
    """What a tile shows; every text is finished and in the reader's language.

    `value` is the large figure (a dash when there is none, with `reason`); `of` names numerator
    and denominator; `target`, `change` (since the last meeting) and `completeness` are
    sentences; `sparkline` is an SVG from `charts.sparkline`.
    """

    label: str
    value: str
    of: str = ""
    status: Status | None = None
    reason: str = ""
    target: str = ""
    change: str = ""
    sparkline: str = ""
    on_date: date | None = None
    source: str = ""
    completeness: str = ""
    href: str = ""
