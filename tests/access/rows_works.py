"""What the pages of works answer, over a programme and a project a territory."""

from datetime import date
from typing import Any

from tadbir.core import clock
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import actions
from tadbir.works.actions.outlooks import prepared_once
from tadbir.works.models import Project, Report
from tadbir.works.terms import Phase, ProjectKind
from tests.access.matrix import METHODS, WITHIN, Answers, Row, figures
from tests.access.world import World

DAY = date(2025, 6, 30)
BEYOND = {"budget_officer": 404, "reader": 404}
TYPED = {"since": "2025-07-01", "note": "", "reason": ""}


def furnish(world: World) -> None:
    """A programme and a site ready to open in each holder, whose names and reports bear its mark."""
    with prepared_once():
        for code in world.holders:
            mark = world.canary(code)
            actions.open_programme(
                by=world.by, reach=EVERYWHERE, code=f"P-{code}", entity=code, name_fr=mark
            )
            actions.enter_project(
                by=world.by,
                reach=EVERYWHERE,
                programme=f"P-{code}",
                new=actions.NewProject(code, code, ProjectKind.HOSPITAL_REHABILITATION),
                first=actions.Entered(Phase.STAFFED, DAY, note=mark),
            )
            _step(world, code)
    _report(world)


def _step(world: World, code: str) -> None:
    """The site is ready: it may be opened, or the step taken back."""
    new = actions.Entered(Phase.READY_TO_OPEN, DAY)
    actions.enter_phase(by=world.by, reach=EVERYWHERE, project=code, new=new)


def _report(world: World) -> None:
    """What the agency said of each project, with a remark that bears the mark."""
    file = SourceFile.objects.create(
        sha256="9" * 64, name="anep.xlsx", size=1, path="anep", received_at=clock.now(),
        received_by=world.by.name,
    )  # fmt: skip
    for number, code in enumerate(world.holders, 800_001):
        batch = Batch.objects.create(
            dataset="progress", source="delegated_project_owner", known_on=DAY, file=file,
            number=number, seen_number=0, rows=1, digest="9" * 64, committed_at=clock.now(),
            report={"sheets": [], "refused": [], "changes": {}}, committed_by=world.by.name,
        )  # fmt: skip
        standing = Standing.objects.create(
            dataset="progress", source="delegated_project_owner", holder=world.entities[code],
            on_date=DAY, batch=batch, number=number, rows=1, places={}, digest="9" * 64,
        )  # fmt: skip
        project = Project.objects.get(code=code)
        Report.objects.create(
            standing=standing, project=project, contractor=firm(code), remarks=world.canary(code),
            physical="0.5",
            sheet="Travaux", row=5,
        )  # fmt: skip


def firm(code: str) -> str:
    """The contractor of a territory; its address must not bear the mark."""
    return f"Firme {code}"


def holder(world: World, code: str) -> dict[str, Any] | None:
    """The project of a territory, which bears its code."""
    return {"code": code} if code in world.holders else None


def programme(world: World, code: str) -> dict[str, Any] | None:
    """The programme of a territory."""
    return {"code": f"P-{code}"} if code in world.holders else None


def contractor(world: World, code: str) -> dict[str, Any] | None:
    """The contractor of a territory."""
    return {"name": firm(code)} if code in world.holders else None


def new_programme(_world: World, code: str) -> dict[str, Any]:
    """A programme of a territory."""
    return {"code": "NEW", "entity": code, "name_fr": "Programme", "name_ar": ""}


def new_project(_world: World, code: str) -> dict[str, Any]:
    """A project on a territory."""
    return TYPED | {
        "code": "NEW", "site": code, "kind": "extension", "steering": "", "phase": "programmed",
    }  # fmt: skip


def cancelled(_world: World, _code: str) -> dict[str, Any]:
    """A step that does not follow from ready: said so in place."""
    return TYPED | {"phase": "cancelled"}


def opening(_world: World, _code: str) -> dict[str, Any]:
    """An opening."""
    return {"on": "2025-07-01", "population": "", "staff": "", "inaugurated_by": ""}


def why(_world: World, _code: str) -> dict[str, Any]:
    """Why a phase is taken back."""
    return {"why": "Erreur"}


READ = {"GET": figures(200, **BEYOND)}
ONE = {"GET": figures(WITHIN, **BEYOND)}
CLOSED = dict.fromkeys(METHODS, figures(405, **BEYOND))


def page(name: str, expected: dict[str, Answers], *rest: Any, **more: Any) -> Row:
    """A page of works: it does not exist for who sees no works, whatever the method."""
    return Row(name, CLOSED | expected, *rest, **more)


def kept(get: Any, post: Any, *, no: Any = (403, 404, 404, 404)) -> dict[str, Answers]:
    """A form of the register, which the head of service keeps."""
    return {
        "GET": figures(no, head_of_service=get, **BEYOND),
        "POST": figures(no, head_of_service=post, **BEYOND),
    }


DONE = (302, 404, 404, 404)
# A site that is ready has no step left in the form of phases: it is opened, or taken back.
NO_STEP = (409, 404, 404, 404)
ROWS = (
    page("works:portfolio", READ),
    page("works:weeks", READ),
    page("works:calendar", READ),
    page("works:openings", READ),
    page("works:provinces", READ),
    page("works:contractors", READ),
    page("works:contractor", ONE, contractor),
    page("works:programmes", READ),
    page("works:programme", ONE, programme),
    page("works:open_programme", kept(200, (302, 200, 200, 200), no=403), data=new_programme),
    page("works:enter_project", kept(WITHIN, DONE), programme, new_project),
    page("works:project", ONE, holder),
    page("works:enter_phase", kept(NO_STEP, NO_STEP), holder, cancelled),
    page("works:record_opening", kept(WITHIN, DONE), holder, opening),
    page("works:take_back", kept(WITHIN, DONE), holder, why),
)
