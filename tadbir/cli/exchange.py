"""`tadbir exchange`: print the works as OC4IDS, check a file of it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click
from django.utils.translation import gettext

from tadbir.cli.options import Day, entity_code, no_such_file, seat, speaking, writing
from tadbir.cli.terminal import Terminal
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.exchange import queries
from tadbir.exchange.calc.checking import Finding, check
from tadbir.exchange.policies import check_can_read_projects
from tadbir.exchange.schemas import project_schema
from tadbir.exchange.terms import FAULT_LABELS
from tadbir.exchange.written import written


@click.group()
def command() -> None:
    """Print the works as open data, check such a file."""


@command.command("oc4ids")
@click.option(
    "--region", metavar="R", help="Region or entity: 03, DR03, D231; all within reach by default."
)
@click.option("--project", metavar="CODE", help="One project.")
@click.option("--on", "on_date", type=Day(), help="A past day; today by default.")
@writing
@speaking
@click.pass_obj
def print_projects(
    terminal: Terminal, region: str | None, project: str | None, on_date: date | None, by: str
) -> None:
    """Print projects of works as an OC4IDS package."""
    if region and project:
        raise click.UsageError(gettext("Give --region or --project, not both."))
    sitting = seat(by)
    check_can_read_projects(sitting)
    asked = {"reach": sitting.reach, "on": on_date or clock.today()}
    if project:
        package = queries.package_of_project(project, **asked)  # type: ignore[arg-type]
    elif region:
        package = queries.package_of_entity(entity_code(region), **asked)  # type: ignore[arg-type]
    else:
        package = queries.package_of_reach(sitting.entity, **asked)  # type: ignore[arg-type]
    made = written(package)
    click.echo(made.text, nl=False)
    _raise_if_any(made.findings)


@command.command("check")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@speaking
@click.pass_obj
def check_file(terminal: Terminal, file: Path) -> None:
    """Check an OC4IDS FILE: schema, missing values and currencies, organisations not described."""
    found = check(_read(file), project_schema())
    rows = [_row(one) for one in found]
    if rows or terminal.as_json:
        terminal.data(rows, "\n".join("\t".join(row.values()).rstrip() for row in rows))
    _raise_if_any(found)
    terminal.talk(gettext("Nothing was found."))


def _read(file: Path) -> object:
    """What a file holds; refused when it is not there or is no JSON."""
    if not file.is_file():
        raise no_such_file(file)
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except ValueError as fault:
        raise Refused(
            "exchange.not-json", N_("{file} is no JSON: {fault}."), file=file.name, fault=str(fault)
        ) from fault


def _row(of: Finding) -> Mapping[str, str]:
    return {"fault": of.fault.value, "pointer": of.pointer, "said": of.said}


def _raise_if_any(found: Sequence[Finding]) -> None:
    """Refuse what has findings, counting them by kind."""
    if not found:
        return
    counted = Counter(one.fault for one in found)
    said = " · ".join(
        f"{gettext(FAULT_LABELS[fault])}: {count}" for fault, count in counted.items()
    )
    raise Refused("exchange.findings", N_("Findings: {counts}."), counts=said)
