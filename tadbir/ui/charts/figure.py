"""A drawing in two widths, with the table that says the same."""

from dataclasses import dataclass

from tadbir.ui.tables import Table

WIDE = 560.0
NARROW = 340.0


@dataclass(frozen=True, slots=True)
class Figure:
    """What a page or a pack shows: SVG for paper and desks, SVG for phones, and the twin.

    `note` is what a reader has to know beside it, and is shown; `description` is for who cannot see.
    """

    title: str
    description: str
    wide: str
    narrow: str
    twin: Table
    note: str = ""
