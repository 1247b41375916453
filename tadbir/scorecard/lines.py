"""The sentences of the cockpit: what is late, what moved, what is owed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from tadbir.intake.labels import dataset_label
from tadbir.intake.returns import Due, Silent
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.deadlines import Deadlines, days_in_words
from tadbir.scorecard.presenters import in_words, move_in_words, status_of
from tadbir.scorecard.situation import Situation
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.status import Status
from tadbir.ui.words import language

MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence with its status and where it leads."""

    sentence: str
    status: Status
    href: str = ""


def late(
    situation: Situation, known: Deadlines, silent: Iterable[Silent], addresses: Mapping[str, str]
) -> list[Line]:
    """What is late or about to be: last days, targets missed, silent entities."""
    lines = [
        *_pressing(known),
        *_behind(situation, addresses),
        *_works(situation),
        *_silent(silent, addresses),
    ]
    return lines[: 2 * MOST_LINES]


def quiet(situation: Situation) -> str:
    """What is said where no line is late: that nothing is, or that nothing could be judged."""
    judged = {status_of(indicators()[code], situation.latest(code), target)
              for code in indicators()
              if (target := situation.target(code)) is not None}  # fmt: skip
    if judged - {Status.UNKNOWN}:
        return _("Nothing is late.")
    return _("No target of %(year)s tells what is late.") % {"year": situation.on.year}


def _pressing(known: Deadlines) -> list[Line]:
    found = (
        (known.contracts, _("Contracts: %(days)s left to deposit commitment proposals.")),
        (known.others, _("Other spending: %(days)s left to deposit commitment proposals.")),
    )
    return [
        Line(sentence % {"days": days_in_words(known, day)}, state)
        for day, sentence in found
        if (state := known.status(day)) in {Status.LATE, Status.WATCH}
    ]


def _behind(situation: Situation, addresses: Mapping[str, str]) -> list[Line]:
    lines = []
    for code, indicator in indicators().items():
        figure, target = situation.latest(code), situation.target(code)
        state = status_of(indicator, figure, target)
        if figure is None or state not in {Status.LATE, Status.WATCH}:
            continue
        sentence = _("%(title)s: %(value)s, where the trajectory asks for %(target)s.") % {
            "title": indicator.title[language()],
            "value": in_words(figure.value(indicator), indicator.unit),
            "target": in_words(target, indicator.unit),
        }
        lines.append(Line(sentence, state, addresses.get("budget", "")))
    return lines


def _works(situation: Situation) -> list[Line]:
    """Works that stand still, that nobody reports, or that nobody pays; opening is never late."""
    running = _counted(situation, "works_reports", is_whole=True)
    found: Sequence[tuple[str, Status, Mapping[str, str], str]] = (
        ("works_stopped", Status.LATE, {"view": "stopped"},
         _("Sites whose works are stopped: %(x_of_y)s.")),
        ("works_silent", Status.WATCH, {"view": "silent"},
         _("Sites under works without a report for over a month: %(x_of_y)s.")),
        ("works_payment_behind", Status.WATCH, {},
         _("Works ahead of the agency’s payments, to be settled by the agency. Sites: %(count)s.")),
    )  # fmt: skip
    return [
        Line(
            sentence
            % {"count": formats.count(count, lang), "x_of_y": formats.x_of_y(count, running, lang)},
            state,
            page_address("works:portfolio", **query),
        )
        for lang in [language()]
        for code, state, query, sentence in found
        if (count := _counted(situation, code))
    ]


def _counted(situation: Situation, code: str, *, is_whole: bool = False) -> int | None:
    """A count of the entity; of a rate, what it divides by."""
    figure = situation.latest(code)
    if figure is None:
        return None
    return figure.denominator if is_whole else figure.numerator


def _silent(silent: Iterable[Silent], addresses: Mapping[str, str]) -> list[Line]:
    lines = []
    for one in silent:
        if one.due.state != "late":
            continue
        sender = one.due.sender
        name = (sender.name_ar if language() == "ar" else "") or sender.name_fr
        words = {
            "name": name,
            "share": formats.percent(one.share, language()),
            "people": _(", ").join(one.whom_to_call) or _("nobody is named"),
        }
        sentence = _(
            "%(name)s has not sent its figures (%(share)s of the money). Call: %(people)s."
        )
        lines.append(Line(sentence % words, Status.LATE, addresses.get(sender.code, "")))
    return lines[:MOST_LINES]


def moves(situation: Situation) -> list[str]:
    """What moved since the last meeting, one sentence each."""
    if situation.since is None:
        return []
    names = {place.code: place.name(language()) for place in situation.holders}
    titles = indicators()
    told = [one for one in situation.moves if titles[one.indicator].is_told]
    return [move_in_words(one, titles[one.indicator], situation.since.day, names) for one in told]


def owed(returns: Iterable[Due], entity: str, on: date) -> list[Line]:
    """What an entity still owes for the last period, late first."""
    found = []
    for due in returns:
        if due.sender.code != entity or due.state == "done":
            continue
        sentence = _("%(file)s of %(period)s, due on %(day)s.") % {
            "file": dataset_label(due.dataset),
            "period": formats.day(due.period.last, language(), "month"),
            "day": formats.day(due.period.due_on, language(), "long"),
        }
        state = Status.LATE if due.period.due_on < on else Status.WATCH
        found.append(Line(sentence, state))
    return found
