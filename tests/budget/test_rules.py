"""The rules behind the calendar: forms that change them, who may, and what they move."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from tadbir.accounts.models import User
from tadbir.audit.models import Entry
from tadbir.budget import queries, terms
from tadbir.budget.actions import NewClosingDate, Step, set_closing_date, set_norm, set_route
from tadbir.budget.calc.calendar import Scrutiny
from tadbir.budget.calc.norms import CLEAR_WORKING_DAYS, INVESTMENT_CARRY_OVER_CEILING, norm_on
from tadbir.budget.calc.operations import Outlook
from tadbir.budget.models import ControlRegime, ExemptOperation, Line, RouteStep
from tadbir.budget.terms import Control
from tadbir.core.refused import Refused
from tadbir.procurement.models import Operation
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.budget import hand
from tests.budget.test_pages import land_budget, page
from tests.budget.test_queries import land_line, land_operations

MEETING = date(2025, 12, 12)
RULES = "/budget/calendrier/regles/"
EXEMPTIONS = "/budget/calendrier/exemptions/"


@pytest.fixture
def head(region: dict[str, Entity]) -> Client:
    """The head of service of DR03, who sets the calendar."""
    found = hand.signed_in("head_of_service", region["DR03"])
    User.objects.update(language="fr")
    return found


@pytest.fixture
def tiered_delay(region: dict[str, Entity]) -> None:
    """Contracts under the tiered control wait 7 clear working days: until 22 December 2025."""
    set_norm(
        by=hand.BY, code="visa_delay_contract_tiered", value=Decimal(7), unit=CLEAR_WORKING_DAYS,
        source="Circulaire 2", valid_from=date(2025, 1, 1),
    )  # fmt: skip


def audited() -> list[tuple[str, str, str]]:
    """The actions of the budget in the trail."""
    found = Entry.objects.filter(action__startswith="budget.").order_by("number")
    return [(one.action, one.kind, one.code) for one in found]


def test_calendar_says_the_days_of_each_control_someone_is_under(
    head: Client, tiered_delay: None
) -> None:
    typed = {"control": "tiered", "valid_from": "2025-01-01", "source": "Décision 12/2024"}
    before = page(head, "/budget/calendrier/")

    assert head.post(f"{RULES}controle/CH231/", typed).status_code == 302

    after = page(head, "/budget/calendrier/")
    assert "22/12/2025" not in before
    for day in ("15/12/2025", "22/12/2025", "24/12/2025"):
        assert day in after
    assert "Contrôle modulé" in after
    assert "Décision 12/2024" in page(head, RULES)
    assert audited()[-1] == ("budget.set_control", "entity", "CH231")


def test_holder_under_one_control_sees_its_days_alone(
    region: dict[str, Entity], tiered_delay: None
) -> None:
    ControlRegime.objects.create(
        entity=region["CH231"], control="tiered", valid_from=date(2025, 1, 1), source="Décision"
    )
    director = hand.signed_in("hospital_director", region["CH231"])
    User.objects.update(language="fr")

    text = page(director, "/budget/calendrier/")

    assert "6 jours ouvrables" in text  # 15, 16, 17, 18, 19 and 22 December
    assert "Contrôle ordinaire" not in text


def test_circular_is_said_once_for_every_control(head: Client, tiered_delay: None) -> None:
    for spending in terms.Spending:
        new = NewClosingDate(2025, terms.Deadline.COMMITMENT, spending, date(2025, 12, 19), "C 1")
        set_closing_date(by=hand.BY, new=new)

    text = page(head, "/budget/calendrier/")

    assert "Toutes dépenses" in text
    assert "Tout contrôle" in text
    assert "22/12/2025" not in text


def test_regime_before_ends_on_the_day_of_the_next(head: Client) -> None:
    for control, day in (("tiered", "2025-01-01"), ("ordinary", "2025-07-01")):
        typed = {"control": control, "valid_from": day, "source": "Décision"}
        head.post(f"{RULES}controle/D231/", typed)

    on = [queries.controls_on(reach=EVERYWHERE, on=day) for day in (date(2025, 6, 30), MEETING)]
    assert on == [{"D231": Control.TIERED}, {"D231": Control.ORDINARY}]


def test_rule_that_begins_before_a_later_one_is_refused_in_the_form(head: Client) -> None:
    late = {"control": "tiered", "valid_from": "2025-07-01", "source": "Décision"}
    head.post(f"{RULES}controle/D231/", late)

    response = head.post(f"{RULES}controle/D231/", late | {"valid_from": "2025-01-01"})

    assert response.status_code == 200
    assert "plus tardif" in response.content.decode()
    assert ControlRegime.objects.count() == 1


def test_value_of_a_rule_is_typed_in_its_unit_and_moves_the_calendar(head: Client) -> None:
    """A share is typed in percent and kept as a fraction; 10 days end on 17 December 2025."""
    share = {"value": "25", "valid_from": "2025-01-01", "source": "Loi de finances"}
    days = {"value": "10", "valid_from": "2025-01-01", "source": "Décret"}

    assert head.post(f"{RULES}valeurs/{INVESTMENT_CARRY_OVER_CEILING}/", share).status_code == 302
    assert head.post(f"{RULES}valeurs/visa_delay_contract/", days).status_code == 302

    kept = norm_on(INVESTMENT_CARRY_OVER_CEILING, MEETING, norms=queries.norms())
    assert kept is not None
    assert kept.value == Decimal("0.25")
    assert "17/12/2025" in page(head, "/budget/calendrier/")
    assert "Loi de finances" in page(head, RULES)


@pytest.mark.parametrize(
    ("code", "value", "said"),
    [("visa_delay_contract", "7.5", "nombre entier"),
     (INVESTMENT_CARRY_OVER_CEILING, "130", "100 pour cent")],
)  # fmt: skip
def test_value_that_cannot_be_is_refused(head: Client, code: str, value: str, said: str) -> None:
    typed = {"value": value, "valid_from": "2025-01-01", "source": "Décret"}

    response = head.post(f"{RULES}valeurs/{code}/", typed)

    assert response.status_code == 200
    assert said in response.content.decode()


def test_route_replaces_its_steps_from_a_day_on(head: Client) -> None:
    """A contract takes 6 working days: it may be launched until 5 December 2025."""
    typed = {"publication": "4", "award": "1", "deposit": "1", "valid_from": "2025-06-01",
             "source": "Note interne"}  # fmt: skip

    assert head.post(f"{RULES}passation/contract/", typed).status_code == 302

    held = RouteStep.objects.filter(route="contract", valid_to=None).order_by("position")
    assert [(one.step, one.days) for one in held] == [
        ("publication", 4),
        ("award", 1),
        ("deposit", 1),
    ]
    assert "05/12/2025" in page(head, "/budget/calendrier/")
    assert RouteStep.objects.filter(route="contract", valid_to=date(2025, 6, 1)).count() == 4


def test_route_without_a_step_is_refused(region: dict[str, Entity]) -> None:
    with pytest.raises(Refused, match="at least one step"):
        set_route(by=hand.BY, route="contract", steps=[], valid_from=MEETING, source="x")
    with pytest.raises(Refused, match="later day"):
        set_route(
            by=hand.BY, route="contract", steps=[Step("award", 1)], valid_from=date(2020, 1, 1),
            source="x",
        )  # fmt: skip


def test_line_is_put_outside_the_control_and_back(head: Client) -> None:
    land_budget()
    line = Line.objects.get(code_path="010")
    address = f"{EXEMPTIONS}ligne/{line.pk}/"

    assert f'href="{address}?on=' in page(head, f"{EXEMPTIONS}?q=médicaments")
    head.post(address, {"is_exempt": "on", "why": "Décret 2-07-1235, article 10"})
    line.refresh_from_db()

    assert line.is_exempt
    assert "31/12/2025" in page(head, "/budget/calendrier/")
    assert "Médicaments" in page(head, EXEMPTIONS)
    head.post(address, {"why": "Erreur"})
    assert queries.scrutinies(reach=EVERYWHERE, on=MEETING) == {Scrutiny.ORDINARY}


def test_exempt_operation_waits_for_no_visa(head: Client) -> None:
    """A contract awarded is late for the visa on 16 December, and may still pass without one."""
    land_line("D231", date(2025, 11, 30), 60)
    land_operations([["AO 1", "Scanner", "AO", "010", 40_00, None, None, None]])
    operation = Operation.objects.get()
    set_route(by=hand.BY, route="contract", steps=[Step("award", 3)],
              valid_from=date(2025, 1, 1), source="x")  # fmt: skip

    def outlook() -> Outlook:
        (one,) = queries.levers_on(reach=EVERYWHERE, on=MEETING, today=MEETING)
        return one.lever.outlook

    assert outlook() is Outlook.TOO_LATE
    address = f"{EXEMPTIONS}operation/{operation.pk}/"
    assert f'href="{address}?on=' in page(head, f"{EXEMPTIONS}?q=scanner")
    head.post(address, {"is_exempt": "on", "why": "Décision"})
    assert outlook() is Outlook.IN_TIME
    assert "Scanner" in page(head, EXEMPTIONS)
    head.post(address, {"why": "Erreur"})
    assert outlook() is Outlook.TOO_LATE
    assert ExemptOperation.objects.count() == 0
    assert [one[1:] for one in audited() if one[0] == "budget.set_exempt"] == [
        ("operation", str(operation.pk))
    ] * 2


@pytest.mark.parametrize(
    "address",
    [f"{RULES}controle/D231/", f"{RULES}valeurs/visa_delay_contract/",
     f"{RULES}passation/contract/", EXEMPTIONS],
)  # fmt: skip
def test_rules_are_changed_by_the_head_of_service_alone(
    region: dict[str, Entity], address: str
) -> None:
    director = hand.signed_in("director", region["DR03"])

    assert director.get(address).status_code == 403
    assert f"{RULES}controle/" not in page(director, RULES)


@pytest.mark.parametrize("address", [f"{RULES}valeurs/x/", f"{RULES}passation/x/"])
def test_unknown_rule_is_not_there(head: Client, address: str) -> None:
    assert head.get(address).status_code == 404


def test_rules_come_as_a_workbook(head: Client) -> None:
    assert head.get(f"{RULES}?on=2025-12-12&format=xlsx").content.startswith(b"PK")


@pytest.mark.parametrize(("address", "queries_made"), [(RULES, 10), (f"{EXEMPTIONS}?q=achat", 7)])
def test_list_of_rules_costs_the_same_with_one_and_three_rows(
    head: Client, address: str, queries_made: int,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:  # fmt: skip
    columns = ["Achat 1", "Achat 2", "Achat 3"]
    for count in (1, 3):
        land_line("D231", date(2025, 11, 30), 60)
        land_operations(
            [[f"BC {n}", what, "BC", "010", 10_00, None, None, None]
             for n, what in enumerate(columns[:count])]
        )  # fmt: skip
        page(head, address)
        with django_assert_num_queries(queries_made):  # type: ignore[operator]
            page(head, address)
