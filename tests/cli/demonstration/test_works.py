"""Works of the demonstration agree with the public counts, hold together, and load as they are told."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings

from tadbir.audit import installation
from tadbir.cli.demonstration import facts, load, plan
from tadbir.cli.demonstration.days import LAST_MEETING, TODAY
from tadbir.cli.demonstration.works import stated
from tadbir.cli.demonstration.works.openings import GENERATED, opened_by_then, programmed, waves
from tadbir.cli.demonstration.works.sites import programme_sites
from tadbir.cli.demonstration.works.truth import ESSP, HOSPITALS, Work, works
from tadbir.core.period import month_end
from tadbir.intake import queries as intake
from tadbir.intake.models import Standing
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tadbir.works.models import Opening, PlannedPoint, Report
from tadbir.works.terms import Phase, Steering

ENDS = tuple(month_end(2025, month) for month in range(1, 12))
SUBSET = ("listes/", "programmes-", "avancement-2025-11", "chantiers-delegations-2025-11",
          "fiches-des-sites-2025-11", "en-recul", "110", "deux-fois", "operations-2022-2024",
          "operations-2025-12-12")  # fmt: skip


def every_work() -> list[Work]:
    """The works of both regions."""
    return [work for region in facts.REGIONS for work in works(region)]


@pytest.mark.parametrize(("region", "programme", "opened"), [("03", 307, 124), ("05", None, 72)])
def test_public_counts_are_those_of_the_facts(
    region: str, programme: int | None, opened: int
) -> None:
    assert (programmed(region), opened_by_then(region)) == (programme, opened)
    assert sum(wave.sites for wave in waves(region)) == opened


@pytest.mark.parametrize("region", facts.REGIONS)
def test_each_public_opening_has_its_day_and_its_number_of_sites(region: str) -> None:
    told = Counter[tuple[str, str]]()
    for wave in waves(region):
        if wave.remark != GENERATED:
            told[wave.on.isoformat(), wave.remark] += wave.sites
    public = {
        (row["date"], f"Ouverture publique : {row['source']}"): int(row["facilities"])
        for row in facts.rows("phc_openings")
        if row["region_code"] == region and row["date"] and row["date"] <= TODAY.isoformat()
    }
    assert told == public


def test_numbers_of_a_public_note_go_to_their_provinces() -> None:
    told = Counter[tuple[date, str]]()
    for wave in waves("05"):
        if wave.remark != GENERATED:
            told[wave.on, wave.province] += wave.sites

    assert told[date(2024, 4, 30), "05.081"] == 10
    assert told[date(2024, 4, 30), "05.091"] == 11
    assert [told[date(2025, 7, 25), code] for code in ("05.081", "05.255", "05.301")] == [5, 3, 2]


def test_nothing_is_known_after_today() -> None:
    assert max(day for work in every_work() for day in work.passed.values()) <= TODAY
    later = {
        row["opened"] for row in facts.rows("phc_opened_facilities") if row["opened"] > str(TODAY)
    }
    assert later == {"2026-01-24"}
    assert not any(wave.on > TODAY for region in facts.REGIONS for wave in waves(region))


def test_people_of_a_public_opening_are_those_that_it_serves() -> None:
    served = [
        work.people for work in works("05")
        if work.people and work.passed.get(Phase.OPENED) == date(2025, 2, 25)
    ]  # fmt: skip
    assert len(served) == 15
    assert 66_900 <= sum(served) <= 67_000


@pytest.mark.parametrize(("region", "sites"), [("03", 307), ("05", 250)])
def test_programme_is_on_sites_of_the_demonstration_each_once(region: str, sites: int) -> None:
    found = programme_sites(region)

    assert len(set(found)) == len(found) == sites
    assert len([work for work in works(region) if work.programme == ESSP]) == sites


def test_phases_of_a_work_follow_one_another() -> None:
    for work in every_work():
        days = list(work.passed.values())
        assert days == sorted(days), work.site
        assert (work.start is None) == (work.contract is None)


def test_progress_never_falls_and_payments_never_pass_the_contract() -> None:
    for region in facts.REGIONS:
        last: dict[str, stated.Line] = {}
        for day in ENDS:
            for _province, line in stated.told_by_agency(region, day):
                before = last.get(line.reference)
                assert 0 <= (line.physical or 0) <= 100
                assert (line.paid or 0) <= line.amount
                if before is not None:
                    assert (line.physical or 100) >= (before.physical or 0)
                    assert (line.paid or 0) >= (before.paid or 0)
                last[line.reference] = line


def test_some_delegations_contradict_the_agency() -> None:
    day = month_end(2025, 11)
    agency = {line.site_fr: line for _p, line in stated.told_by_agency("03", day)}
    apart = [
        points is None or abs(points - (agency[work.site.french(work.number % 4)].physical or 0)) > 10
        for work, points, _word in stated.told_by_delegations("03", day)
    ]  # fmt: skip
    assert 5 <= sum(apart) <= len(apart) // 3


@pytest.fixture
def loaded(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> load.Loaded:
    """A demonstration of the files of works, in a database of its own."""
    settings.DATA_FOLDER = tmp_path
    chosen = tuple(e for e in plan.entries() if any(part in e.path for part in SUBSET))
    monkeypatch.setattr(plan, "entries", lambda: chosen)
    installation.forget()
    try:
        return load.load(folder=tmp_path)
    finally:
        installation.forget()


def shares(source: str, day: date) -> dict[str, Decimal]:
    """The progress that stands from a source on a day, by contract."""
    found = Report.objects.filter(
        standing__source=source, standing__on_date=day, physical__isnull=False, lot=0
    )
    return {one.project.code: one.physical or Decimal(0) for one in found.select_related("project")}


def check_counts() -> None:
    """The public counts, on the day of the meeting and today."""
    count = {
        (code, day): queries.counts(queries.projects(reach=EVERYWHERE, on=day, programme=code))
        for code in ("ESSP-FM", "ESSP-BMK", "HOP-FM")
        for day in (LAST_MEETING, TODAY)
    }
    centres = count["ESSP-FM", LAST_MEETING][None]
    assert (centres.opened, centres.programme) == (124, 307)
    assert count["ESSP-BMK", LAST_MEETING][None].opened == 72
    assert set(count["HOP-FM", TODAY]) == set(Steering)
    assert Opening.objects.filter(entry__since__gt=TODAY).count() == 0
    assert Opening.objects.filter(entry__note__contains="L'Information / Anfas Press").count() == 14


def check_contracts() -> None:
    """Contracts, orders and planned curves of the works that have them."""
    hospitals = [one for one in every_work() if one.programme == HOSPITALS]
    planned = PlannedPoint.objects.filter(share=1).values_list("project__code", flat=True)
    assert len(planned) == len(set(planned)) == len([one for one in hospitals if one.start])
    joined = queries.joined(reach=EVERYWHERE, on=TODAY)
    contracts = {one.state.site: one.entered for one in joined if one.entered}
    carried = [one for one in every_work() if one.operation]
    assert len(contracts) == len(carried) >= 30
    assert sum(len(terms.orders) for (terms,) in contracts.values()) == sum(
        len([day for day in one.stop or () if day]) for one in carried
    )


def check_progress(day: date) -> None:
    """What the agency says of whole contracts is what was generated."""
    generated = Counter(
        Decimal(line.physical) / 100
        for region in facts.REGIONS
        for _province, line in stated.told_by_agency(region, day)
        if line.physical is not None and line.physical < 100 and not line.is_accepted
    )
    assert Counter(shares("delegated_project_owner", day).values()) == generated


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_loading_tells_the_public_counts_and_what_was_generated(
    loaded: load.Loaded, tmp_path: Path
) -> None:
    assert loaded.is_new
    assert loaded.refused == 4
    check_counts()
    check_contracts()
    check_progress(month_end(2025, 11))
    forms = Standing.objects.filter(dataset="gates").values_list("source", flat=True)
    assert set(forms) == {"delegation"}

    again = load.load(folder=tmp_path)

    assert again == load.Loaded(is_new=False, meetings=loaded.meetings)
    assert intake.batches(reach=EVERYWHERE).exclude(withdrawn_number=None).count() == 0
