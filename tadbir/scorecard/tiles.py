"""An indicator of an entity as its tile: the same on the cockpit, its own page and in a pack."""

from dataclasses import replace

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.procurement.terms import PLACE_LABELS, Place
from tadbir.scorecard.catalogue import Indicator, indicators
from tadbir.scorecard.presenters import Comparison, in_words, tile
from tadbir.scorecard.situation import Situation
from tadbir.ui import formats
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language
from tadbir.works.terms import Steering

PENDING = "pending_operations"
OPENED = "works_opened"
EXPECTED = "works_expected_ready"
WORKS = "works"
HOSPITALS = {
    Steering.DIRECTORATE: N_("Hospitals, directorate: %(counts)s"),
    Steering.UNIVERSITY_HOSPITAL: N_("Hospitals, university hospital: %(counts)s"),
}
"""Both counts of hospitals, by who steers them, are printed wherever there are any."""


def indicator_tile(situation: Situation, indicator: Indicator, *, href: str = "") -> Tile:
    """An indicator of the entity: against its trajectory, the last meeting and the median."""
    code, since = indicator.code, situation.since
    against = Comparison(
        target=situation.target(code),
        before=situation.before.get((situation.place.code, code)),
        since=since.day if since else None,
    )
    history = situation.history.get(code, ())
    made = tile(indicator, history, kinds=situation.kinds, against=against, href=href)
    if indicator.source == WORKS:
        made = replace(made, completeness=_reports(situation))
    if code == OPENED:
        return _openings(situation, made)
    held_against = " · ".join(filter(None, (made.target, _median(situation, indicator))))
    return replace(
        made,
        of=_waiting(situation) or made.of if code == PENDING else made.of,
        target=held_against,
    )


def _openings(situation: Situation, made: Tile) -> Tile:
    """Opened / ready / programme, and hospitals by who steers them; opening is never judged."""
    if situation.latest(OPENED) is None:
        return replace(made, reason=_("No site of works is entered."))
    hospitals = [
        _(words) % {"counts": counts}
        for steering, words in HOSPITALS.items()
        if (counts := _three(situation, steering.value))
    ]
    return replace(
        made,
        label=_("Sites opened / ready / in the programme"),
        value=_three(situation),
        of=" · ".join(hospitals),
        status=None,
    )


def _three(situation: Situation, steering: str = "") -> str:
    """Opened / ready / programme, all of them or of who steers; empty where none is."""
    opened = situation.latest(f"works_{steering}_opened" if steering else OPENED)
    ready = situation.latest(f"works_{steering}_ready" if steering else "works_ready_share")
    if opened is None or ready is None:
        return ""
    counts = (opened.numerator, ready.numerator, ready.denominator)
    return " / ".join(formats.count(count, language()) for count in counts)


def _reports(situation: Situation) -> str:
    """How many sites under works were reported within the month; empty while none is."""
    figure = situation.latest("works_reports")
    if figure is None or not figure.denominator:
        return ""
    return _("Sites under works reported within the month: %(x_of_y)s") % {
        "x_of_y": formats.x_of_y(figure.numerator, figure.denominator, language())
    }


def expected_tile(situation: Situation, *, href: str = "") -> Tile | None:
    """How many sites should be ready on 31 December; None where nothing is forecast.

    Sites ready already, opened ones among them, count as ready; opening itself is not forecast.
    """
    found, lang = situation.expected, language()
    if found is None:
        return None
    programme = situation.latest("works_programme")
    said = _("80 %% interval: %(low)s to %(high)s, of %(programme)s in the programme") % {
        "low": formats.count(found.low, lang),
        "high": formats.count(found.high, lang),
        "programme": formats.count(programme.numerator if programme else None, lang),
    }
    unknown = _("Sites of which nothing can be said: %(count)s") % {
        "count": formats.count(found.unknown, lang)
    }
    return Tile(
        label=indicators()[EXPECTED].title[lang],
        value=formats.decimal(found.mean, lang),
        of=said,
        target=unknown if found.unknown else "",
        on_date=found.on,
        href=href,
    )


def _median(situation: Situation, indicator: Indicator) -> str:
    """The median of the region's holders, where the reader may know it; empty otherwise."""
    figure = situation.above.get(indicator.code) or situation.latest(indicator.code)
    is_of_several = len(situation.holders) > 1 or indicator.code in situation.above
    if figure is None or figure.median is None or not is_of_several or indicator.unit != "rate":
        return ""
    return _("Median of the region: %(value)s") % {
        "value": formats.percent(figure.median, language())
    }


def _waiting(situation: Situation) -> str:
    """The dirhams of the dossiers that wait for a visa, and where they lie; empty without any."""
    figure = situation.latest("pending_amount")
    if figure is None:
        return ""
    amount = in_words(figure.value(indicators()["pending_amount"]), "dirhams")
    where = _(", ").join(
        f"{_(PLACE_LABELS[Place(place)])} {formats.count(count, language())}"
        for place, count in sorted(situation.waiting.items(), key=lambda one: (-one[1], one[0]))
    )
    told = _("with %(amount)s waiting") % {"amount": amount}
    return f"{told} ({where})" if where else told
