"""Projects, requirements and assessments made for tests."""

from datetime import date
from decimal import Decimal

from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.actions import (
    Entered,
    Found,
    NewProject,
    Wording,
    ask,
    assess,
    enter_project,
)
from tadbir.works.calc.place import score
from tadbir.works.models import Assessment, Project, Requirement
from tadbir.works.terms import Answer, Phase, Place, ProjectKind
from tests.budget.hand import BY

CENTRE, HOSPITAL = ProjectKind.PRIMARY_CARE_REFURBISHMENT, ProjectKind.HOSPITAL_REHABILITATION
ALL = frozenset(Place)
D231 = Reach(("/MSPS/DR03/D231/",), frozenset({"works"}))
D591 = Reach(("/MSPS/DR03/D591/",), frozenset({"works"}))
BEGUN, TODAY = date(2025, 1, 1), date(2025, 12, 12)


def project(code: str, site: str, kind: ProjectKind = HOSPITAL) -> Project:
    """A project under way since the first of the year."""
    return enter_project(
        by=BY, reach=EVERYWHERE, programme="SSP2", new=NewProject(code, site, kind),
        first=Entered(Phase.WORKS, BEGUN),
    )  # fmt: skip


def asked(place: Place, weight: int, text: str, *, entity: str = "DR03") -> Requirement:
    """A requirement asked since the first of the year."""
    wording = Wording(text, "", "Circulaire 12", weight, BEGUN)
    return ask(by=BY, reach=EVERYWHERE, entity=entity, place=place, wording=wording)


def found(
    code: str, one: Requirement, answer: Answer, *, on: date = TODAY, evidence: str = "vu",
    photo: int | None = None,
) -> Assessment:  # fmt: skip
    """One answer noted."""
    said = [Found(one.code, answer, evidence, photo)]
    rows = assess(by=BY, reach=EVERYWHERE, project=code, place=Place(one.place), on=on, found=said)
    return rows[0]


def standing(
    code: str, *, on: date = TODAY, reach: Reach = EVERYWHERE
) -> tuple[Decimal | None, Decimal | None]:
    """The score of a project and the share assessed."""
    rows = queries.findings(reach=reach, on=on, places=ALL, project=code)
    one = score(row.asked for row in rows)
    return one.rate, one.share_assessed
