"""The hash chain: how a row is written down, what its hash is, where a chain breaks."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from tadbir.core.words import N_

ORIGIN = "0" * 64

ALTERED = "altered"
MISSING = "missing"
REORDERED = "reordered"
CUT = "cut"
HEAD = "head"
ANCHOR = "anchor"
REASONS: Mapping[str, str] = {
    ALTERED: N_("What this row says no longer matches its hash."),
    MISSING: N_("This row is missing: the chain goes on after it."),
    REORDERED: N_("This row does not follow from the row before it."),
    CUT: N_("This row is missing: the chain was longer."),
    HEAD: N_("The record of the end of the chain does not match its last row."),
    ANCHOR: N_("This row is not the one that was noted down elsewhere."),
}


@dataclass(frozen=True)
class Link:
    """One row of the trail as it is hashed; `before` and `after` are canonical JSON or empty."""

    number: int
    at: datetime
    actor: str
    door: str
    address: str
    action: str
    kind: str
    code: str
    before: str
    after: str
    why: str
    digest: str
    previous: str


@dataclass(frozen=True)
class Head:
    """The end of a chain: the number and the hash of its last row; 0 and `ORIGIN` when empty."""

    number: int
    hash: str


START = Head(0, ORIGIN)


@dataclass(frozen=True)
class Verdict:
    """What reading the whole chain found; `first_altered` None means that it holds.

    `reason` is a code of `REASONS`, empty when the chain holds; `head` is its last row, worth
    noting down outside the database: whoever rewrites every row after a change cannot
    rewrite the note.
    """

    first_altered: int | None
    count: int
    reason: str
    head: Head

    @property
    def holds(self) -> bool:
        """Whether nothing was found."""
        return self.first_altered is None


def _plain(value: object) -> object:
    """A value as JSON can say it without doubt; a float cannot, since it is not exact."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case date():
            return instant(value) if isinstance(value, datetime) else value.isoformat()
        case Mapping():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no exact written form: {value!r}")


def canonical(value: object) -> str:
    """The one way to write a value as JSON: sorted keys, no spaces, decimals as text.

    Raises TypeError for what has no exact form (floats, sets, models).
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def instant(at: datetime) -> str:
    """An instant as text, in UTC to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def hash_of(link: Link) -> str:
    """SHA-256 over the canonical JSON of a row, the hash of the row before included."""
    return hashlib.sha256(canonical(vars(link)).encode()).hexdigest()


def first_break(
    rows: Iterable[tuple[Link, str]], head: Head, anchors: Mapping[int, str] | None = None
) -> Verdict:
    """Read a chain in the order of its numbers and name its first altered row.

    `rows` are the links with the hash stored beside each; `head` is what the table of the end
    says; `anchors` are hashes noted down elsewhere, by number. Holds one row in memory.
    """
    last = START
    for link, stored in rows:
        if reason := _fault(link, stored, last, anchors or {}):
            first = last.number + 1 if reason == MISSING else link.number
            return Verdict(first, last.number, reason, last)
        last = Head(link.number, stored)
    if head.number > last.number:
        return Verdict(last.number + 1, last.number, CUT, last)
    if head != last:
        return Verdict(last.number, last.number, HEAD, last)
    return Verdict(None, last.number, "", last)


def _fault(link: Link, stored: str, last: Head, anchors: Mapping[int, str]) -> str:
    """What is wrong with a row, as a code of `REASONS`; empty when nothing is."""
    checks = (
        (MISSING, link.number > last.number + 1),
        (ALTERED, hash_of(link) != stored),
        (REORDERED, link.number != last.number + 1 or link.previous != last.hash),
        (ANCHOR, anchors.get(link.number, stored) != stored),
    )
    return next((reason for reason, is_so in checks if is_so), "")
