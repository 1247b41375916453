"""What the pages of the register answer, over one site a territory."""

from datetime import date
from typing import Any

from tadbir.core import clock
from tadbir.core.words import fold
from tadbir.facilities.models import Facility, Listing
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.territory.models import Area, Entity
from tests.access.matrix import Row, figures
from tests.access.world import World

DAY = date(2024, 12, 31)
SITES = {"D231": "F231-001", "D271": "F271-001"}
CENTRES = {"CH231": "D231", "CH271": "D271"}


def furnish(world: World) -> None:
    """A list naming one site in each of two delegations."""
    file = SourceFile.objects.create(
        sha256="f" * 64, name="liste.xlsx", size=1, path="liste", received_at=clock.now(),
        received_by=world.by.name,
    )  # fmt: skip
    batch = Batch.objects.create(
        dataset="facilities", source="directorate", known_on=DAY, file=file, number=900_001,
        seen_number=0, rows=2, report={"sheets": [], "refused": [], "changes": {}},
        digest="f" * 64, committed_at=clock.now(), committed_by=world.by.name,
    )  # fmt: skip
    for delegation, code in SITES.items():
        _list(world, batch, world.entities[delegation], world.entities[code])


def _list(world: World, batch: Batch, delegation: Entity, entity: Entity) -> None:
    standing = Standing.objects.create(
        dataset="facilities", source="directorate", holder=delegation, on_date=DAY, batch=batch,
        number=batch.number, rows=1, places={}, digest="f" * 64,
    )  # fmt: skip
    name = world.canary(delegation.code)
    commune: Area = delegation.area
    site = Facility.objects.create(
        entity=entity, commune=commune, family="primary_care", category="CSU-1",
        folded=fold(name), listed_on=DAY,
    )  # fmt: skip
    Listing.objects.create(
        standing=standing, facility=site, key=[commune.code, "primary_care", fold(name), ""],
        category="CSU-1", name_fr=name, sheet="Liste", row=5,
    )  # fmt: skip


def site(_world: World, code: str) -> dict[str, Any] | None:
    """The site of a territory: a delegation's own, a centre's delegation's."""
    found = SITES.get(CENTRES.get(code, code))
    return {"code": found} if found else None


SITE = figures(
    (200, 404, 404, 404),
    hospital_director=404,
    budget_officer=404,
)
SHUT = {method: figures(405) for method in ("POST", "PUT", "DELETE")}
ROWS = (
    Row("facilities:list", {"GET": figures(200)} | SHUT),
    Row("facilities:supply", {"GET": figures(200)} | SHUT),
    Row("facilities:changes", {"GET": figures(200)} | SHUT),
    Row("facilities:site", {"GET": SITE} | SHUT, arguments=site),
)
