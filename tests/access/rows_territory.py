"""What the pages of the territory answer."""

from typing import Any

from tests.access.matrix import WITHIN, Row, answers, figures
from tests.access.world import World

# An area is seen where a body within reach is seated: a centre's province is its parent's too.
AREAS = figures(
    WITHIN,
    hospital_director=(200, 404, 200, 404),
    budget_officer=(200, 404, 200, 404),
)


def area(world: World, code: str) -> dict[str, Any]:
    """The area where a territory is seated."""
    return {"code": world.entities[code].area.code}


def renaming(_world: World, code: str) -> dict[str, Any]:
    """The page that changes the name of a territory."""
    return {"code": code, "what": "nom"}


def same_name(world: World, code: str) -> dict[str, Any]:
    """The names that it bears already, from today on."""
    entity = world.entities[code]
    return {"name_fr": entity.name_fr, "name_ar": entity.name_ar, "on": "2025-12-12", "why": ""}


def new_centre(_world: World, code: str) -> dict[str, Any]:
    """A centre under a territory; one that cannot have it, or is out of reach, says so in place."""
    return {
        "kind": "hospital_centre", "code": f"CX{code[-3:]}" if code[-3:].isdigit() else "CX999",
        "parent": code, "area_code": "03.231", "name_fr": "Centre", "name_ar": "",
        "status": "open", "status_reason": "", "valid_from": "",
    }  # fmt: skip


MAY_CHANGE = figures(
    (403, 404, 404, 404),
    director=WITHIN,
    head_of_service=WITHIN,
)
CHANGED = figures(
    (403, 404, 404, 404),
    director=(302, 404, 404, 404),
    head_of_service=(302, 404, 404, 404),
)
SHUT = {method: figures(405) for method in ("POST", "PUT", "DELETE")}
ROWS = (
    Row("territory:index", {"GET": figures(200)} | SHUT),
    # Not under the address of an app: its method is checked before its domain.
    Row("search", {"GET": figures(200)}, query="?q=Canari"),
    Row("territory:area", {"GET": AREAS} | SHUT, arguments=area),
    Row(
        "territory:change",
        SHUT | {"GET": MAY_CHANGE, "POST": CHANGED},
        arguments=renaming,
        data=same_name,
    ),
    Row(
        "territory:enter",
        SHUT
        | {
            "GET": answers(403, administrator=404, director=200, head_of_service=200),
            "POST": answers(
                403,
                administrator=404,
                director=(302, 200, 200, 200),
                head_of_service=(302, 200, 200, 200),
            ),
        },
        data=new_centre,
    ),
)
