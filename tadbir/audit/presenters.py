"""The history of a thing as a page shows it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.audit.labels import fields, label
from tadbir.audit.models import Entry


@dataclass(frozen=True)
class Change:
    """One value that an action changed, as text; empty where there was none."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class HistoryRow:
    """One line of a history, in the language now in force."""

    number: int
    at: datetime
    by: str
    action: str
    reason: str
    changes: Sequence[Change]


def history_rows(subject: Subject) -> list[HistoryRow]:
    """What was done to a thing, the latest first; the caller has checked that it is in reach."""
    return [_row(entry) for entry in trail.history(subject)]


def _row(entry: Entry) -> HistoryRow:
    words = fields(entry.action.partition(".")[0])
    return HistoryRow(
        number=entry.number,
        at=entry.at,
        by=entry.actor,
        action=gettext(label(entry.action)),
        reason=entry.why,
        changes=[
            Change(gettext(words.get(change.field, change.field)), change.before, change.after)
            for change in changes(entry.before, entry.after)
        ],
    )


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
