"""Who owes what, what came, who is silent and whom to call."""

from datetime import date
from decimal import Decimal

import pytest

from tadbir.audit import trail
from tadbir.core.refused import Refused
from tadbir.intake import returns
from tadbir.intake.models import ExpectedReturn
from tadbir.territory.models import Entity
from tests.intake.conftest import BY, REGION, SEFROU, Send
from tests.intake.people import person

pytestmark = pytest.mark.django_db
ON = date(2025, 7, 12)
OWED = {"dataset": "notes", "rhythm": "monthly", "due_day": 10, "valid_from": date(2025, 1, 1)}


@pytest.fixture(autouse=True)
def _expected(territory: dict[str, Entity], ledger_only: None) -> None:
    """Both delegations owe their ledger by the tenth."""
    for sender in ("D231", "D451"):
        returns.expect(by=BY, reach=REGION, sender=sender, **OWED)  # type: ignore[typeddict-item]


def states(on: date = ON, at_number: int | None = None) -> dict[str, str]:
    """How each return stands."""
    found = returns.completeness("notes", reach=REGION, on=on, at_number=at_number)
    return {due.sender.code: due.state for due in found.returns}


def test_return_that_came_is_done_and_the_other_late(send: Send) -> None:
    send("a", [("D451", "10", "Gaz", 5_00)])

    found = returns.completeness("notes", reach=REGION, on=ON)

    assert (found.expected, found.received) == (2, 1)
    assert states() == {"D231": "late", "D451": "done"}
    assert [due.sender.code for due in found.silent] == ["D231"]


def test_return_of_another_month_does_not_count(send: Send) -> None:
    send("a", [("D451", "10", "Gaz", 5_00)], on_date=date(2025, 5, 31))

    assert states(date(2025, 7, 10)) == {"D231": "due", "D451": "due"}


def test_completeness_as_known_then(send: Send) -> None:
    before = trail.last_number()
    send("a", [("D451", "10", "Gaz", 5_00)])

    assert states(at_number=before) == {"D231": "late", "D451": "late"}
    assert states() == {"D231": "late", "D451": "done"}


def test_reach_hides_what_others_owe() -> None:
    found = returns.completeness("notes", reach=SEFROU, on=ON)

    assert [due.sender.code for due in found.returns] == ["D451"]


def test_nothing_is_expected_before_it_begins() -> None:
    assert returns.completeness("notes", reach=REGION, on=date(2024, 12, 31)).expected == 0


def test_silent_senders_come_by_their_share_with_whom_to_call(
    territory: dict[str, Entity],
) -> None:
    person("d.sefrou", "delegate", territory["D451"])
    person("a.sefrou", "budget_officer", territory["D451"])
    found = returns.completeness("notes", reach=REGION, on=ON)
    money = {"D231": Decimal(25), "D451": Decimal(75)}

    rows = returns.silent(found, money=money, on=ON)

    assert [(row.due.sender.code, row.share, row.whom_to_call) for row in rows] == [
        ("D451", Decimal("0.75"), ("Name of a.sefrou", "Name of d.sefrou")),
        ("D231", Decimal("0.25"), ()),
    ]


def test_share_of_the_money_is_unknown_rather_than_zero() -> None:
    found = returns.completeness("notes", reach=REGION, on=ON)

    assert [row.share for row in returns.silent(found, money={}, on=ON)] == [None, None]


def test_expecting_again_replaces_what_was_expected() -> None:
    returns.expect(
        by=BY, reach=REGION, dataset="notes", sender="D451", rhythm="weekly", due_day=2,
        valid_from=date(2025, 7, 1),
    )  # fmt: skip

    rows = ExpectedReturn.objects.filter(sender__code="D451").order_by("pk")
    assert [(r.rhythm, r.valid_from, r.valid_to) for r in rows] == [
        ("monthly", date(2025, 1, 1), date(2025, 7, 1)),
        ("weekly", date(2025, 7, 1), None),
    ]


def test_stopping_ends_it_and_is_in_the_trail() -> None:
    returns.stop_expecting(by=BY, reach=REGION, dataset="notes", sender="D451", on=date(2025, 7, 1))

    assert list(states()) == ["D231"]
    assert trail.history(trail.Subject("entity", "D451"))[0].action == "intake.stop_expecting"


@pytest.mark.parametrize(("rhythm", "due_day"), [("monthly", 29), ("weekly", 8), ("daily", 1)])
def test_due_day_that_cannot_be_is_refused(rhythm: str, due_day: int) -> None:
    with pytest.raises(Refused):
        returns.expect(
            by=BY, reach=REGION, dataset="notes", sender="D451", rhythm=rhythm, due_day=due_day,
            valid_from=date(2025, 7, 1),
        )  # fmt: skip


def test_shares_of_the_year_are_those_of_each_month_end(send: Send) -> None:
    send("a", [("D451", "10", "Gaz", 5_00)], on_date=date(2025, 1, 31))
    send("b", [("D451", "10", "Gaz", 6_00), ("D231", "10", "Gaz", 6_00)], on_date=date(2025, 3, 15))

    found = returns.shares(["notes"], reach=REGION, on=date(2025, 4, 12))

    assert found == [Decimal("0.5"), Decimal(0), Decimal(1)]


def test_months_in_which_nothing_was_expected_have_no_share() -> None:
    found = returns.shares(["notes"], reach=REGION, on=date(2024, 2, 29))

    assert found == [None, None]
