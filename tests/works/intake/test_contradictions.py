"""What contradicts what is known is named with both values, and kept with a reason or not at all."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path
from typing import Any

import pytest

from tadbir.audit.trail import Subject, history
from tadbir.intake.models import Staging
from tadbir.intake.outcome import Outcome
from tadbir.intake.verdict import Ticks
from tadbir.procurement.models import Contract, Lot, Operation
from tadbir.territory.models import Entity
from tadbir.works.models import Project, ProjectContract, Report
from tests.budget.hand import signed_in
from tests.works.intake.test_progress import ROWS, row
from tests.works.sites import refused, send, statement

pytestmark = pytest.mark.django_db
OCTOBER = "Situation au 31/10/2025"


def send_rows(
    tmp_path: Path, rows: list[list[Any]], *, title: str | None = None, ticks: Ticks | None = None
) -> Outcome:
    """A statement sent under a title, of 30 November without one."""
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
    said = {"title": title} if title else {}
    return send(statement(path, rows, **said), ticks=ticks)  # type: ignore[arg-type]


def contradicted(outcome: Outcome) -> list[tuple[str, str, str, str]]:
    """The contradictions of a file: cell, code, what it says and what it is held against."""
    return [
        (one["cell"], one["code"], one["details"]["said"], one["details"]["known"])
        for one in (outcome.report or {}).get("contradictions", ())
    ]


def physical(project: str, on: date) -> list[D | None]:
    """The progress that stands of a project on a day."""
    found = Report.objects.filter(
        project__code=project, standing__on_date=on, standing__is_current=True
    )
    return list(found.values_list("physical", flat=True))


@pytest.fixture
def known(sites: None, tmp_path: Path) -> None:
    """October: 60 % done, 500,000 paid, of two sites."""
    rows = [row(ROWS[0], K="60 %", L="40 %", M=500_000), row(ROWS[1], K="20 %")]
    assert send_rows(tmp_path, rows, title=OCTOBER).refused is None


def test_each_contradiction_names_its_cell_and_both_values(known: None, tmp_path: Path) -> None:
    rows = [row(ROWS[0], K="55 %", L="40 %", M=1_300_000, N="01/03/2025"), row(ROWS[1], K="30 %")]

    outcome = send_rows(tmp_path, rows)

    assert contradicted(outcome) == [
        ("K4", "works.below-the-last", "55 %", "60 %"),
        ("N4", "works.before-the-service-order", "01/03/2025", "12/03/2025"),
        ("M4", "works.paid-above-the-contract", "1\u202f300\u202f000,00", "1\u202f200\u202f000,50"),
    ]
    assert outcome.refused is not None
    assert outcome.refused.code == "intake.contradictions"
    assert physical("P-A", date(2025, 11, 30)) == []


def test_contradicting_row_is_left_out_without_a_reason(known: None, tmp_path: Path) -> None:
    rows = [row(ROWS[0], K="55 %"), row(ROWS[1], K="30 %")]

    outcome = send_rows(tmp_path, rows, ticks=Ticks(leave_out_refused=True))

    assert outcome.batch is not None
    assert refused(outcome) == [("K4", "works.below-the-last")]
    assert outcome.batch.refused.get().cell == "K4"
    assert physical("P-A", date(2025, 11, 30)) == []
    assert physical("P-B", date(2025, 11, 30)) == [D("0.3")]


@pytest.mark.parametrize("named", ["K4", "Travaux!K4", "*"])
def test_contradicting_row_is_kept_with_its_reason(known: None, tmp_path: Path, named: str) -> None:
    rows = [row(ROWS[0], K="55 %"), row(ROWS[1], K="30 %")]

    outcome = send_rows(tmp_path, rows, ticks=Ticks(reasons={named: "métré contradictoire"}))

    assert outcome.refused is None
    assert outcome.batch is not None
    assert physical("P-A", date(2025, 11, 30)) == [D("0.55")]
    [accepted] = outcome.batch.report["accepted"]
    assert (accepted["cell"], accepted["why"]) == ("K4", "métré contradictoire")
    assert outcome.batch.report["changes"]["new"] == 2
    [told] = history(Subject("batch", str(outcome.batch.pk)))
    assert "métré contradictoire" in told.after


def test_record_that_contradicts_twice_needs_two_reasons(known: None, tmp_path: Path) -> None:
    rows = [row(ROWS[0], K="55 %", M=1_300_000), row(ROWS[1], K="30 %")]
    ticks = Ticks(leave_out_refused=True, reasons={"K4": "métré"})

    outcome = send_rows(tmp_path, rows, ticks=ticks)

    assert refused(outcome) == [("M4", "works.paid-above-the-contract")]
    assert physical("P-A", date(2025, 11, 30)) == []


def test_reason_for_a_cell_where_nothing_is_contradicted_is_refused(
    known: None, tmp_path: Path
) -> None:
    outcome = send_rows(
        tmp_path, [row(ROWS[0], K="55 %")], ticks=Ticks(reasons={"K4": "métré", "Z9": "?"})
    )

    assert outcome.refused is not None
    assert (outcome.refused.code, outcome.refused.details) == (
        "intake.no-such-contradiction", {"cells": "Z9"},
    )  # fmt: skip


def test_nothing_is_kept_of_a_file_of_contradictions_alone(known: None, tmp_path: Path) -> None:
    outcome = send_rows(tmp_path, [row(ROWS[0], K="55 %")], ticks=Ticks(leave_out_refused=True))

    assert outcome.refused is not None
    assert outcome.refused.code == "intake.nothing-to-keep"


def test_correcting_the_same_day_does_not_call_a_contradicting_row_gone(
    known: None, tmp_path: Path
) -> None:
    rows = [row(ROWS[0], K="70 %"), row(ROWS[1], K="30 %")]
    send_rows(tmp_path, rows)

    outcome = send_rows(tmp_path, [row(ROWS[0], K="50 %"), row(ROWS[1], K="35 %")])

    changes = (outcome.report or {})["changes"]
    assert (changes["changed"], changes["gone"], changes["left_out"]) == (1, 0, 1)
    assert contradicted(outcome) == [("K4", "works.below-the-last", "50 %", "60 %")]


def test_second_day_of_a_month_is_questioned_as_a_whole(known: None, tmp_path: Path) -> None:
    rows = [row(ROWS[0], K="65 %"), row(ROWS[1], K="30 %")]
    title = "Situation au 15/10/2025"

    outcome = send_rows(tmp_path, rows, title=title)

    assert contradicted(outcome) == [("A3:O3", "works.two-in-a-month", "15/10/2025", "31/10/2025")]
    reason = {"A3:O3": "situation intermédiaire demandée"}
    assert send_rows(tmp_path, rows, title=title, ticks=Ticks(reasons=reason)).refused is None


def test_other_sources_never_contradict(known: None, tmp_path: Path) -> None:
    path = statement(tmp_path / "d.xlsx", [row(ROWS[0], K="10 %", M=None)])

    assert contradicted(send(path, source="delegation")) == []


def test_lot_and_amount_of_the_contract_as_entered(
    known: None, region: dict[str, Entity], tmp_path: Path
) -> None:
    operation = Operation.objects.create(holder=region["DR03"], reference="15/2025")
    contract = Contract.objects.create(
        operation=operation, nature="works", service_order_on=date(2025, 4, 1)
    )
    for number, amount in ((1, 50_000_000), (2, 150_000_000)):
        Lot.objects.create(contract=contract, number=number, amount=amount)
    project = Project.objects.get(code="P-D")
    ProjectContract.objects.create(project=project, operation=operation)
    rows = [row(ROWS[3], F=None, K="Lot 1 : 80 % / Lot 3 : 35 %", M=2_100_000)]

    assert contradicted(send_rows(tmp_path, rows)) == [
        ("M4", "works.paid-above-the-contract", "2\u202f100\u202f000,00", "2\u202f000\u202f000,00"),
        ("K4", "works.lot-unknown", "3", "1, 2"),
    ]


def test_page_asks_why_and_keeps_the_reason(
    known: None, region: dict[str, Entity], tmp_path: Path
) -> None:
    browser = signed_in("head_of_service", region["DR03"])
    path = statement(tmp_path / "p.xlsx", [row(ROWS[0], K="55 %"), row(ROWS[1], K="30 %")])
    with path.open("rb") as file:
        browser.post("/fichiers/envoi/", {"file": file, "dataset": "progress", "entity": "DR03"})
    staging = Staging.objects.latest("pk")
    address = f"/fichiers/attente/{staging.pk}/"

    shown = browser.get(address).content.decode()
    assert 'name="reason-0"' in shown
    assert "55 %" in shown
    assert "60 %" in shown
    refusal = browser.post(f"{address}decision/", {})
    assert refusal.status_code == 409
    kept = browser.post(f"{address}decision/", {"reason-0": "métré contradictoire"})

    assert kept.status_code == 302
    assert "métré contradictoire" in browser.get(kept["Location"]).content.decode()
    assert physical("P-A", date(2025, 11, 30)) == [D("0.55")]
