"""`tadbir territory`: load the census, found a region."""

import click

from tadbir.cli.options import Day, operator, speaking, writing
from tadbir.cli.terminal import Terminal
from tadbir.territory import actions
from tadbir.territory.terms import Form


@click.group()
def command() -> None:
    """Load the census and found regions."""


@command.command()
@writing
@speaking
@click.pass_obj
def census(terminal: Terminal, by: str) -> None:
    """Load areas and the censuses of 2014 and 2024 (Haut-Commissariat au Plan, CC BY 4.0)."""
    loaded = actions.load_census(by=operator(by))
    terminal.data(
        {"areas": loaded.areas, "populations": loaded.populations, "changed": loaded.is_changed},
        f"{loaded.areas}\t{loaded.populations}",
    )


@command.command()
@click.argument("region")
@click.option("--form", type=click.Choice([f.value for f in Form]), default=Form.DRSPS.value)
@click.option("--from", "valid_from", type=Day())
@writing
@speaking
@click.pass_obj
def found(terminal: Terminal, region: str, form: str, valid_from: object, by: str) -> None:
    """Found the direction of REGION (03), its delegations and hospital centres."""
    directorate = actions.found_region(
        by=operator(by),
        region_code=region.removeprefix("R"),
        form=Form(form),
        valid_from=valid_from,  # type: ignore[arg-type]
    )
    terminal.data({"entity": directorate.code}, directorate.code)
