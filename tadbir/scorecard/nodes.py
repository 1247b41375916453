"""The table of what is no sum: how many sites each entity should have ready, with its interval."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tadbir.scorecard.catalogue import Indicator
from tadbir.scorecard.situation import Expected, Place
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language


def expected_table(
    indicator: Indicator,
    places: Sequence[Place],
    found: Mapping[str, Expected],
    to: Mapping[str, str],
) -> Table:
    """Each entity with what is forecast of its sites; intervals do not add up."""
    return Table(
        [
            Column("name", _("Holder"), href="href", wide=True),
            Column("value", indicator.title[language()], "decimal"),
            Column("low", _("At least, four times in five"), "count"),
            Column("high", _("At most, four times in five"), "count"),
            Column("judged", _("Sites forecast"), "count"),
            Column("unknown", _("Sites of which nothing can be said"), "count"),
            Column("on_date", _("Forecast of"), "day"),
        ],
        [_row(place, found.get(place.code), to) for place in places],
        caption=indicator.title[language()],
        empty=_("No holder within reach."),
    )


def _row(place: Place, one: Expected | None, to: Mapping[str, str]) -> Row:
    known = {"name": place.name(language()), "href": to[place.code]}
    if one is None:
        return known | {"value": Missing(_("nothing is forecast"))}
    return known | {"value": one.mean, "low": one.low, "high": one.high, "judged": one.judged,
                    "unknown": one.unknown, "on_date": one.on}  # fmt: skip
