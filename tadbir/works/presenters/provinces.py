"""What each province counts, as a table and on a map."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.facilities.queries import Delegation
from tadbir.territory import maps
from tadbir.territory.presenters import bounds
from tadbir.ui import maps as drawing
from tadbir.ui.addresses import page_address
from tadbir.ui.charts.figure import Figure
from tadbir.ui.maps import AreaValue, Known, MapChart
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.words import reader
from tadbir.works.calc import openings as calc
from tadbir.works.calc.following import Followed
from tadbir.works.presenters import words
from tadbir.works.terms import Stage


@dataclass(frozen=True, slots=True)
class Province:
    """What a province counts."""

    code: str
    count: calc.Count
    running: int
    late: int
    stopped: int


def provinces(found: Sequence[Followed], seats: Sequence[Delegation]) -> list[Province]:
    """Each province with its count, in the order of their codes."""
    by_code: dict[str, list[Followed]] = {seat.code: [] for seat in seats}
    for one in found:
        by_code.setdefault(one.delegation, []).append(one)
    return [_province(code, every) for code, every in by_code.items()]


def _province(code: str, found: Sequence[Followed]) -> Province:
    running = [one for one in found if one.stage is Stage.WORKS]
    return Province(
        code,
        calc.count([calc.Programmed(one.code, one.phase, one.steering) for one in found]),
        len(running),
        sum(one.is_late for one in running),
        sum(one.is_stopped for one in running),
    )


def provinces_table(found: Sequence[Province], names: Mapping[str, str]) -> Table:
    """Opened, ready, programme by province, with what is late and stopped."""
    rows: list[Row] = [
        {
            "name": names.get(one.code) or _("Under no delegation"),
            "href": page_address("works:portfolio", delegation=one.code) if one.code else "",
            **_province_row(one),
        }
        for one in sorted(found, key=lambda one: (-one.late, -one.stopped, one.code))
    ]
    return Table(
        [
            Column("name", _("Province"), href="href", wide=True),
            Column("opened", _("Opened"), "count"),
            Column("ready", _("Ready or opened"), "count"),
            Column("programme", _("Programme"), "count"),
            Column("running", _("Under works"), "count"),
            Column("late", _("Late on the contract"), "count"),
            Column("stopped", _("Stopped"), "count"),
        ],
        rows,
        _("Works by province"),
        empty=_("There is no delegation within your reach."),
    )


def _province_row(one: Province) -> Row:
    return {
        "opened": one.count.opened,
        "ready": one.count.ready,
        "programme": one.count.programme,
        "running": one.running,
        "late": one.late,
        "stopped": one.stopped,
    }


def province_maps(found: Sequence[Province], seats: Sequence[Delegation]) -> list[Figure]:
    """The map of the region, when all that is within reach lies in one."""
    regions = {seat.area_code.split(".")[0] for seat in seats}
    by_code = {one.code: one for one in found}
    return [_map(region, by_code, seats) for region in regions if len(regions) == 1]


def _map(region: str, found: Mapping[str, Province], seats: Sequence[Delegation]) -> Figure:
    """Projects not opened yet by province; out of reach is grey and mute."""
    geometry = maps.provinces(region)
    grey = AreaValue("", None, Known.OUT_OF_REACH)
    values = {seat.area_code: _value(seat, found.get(seat.code)) for seat in seats}
    known = [value.value for value in values.values() if value.value is not None]
    chart = MapChart(
        title=_("Projects still to open"),
        description=_("Projects of the programmes that are not opened yet, by province."),
        area_title=_("Province"),
        value_title=_("Projects still to open"),
        values={shape.code: values.get(shape.code, grey) for shape in geometry.shapes},
        bounds=bounds(known),
        kind="count",
    )
    return drawing.figure(chart, geometry, reader())


def _value(seat: Delegation, one: Province | None) -> AreaValue:
    left = None if one is None else Decimal(one.count.programme - one.count.opened)
    known = Known.NO_DATA if left is None else Known.VALUE
    href = page_address("works:portfolio", delegation=seat.code)
    return AreaValue(words.name_of(seat), left, known, href)
