"""Rights, each with who may and who may not; what a role sees and from where it compares."""

from collections.abc import Callable

import pytest

from tadbir.accounts import policies
from tadbir.accounts.policies import DOMAINS_OF, RIGHTS_OF, comparison_level
from tadbir.accounts.seat import Seat
from tadbir.accounts.terms import ROLES
from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.territory.reach import DOMAINS, NOWHERE

ALL = frozenset(ROLES)


def seat(role: str) -> Seat:
    return Seat(Actor("x"), NOWHERE, role)


def takes(dataset: str) -> Callable[[Seat], bool]:
    return lambda of: policies.can_take_in(of, dataset)


def withdraws(dataset: str) -> Callable[[Seat], bool]:
    return lambda of: policies.can_withdraw(of, dataset)


MAY: list[tuple[str, Callable[[Seat], bool], set[str]]] = [
    ("budget", takes("budget"), {"head_of_service", "budget_officer"}),
    ("receipts", takes("receipts"), {"head_of_service", "budget_officer"}),
    ("conventions", takes("conventions"), {"head_of_service", "budget_officer"}),
    ("operations", takes("operations"), {"head_of_service", "budget_officer"}),
    ("facilities", takes("facilities"), {"head_of_service"}),
    (
        "progress of works",
        takes("progress"),
        {"head_of_service", "delegate", "agency_director", "project_officer"},
    ),
    ("projects of a programme", takes("projects"), {"head_of_service"}),
    ("gates of sites", takes("gates"), {"head_of_service", "delegate"}),
    ("a dataset of nobody", takes("census"), set()),
    (
        "anything",
        policies.can_take_in_anything,
        {"head_of_service", "delegate", "budget_officer", "agency_director", "project_officer"},
    ),
    ("withdraw budget", withdraws("budget"), {"head_of_service", "budget_officer"}),
    ("withdraw facilities", withdraws("facilities"), {"head_of_service"}),
    ("contracts", policies.can_enter_contracts, {"head_of_service", "budget_officer"}),
    ("expect returns", policies.can_expect_returns, {"head_of_service"}),
    (
        "read packs",
        policies.can_read_packs,
        {"director", "head_of_service", "meeting_secretary"},
    ),
    (
        "freeze packs",
        policies.can_freeze_pack,
        {"director", "head_of_service", "meeting_secretary"},
    ),
    ("targets", policies.can_set_targets, {"director", "head_of_service"}),
    ("calendar", policies.can_set_calendar, {"head_of_service"}),
    ("order by rate", policies.can_order_by_rate, {"director"}),
    ("works", policies.can_keep_works, {"head_of_service"}),
    (
        "assess places",
        policies.can_assess_places,
        {"director", "head_of_service", "delegate", "hospital_director"},
    ),
    ("ask of places", policies.can_ask_of_places, {"director", "head_of_service"}),
    ("meetings", policies.can_hold_meetings, {"director", "meeting_secretary"}),
    ("accounts", policies.can_manage_accounts, {"administrator"}),
]


@pytest.mark.parametrize(("can", "may"), [case[1:] for case in MAY], ids=[c[0] for c in MAY])
def test_right_is_given_to_these_roles_only(can: Callable[[Seat], bool], may: set[str]) -> None:
    assert {role for role in (*ALL, "") if can(seat(role))} == may


def test_every_right_is_asked_for_by_a_policy() -> None:
    asked = {
        "take in budget", "take in receipts", "take in conventions", "take in operations",
        "take in projects", "take in progress", "take in gates",
        "take in facilities", "withdraw batches", "enter contracts", "expect returns", "read packs",
        "freeze packs", "set targets", "set the calendar", "speak for others", "order by rate", "hold meetings",
        "keep works", "manage accounts", "assess places", "ask of places",
    }  # fmt: skip

    assert set().union(*RIGHTS_OF.values()) == asked


def test_refusal_says_why_under_a_stable_code() -> None:
    with pytest.raises(Refused) as refusal:
        policies.check_can_manage_accounts(seat("director"))

    assert refusal.value.code == "accounts.not-allowed"
    assert str(refusal.value) == "Only the administrator of accounts may do this."


def test_every_role_has_its_domains_and_rights() -> None:
    assert DOMAINS_OF.keys() == RIGHTS_OF.keys() == ALL
    assert all(domains <= DOMAINS for domains in DOMAINS_OF.values())


def test_administrator_sees_accounts_and_no_figure() -> None:
    assert DOMAINS_OF["administrator"] == frozenset()
    assert seat("administrator").is_administrator
    assert not seat("director").is_administrator


@pytest.mark.parametrize(
    ("path", "level"),
    [
        ("/MSPS/DR03/D231/CH231/", "/MSPS/DR03/"),
        ("/MSPS/DR03/D231/", "/MSPS/DR03/"),
        ("/MSPS/DR03/", "/MSPS/"),
        ("/MSPS/", ""),
    ],
)
def test_comparison_is_with_the_region_and_a_region_with_the_country(path: str, level: str) -> None:
    assert comparison_level(path) == level


@pytest.mark.parametrize(
    ("role", "source", "may"),
    [
        ("budget_officer", "holder", True),
        ("budget_officer", "treasury", False),
        ("agency_director", "delegated_project_owner", True),
        ("agency_director", "holder", False),
        ("project_officer", "delegation", False),
        ("head_of_service", "delegation", True),
    ],
)
def test_sender_speaks_in_its_own_name(role: str, source: str, may: bool) -> None:
    assert policies.can_speak_as(seat(role), source) is may
