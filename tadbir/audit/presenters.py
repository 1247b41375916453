"""The history of a thing as a page shows it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.audit.labels import always, label
from tadbir.audit.models import Entry
from tadbir.audit.wording import Row, Words

_ALONE: Mapping[Subject, str] = {}


@dataclass(frozen=True)
class Change:
    """One value that an action changed, in the reader's words, line by line.

    `before` is empty where there was none, `after` where none is left.
    """

    field: str
    before: Sequence[str]
    after: Sequence[str]


@dataclass(frozen=True)
class HistoryRow:
    """One line of a history, in the language now in force.

    `href` leads to what the thing came with; empty for what was done to the thing itself.
    """

    number: int
    at: datetime
    by: str
    action: str
    reason: str
    changes: Sequence[Change]
    href: str = ""


def history_rows(
    subject: Subject, *, came_with: Mapping[Subject, str] = _ALONE
) -> list[HistoryRow]:
    """What was done to a thing, the latest first; the caller has checked that it is in reach.

    `came_with` gives the addresses of what brought it: a batch, whose own history is told there.
    """
    told = [_Told(entry, _values(entry.before), _values(entry.after)) for entry in
            trail.history(subject, *came_with)]  # fmt: skip
    own = [one for one in told if not _href(one.entry, came_with)]
    words = Words.of([(one.app, row) for one in own for row in (one.before, one.after)])
    rows = []
    for one in told:
        href = _href(one.entry, came_with)
        rows.append(_row(one, () if href else _changes(one, words), href))
    return rows


@dataclass(frozen=True)
class _Told:
    """A row of the trail with its two texts read."""

    entry: Entry
    before: Row
    after: Row

    @property
    def app(self) -> str:
        """Whose action it was."""
        return self.entry.action.partition(".")[0]


def _href(entry: Entry, came_with: Mapping[Subject, str]) -> str:
    return came_with.get(Subject(entry.kind, entry.code), "")


def _row(told: _Told, changes: Sequence[Change], href: str) -> HistoryRow:
    entry = told.entry
    return HistoryRow(
        number=entry.number,
        at=entry.at,
        by=entry.actor,
        action=gettext(label(entry.action)),
        reason=gettext(entry.why) if entry.why else "",
        changes=changes,
        href=href,
    )


def _changes(told: _Told, words: Words) -> list[Change]:
    """What differs, after what says which thing it is about."""
    about = [key for key in sorted(always(told.app)) if key in told.before or key in told.after]
    return [
        *(_about(told, key, words) for key in about),
        *(
            Change(
                words.field(told.app, key),
                words.lines(told.app, key, told.before),
                words.lines(told.app, key, told.after),
            )
            for key in changed(told.before, told.after)
            if key not in about
        ),
    ]


def _about(told: _Told, key: str, words: Words) -> Change:
    row = told.after if key in told.after else told.before
    return Change(words.field(told.app, key), (), words.lines(told.app, key, row))


def changed(before: Row, after: Row) -> list[str]:
    """The keys whose values differ, in alphabetical order; nothing and no value are the same."""
    keys = sorted(before.keys() | after.keys())
    return [key for key in keys if _held(before.get(key)) != _held(after.get(key))]


def _held(value: object) -> object:
    """The value as JSON writes it, for zero is not false; None where there is nothing."""
    return None if value is None or value in ("", [], {}) else json.dumps(value, sort_keys=True)


def _values(text: str) -> Row:
    values: Row = json.loads(text) if text else {}
    return values
