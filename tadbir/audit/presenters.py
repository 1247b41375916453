"""The history of a thing as a page shows it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext

from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.audit.labels import fields, label
from tadbir.audit.models import Entry

_ALONE: Mapping[Subject, str] = {}


@dataclass(frozen=True)
class Change:
    """One value that an action changed, as text; empty where there was none."""

    field: str
    before: str
    after: str


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
    rows = []
    for entry in trail.history(subject, *came_with):
        href = came_with.get(Subject(entry.kind, entry.code), "")
        rows.append(replace(_row(entry), changes=(), href=href) if href else _row(entry))
    return rows


def _row(entry: Entry) -> HistoryRow:
    words = fields(entry.action.partition(".")[0])
    return HistoryRow(
        number=entry.number,
        at=entry.at,
        by=entry.actor,
        action=gettext(label(entry.action)),
        reason=entry.why,
        changes=[
            Change(
                gettext(words.get(change.field, change.field)),
                _said(change.before),
                _said(change.after),
            )
            for change in changes(entry.before, entry.after)
        ],
    )


def _said(value: str) -> str:
    """A sentence of the product in the reader's language; what was typed, as it was typed."""
    return gettext(value) if value else ""


def changes(before: str, after: str) -> list[Change]:
    """The values that differ between two canonical texts of a row, in alphabetical order."""
    old, new = _values(before), _values(after)
    return [
        Change(field, old.get(field, ""), new.get(field, ""))
        for field in sorted(old.keys() | new.keys())
        if old.get(field, "") != new.get(field, "")
    ]


def _values(text: str) -> Mapping[str, str]:
    values: Mapping[str, object] = json.loads(text) if text else {}
    return {field: _text(value) for field, value in values.items() if value is not None}


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
