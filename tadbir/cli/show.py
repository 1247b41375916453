"""`tadbir show`: print what stands, for people and scripts."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

import click
from django.utils.translation import get_language, gettext

from tadbir.accounts.seat import Seat
from tadbir.audit import installation
from tadbir.budget import queries as budget
from tadbir.budget.calc.rates import rates
from tadbir.budget.presenters import unlisted
from tadbir.cli.options import Day, entity_code, seat, speaking, writing
from tadbir.cli.terminal import Terminal
from tadbir.core import clock
from tadbir.intake import queries as intake
from tadbir.scorecard import deadlines, queries
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.situation import Expected, expected
from tadbir.territory import queries as territory
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.works import queries as works
from tadbir.works.calc.openings import Count, Programmed
from tadbir.works.calc.openings import count as count_projects
from tadbir.works.policies import check_can_read

Rows = Sequence[Mapping[str, object]]


def _print(terminal: Terminal, rows: Rows, empty: str = "") -> None:
    """Rows as JSON, or as lines with tabs under a line of names; that there are none is said."""
    if not rows:
        terminal.talk(empty or gettext("Nothing to print."))
        if not terminal.as_json:
            return
    lines = ["\t".join(rows[0])] if rows else []
    lines += ["\t".join("" if v is None else str(v) for v in row.values()) for row in rows]
    terminal.data(rows, "\n".join(lines))


@click.group()
def command() -> None:
    """Print what stands."""


@command.command()
@click.option("--on", "on_date", type=Day(), help="A past day; today by default.")
@writing
@speaking
@click.pass_obj
def entities(terminal: Terminal, on_date: date | None, by: str) -> None:
    """Print the budget holders within reach, with their codes."""
    sitting = seat(by)
    found = territory.entities(reach=sitting.reach, kinds=HOLDER_KINDS, on=on_date)
    _print(
        terminal,
        [
            {"code": e.code, "kind": e.kind, "name_fr": e.name_fr, "name_ar": e.name_ar}
            for e in found
        ],
    )


@command.command("budget")
@click.option("--on", "on_date", type=Day())
@click.option("--at", "at_number", type=int, help="As known at a number of the trail.")
@writing
@speaking
@click.pass_obj
def show_budget(terminal: Terminal, on_date: date | None, at_number: int | None, by: str) -> None:
    """Print each holder's amounts and rates, with what each rate is divided by."""
    sitting = seat(by)
    on = on_date or clock.today()
    those = territory.holders_of_day(on, reach=sitting.reach)
    found = budget.figures(reach=those.reach, on=on, holders=those.codes, at_number=at_number)
    listed = [_figures(one) for one in found if one.holder not in those.hidden]
    if hidden := unlisted(len(those.hidden)):
        terminal.talk(hidden)
    _print(terminal, listed, _no_figures(sitting, on))


def _no_figures(sitting: Seat, on: date) -> str:
    """That no budget figures are known of a year until a day, and the last day that has some."""
    last = intake.latest_day("budget", reach=sitting.reach)
    if last is None:
        return gettext("No budget figures have been received for what you may see.")
    said = gettext(
        "No budget figures are known of %(year)s on %(day)s. The last are of %(last)s:"
        " ask with --on %(last)s."
    )
    return said % {"year": on.year, "day": on.isoformat(), "last": last.isoformat()}


def _figures(one: budget.HolderFigures) -> Mapping[str, object]:
    """A holder's amounts in dirhams, and its rates as fractions of 1."""
    known = rates(one.amounts, officer=budget.officer_of(one.kind))
    return {
        "holder": one.holder,
        "budget": one.kind,
        "part": one.part,
        "on_date": one.on_date,
        "source": one.source,
        "batch": one.batch,
        **one.values,
        **{name: rate.ratio.value for name, rate in known.items()},
    }


@command.command("figures")
@click.argument("entity")
@click.option("--on", "on_date", type=Day())
@writing
@speaking
@click.pass_obj
def show_figures(terminal: Terminal, entity: str, on_date: date | None, by: str) -> None:
    """Print the indicators of ENTITY and all below it."""
    sitting = seat(by)
    territory.entity(entity, reach=sitting.reach)
    on = on_date or clock.today()
    board = queries.board(reach=sitting.reach, entities=[entity], on=on)
    _print(
        terminal,
        [
            {
                "indicator": code,
                "value": figure.value(one),
                "numerator": figure.ratio.numerator,
                "denominator": figure.ratio.denominator,
                "on_date": figure.on_date,
                "returns": f"{figure.returns_received}/{figure.returns_expected}",
            }
            for code, one in indicators().items()
            if (figure := board.get((entity, code)))
        ],
        _no_figures(sitting, on),
    )


@command.command("works")
@click.option("--region", required=True, metavar="R", help="Region or entity: 03, DR03, D231.")
@click.option("--on", "on_date", type=Day(), help="A past day; today by default.")
@writing
@speaking
@click.pass_obj
def show_works(terminal: Terminal, region: str, on_date: date | None, by: str) -> None:
    """Print opened, ready, programme, by who steers, and how many should be ready on 31 December."""
    sitting = seat(by)
    check_can_read(sitting)
    entity = territory.entity(entity_code(region), reach=sitting.reach)
    on, under = on_date or clock.today(), Reach((entity.path,), sitting.reach.domains)
    found = works.projects(reach=under, on=on)
    if not found:
        terminal.talk(gettext("No site of works is entered."))
    said = {
        "entity": entity.code,
        "on": on.isoformat(),
        **_three(count_projects([Programmed(one.code, one.phase, one.steering) for one in found])),
        "by_steering": {
            steering.value if steering else "": _three(count)
            for steering, count in works.counts(found).items()
        },
        "expected": _expected(expected([entity.code], reach=under, on=on).get(entity.code)),
    }
    lines = (
        f"{name}\t{json.dumps(value) if isinstance(value, dict) else value}"
        for name, value in said.items()
    )
    terminal.data(said, "\n".join(lines))


def _three(count: Count) -> dict[str, int]:
    """Opened, ready (opened ones included), programme."""
    return {"opened": count.opened, "ready": count.ready, "programme": count.programme}


def _expected(found: Expected | None) -> dict[str, object] | None:
    """The expected number with its 80 % interval; None where nothing was forecast."""
    if found is None:
        return None
    return {
        "forecast_of": found.on.isoformat(),
        "by": found.by.isoformat(),
        "ready": str(found.mean),
        "low": found.low,
        "high": found.high,
        "judged": found.judged,
        "unknown": found.unknown,
    }


@command.command("calendar")
@click.option("--on", "on_date", type=Day())
@speaking
@click.pass_obj
def show_calendar(terminal: Terminal, on_date: date | None) -> None:
    """Print the last days of the year and the working days left."""
    installation.start_clock()
    known = deadlines.deadlines(on_date or clock.today())
    _print(
        terminal,
        [
            {
                "deadline": day.deadline,
                "spending": day.spending,
                "last_day": day.day,
                "basis": day.basis,
                "left": known.left(day)
                if terminal.as_json
                else deadlines.days_in_words(known, day),
            }
            for day in (known.contracts, known.others, known.orders)
        ],
    )


@command.command("batches")
@writing
@speaking
@click.pass_obj
def show_batches(terminal: Terminal, by: str) -> None:
    """Print the files that were taken in, the latest first."""
    sitting = seat(by)
    _print(
        terminal,
        [
            {
                "batch": one.pk,
                "dataset": one.dataset,
                "source": one.source,
                "file": one.file.name,
                "known_on": one.known_on,
                "rows": one.rows,
                "state": one.state,
                "by": one.committed_by,
            }
            for one in intake.batches(reach=sitting.reach)
        ],
    )


@command.command("indicators")
@speaking
@click.pass_obj
def show_indicators(terminal: Terminal) -> None:
    """Print the catalogue of indicators."""
    lang = get_language()
    _print(
        terminal,
        [
            {"code": one.code, "title": one.title[lang], "unit": one.unit, "source": one.source}
            for one in indicators().values()
        ],
    )
