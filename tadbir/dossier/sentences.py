"""What the director must know, said in whole sentences, the gravest first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tadbir.budget.calc.operations import Cause, Outlook
from tadbir.budget.presenters.words import CAUSE_LABELS
from tadbir.dossier.naming import short, typed
from tadbir.dossier.pack import Missing, Pack
from tadbir.dossier.resources import DATASETS
from tadbir.scorecard import deadlines, lines, returns
from tadbir.scorecard.catalogue import indicators, on_tiles
from tadbir.scorecard.presenters import in_words
from tadbir.scorecard.tiles import expected_tile, indicator_tile
from tadbir.ui import formats
from tadbir.ui.status import Status, order
from tadbir.ui.tables import Column, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language

MOST_SAID = 6


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the page, under what it speaks of."""

    topic: str
    sentence: str
    status: Status


def late(pack: Pack) -> list[Said]:
    """Last days that press and targets missed, the late before those to watch."""
    found = lines.late(pack.situation, pack.frame.deadlines, (), {})
    ordered = sorted(found, key=lambda one: order(one.status))
    return [Said(_("Late"), one.sentence, one.status) for one in ordered[:MOST_SAID]]


def moved(pack: Pack) -> list[Said]:
    """What moved since the previous meeting, by what each of the two meetings knew."""
    topic = _("Moved")
    places = [
        replace(place, name_fr=name, name_ar=name)
        for place in pack.situation.holders
        for name in [short(pack.frame, place.code)]
    ]
    told = lines.moves(replace(pack.situation, holders=places))
    return [Said(topic, one, Status.UNKNOWN) for one in told[:MOST_SAID]]


def saving(pack: Pack) -> list[Said]:
    """What would lapse, what can still pass and with how many operations, and why it waits."""
    if not pack.would_lapse:
        return []
    status = _saving_status(pack.still_saved or Decimal(0), pack.would_lapse)
    topic = _("To save")
    return [
        Said(topic, _whole(pack), status),
        *(Said(topic, one, Status.WATCH) for one in _why(pack)),
    ]


def _whole(pack: Pack) -> str:
    lang = language()
    if pack.still_saved is None:
        return _(
            "%(lapse)s would lapse on 31 December; no operation is known by which to save them."
        ) % {"lapse": formats.millions(pack.would_lapse, lang)}
    passing = sum(one.operations for one in pack.lapse if one.outlook is Outlook.IN_TIME)
    return ngettext(
        "%(lapse)s would lapse on 31 December; %(save)s can still be saved, with %(operations)s operation.",
        "%(lapse)s would lapse on 31 December; %(save)s can still be saved, with %(operations)s operations.",
        passing,
    ) % {
        "lapse": formats.millions(pack.would_lapse, lang),
        "save": formats.millions(pack.still_saved, lang),
        "operations": formats.count(passing, lang),
    }


def _why(pack: Pack) -> list[str]:
    """The three causes that hold most of it."""
    sums: dict[Cause, Decimal] = defaultdict(Decimal)
    for one in pack.lapse:
        sums[one.cause] += one.would_lapse
    first = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))[:3]
    return [
        _("%(cause)s: %(amount)s, %(share)s of what would lapse.")
        % {
            "cause": _(CAUSE_LABELS[cause]),
            "amount": formats.millions(amount, language()),
            "share": formats.percent(amount / pack.would_lapse, language()),
        }
        for cause, amount in first
    ]


def silent(pack: Pack) -> list[Said]:
    """Who has not sent, with its share of the money and whom to call; late ones alone."""
    owed: dict[tuple[str, date], list[Missing]] = defaultdict(list)
    for found in pack.returns:
        for one in found.missing:
            if one.is_late:
                owed[one.sender, one.period].append(one)
    return [_silent(pack, several) for several in owed.values()][:MOST_SAID]


def _silent(pack: Pack, several: Sequence[Missing]) -> Said:
    """One sender and period, every file it owes."""
    first, lang = several[0], language()
    words = {
        "name": short(pack.frame, first.sender),
        "file": _(", ").join(_(DATASETS[one.dataset]) for one in several),
        "period": formats.day(first.period, lang, "month"),
        "share": formats.percent(first.share, lang),
        "people": _(", ").join(typed(name) for name in pack.frame.whom_to_call(first.sender, lang))
        or _("nobody is named"),
    }
    sentence = _(
        "%(name)s: %(file)s of %(period)s not received (%(share)s of the money). Call: %(people)s."
    )
    return Said(_("Silent"), sentence % words, Status.LATE)


def tiles(pack: Pack) -> list[Tile]:
    """The eight figures of the page."""
    return [
        *(indicator_tile(pack.situation, one) for one in on_tiles()),
        *filter(None, [expected_tile(pack.situation)]),
        _saving_tile(pack),
        deadlines.tile(pack.frame.deadlines, ""),
        _returns_tile(pack),
    ]


def _saving_tile(pack: Pack) -> Tile:
    indicator = indicators()["dirhams_to_save"]
    label, saved = indicator.title[language()], pack.still_saved
    lapse = {"lapse": formats.millions(pack.would_lapse, language())}
    if saved is None:
        reason = _("No operation is known, and %(lapse)s would lapse") % lapse
        return Tile(label, formats.DASH, reason=reason, status=Status.WATCH, on_date=pack.frame.on)
    return Tile(
        label=label,
        value=in_words(saved, indicator.unit),
        of=_("of %(lapse)s that would lapse") % lapse,
        status=_saving_status(saved, pack.would_lapse),
        on_date=pack.frame.on,
    )


def _saving_status(saved: Decimal, lapse: Decimal) -> Status:
    """Late while something can still be done; dirhams nobody can save any more are watched."""
    if saved:
        return Status.LATE
    return Status.WATCH if lapse else Status.ON_TRACK


def _returns_tile(pack: Pack) -> Tile:
    missing = (one for found in pack.returns if found.dataset == "budget" for one in found.missing)
    return returns.tile(
        [returns.Count(one.dataset, one.received, one.expected) for one in pack.returns],
        shares=[one.share for one in missing],
        on=pack.frame.on,
    )


def page(pack: Pack) -> Sequence[Said]:
    """The whole page in the order in which it is read."""
    return [*late(pack), *saving(pack), *moved(pack), *silent(pack)]


def know_table(pack: Pack) -> Table:
    """The page as a table, for the workbook."""
    return Table(
        columns=[
            Column("topic", _("Topic")),
            Column("sentence", _("What the director must know"), wide=True),
            Column("status", _("Status"), "status"),
        ],
        rows=[
            {
                "topic": one.topic,
                "sentence": one.sentence,
                "status": None if one.status is Status.UNKNOWN else one.status,
            }
            for one in page(pack)
        ],
        caption=_("What the director must know"),
        empty=_("Nothing is late, nothing moved, nobody is silent."),
    )
