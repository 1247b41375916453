"""What pages and meetings read of places: gaps, requirements and answers, within a reach."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tadbir.core.refused import Refused
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.models import Programme
from tadbir.works.terms import OPEN_PLACES, RESTRICTED, Answer, Place
from tests.works.places import ALL, CENTRE, D231, D591, TODAY
from tests.works.places import asked as ask_of
from tests.works.places import found as note
from tests.works.places import project as enter

pytestmark = pytest.mark.django_db
MET, PARTLY, NOT_MET = Answer.MET, Answer.PARTLY, Answer.NOT_MET
RECEPTION, MORTUARY = Place.RECEPTION, Place.MORTUARY


@pytest.fixture(autouse=True)
def _programme(programme: Programme) -> None:
    """The programme that every project here belongs to."""


def test_gaps_come_with_what_would_add_most_first_and_keep_to_reach() -> None:
    enter("P1", "CH231")
    enter("P2", "D591", CENTRE)
    light, heavy = ask_of(RECEPTION, 1, "léger"), ask_of(Place.SIGNAGE, 3, "lourd")
    cold = ask_of(MORTUARY, 9, "froid")
    note("P1", light, NOT_MET)
    note("P1", heavy, PARTLY)
    note("P1", cold, NOT_MET)
    note("P2", heavy, NOT_MET)
    note("P2", light, MET)

    def listed(reach: Reach, places: frozenset[Place]) -> list[tuple[str, str]]:
        found = queries.gaps(reach=reach, on=TODAY, places=places)
        return [(one.project.code, one.requirement.text_fr) for one in found]

    assert listed(EVERYWHERE, ALL) == [
        ("P1", "froid"), ("P2", "lourd"), ("P1", "lourd"), ("P1", "léger"),
    ]  # fmt: skip
    assert listed(D591, ALL) == [("P2", "lourd")]
    assert listed(D231, OPEN_PLACES) == [("P1", "lourd"), ("P1", "léger")]
    assert listed(Reach(("/",), frozenset({"budget"})), ALL) == []
    assert not [one for one in queries.gaps(reach=EVERYWHERE, on=TODAY) if one.place in RESTRICTED]


def test_requirements_of_a_body_above_are_read_and_those_of_a_sibling_are_not() -> None:
    ask_of(RECEPTION, 1, "région")
    ask_of(RECEPTION, 1, "Fès", entity="D231")
    ask_of(MORTUARY, 1, "froid")

    def texts(reach: Reach, places: frozenset[Place] = ALL) -> list[str]:
        return [one.text_fr for one in queries.requirements(reach=reach, places=places)]

    assert texts(D231) == ["Fès", "région", "froid"]
    assert texts(D591) == ["région", "froid"]
    assert texts(D591, OPEN_PLACES) == ["région"]
    assert texts(Reach(("/MSPS/DR05/",), frozenset({"works"}))) == []
    assert texts(Reach(("/",), frozenset({"budget"}))) == []
    own = "DR03-reception-01"
    assert queries.requirement(own, reach=D591, places=ALL).text_fr == "région"
    for code, places in (("DR03-mortuary-01", OPEN_PLACES), ("D231-reception-01", ALL)):
        with pytest.raises(Refused) as refusal:
            queries.requirement(code, reach=D591, places=places)
        assert refusal.value.code == "works.unknown"


def test_answers_of_a_project_out_of_reach_are_not_there() -> None:
    of = enter("P1", "CH231")
    note("P1", ask_of(RECEPTION, 1, "guichet"), MET)
    assert len(queries.assessed(of, on=TODAY, places=ALL, reach=D231)) == 1
    assert queries.assessed(of, on=TODAY, places=ALL, reach=D591) == []
    assert queries.assessed(of, on=TODAY, places=frozenset({MORTUARY}), reach=D231) == []


@pytest.mark.parametrize("count", [1, 3])
def test_findings_take_three_queries_whatever_there_is(count: int) -> None:
    rows = [ask_of(RECEPTION, 1, f"texte {number}") for number in range(count)]
    for number in range(count):
        enter(f"P{number}", "CH231")
        for one in rows:
            note(f"P{number}", one, MET)

    with CaptureQueriesContext(connection) as seen:
        found = queries.findings(reach=EVERYWHERE, on=TODAY, places=ALL)

    assert len(found) == count * count
    assert len(seen) == 3
