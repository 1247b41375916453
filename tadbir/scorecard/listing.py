"""Tables of indicators: the definitions, and the holders of one of them."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.accounts.terms import ROLES
from tadbir.core.money import dirhams
from tadbir.scorecard.catalogue import Indicator
from tadbir.scorecard.figure import Board, Figure
from tadbir.scorecard.situation import Place
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language

KIND_OF = {"rate": "percent", "dirhams": "millions", "count": "count", "days": "count"}


def definition(indicator: Indicator) -> Mapping[str, object]:
    """An indicator's card, in the reader's language."""
    lang = language()
    below = indicator.denominator
    return {
        "title": indicator.title[lang],
        "why": indicator.why[lang],
        "numerator": indicator.numerator.label[lang],
        "denominator": below.label[lang] if below else "",
        "owner": _(ROLES[indicator.owner]),
        "reviewed_on": indicator.reviewed_on,
        "code": indicator.code,
    }


def definitions(indicators: Iterable[Indicator]) -> Table:
    """The catalogue as a table."""
    return Table(
        [
            Column("title", _("Indicator"), href="href", wide=True),
            Column("numerator", _("Numerator")),
            Column("denominator", _("Denominator")),
            Column("owner", _("Answers for it")),
            Column("reviewed_on", _("Reviewed on"), "day"),
        ],
        [
            {**definition(one), "href": page_address("scorecard:indicator", one.code)}
            for one in indicators
        ],
        caption=_("Catalogue of indicators"),
    )


def holders(
    indicator: Indicator,
    places: Sequence[Place],
    board: Board,
    to: Mapping[str, str],
    *,
    by_rate: bool = False,
) -> Table:
    """One indicator of each holder with its parts; in the order of the tree unless asked."""
    lang = language()
    rows = [_row(indicator, place, board.get((place.code, indicator.code)), to) for place in places]
    if by_rate:
        rows = sorted(rows, key=_lowest_first)
    columns = [Column("name", _("Holder"), href="href", wide=True)]
    if indicator.denominator:
        columns += [
            Column("numerator", indicator.numerator.label[lang], "amount"),
            Column("denominator", indicator.denominator.label[lang], "amount"),
        ]
    columns += [
        Column("value", indicator.title[lang], KIND_OF[indicator.unit]),
        Column("on_date", _("Figures of"), "day"),
    ]
    return Table(columns, rows, caption=indicator.title[lang], empty=_("No holder within reach."))


def _lowest_first(row: Row) -> tuple[bool, Decimal]:
    value = row["value"]
    return (not isinstance(value, Decimal), value if isinstance(value, Decimal) else Decimal(0))


def _row(indicator: Indicator, place: Place, figure: Figure | None, to: Mapping[str, str]) -> Row:
    name = {"name": place.name(language()), "href": to[place.code]}
    if figure is None or figure.numerator is None:
        return {**name, "numerator": None, "denominator": None, "on_date": None,
                "value": Missing(_("not received"))}  # fmt: skip
    value = figure.value(indicator)
    below = figure.denominator
    return {
        **name,
        "numerator": dirhams(figure.numerator),
        "denominator": None if below is None else dirhams(below),
        "value": Missing(_("no credits")) if value is None else value,
        "on_date": figure.on_date,
    }
