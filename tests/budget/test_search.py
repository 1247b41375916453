"""The search: lines and operations beside entities, each within reach, counted and named alike."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from tadbir.audit import installation
from tadbir.budget.intake import BUDGET
from tadbir.core import clock
from tadbir.procurement.intake import OPERATIONS
from tadbir.territory import finding
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tests.budget.hand import land, sender, table
from tests.territory.seats import seated

pytestmark = pytest.mark.django_db
NOVEMBER, TODAY = date(2025, 11, 30), date(2025, 12, 12)
LINES = ("path_4", "path_5", "label", "label_ar", "part", "delegated", "committed")
OPERATION = ("reference", "purpose", "type", "code_path", "amount_with_tax", "supplier")


@pytest.fixture(autouse=True)
def _fixed_day() -> None:
    clock.fix_today(TODAY)


def land_lines(holder: str, *rows: tuple[str, str, str, str]) -> None:
    """Operating lines by the last two parts of their code and their titles."""
    of = table([[*row, "Fonctionnement", 100_00, 40_00] for row in rows], LINES)
    land(BUDGET, BUDGET.draft(of, sender(holder, NOVEMBER)))


def land_operations(holder: str, *rows: tuple[str, str, str]) -> None:
    """Purchase orders by reference, purpose and supplier."""
    of = table(
        [[reference, purpose, "BC", "010", 5_00, supplier] for reference, purpose, supplier in rows],
        OPERATION, context={"part": "Fonctionnement"},
    )  # fmt: skip
    land(OPERATIONS, OPERATIONS.draft(of, sender(holder, NOVEMBER)))


def told(text: str, reach: Reach = EVERYWHERE) -> dict[str, tuple[int, list[object]]]:
    """What is counted and named, by kind."""
    with translation.override("fr"):
        groups = finding.found(text, reach=reach)
    return {
        group.title: (group.count, [next(iter(row.values())) for row in group.table.rows])
        for group in groups
    }


def test_line_is_found_by_either_title_and_by_its_code(region: dict[str, Entity]) -> None:
    land_lines(
        "D231", ("20", "10", "Frais de nettoyage", "مصاريف النظافة"), ("20", "11", "Gaz", "")
    )
    cleaning = {"Lignes budgétaires": (1, ["Frais de nettoyage"])}

    assert told("NETTOYÂGE") == cleaning
    assert told("النظافه") == cleaning
    assert told("20.10") == cleaning
    assert told("nettoyage 20") == cleaning
    assert told("20.1") == {}
    assert told("0.10") == {}


def test_operation_is_found_by_reference_and_purpose_never_by_supplier(
    region: dict[str, Entity],
) -> None:
    land_operations("D231", ("AO 201111/2025", "Réfection du toit", "Société Zalagh"))
    roof = {"Opérations": (1, ["Réfection du toit"])}

    assert told("refection") == roof
    assert told("201111") == roof
    assert told("AO toit 201111/2025") == roof
    assert told("20111") == {}
    assert told("zalagh") == {}
    assert told("toit zalagh") == {}


def test_number_in_a_code_does_not_find_names_that_hold_its_digits(
    region: dict[str, Entity],
) -> None:
    Entity.objects.filter(code="CH231").update(search="|centre 1|centre 2|meknes 20|")

    assert told("1.2") == {}
    assert told("2") == {"Entités": (1, ["Centre hospitalier de Fès"])}
    assert told("meknes 2") == {"Entités": (1, ["Centre hospitalier de Fès"])}


def test_nothing_out_of_reach_is_found_or_counted(region: dict[str, Entity]) -> None:
    for holder in ("D231", "D591", "DR03"):
        land_lines(holder, ("20", "10", f"Canari {holder}", ""))
        land_operations(holder, (f"BC {holder} 1", f"Canari {holder}", "X"))
    sefrou = Reach(("/MSPS/DR03/D591/",), EVERYWHERE.domains)
    only_territory = Reach(("/",), frozenset({"territory"}))

    assert told("canari", sefrou) == {
        "Lignes budgétaires": (1, ["Canari D591"]), "Opérations": (1, ["Canari D591"]),
    }  # fmt: skip
    assert told("d231", sefrou) == {}
    assert told("canari", only_territory) == {}
    assert {kind: count for kind, (count, _) in told("canari").items()} == {
        "Lignes budgétaires": 3, "Opérations": 3,
    }  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_same_whatever_it_finds(region: dict[str, Entity], rows: int) -> None:
    installation.declare_demonstration(TODAY)
    client = seated("director", "DR03")
    land_lines("D231", *((str(n), "10", f"Lits {n}", "") for n in range(rows)))
    land_operations("D231", *((f"BC {n}", f"Lits {n}", "X") for n in range(rows)))
    client.get("/recherche/?q=lits")

    with CaptureQueriesContext(connection) as seen:
        page = client.get("/recherche/?q=lits").content.decode()

    assert page.count("Lits ") == 2 * rows
    assert len(seen) == 11


def test_page_says_that_nothing_was_found(region: dict[str, Entity]) -> None:
    page = seated("director", "DR03").get("/recherche/?q=zzz").content.decode()

    assert "Rien dans votre périmètre ne contient ces mots." in page
