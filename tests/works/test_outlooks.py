"""Outlooks are prepared by what moves them, the same for the same knowledge, and read as rows."""

from datetime import date
from pathlib import Path

import pytest

from tadbir.audit.trail import Subject, history
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.intake import actions as intake
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.actions import Entered, choose_date, drop_date, enter_phase, prepared_once
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.models import Outlook as OutlookRow
from tadbir.works.models import Prospect
from tadbir.works.terms import Phase
from tests.budget.hand import BY
from tests.works.intake.test_progress import ROWS, full, row
from tests.works.sites import send, statement

pytestmark = pytest.mark.django_db
TODAY, YEAR_END, SPRING = date(2025, 12, 12), date(2025, 12, 31), date(2026, 4, 30)
SEFROU = Reach(("/MSPS/DR03/D591/",), frozenset({"works"}))


def listed(by: date = YEAR_END, reach: Reach = EVERYWHERE) -> dict[str, Outlook]:
    """The director's list for a date."""
    found = queries.outlook(reach=reach, on=clock.today(), by=by)
    return {one.project: one.outlook for one in found}


def test_commit_and_withdrawal_prepare_the_list(sites: None, tmp_path: Path) -> None:
    assert set(listed().values()) == {Outlook.UNKNOWN}
    choose_date(by=BY, reach=EVERYWHERE, region="DR03", day=SPRING)

    batch = send(statement(tmp_path / "a.xlsx", full())).batch

    assert batch is not None
    assert sorted(listed()) == ["P-A", "P-B", "P-C", "P-D", "P-F"]
    assert listed()["P-F"] is Outlook.UNKNOWN
    one = next(o for o in queries.outlook(reach=EVERYWHERE, on=TODAY, by=SPRING) if o.now)
    assert one.if_settled is not None
    assert one.now is not None
    assert 0 < one.now <= one.if_settled
    assert {row.number for row in OutlookRow.objects.all()} == {batch.number}
    intake.withdraw(by=BY, batch_id=batch.pk, why="erreur", reach=EVERYWHERE)
    assert set(listed().values()) == {Outlook.UNKNOWN}


def test_same_knowledge_gives_the_same_figures(sites: None, tmp_path: Path) -> None:
    send(statement(tmp_path / "a.xlsx", full()))
    before = list(OutlookRow.objects.order_by("project__code").values_list("now", "if_settled"))
    send(statement(tmp_path / "b.xlsx", [*full(), row(ROWS[0], A=9, C="inconnu")][:4], sheet="B"))

    after = list(OutlookRow.objects.order_by("project__code").values_list("now", "if_settled"))
    assert after == before


def test_phase_moves_the_list(sites: None, tmp_path: Path) -> None:
    send(statement(tmp_path / "a.xlsx", full()))
    with prepared_once():
        for phase in (Phase.PROVISIONAL_ACCEPTANCE, Phase.READY_TO_OPEN):
            enter_phase(by=BY, reach=EVERYWHERE, project="P-F", new=Entered(phase, TODAY))

    assert listed()["P-F"] is Outlook.READY
    assert next(iter(listed())) == "P-F"
    whole, own = (
        queries.expected(code, reach=EVERYWHERE, on=TODAY)[0] for code in ("DR03", "D231")
    )
    assert (own.expected, own.interval.low, own.judged, own.unknown) == (1.0, 1, 1, 0)
    assert whole.expected >= 1
    assert whole.judged + whole.unknown == 5


def test_chosen_date_is_forecast_too(sites: None, tmp_path: Path) -> None:
    send(statement(tmp_path / "a.xlsx", full()))
    choose_date(by=BY, reach=EVERYWHERE, region="DR03", day=SPRING)

    year_end, spring = queries.expected("DR03", reach=EVERYWHERE, on=TODAY)
    assert (year_end.by, spring.by) == (YEAR_END, SPRING)
    assert year_end.expected < spring.expected
    assert len(queries.prospects_of("P-A", reach=EVERYWHERE, on=TODAY)) == 2
    for day, code in ((SPRING, "works.already-there"), (date(2025, 12, 1), "works.date-too-far")):
        with pytest.raises(Refused) as refusal:
            choose_date(by=BY, reach=EVERYWHERE, region="DR03", day=day)
        assert refusal.value.code == code
    with pytest.raises(Refused) as small:
        choose_date(by=BY, reach=EVERYWHERE, region="D591", day=date(2026, 5, 1))
    assert small.value.code == "works.no-region"
    drop_date(by=BY, reach=EVERYWHERE, region="DR03", day=SPRING, why="plus utile")
    assert queries.chosen_dates("DR03") == []
    actions = [one.action for one in history(Subject("entity", "DR03"))]
    assert actions[:2] == ["works.drop_date", "works.choose_date"]


def test_delegation_sees_its_own(sites: None, tmp_path: Path) -> None:
    send(statement(tmp_path / "a.xlsx", full()))

    assert sorted(listed(reach=SEFROU)) == ["P-A", "P-B", "P-C", "P-D"]
    assert queries.expected("DR03", reach=SEFROU, on=TODAY) == []
    assert len(queries.expected("D591", reach=SEFROU, on=TODAY)) == 1
    assert len(queries.expected("D591", reach=SEFROU, on=TODAY, programme="SSP2")) == 1
    assert queries.prospects_of("P-F", reach=SEFROU, on=TODAY) == []


def test_each_day_keeps_its_own_forecast(sites: None, tmp_path: Path) -> None:
    send(statement(tmp_path / "a.xlsx", full()))
    clock.fix_today(date(2025, 12, 20))
    entered = Entered(Phase.PROVISIONAL_ACCEPTANCE, date(2025, 12, 20))
    enter_phase(by=BY, reach=EVERYWHERE, project="P-A", new=entered)

    days = Prospect.objects.values_list("on_date", flat=True).distinct()
    assert sorted(set(days)) == [TODAY, date(2025, 12, 20)]
    assert queries.expected("DR03", reach=EVERYWHERE, on=TODAY)[0].on == TODAY
