"""Figures in words: tiles, moves told as sentences, in the language of the reader."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc import trajectory
from tadbir.scorecard.catalogue import Indicator
from tadbir.scorecard.figure import Figure
from tadbir.scorecard.moved import Move
from tadbir.territory.terms import EntityKind
from tadbir.ui import formats
from tadbir.ui.charts import sparkline
from tadbir.ui.status import Status
from tadbir.ui.tables import Missing
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a figure is held against: its trajectory that day, and what it was on an earlier day.

    `target` is a fraction of 1, dirhams or a count, as the indicator's unit says.
    """

    target: Decimal | None = None
    before: Figure | None = None
    since: date | None = None


NOTHING_TO_COMPARE = Comparison()
MOST_NAMES = 3


def in_words(value: Decimal | None, unit: str) -> str:
    """A value as it is shown: percent, millions of dirhams, or a count; a dash for None."""
    if unit == "rate":
        return formats.percent(value, language())
    if unit == "dirhams":
        return formats.millions(value, language())
    return formats.count(value, language())


def change_in_words(change: Decimal, unit: str) -> str:
    """A difference with its sign: points for rates, the unit of the figure otherwise."""
    if unit == "rate":
        return formats.points(change, language())
    sign = "+" if change > 0 else "−" if change else ""
    return formats.isolate(f"{sign}{in_words(abs(change), unit)}")


def parts_in_words(indicator: Indicator, figure: Figure) -> str:
    """Numerator and denominator, named and with their amounts."""
    lang = language()
    above = indicator.numerator.label[lang]
    if indicator.denominator is None:
        return above
    parts = figure.ratio
    said = formats.count if indicator.parts == "count" else formats.millions
    return _("%(above)s %(numerator)s over %(below)s %(denominator)s") % {
        "above": above,
        "numerator": said(parts.numerator, lang),
        "below": indicator.denominator.label[lang],
        "denominator": said(parts.denominator, lang),
    }


def status_of(indicator: Indicator, figure: Figure | None, target: Decimal | None) -> Status:
    """How a figure stands against what its trajectory asks for that day.

    Where less is better the two change places: the target must then not fall short of the value.
    A figure without a target is not judged; without a figure nothing is known.
    """
    value = figure.value(indicator) if figure else None
    if value is not None and target is None:
        return Status.NO_TARGET
    reached, planned = (value, target) if indicator.direction == "up" else (target, value)
    found = trajectory.status(reached, planned)
    return Status.UNKNOWN if found is None else Status(found.value)


def is_applicable(indicator: Indicator, kinds: Collection[str]) -> bool:
    """Whether one of the holders at or under an entity has the budget that an indicator measures.

    A hospital centre executes a SEGMA, everyone else the general budget; `kinds` are theirs.
    """
    if not indicator.budget:
        return True
    is_segma = indicator.budget == "segma"
    return any((kind == EntityKind.HOSPITAL_CENTRE) is is_segma for kind in kinds)


def shown(indicator: Indicator, figure: Figure | None, kinds: Collection[str]) -> Decimal | Missing:
    """The value of a cell, or why there is none: not applicable, not received, no credits."""
    if figure is None or figure.numerator is None:
        has_budget = is_applicable(indicator, kinds)
        return Missing(_("not received") if has_budget else _("not applicable"))
    value = figure.value(indicator)
    return Missing(_("no credits")) if value is None else value


def reason_of_dash(indicator: Indicator, figure: Figure | None, kinds: Collection[str]) -> str:
    """Why there is no value to show; empty when there is one."""
    if figure is None or figure.numerator is None:
        if not is_applicable(indicator, kinds):
            return _("Not applicable: no holder here has this budget.")
        return _("Nothing received yet for this year.")
    if figure.value(indicator) is None:
        return _("No %(below)s: there is nothing to divide by.") % {
            "below": indicator.denominator.label[language()] if indicator.denominator else ""
        }
    return ""


def completeness_in_words(figure: Figure) -> str:
    """How many holders sent within the month, of those that a figure sums."""
    return _("Holders counted: %(x_of_y)s") % {
        "x_of_y": formats.x_of_y(figure.returns_received, figure.returns_expected, language())
    }


def since_in_words(indicator: Indicator, figure: Figure | None, against: Comparison) -> str:
    """How much a figure changed since a day; empty when either is unknown."""
    if figure is None or against.before is None or against.since is None:
        return ""
    now, was = figure.value(indicator), against.before.value(indicator)
    if now is None or was is None:
        return ""
    return _("%(change)s since %(day)s") % {
        "change": change_in_words(now - was, indicator.unit),
        "day": formats.day(against.since, language(), "long"),
    }


def curve(indicator: Indicator, history: Sequence[Figure], target: Decimal | None) -> str:
    """The sparkline of a year; empty under two known points."""
    values = [figure.value(indicator) for figure in history]
    return sparkline.curve(indicator.title[language()], values, target)


def tile(
    indicator: Indicator,
    history: Sequence[Figure],
    *,
    kinds: Collection[str],
    against: Comparison = NOTHING_TO_COMPARE,
    href: str = "",
    source: str = "",
) -> Tile:
    """One indicator as a tile; `history` is its year in date order, the last one is shown.

    `kinds` are the kinds of the holders at or under the entity.
    """
    figure = history[-1] if history else None
    value = figure.value(indicator) if figure else None
    is_judged = value is not None or is_applicable(indicator, kinds)
    return Tile(
        label=indicator.title[language()],
        value=in_words(value, indicator.unit),
        of=parts_in_words(indicator, figure) if figure else "",
        status=status_of(indicator, figure, against.target) if is_judged else None,
        reason=reason_of_dash(indicator, figure, kinds),
        target=target_in_words(indicator, against.target),
        change=since_in_words(indicator, figure, against),
        sparkline=curve(indicator, history, against.target),
        on_date=figure.on_date if figure else None,
        source=source,
        completeness=completeness_in_words(figure) if figure else "",
        href=href,
    )


def target_in_words(indicator: Indicator, target: Decimal | None) -> str:
    """What the trajectory asks for that day; empty without a target."""
    if target is None:
        return ""
    return _("Trajectory for that day: %(value)s") % {"value": in_words(target, indicator.unit)}


def move_in_words(move: Move, indicator: Indicator, since: date, names: Mapping[str, str]) -> str:
    """A move as one sentence, with those who made most of it."""
    lang = language()
    places = {
        "title": indicator.title[lang],
        "before": in_words(move.before, indicator.unit),
        "after": in_words(move.after, indicator.unit),
        "day": formats.day(since, lang, "long"),
    }
    if move.after is None:
        return _("%(title)s: no longer known; it was %(before)s on %(day)s.") % places
    if move.change is None:
        return _("%(title)s: %(after)s, known for the first time since %(day)s.") % places
    places["change"] = change_in_words(move.change, indicator.unit)
    whole = _("%(title)s: from %(before)s on %(day)s to %(after)s (%(change)s).") % places
    if not move.contributions:
        return whole
    who = _("Most of it comes from: %(names)s.") % {
        "names": _(", ").join(names[c.entity] for c in move.contributions[:MOST_NAMES])
    }
    return f"{whole} {who}"
