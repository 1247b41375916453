"""What is gathered of projects: within reach alone, and nothing that must stay inside."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from tadbir.audit import installation
from tadbir.core.refused import Refused
from tadbir.exchange import queries
from tadbir.exchange.calc.facts import Body, Contract, Moved, Place, Step
from tadbir.exchange.written import written
from tadbir.procurement.models import Operation
from tadbir.procurement.terms import Nature, State
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works.actions import Entered, enter_phase
from tadbir.works.models import Programme, Project, ProjectContract
from tadbir.works.terms import Phase
from tests.budget.hand import BY
from tests.exchange.conftest import TODAY, engage, enter

pytestmark = pytest.mark.django_db
D591 = Reach(("/MSPS/DR03/D591/",), frozenset({"works", "procurement"}))


def linked(project: Project, operation: Operation, lot: int | None = None) -> None:
    """The operation carries the project out, whole or by a lot."""
    ProjectContract.objects.create(project=project, operation=operation, lot=lot)


def contract(*lots: int | None, purpose: str = "Travaux") -> Contract:
    """The contract of a project that an operation carries out by some lots."""
    project, operation = enter("P1"), engage("12/2025", purpose)
    for lot in lots:
        linked(project, operation, lot)
    (found,) = queries.projects(reach=EVERYWHERE, on=TODAY)
    (known,) = found.contracts
    return known


@translation.override("fr")
def test_project_is_gathered_with_its_place_and_its_contract(programme: Programme) -> None:
    project = enter("P1")
    linked(project, engage("12/2025"))
    (found,) = queries.projects(reach=EVERYWHERE, on=TODAY)

    assert (
        found.title == "Réhabilitation d’un centre de soins de santé primaires · Délégation de Fès"
    )
    assert found.owner == Body("DR03", "Direction régionale de Fès-Meknès")
    assert found.steps == [Step(Phase.WORKS, "Travaux en cours", date(2025, 1, 15))]
    assert found.place == Place(
        "03.231", "Fès", "Maroc", "", "Fès-Meknès", (-4.9419, 33.9912),
        "Milieu de Fès, non l’emplacement du bâtiment",
    )  # fmt: skip
    (known,) = found.contracts
    assert known == Contract(
        "D231-12/2025", "12/2025", "Travaux", State.SERVICE_ORDER,
        Body("D231", "Délégation de Fès"), Nature.WORKS, known.supplier, Decimal("4200000.00"),
        date(2024, 10, 1), date(2025, 1, 15), date(2025, 5, 15),
        [Moved(date(2025, 3, 11), date(2025, 5, 15), date(2025, 5, 25))],
    )  # fmt: skip
    assert known.supplier is not None
    assert known.supplier.name == "Atlas Travaux"


@pytest.mark.parametrize(
    ("lots", "amount"),
    [((1,), Decimal("3000000.00")), ((2,), None), ((1, 2), None), ((None,), Decimal("4200000.00"))],
)
def test_amount_is_that_of_the_lots_of_the_project(
    programme: Programme, lots: tuple[int | None, ...], amount: Decimal | None
) -> None:
    assert contract(*lots).amount == amount


def test_what_must_stay_inside_is_not_written(programme: Programme) -> None:
    known = contract(None, purpose="Grilles de l'unité des détenus")
    text = written(queries.package_of_entity("DR03", reach=EVERYWHERE, on=TODAY)).text

    assert known.title == ""
    for word in ("détenus", "Motif interne", "Note interne"):
        assert word not in text


def test_package_is_written_without_findings_and_alike_twice(programme: Programme) -> None:
    contract(1, 2)
    first = written(queries.package_of_entity("DR03", reach=EVERYWHERE, on=TODAY))
    alone = written(queries.package_of_project("P1", reach=EVERYWHERE, on=TODAY))

    assert first.findings == alone.findings == ()
    assert '"Atlas Travaux"' in first.text
    again = written(queries.package_of_entity("DR03", reach=EVERYWHERE, on=TODAY))
    assert again.text == first.text


def test_reach_of_two_entities_is_one_package(programme: Programme) -> None:
    for code, site in (("P1", "D231"), ("P2", "D591"), ("P3", "CH231"), ("P4", "DR03")):
        enter(code, site)
    both = Reach(("/MSPS/DR03/D591/", "/MSPS/DR03/D231/"), frozenset({"works", "procurement"}))
    package = queries.package_of_reach("D591", reach=both, on=TODAY)
    narrowed = queries.package_of_entity("D231", reach=both, on=TODAY)

    assert (package.name, [one.code for one in package.projects]) == (
        "D231-D591", ["P1", "P2", "P3"],
    )  # fmt: skip
    assert (narrowed.name, [one.code for one in narrowed.projects]) == ("D231", ["P1", "P3"])


@translation.override("fr")
def test_demonstration_says_so_in_its_file(
    programme: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter("P1")
    known = installation.Installed(demonstration=True, fixed_today=TODAY)
    monkeypatch.setattr(installation, "current", lambda: known)
    package = queries.package_of_project("P1", reach=EVERYWHERE, on=TODAY)

    for text in (package.publisher, package.projects[0].description):
        assert text.endswith(" (Démonstration : chiffres fictifs)")


def test_past_day_knows_what_had_happened_by_then(programme: Programme) -> None:
    linked(enter("P1"), engage("12/2025"))
    enter_phase(
        by=BY, reach=EVERYWHERE, project="P1",
        new=Entered(Phase.PROVISIONAL_ACCEPTANCE, date(2025, 11, 30)),
    )  # fmt: skip
    (then,) = queries.projects(reach=EVERYWHERE, on=date(2025, 3, 5))
    (now,) = queries.projects(reach=EVERYWHERE, on=TODAY)

    assert ([one.phase for one in then.steps], len(now.steps)) == ([Phase.WORKS], 2)
    assert then.contracts == []  # the file that speaks of it is of 30 November
    assert queries.projects(reach=EVERYWHERE, on=date(2025, 1, 14)) == []
    with pytest.raises(Refused):
        written(queries.package_of_entity("DR03", reach=EVERYWHERE, on=date(2025, 1, 14)))


def test_projects_and_contracts_out_of_reach_are_not_there(programme: Programme) -> None:
    enter("P1")
    linked(enter("P2", "D591"), engage("12/2025", holder="D231"))
    blind = Reach(("/",), frozenset({"budget"}))
    (found,) = queries.projects(reach=D591, on=TODAY)

    assert (found.code, found.contracts) == ("P2", [])
    assert queries.projects(reach=blind, on=TODAY) == []
    for code in ("P1", "P3"):
        with pytest.raises(Refused) as refusal:
            queries.package_of_project(code, reach=D591, on=TODAY)
        assert refusal.value.code == "works.unknown"
    with pytest.raises(Refused) as refusal:
        queries.package_of_entity("DR03", reach=D591, on=TODAY)
    assert refusal.value.code == "territory.unknown"


@pytest.mark.parametrize("count", [1, 3])
def test_projects_take_six_queries(
    programme: Programme, django_assert_num_queries: Callable[[int], object], count: int
) -> None:
    for number in range(count):
        linked(enter(f"P{number}"), engage(f"{number}/2025"))
    installation.current()  # asked once a process

    with django_assert_num_queries(6):  # type: ignore[attr-defined]
        assert len(queries.projects(reach=EVERYWHERE, on=TODAY)) == count
