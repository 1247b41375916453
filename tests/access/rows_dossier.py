"""What the pages of packs answer."""

from datetime import date
from typing import Any
from unittest.mock import patch

from tadbir.dossier import actions
from tadbir.dossier.terms import Form
from tadbir.meetings import actions as meetings
from tadbir.territory.reach import EVERYWHERE
from tests.access.matrix import NO_MONEY, Row, figures
from tests.access.world import World

BEYOND = {"budget_officer": 404, "reader": 404} | NO_MONEY
NOT_THEIRS = (404, 404, 404, 404)
LOCAL = {"delegate": NOT_THEIRS, "hospital_director": NOT_THEIRS}
SEEN = (200, 404, 404, 404)


def light(_derived: object, *, digest: str, lang: str) -> bytes:
    """A document of a few bytes: the matrix is about who gets it."""
    return f"{digest} {lang}".encode()


def furnish(world: World) -> None:
    """A held meeting with its pack at each entity, in a place that bears its mark."""
    with patch.object(actions, "MAKERS", dict.fromkeys(Form, light)):
        for code in world.entities:
            meeting = _held(world, code)
            actions.freeze(by=world.by, meeting=meeting, reach=EVERYWHERE)
            world.put("pack", code, meeting)


def _held(world: World, code: str) -> str:
    """A meeting of a territory that was held."""
    series = meetings.open_series(
        by=world.by, entity=world.entities[code], kind="launch", rhythm="on_demand"
    )
    convened = meetings.convene(
        by=world.by, series=series, held_on=date(2025, 11, 14), place=world.canary(code)
    )
    return meetings.hold(by=world.by, meeting=convened).code


def pack_of(world: World, code: str) -> dict[str, Any] | None:
    """The frozen pack of a territory."""
    found = world.thing("pack", code)
    return {"code": found} if found else None


def file_of(world: World, code: str) -> dict[str, Any] | None:
    """A file of that pack."""
    found = world.thing("pack", code)
    return {"code": found, "lang": "ar", "form": "pdf"} if found else None


CLOSED = dict.fromkeys(("GET", "POST", "PUT", "DELETE"), figures(405, **BEYOND))
READ = figures(SEEN, **LOCAL, **BEYOND)
ROWS = (
    Row(
        "dossier:list",
        CLOSED | {"GET": figures(200, delegate=404, hospital_director=404, **BEYOND)},
    ),
    Row("dossier:pack", CLOSED | {"GET": READ}, arguments=pack_of),
    Row("dossier:file", CLOSED | {"GET": READ}, arguments=file_of),
    Row("dossier:verify", CLOSED | {"POST": READ}, arguments=pack_of),
    # A pack is frozen once: whoever may freeze is told that it is there already.
    Row(
        "dossier:freeze",
        CLOSED | {"POST": figures((409, 404, 404, 404), **LOCAL, **BEYOND)},
        arguments=pack_of,
    ),
)
