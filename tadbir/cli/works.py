"""`tadbir works`: what is asked of places."""

import click

from tadbir.cli.options import seat, speaking, writing
from tadbir.cli.terminal import Terminal
from tadbir.works import actions, queries
from tadbir.works.policies import check_can_ask_of_places, check_can_read, places_seen


@click.group()
def command() -> None:
    """Load and print what is asked of places."""


@command.group()
def requirements() -> None:
    """What is asked of places."""


@requirements.command()
@click.argument("entity")
@writing
@speaking
@click.pass_obj
def load(terminal: Terminal, entity: str, by: str) -> None:
    """Load the list proposed by Tadbir under ENTITY; what is there already is left as it is.

    It is no official standard: it is to be reviewed and edited by the region.
    """
    sitting = seat(by)
    check_can_read(sitting)
    check_can_ask_of_places(sitting)
    added = actions.load_requirements(by=sitting.actor, reach=sitting.reach, entity=entity)
    terminal.data({"entity": entity, "added": added}, f"{entity}\t{added}")


@requirements.command("list")
@writing
@speaking
@click.pass_obj
def list_requirements(terminal: Terminal, by: str) -> None:
    """Print what is and was asked within the reach of --by, one requirement a line."""
    sitting = seat(by)
    check_can_read(sitting)
    found = queries.requirements(reach=sitting.reach, places=places_seen(sitting))
    terminal.data(
        [
            {"code": one.code, "place": one.place, "weight": one.weight, "text_fr": one.text_fr,
             "text_ar": one.text_ar, "source": one.source, "since": one.since.isoformat(),
             "until": one.until.isoformat() if one.until else None}
            for one in found
        ],
        "\n".join(f"{one.code}\t{one.weight}\t{one.text_fr or one.text_ar}" for one in found),
    )  # fmt: skip
