"""Freezing the pack of a meeting, making it again from its text, and verifying it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from tadbir import __version__
from tadbir.audit.actor import Actor, Subject
from tadbir.audit.trail import record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.dossier import content, frames, models, queries, render, sheets, vault, wire
from tadbir.dossier.pack import SCHEMA, Pack
from tadbir.dossier.terms import Form
from tadbir.meetings import queries as meetings
from tadbir.territory.reach import Reach
from tadbir.ui.reader import LANGUAGES

Progress = Callable[[int, int], None]
MAKERS: Mapping[Form, Callable[..., bytes]] = {Form.PDF: render.document, Form.XLSX: sheets.book}
FILES = tuple((form, lang) for form in Form for lang in LANGUAGES)
"""What a pack is made of, in the order of the making."""
STEPS = 1 + len(FILES)
"""Gathering the figures, then each file."""


@dataclass(frozen=True, slots=True)
class Made:
    """One file of a pack, made and not yet kept."""

    form: Form
    lang: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The print of its bytes."""
        return vault.digest_of(self.content)


def _silence(_done: int, _all: int) -> None:
    """Nobody looks."""


def draft(
    occasion: frames.Occasion, *, reach: Reach, forms: Sequence[Form] = tuple(Form),
    langs: Sequence[str] = LANGUAGES,
) -> list[Made]:  # fmt: skip
    """The files of a pack that is not frozen: every page says so."""
    unheld = frames.Occasion(entity=occasion.entity, on=occasion.on, since=occasion.since,
                             number=occasion.number)  # fmt: skip
    derived = content.derive(frames.framed(unheld, reach=reach))
    digest = vault.digest_of(wire.canonical(derived).encode())
    return [_made(derived, digest, form, lang) for form in forms for lang in langs]


def freeze(*, by: Actor, meeting: str, reach: Reach, progress: Progress = _silence) -> models.Pack:
    """Freeze the pack of a held meeting: its text, both documents, both workbooks, their prints.

    Raises Refused: "meetings.unknown", "dossier.not-held" before the meeting is held,
    "dossier.already-there" when it has a pack. Files are written before the row that names them:
    a crash leaves files that nothing speaks of, and the next freeze replaces them. `progress` is
    told of the figures gathered, then of each file made.
    """
    check_ready(meeting, reach=reach)
    derived = content.derive(frames.framed(frames.of_meeting(meeting, reach=reach), reach=reach))
    text = wire.canonical(derived)
    digest = vault.digest_of(text.encode())
    progress(1, STEPS)
    made = []
    for done, (form, lang) in enumerate(FILES, 2):
        made.append(_made(derived, digest, form, lang))
        progress(done, STEPS)
    return _keep(by, meeting, text, made, reach)


def check_ready(meeting: str, *, reach: Reach) -> None:
    """Raise Refused unless the meeting is known, was held, and has no pack yet."""
    found = meetings.meeting(meeting, reach=reach)
    if queries.pack(meeting, reach=reach) is not None:
        raise Refused(
            "dossier.already-there",
            N_("The pack of {meeting} is frozen already, and a frozen pack never changes."),
            meeting=meeting,
        )
    if found.last_number is None:
        raise Refused(
            "dossier.not-held",
            N_("Note first that {meeting} was held: its pack says what was known then."),
            meeting=meeting,
        )


def _made(derived: Pack, digest: str, form: Form, lang: str) -> Made:
    return Made(form, lang, MAKERS[form](derived, digest=digest, lang=lang))


@transaction.atomic
def _keep(by: Actor, meeting: str, text: str, made: Sequence[Made], reach: Reach) -> models.Pack:
    """The row of the pack and of its files, and one row of the trail; its freezing is over."""
    check_ready(meeting, reach=reach)
    held = meetings.meeting(meeting, reach=reach)
    pack = models.Pack.objects.create(
        meeting=held,
        number=held.last_number or 0,
        release=__version__,
        content=text,
        digest=vault.digest_of(text.encode()),
        frozen_at=clock.now(),
        frozen_by=by.name,
    )
    for one in made:
        name = f"{meeting}/{meeting}-{one.lang}.{one.form.value}"
        models.PackFile.objects.create(
            pack=pack, form=one.form.value, lang=one.lang, path=vault.keep(one.content, name),
            size=len(one.content), sha256=one.sha256,
        )  # fmt: skip
    models.Freezing.objects.filter(meeting=held).delete()
    prints = {f"{one.form.value} {one.lang}": one.sha256 for one in made}
    record(
        by=by,
        action="dossier.freeze",
        subject=Subject("pack", meeting),
        after={"number": pack.number, "release": pack.release, **prints},
        digest=pack.digest,
    )
    return pack


@dataclass(frozen=True, slots=True)
class Replayed:
    """A file of a pack, served: made again, or the one kept when another release made it.

    `is_same` says whether its bytes are those that were frozen.
    """

    content: bytes
    sha256: str
    is_made_again: bool
    is_same: bool
    release: str


def replay(pack: models.Pack, *, form: Form, lang: str) -> Replayed:
    """Make a file again from the stored text: the same bytes under the release that froze it.

    Under another release the kept file is served instead, and says so. Raises
    Refused("dossier.file-gone") when that file is no longer there.
    """
    kept = queries.pack_file(pack, form.value, lang)
    if pack.release == __version__:
        stored = wire.read(Pack, pack.content)
        again = _made(stored, pack.digest, form, lang)
        return Replayed(
            again.content, again.sha256, True, again.sha256 == kept.sha256, pack.release
        )
    found = kept_content(kept)
    sha256 = vault.digest_of(found)
    return Replayed(found, sha256, False, sha256 == kept.sha256, pack.release)


def kept_content(of: models.PackFile) -> bytes:
    """The bytes of a file as it was frozen; raises Refused("dossier.file-gone") without it."""
    found = vault.content_of(of.path)
    if found is None:
        raise Refused(
            "dossier.file-gone",
            N_("The file {path} of the pack is no longer there: bring it back from a backup."),
            path=of.path,
        )
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verification found: nothing where the pack is as it was frozen.

    `figures` names places of the text that the tables no longer give; `files` those whose bytes
    changed or are gone; `text` is whether the stored text still bears its own print. A text that
    was altered, or that another schema wrote, is not derived again (`is_derived` is false).
    """

    text: bool
    figures: Sequence[str] = field(default_factory=tuple)
    files: Sequence[str] = field(default_factory=tuple)
    is_derived: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether nothing differs."""
        return self.text and not self.figures and not self.files


def verify(pack: models.Pack) -> Verdict:
    """Derive the figures again up to the pack's number, inside its frame, and check every print."""
    is_text = vault.digest_of(pack.content.encode()) == pack.digest
    stored = json.loads(pack.content) if is_text else {}
    is_derived = is_text and stored.get("schema") == SCHEMA
    figures = _altered_figures(pack, stored) if is_derived else []
    return Verdict(is_text, tuple(figures), tuple(_altered_files(pack)), is_derived)


def check_whole(pack: models.Pack, found: Verdict) -> None:
    """Raise Refused("dossier.altered") unless nothing differs."""
    if not found.is_whole:
        raise Refused(
            "dossier.altered",
            N_("The pack of {meeting} is no longer what was frozen."),
            meeting=pack.meeting.code,
        )


def _altered_figures(pack: models.Pack, stored: object) -> list[str]:
    frame = wire.read(Pack, pack.content).frame
    again = wire.encoded(content.derive(frame))
    return wire.differences(stored, again)


def _altered_files(pack: models.Pack) -> list[str]:
    found = []
    for one in queries.forms_of(pack):
        kept = vault.content_of(one.path)
        if kept is None or vault.digest_of(kept) != one.sha256:
            found.append(one.path)
    return found
