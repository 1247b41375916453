"""Works in prepared figures: whatever moves them, made again as if made whole."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import translation

from tadbir.core import clock
from tadbir.intake import actions as intake
from tadbir.procurement.actions import give_order
from tadbir.procurement.terms import OrderKind
from tadbir.scorecard import lines, queries, rollup
from tadbir.scorecard.catalogue import Indicator, of_source, on_tiles
from tadbir.scorecard.deadlines import deadlines
from tadbir.scorecard.models import Rollup
from tadbir.scorecard.situation import Situation, situation
from tadbir.scorecard.tiles import expected_tile, indicator_tile
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, EVERYWHERE, Reach
from tadbir.territory.terms import Tree
from tadbir.works import queries as works
from tadbir.works.actions import (
    Entered,
    NewProject,
    Opened,
    enter_phase,
    enter_project,
    link_contract,
    open_programme,
    prepared_once,
    record_opening,
    take_back_phase,
)
from tadbir.works.terms import Phase, ProjectKind, Steering
from tests.budget.hand import BY
from tests.exchange.conftest import SEAT, engage
from tests.works.intake.test_progress import full
from tests.works.sites import enter_projects, found_sites, send, statement

pytestmark = pytest.mark.django_db
TODAY, NOVEMBER, MARCH = date(2025, 12, 12), date(2025, 11, 30), date(2025, 3, 1)
NO_WORKS = Reach(("/MSPS/DR03/",), DOMAINS - {"works"})


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """Sentences are read in French."""
    with translation.override("fr"):
        yield


CODES = [one.code for one in of_source("works")]


@pytest.fixture
def sites(region: dict[str, Entity]) -> dict[str, Entity]:
    """Four sites under works in D591 and one in D231, on 12 December 2025."""
    clock.fix_today(TODAY)
    found_sites(region)
    open_programme(by=BY, reach=EVERYWHERE, code="SSP2", entity="DR03", name_fr="Phase 2")
    enter_projects()
    return region


def move(code: str, *phases: Phase, on: date = TODAY) -> None:
    """A project some steps on, all on one day."""
    with prepared_once():
        for phase in phases:
            enter_phase(by=BY, reach=EVERYWHERE, project=code, new=Entered(phase, on))


def made_ready(code: str, on: date = TODAY) -> None:
    """A project brought to the door of its opening."""
    move(code, Phase.PROVISIONAL_ACCEPTANCE, Phase.READY_TO_OPEN, on=on)


def counts(entity: str, *codes: str, on: date = TODAY, at: int | None = None) -> list[int | None]:
    """The counts of an entity on a day, in the order asked; None for one that nobody says."""
    board = queries.board(reach=EVERYWHERE, entities=[entity], on=on, at_number=at)
    return [figure.numerator if (figure := board.get((entity, code))) else None for code in codes]


def three(entity: str, on: date = TODAY, at: int | None = None) -> list[int | None]:
    """Opened, ready, programme."""
    return counts(entity, "works_opened", "works_ready", "works_programme", on=on, at=at)


DAYS = (MARCH, NOVEMBER, TODAY, TODAY + timedelta(days=19), date(2026, 1, 1))
PLACES = {"DR03": "/MSPS/DR03/", "D591": "/MSPS/DR03/D591/", "D231": "/MSPS/DR03/D231/"}


def standing() -> list[object]:
    """What holders say, row by row, and what each entity is told on some days."""
    rows = Rollup.objects.filter(indicator__in=CODES, is_own=True, is_current=True)
    own = rows.exclude(numerator=None).values_list(
        "indicator", "entity__code", "on_date", "numerator", "denominator"
    )
    return [set(own), [counts(code, *CODES, on=day) for code in PLACES for day in DAYS]]


def check_as_if_made_whole() -> None:
    """What stands is what nothing but the facts would give, and what each day's projects are."""
    before = standing()
    Rollup.objects.filter(indicator__in=CODES).delete()
    rollup.refresh_works({"DR03"}, 9_000_000)
    assert before == standing()
    for day in DAYS:
        for code, path in PLACES.items():
            found = works.projects(reach=Reach((path,), DOMAINS), on=day)
            assert counts(code, "works_programme", on=day) == [len(found) or None]


def test_phases_typed_by_a_person_are_counted_at_once(sites: dict[str, Entity]) -> None:
    assert (three("DR03"), three("D591"), three("D231")) == ([0, 0, 5], [0, 0, 4], [0, 0, 1])

    made_ready("P-A")
    made_ready("P-F", on=NOVEMBER)
    record_opening(by=BY, reach=EVERYWHERE, project="P-F", opened=Opened(TODAY))

    assert (three("DR03"), three("D591"), three("D231")) == ([1, 2, 5], [0, 1, 4], [1, 1, 1])
    assert three("DR03", on=NOVEMBER) == [0, 1, 5]
    assert three("DR03", on=date(2025, 2, 28)) == [None, None, None]
    share = queries.board(reach=EVERYWHERE, entities=["DR03"], on=TODAY)[
        "DR03", "works_ready_share"
    ]
    assert (share.ratio.numerator, share.ratio.denominator) == (2, 5)
    check_as_if_made_whole()


def test_phase_taken_back_counts_no_more_and_was_known(sites: dict[str, Entity]) -> None:
    made_ready("P-A")
    number = max(Rollup.objects.values_list("number", flat=True))
    take_back_phase(by=BY, reach=EVERYWHERE, project="P-A", why="erreur")

    assert (three("DR03"), three("DR03", at=number)) == ([0, 0, 5], [0, 1, 5])
    known = works.projects(reach=EVERYWHERE, on=TODAY, at_number=number)
    assert [one.code for one in known if one.phase is Phase.READY_TO_OPEN] == ["P-A"]
    check_as_if_made_whole()


def test_year_begins_with_what_stands(sites: dict[str, Entity]) -> None:
    made_ready("P-A")

    assert three("DR03", on=date(2026, 1, 1)) == [0, 1, 5]


def test_statement_says_who_reports_and_what_is_not_paid(
    sites: dict[str, Entity], tmp_path: Path
) -> None:
    asked = ("works_reports", "works_silent", "works_stopped", "works_payment_behind")
    assert counts("D591", *asked) == [0, 4, 0, None]

    batch = send(statement(tmp_path / "a.xlsx", full())).batch

    assert batch is not None
    assert counts("DR03", *asked) == [4, 1, 0, 1]  # P-A: 95 % done, 62 % paid; P-F is silent
    assert counts("DR03", *asked, on=date(2026, 1, 1)) == [0, 5, 0, 1]
    check_as_if_made_whole()
    intake.withdraw(by=BY, batch_id=batch.pk, why="erreur", reach=EVERYWHERE)
    assert counts("DR03", *asked) == [0, 5, 0, None]


def test_site_that_moves_counts_with_its_new_holder_from_that_day_on(
    sites: dict[str, Entity],
) -> None:
    made_ready("P-A", on=date(2025, 6, 1))

    attach(
        by=BY,
        entity=Entity.objects.get(code="F591A"),
        parent=sites["D231"],
        tree=Tree.ADMINISTRATIVE,
        on=NOVEMBER,
        why="d",
    )

    assert (three("D591"), three("D231")) == ([0, 0, 3], [0, 1, 2])
    before = NOVEMBER - timedelta(days=1)
    assert (three("D591", on=before), three("D231", on=before)) == ([0, 1, 4], [0, 0, 1])
    assert three("DR03") == [0, 1, 5]


def test_hospitals_are_counted_by_who_steers_them(sites: dict[str, Entity]) -> None:
    for code, site, led in (("H-1", "CH231", Steering.DIRECTORATE),
                            ("H-2", "D231", Steering.UNIVERSITY_HOSPITAL)):  # fmt: skip
        new = NewProject(code, site, ProjectKind.HOSPITAL_REHABILITATION, led)
        first = Entered(Phase.WORKS, MARCH)
        enter_project(by=BY, reach=EVERYWHERE, programme="SSP2", new=new, first=first)
    made_ready("H-1")

    tile = indicator_tile(seen("DR03"), opened_indicator())

    assert tile.value == "0 / 1 / 7"
    assert tile.of == " · ".join(
        [
            "Hôpitaux, direction régionale : 0 / 1 / 1",
            "Hôpitaux, centre hospitalier universitaire : 0 / 0 / 1",
        ]
    )
    assert tile.status is None
    assert three("CH231") == [0, 1, 1]


def seen(entity: str, reach: Reach = EVERYWHERE) -> Situation:
    """The situation of an entity today."""
    return situation(entity, reach=reach, on=TODAY)


def late(of: Situation) -> list[str]:
    """What is said to be late."""
    return [one.sentence for one in lines.late(of, deadlines(TODAY), (), {})]


def opened_indicator() -> Indicator:
    """The indicator whose tile says the count."""
    return next(one for one in on_tiles() if one.code == "works_opened")


def test_reader_without_the_domain_sees_nothing_of_works(
    sites: dict[str, Entity], tmp_path: Path
) -> None:
    send(statement(tmp_path / "a.xlsx", full()))

    hidden = seen("DR03", NO_WORKS)

    assert not set(CODES) & set(hidden.history)
    assert not set(CODES) & {code for _entity, code in hidden.own}
    assert hidden.expected is None
    assert not [one for one in late(hidden) if "Travaux" in one]
    assert expected_tile(hidden) is None
    assert expected_tile(seen("DR03")) is not None


def test_region_without_works_says_so(region: dict[str, Entity]) -> None:
    tile = indicator_tile(seen("DR03"), opened_indicator())

    assert (tile.value, tile.of, tile.completeness) == ("—", "", "")
    assert tile.reason == "Aucun site de travaux n’est saisi."


def test_late_lines_name_what_stands_still_and_never_an_opening(
    sites: dict[str, Entity], tmp_path: Path
) -> None:
    send(statement(tmp_path / "a.xlsx", full()))
    made_ready("P-F")

    assert late(seen("DR03"))[-1:] == [
        "Travaux en avance sur les paiements de l’agence, qui doit le régler. Sites : 1.",
    ]


def test_order_typed_on_a_contract_stops_the_works_from_its_day_on(
    sites: dict[str, Entity],
) -> None:
    found = engage("12/2025")
    link_contract(by=BY, reach=EVERYWHERE, project="P-F", operation=found.pk)
    assert counts("D231", "works_stopped", on=date(2025, 3, 5)) == [1]
    assert counts("D231", "works_stopped") == [0]

    give_order(seat=SEAT, operation=found.pk, kind=OrderKind.SUSPENSION, on=NOVEMBER, reason="x")

    assert counts("D231", "works_stopped", on=NOVEMBER - timedelta(days=1)) == [0]
    assert counts("D231", "works_stopped", on=NOVEMBER) == [1]
    assert "Sites dont les travaux sont arrêtés : 1 sur 5." in [
        one.replace("\N{NO-BREAK SPACE}", " ") for one in late(seen("DR03"))
    ]
    check_as_if_made_whole()
