"""Templates of works sent back untouched change nothing; gates are read from the monthly form."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook

from tadbir.intake import mappings, staging, templates
from tadbir.intake.said import declare
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.models import GateReport
from tests.works.intake.test_progress import full
from tests.works.sites import DAY, refused, send, statement

pytestmark = pytest.mark.django_db
HEADS = ("N°", "Province", "Établissement", "Équipement", "Personnel", "Eau et électricité",
         "Mise en service", "Réserves non levées", "Observations")  # fmt: skip
FORM: tuple[tuple[Any, ...], ...] = (
    (1, "Sefrou", "CSR1 Aïn Chkef", "oui", "non", "Oui", "", 4, "Groupe attendu"),
    (2, "Sefrou", "CSU-2 Aïn Chkef", "x", "نعم", "en cours", "non", 0, ""),
    (3, "Sefrou", "Hôpital Mohammed V", "", "", "", "", None, ""),
)  # fmt: skip
TITLE = "Situation mensuelle des sites au 30/11/2025"


def form(path: Path) -> Path:
    """The monthly form of a delegation."""
    return statement(path, FORM, heads=HEADS, title=TITLE)


def gates() -> dict[str, tuple[bool | None, ...]]:
    """What stands of each project: its gates, then its reserves."""
    return {
        one.project.code: (
            one.equipment, one.staff, one.water_and_power, one.commissioning, one.open_reserves
        )
        for one in GateReport.objects.filter(standing__is_current=True).select_related("project")
    }  # fmt: skip


def test_form_of_gates_is_read(sites: None, tmp_path: Path) -> None:
    outcome = send(form(tmp_path / "g.xlsx"), dataset="gates")

    assert (refused(outcome), outcome.refused) == ([], None)
    assert gates() == {
        "P-A": (True, False, True, None, 4),
        "P-B": (True, True, False, False, 0),
    }


def test_gate_that_is_no_yes_is_refused(sites: None, tmp_path: Path) -> None:
    rows = [(*FORM[0][:3], "peut-être", *FORM[0][4:]), FORM[1]]

    outcome = send(
        statement(tmp_path / "g.xlsx", rows, heads=HEADS, title=TITLE),
        dataset="gates", ticks=Ticks(leave_out_refused=True),
    )  # fmt: skip

    assert refused(outcome) == [("D4", "works.gate-not-understood")]
    assert list(gates()) == ["P-B"]


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("dataset", ["progress", "gates"])
def test_template_sent_back_untouched_changes_nothing(
    sites: None, tmp_path: Path, dataset: str, lang: str
) -> None:
    send(statement(tmp_path / "a.xlsx", full()))
    send(form(tmp_path / "g.xlsx"), dataset="gates")
    path = tmp_path / "template.xlsx"
    with translation.override(lang):
        path.write_bytes(templates.template(dataset, "D591", DAY, reach=EVERYWHERE))

    declared = declare(reach=EVERYWHERE, sender="x", dataset=dataset)
    found = staging.prepare(mappings.matched(path, path.name, declared), declared, reach=EVERYWHERE)

    changes = found.changes
    assert (found.report["refused"], changes.figures) == ([], ())
    same = {"progress": 6, "gates": 2}[dataset]
    assert (changes.new, changes.changed, changes.gone, changes.same) == (0, 0, 0, same)


def test_template_offers_every_site_under_way(sites: None, tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    with translation.override("fr"):
        path.write_bytes(templates.template("gates", "D591", DAY, reach=EVERYWHERE))

    page = load_workbook(path).worksheets[0]
    assert [cell.value for cell in page["B"][4:8]] == [
        "CSR-1 Aïn Chkef", "CSU-2 Aïn Chkef", "HP Mohammed V", "CSR-2 Ribate El Kheir",
    ]  # fmt: skip
