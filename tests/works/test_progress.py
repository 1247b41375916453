"""How far works are: sources side by side, as known then, in as many queries for one as for many."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from tadbir.core.refused import Refused
from tadbir.intake import actions as intake
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Contract, Lot, Operation, Order
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.actions import (
    Entered,
    enter_phase,
    enter_plan,
    link_contract,
    unlink_contract,
)
from tadbir.works.calc.crossing import CrossingKind
from tadbir.works.calc.readiness.sites import Progress
from tadbir.works.terms import Gate, Phase, ReportSource
from tests.budget.hand import BY, land, sender, table
from tests.works.intake.test_progress import ROWS, full, row
from tests.works.intake.test_templates import form
from tests.works.sites import send, statement

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 12)
FES = Reach(("/MSPS/DR03/D231/",), frozenset({"works"}))
AGENCY, DELEGATION = ReportSource.AGENCY, ReportSource.DELEGATION


@pytest.fixture
def reported(sites: None, tmp_path: Path) -> None:
    """October and November of the agency, November of the delegation, and its form of gates."""
    october = [row(ROWS[0], K="60 %", L="40 %", M=500_000), row(ROWS[1], K="20 %")]
    send(statement(tmp_path / "1.xlsx", october, title="Situation au 31/10/2025"))
    send(statement(tmp_path / "2.xlsx", full()))
    seen = [row(ROWS[0], K="70 %", L="", M=None)]
    send(statement(tmp_path / "3.xlsx", seen), source="delegation")
    send(form(tmp_path / "g.xlsx"), dataset="gates")


@pytest.fixture
def contract(reported: None) -> int:
    """The operation 12/2025 of the directorate, its contract of four months, stopped once."""
    said = {"reference": "12/2025", "purpose": "Travaux", "type": "contract", "part": "investment"}
    made = table([list(said.values())], list(said))
    land(OPERATIONS, OPERATIONS.draft(made, sender("DR03")))
    operation = Operation.objects.get(reference="12/2025")
    entered = Contract.objects.create(
        operation=operation, nature="works", service_order_on=date(2025, 3, 10), duration=4
    )
    Lot.objects.create(contract=entered, number=1, amount=120_000_000)
    for kind, day in (("suspension", date(2025, 5, 1)), ("restart", date(2025, 5, 15))):
        Order.objects.create(contract=entered, kind=kind, on_date=day)
    return operation.pk


def shares(on: date, at_number: int | None = None) -> dict[str, list[tuple[str, int, D | None]]]:
    """What each source said last of each lot, by project."""
    found = queries.latest(reach=EVERYWHERE, on=on, at_number=at_number)
    return {
        project: [(one.source.value, one.lot, one.physical) for one in said]
        for project, said in found.items()
    }


def test_latest_statement_of_each_source_on_each_day(reported: None) -> None:
    assert shares(date(2025, 10, 30)) == {}
    assert shares(date(2025, 11, 1)) == {
        "P-A": [("delegated_project_owner", 0, D("0.6"))],
        "P-B": [("delegated_project_owner", 0, D("0.2"))],
    }
    assert shares(TODAY) == {
        "P-A": [("delegated_project_owner", 0, D("0.95")), ("delegation", 0, D("0.7"))],
        "P-B": [("delegated_project_owner", 0, None)],
        "P-C": [("delegated_project_owner", 0, None)],
        "P-D": [
            ("delegated_project_owner", 0, None),
            ("delegated_project_owner", 1, D("0.8")),
            ("delegated_project_owner", 2, D("0.35")),
        ],
    }  # fmt: skip


def test_history_holds_every_statement_with_its_cell(reported: None) -> None:
    found = queries.history("P-A", reach=EVERYWHERE, on=TODAY)

    assert [(one.on, one.source, one.physical, one.financial, one.paid) for one in found] == [
        (date(2025, 10, 31), AGENCY, D("0.6"), D("0.4"), D(500_000)),
        (date(2025, 11, 30), AGENCY, D("0.95"), D("0.62"), D(744_000)),
        (date(2025, 11, 30), DELEGATION, D("0.7"), None, None),
    ]  # fmt: skip
    assert {(one.sheet, one.row) for one in found} == {("Travaux", 4)}


def test_withdrawn_statement_is_no_more_and_was_known(reported: None, tmp_path: Path) -> None:
    path = statement(tmp_path / "9.xlsx", [row(ROWS[0], K="97 %")], title="Situation au 05/12/2025")
    batch = send(path).batch
    assert batch is not None
    intake.withdraw(by=BY, batch_id=batch.pk, why="erreur", reach=EVERYWHERE)

    assert shares(TODAY)["P-A"][0][2] == D("0.95")
    assert shares(TODAY, batch.number)["P-A"][0][2] == D("0.97")


def test_gates_as_last_said(reported: None) -> None:
    found = queries.gates(reach=EVERYWHERE, on=TODAY)

    assert {code: (sorted(one.open), one.open_reserves) for code, one in found.items()} == {
        "P-A": (["equipment", "water_and_power"], 4),
        "P-B": (["equipment", "staff"], 0),
    }


def test_crossings_hold_payments_against_progress(reported: None) -> None:
    found = queries.crossings(reach=EVERYWHERE, on=TODAY)

    first = found["P-A"]
    assert first.paid is not None
    assert first.paid.value == D(744_000) / D("1200000.5")
    assert [one.kind for one in first.found] == [
        CrossingKind.PHYSICAL_AHEAD, CrossingKind.SOURCES_DISAGREE,
    ]  # fmt: skip
    assert found["P-B"].paid is None


def test_out_of_reach_there_is_nothing(reported: None) -> None:
    assert queries.latest(reach=FES, on=TODAY) == {}
    assert queries.gates(reach=FES, on=TODAY) == {}
    assert queries.history("P-A", reach=FES, on=TODAY) == []
    assert {one.key for one in queries.sites(reach=FES, on=TODAY)} == {"P-F"}
    without = Reach(("/MSPS/DR03/",), frozenset({"budget"}))
    assert queries.latest(reach=without, on=TODAY) == {}
    assert queries.gates(reach=without, on=TODAY) == {}
    assert queries.outlook(reach=without, on=TODAY, by=date(2025, 12, 31)) == []
    assert queries.register(without).sites == ()


def test_site_joins_what_is_known(contract: int) -> None:
    link_contract(by=BY, reach=EVERYWHERE, project="P-A", operation=contract)

    found = {one.key: one for one in queries.sites(reach=EVERYWHERE, on=TODAY)}

    first = found["P-A"]
    assert (first.service_order_on, first.contract_days) == (date(2025, 3, 10), 122)
    assert first.progress == Progress(date(2025, 11, 30), 0.95)
    assert (first.suspended_on, first.open_reserves) == (None, 4)
    assert first.gates_open == {Gate.EQUIPMENT, Gate.WATER_AND_POWER}
    assert found["P-D"].progress == Progress(date(2025, 11, 30), 0.35)
    assert (found["P-D"].contract_days, found["P-B"].contract_days) == (240, 120)
    [joined] = [
        one for one in queries.joined(reach=EVERYWHERE, on=TODAY) if one.state.code == "P-A"
    ]
    # 10 July and 14 days of suspension: 24 July 2025, a Thursday.
    assert joined.deadline(TODAY) == date(2025, 7, 24)


def test_orders_written_in_a_statement_suspend(sites: None, tmp_path: Path) -> None:
    rows = [row(ROWS[0], I="Arrêt le 01/11/2025"), row(ROWS[1], K="En arrêt")]
    send(statement(tmp_path / "a.xlsx", rows))

    found = {one.key: one for one in queries.sites(reach=EVERYWHERE, on=TODAY)}

    assert found["P-A"].suspended_on == date(2025, 11, 1)
    assert found["P-B"].suspended_on == date(2025, 11, 30)


def test_gate_that_a_phase_opened_is_open_until_a_form_shuts_it(reported: None) -> None:
    for phase in (Phase.PROVISIONAL_ACCEPTANCE, Phase.EQUIPPED, Phase.STAFFED):
        entered = Entered(phase, date(2025, 10, 1))
        enter_phase(by=BY, reach=EVERYWHERE, project="P-A", new=entered)
        enter_phase(by=BY, reach=EVERYWHERE, project="P-C", new=entered)

    found = {one.key: one for one in queries.sites(reach=EVERYWHERE, on=TODAY)}

    assert found["P-A"].gates_open == {Gate.EQUIPMENT, Gate.WATER_AND_POWER}
    assert found["P-C"].gates_open == {Gate.EQUIPMENT, Gate.STAFF}
    assert found["P-A"].accepted_on == date(2025, 10, 1)


def test_region_learns_from_its_works_and_waits(reported: None) -> None:
    for phase, day in (
        (Phase.PROVISIONAL_ACCEPTANCE, date(2025, 11, 10)),
        (Phase.EQUIPPED, date(2025, 11, 12)),
    ):
        enter_phase(by=BY, reach=EVERYWHERE, project="P-A", new=Entered(phase, day))

    found = queries.cases(reach=EVERYWHERE, on=TODAY)

    over = [work for work in found.works if work.is_over]
    assert [(work.contract_days, work.days, work.reports) for work in over] == [
        (120, 243, ((233, 0.6),))
    ]
    assert len(found.works) == 3
    waits = {(one.what.value, one.days, one.is_over) for one in found.waits}
    assert {("equipment", 20, True), ("staff", 32, False), ("few_reserves", 32, False)} <= waits
    assert found.learned.works == 3


def counts(reach: Reach) -> list[Any]:
    """Everything a page may ask of works under way."""
    return [
        queries.latest(reach=reach, on=TODAY), queries.gates(reach=reach, on=TODAY),
        queries.crossings(reach=reach, on=TODAY), queries.sites(reach=reach, on=TODAY),
        queries.outlook(reach=reach, on=TODAY, by=date(2025, 12, 31)),
        queries.expected("DR03", reach=reach, on=TODAY), queries.cases(reach=reach, on=TODAY),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_sites(
    sites: None, tmp_path: Path, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    send(statement(tmp_path / "a.xlsx", full()[:count]))
    send(form(tmp_path / "g.xlsx"), dataset="gates")

    with django_assert_num_queries(1 + 1 + 1 + 7 + 2 + 2 + 9):
        counts(EVERYWHERE)


def test_link_is_checked_and_taken_back_with_a_reason(contract: int) -> None:
    said: dict[str, Any] = {"by": BY, "reach": EVERYWHERE, "project": "P-A", "operation": contract}
    link_contract(**said, lot=1)

    for lot, code in ((1, "works.already-there"), (None, "works.lot-beside-the-whole")):
        with pytest.raises(Refused) as refusal:
            link_contract(**said, lot=lot)
        assert refusal.value.code == code
    with pytest.raises(Refused) as silent:
        unlink_contract(**said, lot=1, why=" ")
    assert silent.value.code == "works.no-reason"
    unlink_contract(**said, lot=1, why="autre site")
    with pytest.raises(Refused) as absent:
        unlink_contract(**said, lot=1, why="autre site")
    assert absent.value.code == "works.unknown"


def test_plans_follow_one_another(sites: None) -> None:
    first = [(date(2025, 4, 1), D("0.2")), (date(2025, 6, 1), D(1))]
    second = [(date(2025, 6, 1), D("0.5")), (date(2025, 9, 1), D(1))]
    said: dict[str, Any] = {"by": BY, "reach": EVERYWHERE, "project": "P-A"}
    enter_plan(**said, since=date(2025, 3, 1), points=first)
    enter_plan(**said, since=date(2025, 5, 1), points=second)

    assert queries.plans("P-A", reach=EVERYWHERE, on=date(2025, 4, 1)) == {
        date(2025, 3, 1): tuple(first)
    }
    assert queries.plans("P-A", reach=EVERYWHERE, on=TODAY) == {
        date(2025, 3, 1): tuple(first), date(2025, 5, 1): tuple(second),
    }  # fmt: skip
    for points in (first[:1], first[::-1], [(first[0][0], D("0.9")), (first[1][0], D("0.8"))]):
        with pytest.raises(Refused) as refusal:
            enter_plan(**said, since=date(2025, 7, 1), points=points)
        assert refusal.value.code == "works.no-plan"
    with pytest.raises(Refused) as twice:
        enter_plan(**said, since=date(2025, 5, 1), points=second)
    assert twice.value.code == "works.already-there"
