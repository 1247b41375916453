"""The register of openings, and the director's list for the end of the year."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language
from tadbir.works.calc import openings as calc
from tadbir.works.calc.following import Followed
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.calc.readiness.sites import Hold
from tadbir.works.presenters import words
from tadbir.works.queries import ExpectedNumber, OpenedSite
from tadbir.works.terms import GATE_LABELS, STEERING_LABELS, Gate, Stage

HOLD_LABELS: Mapping[Hold, str] = {
    Hold.RESTART: N_("Works start again"),
    Hold.FEW_RESERVES: N_("Reserves lifted"),
    Hold.MANY_RESERVES: N_("Many reserves lifted"),
}
LISTED = (Outlook.READY, Outlook.LIKELY, Outlook.COULD_BE_READY, Outlook.WILL_NOT, Outlook.UNKNOWN)


def register_table(found: Sequence[OpenedSite]) -> Table:
    """Every opening with the people it serves, its staff and who came."""
    rows: list[Row] = [
        {
            "on": one.on,
            "name": words.name_of(one),
            "href": words.project_address(one.project),
            "population": one.population,
            "staff": one.staff,
            "who": one.inaugurated_by or None,
            "code": one.project,
        }
        for one in found
    ]
    return Table(
        [
            Column("name", _("Site"), href="href", wide=True),
            Column("on", _("Opened on"), "day"),
            Column("population", _("People served"), "count"),
            Column("staff", _("Staff posted"), "count"),
            Column("who", _("Who came"), wide=True),
            Column("code", _("Code"), "code"),
        ],
        rows,
        _("Register of openings"),
        empty=_("Nothing was opened yet."),
    )


def counts_table(found: Sequence[Followed]) -> Table:
    """Opened, ready, programme: one row for each who steers."""
    projects = [calc.Programmed(one.code, one.phase, one.steering) for one in found]
    rows: list[Row] = [
        {
            "who": _(STEERING_LABELS[who]) if who else _("Nobody said who steers"),
            "opened": one.opened,
            "ready": one.ready,
            "programme": one.programme,
        }
        for who, one in calc.count_by_steering(projects).items()
    ]
    return Table(
        [
            Column("who", _("Who steers the project"), wide=True),
            Column("opened", _("Opened"), "count"),
            Column("ready", _("Ready or opened"), "count"),
            Column("programme", _("Programme"), "count"),
        ],
        rows,
        _("Opened, ready, programme"),
        empty=_("No project is entered yet."),
    )


def tiles(
    found: Sequence[Followed], opened: Sequence[OpenedSite], since: date, on: date
) -> list[Tile]:
    """The count, and what the openings since a day gave."""
    lang = language()
    whole = calc.count([calc.Programmed(one.code, one.phase, one.steering) for one in found])
    served = calc.served(
        [calc.Opening(one.project, one.on, one.population, one.staff) for one in opened],
        after=since,
        until=on,
    )
    return [
        Tile(
            label=_("Opened"),
            value=formats.x_of_y(whole.opened, whole.programme, lang),
            of=_("opened, of the projects of the programme"),
        ),
        Tile(
            label=_("Ready, decision awaited"),
            value=formats.count(whole.ready - whole.opened, lang),
            of=_("sites that are ready and not opened yet"),
            href=page_address("works:portfolio", stage=Stage.READY.value),
        ),
        Tile(
            label=_("Opened since %(day)s") % {"day": formats.day(since, lang)},
            value=formats.count(served.facilities, lang),
            of=_people(served, lang),
        ),
    ]


def _people(served: calc.Served, lang: str) -> str:
    """How many people and staff, and how many openings do not say."""
    if not served.facilities:
        return ""
    said = _("People served: %(people)s · staff posted: %(staff)s") % {
        "people": formats.count(served.population, lang),
        "staff": formats.count(served.staff, lang),
    }
    silent = max(served.without_population, served.without_staff)
    if not silent:
        return said
    missing = _("Openings that do not say all of it: %(count)s") % {
        "count": formats.count(silent, lang)
    }
    return f"{said} · {missing}"


def outlook_tables(found: Sequence[Followed]) -> list[Table]:
    """The director's list: one table an outlook, those that hold something alone."""
    tables = []
    for outlook in LISTED:
        held = [one for one in found if one.outlined and one.outlined.outlook is outlook]
        pending = [one for one in held if one.stage is not Stage.OPENED]
        if pending:
            tables.append(_outlook_table(outlook, pending))
    return tables


def _outlook_table(outlook: Outlook, found: Sequence[Followed]) -> Table:
    rows: list[Row] = [
        {
            "name": words.name_of(one),
            "href": words.project_address(one.code),
            "phase": words.phase(one.phase),
            "now": _share(one.outlined.now if one.outlined else None),
            "settled": _share(one.outlined.if_settled if one.outlined else None),
            "conditions": conditions(one),
            "actor": words.actor(one.phase),
        }
        for one in sorted(found, key=lambda one: one.code)
    ]
    held = outlook not in (Outlook.READY, Outlook.LIKELY)
    conditional = Column("conditions", _("What must be settled"), wide=True)
    return Table(
        [
            Column("name", _("Site"), href="href", wide=True),
            Column("phase", _("Phase"), wide=True),
            Column("now", _("Probability as things stand"), "percent"),
            Column("settled", _("If settled today"), "percent"),
            *([conditional] if held else []),
            Column("actor", _("Who acts next"), wide=True),
        ],
        rows,
        words.outlook(outlook),
    )


def expected_table(found: Sequence[ExpectedNumber]) -> Table:
    """How many sites should be ready by each date forecast, as computed on a day."""
    lang = language()
    rows: list[Row] = [
        {
            "by": one.by,
            "expected": Decimal(str(round(one.expected, 1))),
            "interval": _("from %(low)s to %(high)s")
            % {
                "low": formats.count(int(one.interval.low), lang),
                "high": formats.count(int(one.interval.high), lang),
            },
            "judged": one.judged,
            "unknown": one.unknown,
            "on": one.on,
        }
        for one in found
    ]
    return Table(
        [
            Column("by", _("Ready by"), "day"),
            Column("expected", _("Expected number (computed)"), "decimal"),
            Column("interval", _("80 % interval")),
            Column("judged", _("Sites counted"), "count"),
            Column("unknown", _("Sites that nothing can be said of"), "count"),
            Column("on", _("Computed on"), "day"),
        ],
        rows,
        _("Sites expected to be ready"),
        empty=_("No forecast of readiness has been prepared."),
    )


def _share(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 3)))


def conditions(one: Followed) -> str | None:
    """What someone can settle today, in words; None for nothing."""
    found = one.outlined.conditions if one.outlined else ()
    return " · ".join(condition(code) for code in found) or None


def condition(code: Hold | Gate) -> str:
    """One condition in words."""
    return _(HOLD_LABELS[code]) if isinstance(code, Hold) else _(GATE_LABELS[code])
