"""What the cockpit shows of a situation: tiles, drawings, the table of holders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.intake.returns import Completeness, Silent
from tadbir.scorecard import deadlines, returns
from tadbir.scorecard.catalogue import Indicator, indicators, on_tiles
from tadbir.scorecard.deadlines import Deadlines
from tadbir.scorecard.figure import Figure
from tadbir.scorecard.listing import made_of
from tadbir.scorecard.presenters import shown, status_of
from tadbir.scorecard.situation import Place, Situation
from tadbir.scorecard.tiles import OPENED, expected_tile, indicator_tile
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.status import Status, gravest
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language

RATES = ("operating_commitment_rate", "investment_commitment_rate", "segma_commitment_rate",
         "issuance_on_commitments")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Came:
    """What was expected and came, by kind of file, and the share at each month end of the year."""

    found: Mapping[str, Completeness]
    year: Sequence[Decimal | None]


def addresses(situation: Situation) -> Mapping[str, str]:
    """Where each holder leads."""
    return {place.code: page_address("cockpit:entity", place.code) for place in situation.holders}


def tiles(
    situation: Situation, known: Deadlines, came: Came, silent: Sequence[Silent]
) -> list[Tile]:
    """The tiles of the domains that stand, in the order of the catalogue."""
    expected = expected_tile(situation, href=page_address("works:openings"))
    return [
        *(
            indicator_tile(situation, one, href=_address(one, situation.place.code))
            for one in on_tiles()
            if one.code in situation.history
        ),
        *filter(None, [expected]),
        deadlines.tile(known, page_address("budget:calendar")),
        _returns_tile(situation, came, silent),
    ]


def _address(indicator: Indicator, under: str) -> str:
    """Where a tile leads: the count of openings to their register, the others to their holders."""
    if indicator.code == OPENED:
        return page_address("works:openings")
    return page_address("scorecard:indicator", indicator.code, under=under)


def _returns_tile(situation: Situation, came: Came, silent: Sequence[Silent]) -> Tile:
    return returns.tile(
        [returns.Count(code, one.received, one.expected) for code, one in came.found.items()],
        shares=[one.share for one in silent],
        on=situation.on,
        call=_call(silent),
        href=page_address("intake:calendar"),
        year=came.year,
    )


def _call(silent: Sequence[Silent]) -> str:
    people = [name for one in silent for name in one.whom_to_call][:3]
    return _("Call: %(people)s") % {"people": _(", ").join(people)} if people else ""


def holders_table(situation: Situation, to: Mapping[str, str]) -> Table:
    """The holders at or under an entity with their rates; what they would lose first."""
    titles = indicators()
    lang = language()
    places = [place for place in situation.holders if place.code != situation.place.code]
    columns = [
        Column("name", _("Holder"), href="href", wide=True),
        *(Column(code, titles[code].title[lang], "percent", href="budget") for code in RATES),
        Column(
            "to_save",
            _("%(title)s (%(unit)s)")
            % {
                "title": titles["dirhams_to_save"].title[lang],
                "unit": formats.million_unit(lang),
            },
            "millions",
            href="levers",
        ),
        Column("on_date", _("Figures of"), "day"),
        Column("status", _("Status"), "status"),
    ]
    rows = sorted((_row(situation, place, to) for place in places), key=_most_to_save)
    return Table(columns, rows, caption=_("Holders"), empty=_("No holder below this one."))


def _most_to_save(row: Row) -> tuple[Decimal, str]:
    amount = row["to_save"]
    return (-(amount if isinstance(amount, Decimal) else Decimal(0)), str(row["name"]))


def _row(situation: Situation, place: Place, to: Mapping[str, str]) -> Row:
    titles = indicators()
    figures = {code: situation.own.get((place.code, code)) for code in (*RATES, "dirhams_to_save")}
    saved = figures["dirhams_to_save"]
    known = [figure for figure in figures.values() if figure is not None]
    return {
        "name": place.name(language()),
        "href": to.get(place.code, ""),
        "budget": page_address("budget:holder", place.code),
        "to_save": shown(titles["dirhams_to_save"], figures["dirhams_to_save"], (place.kind,)),
        "levers": made_of(titles["dirhams_to_save"], saved, place.code) if saved else "",
        "on_date": max((figure.on_date for figure in known), default=None),
        "status": _gravest(situation, figures),
        **{code: shown(titles[code], figures[code], (place.kind,)) for code in RATES},
    }


def _gravest(situation: Situation, figures: Mapping[str, Figure | None]) -> Status:
    """The worst status of a holder's rates against the region's trajectory."""
    return gravest(
        status_of(indicators()[code], figures[code], situation.target(code))
        for code in RATES
        if figures[code] is not None
    )
