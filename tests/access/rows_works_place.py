"""What the pages of the quality of places answer: those of one's own sites, restricted ones to few."""

from datetime import date
from typing import Any

from tadbir.core import clock
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions import (
    Brought,
    Entered,
    Found,
    NewProject,
    Wording,
    ask,
    assess,
    attach_document,
    enter_project,
    open_programme,
)
from tadbir.works.models import Document, Requirement
from tadbir.works.terms import Answer, Phase, Place, ProjectKind
from tests.access.matrix import METHODS, PLACES, ROLES, WITHIN, Answers, Row, figures
from tests.access.world import World
from tests.works.calc.attached import made

SITES = ("DR03", "DR05", "D231", "D271", "D401", "CH231", "CH271", "CH401")
REGIONS = ("DR03", "DR05")
BEGUN = date(2025, 1, 1)
ASSESSORS = ("director", "head_of_service", "delegate", "hospital_director")
EDITORS = ("director", "head_of_service")
NO_WORKS = {"budget_officer": 404, "reader": 404}
# Roles of the works agency, where a release has them: no restricted place is there for them.
AGENCY = tuple(role for role in ROLES if role in {"agency_director", "project_officer"})
REGION_WIDE = tuple(role for role in ROLES if PLACES[role].own == "DR03")


def furnish(world: World) -> None:
    """A project on every site, assessed in words that bear its mark, with a photograph so titled."""
    for region in REGIONS:
        programme = open_programme(
            by=world.by, reach=EVERYWHERE, code=f"PLACE-{region}", entity=region, name_fr="Qualité"
        )
        for place in (Place.RECEPTION, Place.MORTUARY):
            wording = Wording("Un texte", "نص", "Circulaire", 2, BEGUN)
            ask(by=world.by, reach=EVERYWHERE, entity=region, place=place, wording=wording)
        for code in SITES:
            if world.entities[code].path.startswith(f"/MSPS/{region}/"):
                _project(world, region, programme.code, code)


def _project(world: World, region: str, programme: str, code: str) -> None:
    of = enter_project(
        by=world.by, reach=EVERYWHERE, programme=programme,
        new=NewProject(f"Q-{code}", code, ProjectKind.HOSPITAL_REHABILITATION),
        first=Entered(Phase.WORKS, BEGUN),
    )  # fmt: skip
    brought = Brought(world.canary(code), BEGUN, "vue.jpg", made.jpeg(), is_declared=True)
    attach_document(by=world.by, reach=EVERYWHERE, project=of.code, brought=brought)
    for one in Requirement.objects.filter(entity__code=region):
        assess(
            by=world.by, reach=EVERYWHERE, project=of.code, place=Place(one.place),
            on=clock.today(), found=[Found(one.code, Answer.NOT_MET, world.canary(code))],
        )  # fmt: skip


def project(_world: World, code: str) -> dict[str, Any] | None:
    """The project of a territory."""
    return {"code": f"Q-{code}"} if code in SITES else None


def restricted(world: World, code: str) -> dict[str, Any] | None:
    """The mortuary of the project of a territory."""
    found = project(world, code)
    return found and {**found, "place": "mortuary"}


def document(world: World, code: str) -> dict[str, Any] | None:
    """The photograph of the project of a territory."""
    found = project(world, code)
    number = found and Document.objects.get(project__code=found["code"]).pk
    return found and {**found, "number": number}


def requirement(_world: World, code: str) -> dict[str, Any] | None:
    """A requirement of the region that a territory is in."""
    if code == "MSPS":
        return None
    region = "DR05" if code in {"DR05", "D401", "CH401"} else "DR03"
    return {"code": f"{region}-reception-01"}


def answer(_world: World, _code: str) -> dict[str, Any]:
    """An answer, typed for one's own region."""
    return {"on": "2025-12-01", "answer-DR03-mortuary-01": "partly"}


def wording(_world: World, _code: str) -> dict[str, Any]:
    """A requirement, typed."""
    return {
        "place": "signage",
        "text_fr": "x",
        "source": "C1",
        "weight": "2",
        "since": "2025-12-01",
    }


def end(_world: World, _code: str) -> dict[str, Any]:
    """The end of a requirement, typed."""
    return {"until": "2025-12-01", "why": "C1"}


def why(_world: World, _code: str) -> dict[str, Any]:
    """A reason, typed."""
    return {"why": "C1"}


CLOSED = dict.fromkeys(METHODS, figures(405, **NO_WORKS))


def seen(answer: Any, **others: Any) -> Answers:
    """The answers of a page of works; the money roles see none."""
    return figures(answer, **(NO_WORKS | others))


def by(roles: tuple[str, ...], yes: Any, no: Any) -> Answers:
    """The answers of an act that some roles may do."""
    return seen(no, **dict.fromkeys(roles, yes))


def of_region(editors: int, others: int) -> Answers:
    """The answers about what a region asks, which everyone under it may read."""
    far = (others, others, others, 404)
    found = seen(far, **dict.fromkeys(REGION_WIDE, (others, 404, 404, 404)))
    return {**found, **dict.fromkeys(EDITORS, (editors, 404, 404, 404))}


def page(name: str, expected: dict[str, Answers], *rest: Any, **more: Any) -> Row:
    """A page of works: not there for who sees none, whatever the method."""
    return Row(name, CLOSED | expected, *rest, **more)


NO = (403, 404, 404, 404)
MINE, SENT = WITHIN, (302, 404, 404, 404)
ASSESS = {"GET": by(ASSESSORS, MINE, NO), "POST": by(ASSESSORS, SENT, NO)}
ROWS = (
    page("works:gaps", {"GET": seen(200)}),
    page("works:requirements", {"GET": seen(200)}),
    page("works:load_requirements", {"POST": by(EDITORS, 302, 403)}),
    page("works:ask", {"GET": by(EDITORS, 200, 403), "POST": by(EDITORS, 302, 403)}, data=wording),
    page(
        "works:requirement",
        {"GET": of_region(200, 200), "POST": of_region(302, 403)},
        requirement,
        wording,
    ),
    page("works:end_requirement", {"POST": of_region(302, 403)}, requirement, end),
    page("works:quality", {"GET": seen(MINE)}, project),
    page(
        "works:assess",
        {method: answers | dict.fromkeys(AGENCY, 404) for method, answers in ASSESS.items()},
        restricted,
        answer,
    ),
    page("works:documents", {"GET": seen(MINE), "POST": by(ASSESSORS, MINE, NO)}, project),
    page("works:document", {"GET": seen(MINE)}, document),
    page(
        "works:withdraw_document",
        ASSESS,
        document,
        why,
    ),
)
