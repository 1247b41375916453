"""Packs as pages show them: the list, one pack, its files, what verification found."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tadbir import __version__
from tadbir.dossier.actions import FILES, Verdict
from tadbir.dossier.models import Freezing, Pack, PackFile
from tadbir.dossier.terms import FORM_LABELS, FREEZING_STATES, GATHERING, LANGUAGE_NAMES, Form
from tadbir.intake.report import told
from tadbir.meetings.presenters import title
from tadbir.meetings.queries import Sitting, sitting
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Table
from tadbir.ui.words import language

MOST_NAMED = 12


def packs_table(found: Iterable[Pack]) -> Table:
    """The frozen packs, the latest meeting first."""
    return Table(
        columns=[
            Column("held_on", _("Day of the meeting"), "day", href="href"),
            Column("title", _("Meeting"), wide=True),
            Column("place", _("Place")),
            Column("number", _("Figures known up to action"), "count"),
            Column("frozen_at", _("Frozen"), "instant"),
            Column("frozen_by", _("By")),
        ],
        rows=[
            {
                "held_on": one.held_on,
                "title": title(one.kind, one.name_fr, one.name_ar),
                "place": one.place,
                "number": pack.number,
                "frozen_at": pack.frozen_at,
                "frozen_by": pack.frozen_by,
                "href": page_address("dossier:pack", one.code),
            }
            for pack in found
            for one in [sitting(pack.meeting)]
        ],
        caption=_("Frozen packs"),
        empty=_("No pack has been frozen yet."),
    )


def waiting_table(found: Iterable[tuple[Sitting, str]]) -> Table:
    """The meetings that were held and have no pack yet."""
    return Table(
        columns=[
            Column("held_on", _("Day of the meeting"), "day", href="href"),
            Column("title", _("Meeting"), wide=True),
            Column("place", _("Place")),
            Column("number", _("Figures known up to action"), "count"),
            Column("state", _("Freezing")),
        ],
        rows=[
            {
                "held_on": one.held_on,
                "title": title(one.kind, one.name_fr, one.name_ar),
                "place": one.place,
                "number": one.last_number,
                "state": _(FREEZING_STATES[state]) if state else None,
                "href": page_address("dossier:pack", one.code),
            }
            for one, state in found
        ],
        caption=_("Meetings held, without a pack"),
        empty=_("Every meeting that was held has its pack."),
    )


def files_table(pack: Pack, code: str, found: Sequence[PackFile]) -> Table:
    """The files of a pack with their prints; each row leads to its download."""
    return Table(
        columns=[
            Column("what", _("File"), href="href", wide=True),
            Column("lang", _("Language")),
            Column("size", _("Kilobytes"), "count"),
            Column("sha256", _("Print (SHA-256)"), "code"),
        ],
        rows=[
            {
                "what": _(FORM_LABELS[Form(one.form)]),
                "lang": LANGUAGE_NAMES[one.lang],
                "size": max(one.size // 1024, 1),
                "sha256": one.sha256,
                "href": page_address("dossier:file", code, one.lang, one.form),
            }
            for one in found
        ],
        caption=_("Files of the pack"),
    )


def sheet(of: Sitting, pack: Pack | None) -> dict[str, object]:
    """One meeting and its pack, ready for the page; without a pack what freezing would know."""
    shown: dict[str, object] = {
        "code": of.code,
        "title": title(of.kind, of.name_fr, of.name_ar),
        "held_on": of.held_on,
        "place": of.place,
        "number": of.last_number,
        "meeting": page_address("meetings:meeting", of.code),
        "is_frozen": pack is not None,
    }
    if pack is None:
        return shown
    return shown | {
        "digest": pack.digest,
        "release": pack.release,
        "is_this_release": pack.release == __version__,
        "frozen_at": pack.frozen_at,
        "frozen_by": pack.frozen_by,
    }


def freezing(row: Freezing) -> dict[str, object]:
    """How far a freezing is, step by step, or why it stopped."""
    names = [_(GATHERING), *(file_name(form, lang) for form, lang in FILES)]
    kept = row.refusal
    return {
        "is_busy": row.state != "stopped",
        "state": _(FREEZING_STATES[row.state]),
        "reason": told(kept["message"], kept["details"], _) if kept else "",
        "done": row.done,
        "steps": [_step(name, number - row.done, row.state) for number, name in enumerate(names)],
    }


def file_name(form: Form, lang: str) -> str:
    """`Document (PDF) · Français`."""
    return f"{_(FORM_LABELS[form])} · {formats.isolate(LANGUAGE_NAMES[lang], formats.FIRST_STRONG)}"


def _step(name: str, ahead: int, state: str) -> dict[str, object]:
    """One step of a freezing; `ahead` counts the steps before it that are not done."""
    is_current = ahead == 0 and state == "running"
    word = _("done") if ahead < 0 else _("under way") if is_current else ""
    return {"name": name, "is_current": is_current, "word": word}


def verdict(found: Verdict) -> dict[str, object]:
    """What verification found, the gravest first: a status, a sentence and the places."""
    places = [*found.files, *found.figures]
    return {
        "status": Status.ON_TRACK if found.is_whole else Status.LATE,
        "sentence": _sentence(found),
        "places": [formats.isolate(place) for place in places[:MOST_NAMED]],
        "more": max(len(places) - MOST_NAMED, 0),
    }


def _sentence(found: Verdict) -> str:
    if not found.text:
        return _("The stored text of the pack was altered: it no longer bears its print.")
    if found.figures:
        return ngettext(
            "%(count)s figure of the pack is no longer what the tables say.",
            "%(count)s figures of the pack are no longer what the tables say.",
            len(found.figures),
        ) % {"count": formats.count(len(found.figures), language())}
    if found.files:
        return _("A file of the pack was altered or is no longer there.")
    if not found.is_derived:
        return _("Every print holds; the figures were derived by another release.")
    return _("The figures derived again are equal, and every print holds.")
