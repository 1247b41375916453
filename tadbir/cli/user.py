"""`tadbir user`: add people, give them posts, close them, from the machine itself."""

from datetime import date

import click

from tadbir.accounts import actions, queries
from tadbir.accounts.terms import LANGUAGES, ROLES
from tadbir.cli.options import Day, operator, speaking, writing
from tadbir.cli.terminal import Terminal
from tadbir.core import clock


@click.group()
def command() -> None:
    """Add people and give them posts."""


@command.command()
@click.argument("username")
@click.argument("name")
@click.option("--name-ar", default="", help="The name in Arabic.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ar", show_default=True)
@writing
@speaking
@click.pass_obj
def add(terminal: Terminal, username: str, name: str, name_ar: str, language: str, by: str) -> None:
    """Add NAME, who signs in as USERNAME; prints a password, once."""
    actor = operator(by)
    user, password = actions.create_user(
        by=actor, username=username, name=name, name_ar=name_ar, language=language
    )
    terminal.data({"username": user.username, "password": password}, f"{username}\t{password}")


@command.command()
@click.argument("username")
@click.argument("role", type=click.Choice(list(ROLES)))
@click.option("--entity", default="", help="Code of the entity; none for the administrator.")
@click.option("--from", "valid_from", type=Day(), help="First day; today by default.")
@writing
@speaking
@click.pass_obj
def post(
    terminal: Terminal, username: str, role: str, entity: str, valid_from: date | None, by: str
) -> None:
    """Give USERNAME the role ROLE on an entity."""
    actor = operator(by)
    given = actions.assign_post(
        by=actor,
        user=queries.person(username),
        role=role,
        entity=queries.entity_of_post(entity) if entity else None,
        valid_from=valid_from or clock.today(),
    )
    terminal.data({"username": username, "role": given.role, "entity": entity},
                  f"{username}\t{given.role}\t{entity}")  # fmt: skip


@command.command()
@click.argument("username")
@writing
@speaking
@click.pass_obj
def password(terminal: Terminal, username: str, by: str) -> None:
    """Give USERNAME a new password, printed once."""
    actor = operator(by)
    fresh = actions.reset_password(by=actor, user=queries.person(username))
    terminal.data({"username": username, "password": fresh}, f"{username}\t{fresh}")


@command.command("seal-again")
@writing
@speaking
@click.pass_obj
def seal_again(terminal: Terminal, by: str) -> None:
    """Bring the second steps under the secret of today; former secrets can go afterwards."""
    count = actions.seal_second_steps_again(by=operator(by))
    terminal.data({"second_steps": count}, str(count))


@command.command()
@click.argument("username")
@click.option("--why", required=True)
@writing
@speaking
def disable(username: str, why: str, by: str) -> None:
    """Close the account of USERNAME."""
    actions.disable(by=operator(by), user=queries.person(username), why=why)


@command.command("list")
@speaking
@click.pass_obj
def list_people(terminal: Terminal) -> None:
    """Print everyone with an account and the posts they hold today."""
    people = [
        (user, [f"{p.role}:{p.entity.code if p.entity else ''}" for p in user.posts_held])  # type: ignore[attr-defined]
        for user in queries.people(clock.today())
    ]
    terminal.data(
        [
            {
                "username": user.username,
                "name": user.name,
                "is_active": user.is_active,
                "posts": held,
            }
            for user, held in people
        ],
        "\n".join(f"{user.username}\t{user.name}\t{' '.join(held)}" for user, held in people),
    )
