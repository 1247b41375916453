"""A small region, a programme of works on it, a project and its contract."""

from datetime import date
from decimal import Decimal

import pytest

from tadbir.accounts.models import Post, User
from tadbir.accounts.seat import Seat
from tadbir.core import clock
from tadbir.procurement.actions import NewLot, Terms, enter_contract, give_order
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Operation
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind
from tadbir.territory.models import Area, Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import actions
from tadbir.works.models import Programme, Project
from tadbir.works.terms import Phase, ProjectKind
from tests.budget.hand import BY, found_entities, land, sender, table

SEAT = Seat(BY, EVERYWHERE, "head_of_service", "DR03")
TODAY = date(2025, 12, 12)
TERMS = Terms(Nature.WORKS, date(2025, 1, 15), 4, DurationUnit.MONTHS)
COLUMNS = ("reference", "purpose", "type", "code_path", "amount_with_tax", "supplier", "on_launched",
           "on_service_order")  # fmt: skip


@pytest.fixture
def programme(db: None) -> Programme:
    """The second phase of primary care in DR03; D231 is seated in the prefecture of Fès."""
    found: dict[str, Entity] = found_entities()
    clock.fix_today(TODAY)
    region = Area.objects.get(code="03")
    fes = Area.objects.create(
        code="03.231", kind="prefecture", parent=region, name_fr="Fès", name_ar="فاس",
        search="|", counted=True,
    )  # fmt: skip
    Entity.objects.filter(pk=found["D231"].pk).update(area=fes)
    return actions.open_programme(
        by=BY, reach=EVERYWHERE, code="SSP2", entity="DR03", name_fr="Soins primaires, phase 2"
    )


def enter(code: str, site: str = "D231", on: date = date(2025, 1, 15)) -> Project:
    """A centre of the programme whose works are under way."""
    return actions.enter_project(
        by=BY, reach=EVERYWHERE, programme="SSP2",
        new=actions.NewProject(code, site, ProjectKind.PRIMARY_CARE_REFURBISHMENT),
        first=actions.Entered(Phase.WORKS, on, note="Note interne"),
    )  # fmt: skip


def engage(reference: str, purpose: str = "Travaux", holder: str = "D231") -> Operation:
    """A works contract of a holder in two lots, whose works stopped from 1 to 11 March."""
    row = [reference, purpose, "Marché", "10.20", 420_000_000, "Atlas Travaux", date(2024, 10, 1),
           date(2025, 1, 15)]  # fmt: skip
    land(OPERATIONS, OPERATIONS.draft(table([row], COLUMNS), sender(holder)))
    found = Operation.objects.get(reference=reference)
    lots = [NewLot(1, "Gros œuvre", Decimal(3_000_000)), NewLot(2, "Électricité")]
    enter_contract(seat=SEAT, operation=found.pk, terms=TERMS, lots=lots)
    for day, kind in ((1, OrderKind.SUSPENSION), (11, OrderKind.RESTART)):
        give_order(
            seat=SEAT, operation=found.pk, kind=kind, on=date(2025, 3, day), reason="Motif interne"
        )
    return found


def person(role: str, entity: str) -> User:
    """Someone in a role."""
    user = User.objects.create(username=f"{role}.{entity}", name="Personne", language="fr")
    Post.objects.create(
        user=user, role=role, entity=Entity.objects.get(code=entity), valid_from=date(2020, 1, 1)
    )
    return user
