"""The figures of the tiles as numbers: each with its unit, its parts and what it is held against."""

from django.utils.translation import gettext as _

from tadbir.dossier.pack import Pack
from tadbir.dossier.sentences import tiles
from tadbir.scorecard.catalogue import Indicator, indicators, on_tiles
from tadbir.scorecard.listing import KIND_OF
from tadbir.ui import formats
from tadbir.ui.tables import Column, Measured, Row, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language


def table(pack: Pack) -> Table:
    """A row for each tile of the opening page, in the same order."""
    numbers = [
        *(_indicator(pack, one) for one in on_tiles()),
        *_expected(pack),
        _saving(pack),
        _days_left(pack),
        _returns(pack),
    ]
    return Table(
        columns=[
            Column("label", _("Figure"), wide=True),
            Column("value", _("Value"), "decimal"),
            Column("unit", _("Unit")),
            Column("numerator", _("Numerator (DH)"), "amount"),
            Column("denominator", _("Denominator (DH)"), "amount"),
            Column("expected", _("Expected that day"), "decimal"),
            Column("before", _("At the previous meeting"), "decimal"),
            Column("status", _("Status"), "status"),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[_row(tile, row) for tile, row in zip(tiles(pack), numbers, strict=True)],
        caption=_("Key figures"),
    )


def _row(tile: Tile, numbers: Row) -> Row:
    return {"label": tile.label, "status": tile.status, "on_date": tile.on_date, **numbers}


def _indicator(pack: Pack, indicator: Indicator) -> Row:
    """An indicator of the region; the parts of a rate are dirhams."""
    known, code, kind = pack.situation, indicator.code, KIND_OF[indicator.unit]
    now, before = known.latest(code), known.before.get((known.place.code, code))
    parts = now.ratio if now and indicator.denominator else None
    return {
        "value": Measured(now.value(indicator) if now else None, kind),
        "unit": _unit(kind),
        "numerator": parts.numerator if parts else None,
        "denominator": parts.denominator if parts else None,
        "expected": Measured(known.target(code), kind),
        "before": Measured(before.value(indicator) if before else None, kind),
    }


def _unit(kind: str) -> str | None:
    """How a number of a kind is read; None for one whose label says it."""
    return {"percent": "%", "millions": formats.million_unit(language())}.get(kind)


def _expected(pack: Pack) -> list[Row]:
    """How many sites should be ready; no row where nothing is forecast, as there is no tile."""
    found = pack.situation.expected
    return [{"value": Measured(found.mean, "decimal"), "unit": _("sites")}] if found else []


def _saving(pack: Pack) -> Row:
    """What can still be saved, of what would lapse."""
    kind = KIND_OF[indicators()["dirhams_to_save"].unit]
    return {
        "value": Measured(pack.still_saved, kind),
        "unit": _unit(kind),
        "numerator": pack.still_saved,
        "denominator": pack.would_lapse,
    }


def _days_left(pack: Pack) -> Row:
    known = pack.frame.deadlines
    return {
        "value": Measured(known.left(known.contracts), "count"),
        "unit": _("working days"),
    }


def _returns(pack: Pack) -> Row:
    """The returns that came, of those expected."""
    return {
        "value": Measured(sum(one.received for one in pack.returns), "count"),
        "unit": _("returns"),
        "expected": Measured(sum(one.expected for one in pack.returns), "count"),
    }
