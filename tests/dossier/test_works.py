"""Works in a pack: what was entered is kept, what files said is derived again, and both are printed."""

from datetime import date
from decimal import Decimal as D
from pathlib import Path

import pytest
from django.utils.translation import override

from tadbir.audit import trail
from tadbir.core import clock
from tadbir.dossier import (
    actions,
    content,
    frames,
    render,
    sheets,
    wire,
    works_risks,
    works_sections,
)
from tadbir.dossier.pack import Pack
from tadbir.dossier.works import NOTHING_ENTERED
from tadbir.meetings.models import Series
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.ui.tables import Missing, Table
from tadbir.works import queries
from tadbir.works.actions import (
    Entered,
    Opened,
    enter_phase,
    open_programme,
    prepared_once,
    record_opening,
)
from tadbir.works.models import PhaseEntry, Report
from tadbir.works.terms import Phase
from tests.budget.hand import BY, found_entities
from tests.dossier.conftest import hold
from tests.works.intake.test_progress import full
from tests.works.sites import enter_projects, found_sites, send, statement

pytestmark = pytest.mark.django_db
OCTOBER, DECEMBER = date(2025, 10, 10), date(2025, 12, 12)
CODE = "DR03-2025-12-12"


def ready(code: str, on: date) -> None:
    """A project brought to the door of its opening."""
    with prepared_once():
        for phase in (Phase.PROVISIONAL_ACCEPTANCE, Phase.READY_TO_OPEN):
            enter_phase(by=BY, reach=EVERYWHERE, project=code, new=Entered(phase, on))


@pytest.fixture
def derived(db: None, settings: object, tmp_path: Path) -> Pack:
    """Five sites: one opened and one ready since October, a statement, and the meeting's pack."""
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    clock.fix_today(DECEMBER)
    region = found_entities()
    found_sites(region)
    open_programme(by=BY, reach=EVERYWHERE, code="SSP2", entity="DR03", name_fr="Phase 2")
    enter_projects()
    series = Series.objects.create(
        code="DR03-coordination", entity=region["DR03"], kind="coordination", rhythm="monthly"
    )
    ready("P-C", date(2025, 9, 1))
    hold(series, OCTOBER, _number())
    send(statement(tmp_path / "a.xlsx", full()))
    ready("P-F", DECEMBER)
    opened = Opened(DECEMBER, population=12_000, staff=7)
    record_opening(by=BY, reach=EVERYWHERE, project="P-C", opened=opened)
    hold(series, DECEMBER, _number())
    return pack()


def _number() -> int:
    return trail.last_number()


def pack() -> Pack:
    """The content of the second meeting's pack, not frozen."""
    framed = frames.framed(frames.of_meeting(CODE, reach=EVERYWHERE), reach=EVERYWHERE)
    return content.derive(framed)


def values(table: Table, *keys: str) -> list[tuple[object, ...]]:
    """Some columns of a table, row by row."""
    return [tuple(row.get(key) for key in keys) for row in table.rows]


def test_count_is_of_the_day_and_since_the_meeting(derived: Pack) -> None:
    with override("fr"):
        table = works_sections.counts_table(derived)

    keys = ("opened", "ready", "programme", "share", "opened_since", "ready_since")
    assert values(table, *keys) == [(1, 2, 5, D("0.4"), 1, 1)]
    latest = derived.situation.latest("works_opened")
    assert latest is not None
    assert latest.numerator == 1


def test_lists_and_contradictions_name_sites_and_who_must_settle(derived: Pack) -> None:
    with override("fr"):
        listed = values(works_sections.outlooks_table(derived), "site", "outlook", "now")
        risk = values(works_risks.at_risk_table(derived), "site", "days", "status")
        crossed = values(works_risks.crossings_table(derived), "site", "gap", "who")
        openings = values(works_sections.openings_table(derived), "site", "on", "population")

    assert listed[0] == ("Aïn Chkef", "Prêt (1)", D("1.000"))
    assert "Mohammed V" not in {site for site, _list, _now in listed}  # opened: never forecast
    assert ("Aïn Chkef", D("0.330000"), "Maître d’ouvrage délégué") in crossed
    assert openings == [("Mohammed V", DECEMBER, 12_000)]
    assert "Mohammed V" not in {site for site, _days, _status in risk}


def test_deadlines_are_those_of_the_page_and_of_the_outlook(derived: Pack) -> None:
    pages = {one.code: one.deadline for one in queries.followed(reach=EVERYWHERE, on=DECEMBER)}
    joined = queries.joined(reach=EVERYWHERE, on=DECEMBER)

    printed = {one.project: one.deadline for one in derived.works}

    assert printed == pages == {one.state.code: one.deadline(DECEMBER) for one in joined}
    # Four months from 12 March and 14 days of suspension: Saturday 26 July 2025, hence Monday.
    assert printed["P-A"] == date(2025, 7, 28)


def test_forecast_is_printed_with_its_interval(derived: Pack) -> None:
    found = derived.situation.expected
    assert found is not None
    assert found.low <= found.mean <= found.high + 1
    assert found.judged + found.unknown == 5
    with override("fr"):
        note = works_sections.note(derived)
    assert f"{found.low} à {found.high}" in note


def test_text_comes_back_and_says_the_same_later(derived: Pack) -> None:
    text = wire.canonical(derived)
    assert wire.canonical(wire.read(Pack, text)) == text

    ready("P-A", DECEMBER)

    again = content.derive(wire.read(Pack, text).frame)
    assert wire.differences(wire.encoded(derived), wire.encoded(again)) == []
    assert pack().works == derived.works


def test_figures_altered_behind_the_product_are_found(derived: Pack, light_makers: None) -> None:
    frozen = actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE)
    assert actions.verify(frozen).is_whole

    Report.objects.filter(project__code="P-A").update(physical=D("0.5"))
    PhaseEntry.objects.filter(project__code="P-B").update(phase="ready_to_open")

    figures = actions.verify(frozen).figures
    assert any(".crossed" in place for place in figures)
    assert any(place.endswith(".phase") for place in figures)


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_document_and_workbook_hold_the_works(derived: Pack, lang: str) -> None:
    assert render.document(derived, digest="0" * 64, lang=lang).startswith(b"%PDF")
    with override(lang):
        tabs = [tab for tab, _table in sheets.tables(derived)]
    assert len(tabs) == len(set(tabs))
    assert all(len(tab) <= 31 for tab in tabs)


def test_region_without_works_says_so(region: dict[str, Entity]) -> None:
    empty = pack()

    assert wire.encoded(empty.frame.works) == wire.encoded(NOTHING_ENTERED)
    assert empty.works == []
    assert empty.situation.expected is None
    with override("fr"):
        table = works_sections.counts_table(empty)
        assert (table.rows, table.empty) == ([], "Aucun site de travaux n’est saisi.")
        assert works_sections.note(empty) == ""


def test_penalty_that_no_contract_gives_is_no_zero(derived: Pack) -> None:
    with override("fr"):
        found = {row["site"]: row["penalty"] for row in works_risks.at_risk_table(derived).rows}

    assert found
    assert all(one is None or isinstance(one, Missing) for one in found.values())
