"""Tables of indicators: the definitions, and the holders of one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.accounts.terms import ROLES
from tadbir.budget.calc.amounts import Measure
from tadbir.budget.calc.trajectory import HOUSE_RULE, StatusRule
from tadbir.budget.presenters.amounts import Named
from tadbir.budget.presenters.lines import levers_address
from tadbir.budget.presenters.words import unlisted
from tadbir.budget.terms import AMOUNTS, BudgetKind, Part
from tadbir.intake.labels import dataset_label
from tadbir.procurement.presenters import list_address
from tadbir.procurement.terms import Phase
from tadbir.scorecard.catalogue import Indicator
from tadbir.scorecard.figure import Board, Figure
from tadbir.scorecard.presenters import shown, status_of
from tadbir.scorecard.situation import Place
from tadbir.scorecard.sources import CAUSE_GROUPS
from tadbir.territory.terms import EntityKind
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import language

FILES_OF = {
    "budget": ("budget",),
    "operations": ("operations",),
    "levers": ("budget", "operations"),
    "works": ("projects", "progress"),
    "outlook": ("progress", "gates"),
}
"""The kinds of files that the sources of indicators are read in."""
AMOUNT_OF = {**dict(zip(AMOUNTS, AMOUNTS, strict=True)), "opened": Measure.OPENED_CREDITS.value}
"""The amount of the budget that a measure is; its opened credits are those after transfers."""
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
        "source": " · ".join(dataset_label(code) for code in FILES_OF[indicator.source]),
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


@dataclass(frozen=True, slots=True)
class Listed:
    """What the table of an indicator is made of: the holders, their own figures, where they lead.

    `under` is the code of the entity whose figure it is. `whole` is the sum over what the reader sees, None where there is none; `target` what its
    trajectory asks for that day, which every holder is held against; `hidden` holders count in the
    whole and are out of reach today.
    """

    indicator: Indicator
    under: str
    places: Sequence[Place]
    board: Board
    to: Mapping[str, str]
    whole: Figure | None
    target: Decimal | None
    hidden: int = 0


def holders(of: Listed, *, by_rate: bool = False) -> Table:
    """One indicator of each holder with its parts; in the order of the tree unless asked."""
    lang, indicator = language(), of.indicator
    rows = [_row(of, place) for place in of.places]
    if by_rate:
        rows = sorted(rows, key=_lowest_first)
    rows += _unnamed(of)
    columns = [Column("name", _("Holder"), href="href", wide=True)]
    if indicator.denominator:
        kind = "count" if indicator.parts == "count" else "amount"
        columns += [
            Column("numerator", indicator.numerator.label[lang], kind, href="above"),
            Column("denominator", indicator.denominator.label[lang], kind, href="below"),
        ]
    columns += [
        Column("value", indicator.title[lang], KIND_OF[indicator.unit], href="value_href"),
        *([Column("status", _("Status"), "status")] if of.target is not None else []),
        Column("on_date", _("Figures of"), "day"),
    ]
    return Table(
        columns, rows, caption=indicator.title[lang], footer=_total(of) if len(rows) > 1 else None,
        empty=_("No holder within reach."),
    )  # fmt: skip


def _lowest_first(row: Row) -> tuple[bool, Decimal]:
    value = row["value"]
    return (not isinstance(value, Decimal), value if isinstance(value, Decimal) else Decimal(0))


def _row(of: Listed, place: Place) -> Row:
    figure = of.board.get((place.code, of.indicator.code))
    return {
        "name": place.name(language()),
        "href": of.to[place.code],
        **_parts(of.indicator, figure),
        **_cells(of.indicator, place),
        "value": shown(of.indicator, figure, (place.kind,)),
        "value_href": made_of(of.indicator, figure, place.code) if figure else "",
        "status": status_of(of.indicator, figure, of.target) if figure else None,
        "on_date": figure.on_date if figure else None,
    }


def made_of(indicator: Indicator, figure: Figure, holder: str) -> str:
    """What a holder's count or dirhams are made of: operations, levers of that day, its budget.

    A rate leads nowhere by itself: its two parts stand beside it.
    """
    if indicator.denominator:
        return ""
    source, *rest = indicator.numerator.measures[0].split(".")
    if source == "levers":
        causes = CAUSE_GROUPS.get(rest[0], frozenset())
        return levers_address(causes, holder=holder, on=figure.on_date)
    if source == "operations":
        return list_address(phase=Phase.VISA.value, holder=holder)
    if source == "works":
        return page_address("works:portfolio")
    return page_address("budget:holder", holder)


def _unnamed(of: Listed) -> list[Row]:
    """One row for the holders that count and are not named: what is left of the whole."""
    if not of.hidden or of.whole is None:
        return []
    own = [of.board.get((place.code, of.indicator.code)) for place in of.places]
    rest = replace(
        of.whole,
        numerator=_left(of.whole.numerator, (one.numerator for one in own if one)),
        denominator=_left(of.whole.denominator, (one.denominator for one in own if one)),
    )
    return [
        {
            "name": unlisted(of.hidden),
            **_parts(of.indicator, rest),
            "value": shown(of.indicator, rest, ()),
        }
    ]


def _left(whole: int | None, known: Iterable[int | None]) -> int | None:
    """What is left of a whole; None where the whole was not received."""
    return None if whole is None else whole - sum(part or 0 for part in known)


def _cells(indicator: Indicator, place: Place) -> Row:
    """Where the two parts of a holder's rate lead."""
    if not indicator.denominator:
        return {}
    if indicator.source == "works":
        return dict.fromkeys(("above", "below"), _sites(place))
    sides = {"above": indicator.numerator, "below": indicator.denominator}
    return {name: _address(side.measures, place.code) for name, side in sides.items()}


def _sites(place: Place) -> str:
    """The sites of works of a delegation, else every one."""
    is_province = place.kind == EntityKind.DELEGATION
    return page_address("works:portfolio", delegation=place.code if is_province else None)


def _address(measures: Sequence[str], holder: str) -> str:
    """The cells of what some measures sum; the holder's page where it is not one amount."""
    split = [measure.split(".") for measure in measures]
    kinds, parts, amounts = ({one[at] for one in split} for at in range(3))
    if len(kinds) > 1 or len(amounts) > 1 or not amounts <= AMOUNT_OF.keys():
        return page_address("budget:holder", holder)
    part = Part(parts.pop()) if len(parts) == 1 else None
    return Named(AMOUNT_OF[amounts.pop()], BudgetKind(kinds.pop()), part).address(holder)


def _total(of: Listed) -> Row | None:
    """The whole: its rate is that of the totals, never a mean of rates."""
    if of.whole is None or of.whole.numerator is None:
        return None
    return {
        "name": _("All of them"),
        **_parts(of.indicator, of.whole),
        "value": shown(of.indicator, of.whole, ()),
        "value_href": list_address(phase=Phase.VISA.value, under=of.under)
        if of.indicator.source == "operations"
        else "",
        "status": status_of(of.indicator, of.whole, of.target),
        "on_date": of.whole.on_date,
    }


def _parts(indicator: Indicator, figure: Figure | None) -> Row:
    """Both parts of a rate, in dirhams; None for one that was not received."""
    if figure is None or not indicator.denominator:
        return {"numerator": None, "denominator": None}
    return {"numerator": figure.ratio.numerator, "denominator": figure.ratio.denominator}


def rule_in_words(rule: StatusRule = HOUSE_RULE) -> str:
    """Where the line lies between the statuses, and who drew it."""
    lang = language()
    return _(
        "On track from %(on_track)s of what the trajectory asks for that day, to watch from "
        "%(watch)s, late below (%(source)s)."
    ) % {
        "on_track": formats.percent(rule.on_track_from, lang),
        "watch": formats.percent(rule.watch_from, lang),
        "source": _(rule.source),
    }
