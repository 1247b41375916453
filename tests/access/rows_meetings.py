"""What the pages of meetings answer."""

from datetime import date
from typing import Any

from tadbir.meetings import actions
from tests.access.matrix import NO_MONEY, Row, figures
from tests.access.world import World

BEYOND = {"budget_officer": 404, "reader": 404} | NO_MONEY
SEEN = (200, 404, 404, 404)


def furnish(world: World) -> None:
    """A series and a meeting at each entity, held in a place that bears its mark."""
    for code, entity in world.entities.items():
        series = actions.open_series(
            by=world.by, entity=entity, kind="coordination", rhythm="monthly"
        )
        meeting = actions.convene(
            by=world.by, series=series, held_on=date(2025, 10, 10), place=world.canary(code)
        )
        world.put("series", code, series.code)
        world.put("meeting", code, meeting.code)


def series_of(world: World, code: str) -> dict[str, Any] | None:
    """The series of a territory."""
    found = world.thing("series", code)
    return {"code": found} if found else None


def meeting_of(world: World, code: str) -> dict[str, Any] | None:
    """The meeting of a territory."""
    found = world.thing("meeting", code)
    return {"code": found} if found else None


def day(_world: World, _code: str) -> dict[str, Any]:
    """When and where the next one is."""
    return {"held_on": "2025-12-12", "place": "Fès"}


def entity_of(world: World, code: str) -> dict[str, Any] | None:
    """The entity of a territory."""
    return {"code": code} if code in world.entities else None


def kind(_world: World, _code: str) -> dict[str, Any]:
    """A kind of meeting that nobody holds yet."""
    return {"kind": "social_dialogue", "rhythm": "on_demand"}


CONVENERS = {"director": SEEN, "meeting_secretary": SEEN}
DONE = (302, 404, 404, 404)
OTHERS = (403, 404, 404, 404)
CLOSED = dict.fromkeys(("GET", "POST", "PUT", "DELETE"), figures(405, **BEYOND))
ROWS = (
    Row("meetings:list", CLOSED | {"GET": figures(200, **BEYOND)}),
    Row("meetings:meeting", CLOSED | {"GET": figures(SEEN, **BEYOND)}, arguments=meeting_of),
    Row(
        "meetings:open",
        CLOSED
        | {
            "GET": figures(OTHERS, **CONVENERS, **BEYOND),
            "POST": figures(OTHERS, director=DONE, meeting_secretary=DONE, **BEYOND),
        },
        arguments=entity_of,
        data=kind,
    ),
    Row(
        "meetings:series",
        CLOSED
        | {
            "GET": figures(SEEN, **BEYOND),
            "POST": figures(OTHERS, director=DONE, meeting_secretary=DONE, **BEYOND),
        },
        arguments=series_of,
        data=day,
    ),
    Row(
        "meetings:hold",
        CLOSED | {"POST": figures(OTHERS, director=DONE, meeting_secretary=DONE, **BEYOND)},
        arguments=meeting_of,
    ),
)
