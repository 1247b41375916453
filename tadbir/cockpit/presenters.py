"""What the cockpit shows of a situation: tiles, drawings, the table of holders."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.intake.returns import Completeness, Silent
from tadbir.scorecard import deadlines
from tadbir.scorecard.catalogue import Indicator, indicators
from tadbir.scorecard.deadlines import Deadlines
from tadbir.scorecard.figure import Figure
from tadbir.scorecard.presenters import Comparison, in_words, status_of, tile
from tadbir.scorecard.situation import Place, Situation
from tadbir.territory.terms import EntityKind
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language

RATES = ("operating_commitment_rate", "investment_commitment_rate", "segma_commitment_rate",
         "issuance_on_commitments")  # fmt: skip
SEGMA_RATE = "segma_commitment_rate"


def addresses(situation: Situation) -> Mapping[str, str]:
    """Where each holder leads."""
    return {place.code: page_address("cockpit:entity", place.code) for place in situation.holders}


def tiles(
    situation: Situation, known: Deadlines, returns: Completeness, silent: Sequence[Silent]
) -> list[Tile]:
    """The tiles of the domains that stand, in the order of the catalogue."""
    shown = sorted(
        (one for one in indicators().values() if one.tile is not None),
        key=lambda one: one.tile or 0,
    )
    found = [_indicator_tile(situation, one) for one in shown]
    return [
        *found,
        deadlines.tile(known, page_address("budget:calendar")),
        _returns_tile(returns, silent),
    ]


def _indicator_tile(situation: Situation, indicator: Indicator) -> Tile:
    code = indicator.code
    since = situation.since
    against = Comparison(
        target=situation.target(code),
        before=_before(situation, code),
        since=since.day if since else None,
    )
    amount = _pending_amount(situation) if code == "pending_operations" else ""
    made = tile(indicator, situation.history.get(code, ()), against=against)
    return Tile(
        label=made.label, value=made.value, of=amount or made.of, status=made.status,
        reason=made.reason, target=_median(situation, indicator) or made.target,
        change=made.change, sparkline=made.sparkline, on_date=made.on_date,
        completeness=made.completeness, href=page_address("scorecard:indicator", code),
    )  # fmt: skip


def _before(situation: Situation, code: str) -> Figure | None:
    return situation.before.get((situation.place.code, code))


def _pending_amount(situation: Situation) -> str:
    figure = situation.latest("pending_amount")
    if figure is None:
        return ""
    return _("with %(amount)s waiting") % {
        "amount": in_words(figure.value(indicators()["pending_amount"]), "dirhams")
    }


def _median(situation: Situation, indicator: Indicator) -> str:
    """The median of the region's holders, for who sees the level above; empty otherwise."""
    figure = situation.above.get(indicator.code)
    if figure is None or figure.median is None or indicator.unit != "rate":
        return ""
    return _("Median of the region: %(value)s") % {
        "value": formats.percent(figure.median, language())
    }


def _returns_tile(returns: Completeness, silent: Sequence[Silent]) -> Tile:
    lang = language()
    missing = sum((one.share or Decimal(0) for one in silent), Decimal(0))
    if not returns.expected:
        return Tile(_("Returns received"), formats.DASH, reason=_("No return is expected here."))
    all_came = returns.received == returns.expected
    share = _("The missing ones hold %(share)s of the money") % {
        "share": formats.percent(missing, lang)
    }
    return Tile(
        label=_("Returns received"),
        value=formats.x_of_y(returns.received, returns.expected, lang),
        of=_("Every return came.") if all_came else share,
        status=Status.ON_TRACK if all_came else Status.WATCH,
        target="" if all_came else _call(silent),
        href=page_address("intake:calendar"),
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
        *(Column(code, titles[code].title[lang], "percent") for code in RATES),
        Column("to_save", titles["dirhams_to_save"].title[lang], "millions"),
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
    known = [figure for figure in figures.values() if figure is not None]
    return {
        "name": place.name(language()),
        "href": to.get(place.code, ""),
        "to_save": _value(figures["dirhams_to_save"], titles["dirhams_to_save"]),
        "on_date": max((figure.on_date for figure in known), default=None),
        "status": _gravest(situation, figures),
        **{code: _rate(place, figures[code], titles[code]) for code in RATES},
    }


def _rate(place: Place, figure: Figure | None, indicator: Indicator) -> object:
    """A holder's rate; only a hospital centre has a SEGMA to execute."""
    is_centre = place.kind == EntityKind.HOSPITAL_CENTRE
    if figure is None and (indicator.code == SEGMA_RATE) != is_centre:
        return Missing(_("not applicable"))
    return _value(figure, indicator)


def _value(figure: Figure | None, indicator: Indicator) -> object:
    if figure is None or figure.numerator is None:
        return Missing(_("not received"))
    value = figure.value(indicator)
    return Missing(_("no credits")) if value is None else value


def _gravest(situation: Situation, figures: Mapping[str, Figure | None]) -> Status:
    """The worst status of a holder's rates against the region's trajectory."""
    order = (Status.LATE, Status.WATCH, Status.ON_TRACK)
    seen = {
        status_of(indicators()[code], figures[code], situation.target(code))
        for code in RATES
        if figures[code] is not None
    }
    return next((one for one in order if one in seen), Status.UNKNOWN)
