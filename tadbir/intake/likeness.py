"""What a file looks like when it is not what it was sent as."""

from pathlib import Path

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import registry
from tadbir.intake.contract import Dataset, Reading
from tadbir.intake.reading.read import Job, read_all
from tadbir.intake.reading.refusals import TABLE_LEVEL, UnknownLayout

LOOKS_LIKE = N_(
    "This file looks like “{like}”: send it as that (--as {dataset} on the command line)."
)


def explained(unknown: UnknownLayout, path: Path, name: str, sent_as: Dataset) -> UnknownLayout:
    """The refusal of a file under the name its sender gave it; it says what the file looks like,
    where it looks like another kind of file."""
    message, details = unknown.message, {**unknown.details, "file": name}
    if other := likeliest(path, sent_as):
        message = LOOKS_LIKE
        details = {"file": name, "like": other.title, "dataset": other.code}
    refused = Refused(unknown.code, message, **details)
    return UnknownLayout(refused, unknown.sheets, unknown.refusals, unknown.sha256)


def doubted(reading: Reading, path: Path, sent_as: Dataset) -> str:
    """The code of the kind of file that a reading full of doubts looks more like; "" for none."""
    if known_columns(reading):
        return ""
    known = max(len(table.columns) for sheet in reading.sheets for table in sheet.tables)
    other = likeliest(path, sent_as, known)
    return other.code if other else ""


def likeliest(path: Path, sent_as: Dataset, known: int = 0) -> Dataset | None:
    """The other kind of file whose columns a file has the most of, and more than are known of
    what it was sent as; None when none stands out."""
    others = [kind for kind in registry.datasets().values() if kind is not sent_as]
    readings = read_all([Job(path, kind) for kind in others])
    scores = [0 if isinstance(one, Refused) else known_columns(one) for one in readings]
    best = max(scores, default=0)
    likely = [kind for kind, score in zip(others, scores, strict=True) if score == best]
    return likely[0] if best > known and len(likely) == 1 else None


def known_columns(reading: Reading) -> int:
    """The most columns that were understood in a table whose every doubt is of a cell."""
    return max(
        (
            len(table.columns)
            for sheet in reading.sheets
            for table in sheet.tables
            if table.rows and not any(r.code in TABLE_LEVEL for r in table.refused)
        ),
        default=0,
    )
