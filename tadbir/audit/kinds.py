"""How a value of the trail is written for a reader: what the `VALUES` of an app's terms say.

A value is kept as an action wrote it: a code, an ISO day, an exact number. Here is what each is.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias


class Plain(StrEnum):
    """A value that needs no list of codes."""

    TEXT = "text"
    SENTENCE = "sentence"
    REFERENCE = "reference"
    PRINT = "print"
    DAY = "day"
    WEEKDAY = "weekday"
    YEAR = "year"
    COUNT = "count"
    NUMBER = "number"
    DIRHAMS = "dirhams"
    RATE = "rate"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Named:
    """A code whose name a table knows; the settings say where, in `TRAIL_NAMES`."""

    register: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Two values written as one text, a space between: a day and its rate."""

    first: "Written"
    rest: "Written"


@dataclass(frozen=True, slots=True)
class Beside:
    """A value whose nature another value of the same row tells: a number, by its unit."""

    field: str
    cases: Mapping[str, "Written"]


@dataclass(frozen=True, slots=True)
class Inside:
    """Values inside a value: each with its marked word and how it is written."""

    fields: Mapping[str, tuple[str, "Written"]]


@dataclass(frozen=True, slots=True)
class Tally:
    """Values of one kind under keys that a table knows: the totals of a file, by column."""

    keys: Named
    each: Plain


Codes: TypeAlias = Mapping[Any, str]
"""Every code a value may be, with the marked word for it."""

Written: TypeAlias = Plain | Named | Parts | Beside | Inside | Tally | Codes
"""How a value is written; a list of values is written item by item."""
