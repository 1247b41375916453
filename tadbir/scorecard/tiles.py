"""An indicator of an entity as its tile: the same on the cockpit, its own page and in a pack."""

from dataclasses import replace

from django.utils.translation import gettext as _

from tadbir.procurement.terms import PLACE_LABELS, Place
from tadbir.scorecard.catalogue import Indicator, indicators
from tadbir.scorecard.presenters import Comparison, in_words, tile
from tadbir.scorecard.situation import Situation
from tadbir.ui import formats
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language

PENDING = "pending_operations"


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
    held_against = " · ".join(filter(None, (made.target, _median(situation, indicator))))
    return replace(
        made,
        of=_waiting(situation) or made.of if code == PENDING else made.of,
        target=held_against,
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
