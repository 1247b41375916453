"""Reading a file with its columns matched by hand, now or for the sender's files before it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import fold
from tadbir.intake import likeness
from tadbir.intake.contract import Reading
from tadbir.intake.declared import Declared
from tadbir.intake.models import RememberedMapping
from tadbir.intake.reading.read import read
from tadbir.intake.reading.refusals import UnknownLayout

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Matched:
    """A file that was read, what its columns were matched with by hand, and its layout.

    `looks_like` is the code of another kind of file that it looks more like, "" for none.
    """

    reading: Reading
    mapping: Mapping[str, str]
    layout: str
    looks_like: str = ""


def matched(path: Path, name: str, declared: Declared, progress: Progress | None = None) -> Matched:
    """The file read with what is said of its columns now, or was said of this layout before.

    `name` is how its sender calls it. Raises `Refused` when it cannot be read as a whole.
    """
    try:
        found: Reading | Refused = _read(path, declared, declared.mapping, progress)
    except Refused as refused:
        found = refused
    return settled(found, path, name, declared, progress)


def settled(
    found: Reading | Refused, path: Path, name: str, declared: Declared,
    progress: Progress | None = None,
) -> Matched:  # fmt: skip
    """What a first reading of a file, or its refusal, comes to.

    It is read again where something was said of its layout before. Raises `Refused`.
    """
    try:
        known = _settled(found, path, declared, progress)
    except UnknownLayout as unknown:
        raise likeness.explained(unknown, path, name, declared.dataset) from unknown
    except Refused as refused:
        if "file" not in refused.details:
            raise
        details = {**refused.details, "file": name}
        raise Refused(refused.code, refused.message, **details) from refused
    other = likeness.doubted(known.reading, path, declared.dataset)
    return replace(known, reading=replace(known.reading, file=name), looks_like=other)


def _settled(
    found: Reading | Refused, path: Path, declared: Declared, progress: Progress | None
) -> Matched:
    if declared.mapping:
        return Matched(_or_raised(found), declared.mapping, declared.layout)
    layout = "" if isinstance(found, Refused) else signature(found)
    known = remembered(declared.sender, declared.dataset.code, layout)
    if known:
        return Matched(_read(path, declared, known, progress), known, layout)
    return Matched(_or_raised(found), known, layout)


def _or_raised(found: Reading | Refused) -> Reading:
    if isinstance(found, Refused):
        raise found
    return found


def _read(
    path: Path, declared: Declared, mapping: Mapping[str, str], progress: Progress | None
) -> Reading:
    return read(
        path,
        declared.dataset,
        sheet=declared.sheet or None,
        progress=progress,
        options=declared.options(mapping),
    )


def signature(reading: Reading) -> str:
    """What names a layout: the heads of its columns, whatever their order, case and accents."""
    heads = {
        fold(f"{match.group} {match.header}")
        for sheet in reading.sheets
        for table in sheet.tables
        for match in table.columns
    }
    return hashlib.sha256("\n".join(sorted(heads)).encode()).hexdigest()


def remembered(sender: str, dataset: str, layout: str) -> dict[str, str]:
    """What a sender said of a layout; empty when nothing was. "" is the layout not recognised."""
    kept = RememberedMapping.objects.filter(sender=sender, dataset=dataset, signature=layout)
    return kept.values_list("mapping", flat=True).first() or {}


def remember(sender: str, dataset: str, layout: str, mapping: Mapping[str, str]) -> None:
    """Keep the corrections of a layout; what the sender said of it before is replaced."""
    if mapping:
        RememberedMapping.objects.update_or_create(
            sender=sender,
            dataset=dataset,
            signature=layout,
            defaults={"mapping": dict(mapping), "remembered_at": clock.now()},
        )
