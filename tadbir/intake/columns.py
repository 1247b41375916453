"""What columns a domain's files have, and how their values are said to people. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

YEAR, STRUCK = "fiscal_year", "struck"
BESIDE = frozenset({YEAR, STRUCK})
"""What a row of a template says beside its columns: its fiscal year, and whether it is struck."""


class Kind(StrEnum):
    """How the cells of a column are understood."""

    TEXT = "text"
    CODE = "code"
    AMOUNT = "amount"
    RATE = "rate"
    COUNT = "count"
    DATE = "date"
    DURATION = "duration"
    STATE = "state"
    PROGRESS = "progress"


@dataclass(frozen=True, slots=True)
class Column:
    """A canonical column: its name, how it is titled in a template, and how files may call it.

    `synonyms` are French, Arabic and English headers; they are compared folded
    (`tadbir.core.words.fold`), without formula letters. `within` names group heads under which
    alone the column is meant (a merged head above). A row without a serial number is data when
    a column that `identifies` is filled. `additive` columns are summed, reconciled, and scaled by
    the unit factor. `formula` lists (sign, name) pairs whose sum the column must equal: the way
    an ambiguous header ("disponible") is decided. `level` is the depth of a column of a
    hierarchy (1 is outermost): exports that leave these heads empty are read in that order, and
    a row that fills fewer levels than those around it is taken for their subtotal when it sums.
    `share_of` names the amounts of which a rate is the share, part and whole: they decide a rate
    that may be read in two ways ("0.95" among "95").
    """

    name: str
    title: str
    kind: Kind
    synonyms: tuple[str, ...]
    within: tuple[str, ...] = ()
    required: bool = False
    additive: bool = False
    identifies: bool = False
    formula: tuple[tuple[int, str], ...] = ()
    level: int = 0
    share_of: tuple[str, str] | tuple[()] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of columns under one merged head, such as operating or investment."""

    code: str
    synonyms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """How a dataset speaks: what templates offer, what previews say, and what files may write.

    `words` are, by name of a column or value, the marked words of the codes (texts, or members of
    a `StrEnum`) that it may be. `key_names`
    name the parts of a key ("" for one that tells a reader nothing), `named_by` the value that
    names a row. `derived` titles the values and parts of keys that no file has a column for; one
    of `Kind.STATE` is a JSON text by code, of days, "" for an unknown day, or another code. `template` are the columns of a template
    without any row.
    """

    words: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)
    key_names: tuple[str, ...] = ()
    named_by: str = ""
    derived: tuple[Column, ...] = ()
    template: tuple[str, ...] = ()
