"""Ranks prepared ahead give the page that following every project gives, in as many queries."""

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.sides import sites
from tadbir.core import clock
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.actions import Entered, enter_phase
from tadbir.works.actions.ranking import rank
from tadbir.works.calc.narrowing import Sorting, View, Wanted, in_order, narrowed
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.calc.summary import summary
from tadbir.works.models import Rank
from tadbir.works.terms import Phase, ProjectKind, Stage
from tests.budget.hand import BY
from tests.territory.seats import seated

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 12)
FES = Reach(("/MSPS/DR03/D231/",), frozenset({"works"}))
FIRMS = ["", "Bâtiment 1 du Saïss", "BÂTIMENT 1 du Saïss", "Bâtiment"]


@pytest.fixture
def region_of(region: dict[str, Entity]) -> None:
    clock.fix_today(TODAY)


def land(count: int) -> None:
    """So many sites, and their ranks."""
    sites.land("DR03", count)
    assert rank(reach=EVERYWHERE, on=TODAY) == count


@pytest.mark.parametrize("count", [1, 3, 1600])
def test_page_asks_as_many_queries_whatever_the_projects(region_of: None, count: int) -> None:
    land(count)
    client = seated("director", "DR03")
    client.get("/travaux/")
    cache.clear()

    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/travaux/")

    assert answer.status_code == 200
    assert len(asked) == 17
    with CaptureQueriesContext(connection) as kept:
        client.get("/travaux/")
    assert len(kept) == 4


wanted = st.builds(
    Wanted,
    text=st.sampled_from(["", "", "centre", "n° 7", "F00012", "5 sante", "%"]),
    view=st.sampled_from([None, None, *View]),
    programme=st.sampled_from(["", "SSP", "AUTRE"]),
    kind=st.sampled_from([None, None, *ProjectKind]),
    stage=st.sampled_from([None, None, *Stage]),
    phase=st.sampled_from([None, None, *Phase]),
    delegation=st.sampled_from(["", "", "D231"]),
    contractor=st.sampled_from(FIRMS),
    outlook=st.sampled_from([None, None, *Outlook]),
)


@pytest.fixture
def landed(region_of: None) -> None:
    land(120)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(asked=wanted, sorting=st.sampled_from(Sorting), number=st.sampled_from([None, "2", "99"]))
def test_ranks_answer_as_following_every_project_does(
    landed: None, asked: Wanted, sorting: Sorting, number: str | None
) -> None:
    for reach in (EVERYWHERE, FES):
        every = queries.followed(reach=reach, on=TODAY)
        plain = in_order(narrowed(every, asked, TODAY), sorting, TODAY)

        found = queries.portfolio(reach=reach, on=TODAY).page(asked, sorting, number, 10)

        assert found.page.paginator.count == len(plain)
        start = (found.page.number - 1) * 10
        assert found.rows == plain[start : start + 10]


@pytest.mark.parametrize("reach", [EVERYWHERE, FES])
def test_summary_counts_as_following_every_project_does(landed: None, reach: Reach) -> None:
    every = queries.followed(reach=reach, on=TODAY)

    found = queries.portfolio(reach=reach, on=TODAY).summary()

    assert found == summary(every, TODAY)
    assert found.late > 0


def test_ranks_of_before_an_action_are_of_no_use_and_made_again(landed: None) -> None:
    new = Entered(Phase.PROVISIONAL_ACCEPTANCE, TODAY)
    running = next(
        one.code for one in queries.projects(reach=EVERYWHERE, on=TODAY) if one.phase is Phase.WORKS
    )
    assert stands(running) is Phase.WORKS
    enter_phase(by=BY, reach=EVERYWHERE, project=running, new=new)

    assert stands(running) is Phase.PROVISIONAL_ACCEPTANCE
    assert rank(reach=EVERYWHERE, on=TODAY) == 120
    assert stands(running) is Phase.PROVISIONAL_ACCEPTANCE
    assert rank(reach=EVERYWHERE, on=TODAY) == 0
    assert Rank.objects.count() == 120


def test_past_day_is_followed_and_without_the_domain_there_is_nothing(landed: None) -> None:
    past = queries.portfolio(reach=EVERYWHERE, on=date(2024, 6, 1))
    assert past.page(Wanted(), Sorting.URGENT, None, 200).page.paginator.count == 120
    budget = queries.portfolio(reach=Reach(("/",), frozenset({"budget"})), on=TODAY)
    assert budget.page(Wanted(), Sorting.URGENT, None, 10).rows == []
    assert budget.summary().whole.programme == 0


def stands(code: str) -> Phase:
    """The phase that the list shows of a project."""
    listed = queries.portfolio(reach=EVERYWHERE, on=TODAY)
    rows = listed.page(Wanted(text=code), Sorting.NAME, None, 5).rows
    return rows[0].phase
