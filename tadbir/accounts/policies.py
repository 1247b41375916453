"""Who may what: the domains and the rights of each role, each right written once."""

from collections.abc import Callable, Mapping

from tadbir.accounts.seat import Seat
from tadbir.accounts.terms import (
    ADMINISTRATOR,
    AGENCY_DIRECTOR,
    BUDGET_OFFICER,
    DELEGATE,
    DIRECTOR,
    HEAD_OF_SERVICE,
    HOSPITAL_DIRECTOR,
    MEETING_SECRETARY,
    PROJECT_OFFICER,
    READER,
)
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory.reach import DOMAINS

OWN_SOURCE = "holder"
"""The source that a sender is, but for those of works: the budget holder itself."""
_AGENCY_SOURCE = "delegated_project_owner"
_SOURCE_OF: Mapping[str, str] = {
    AGENCY_DIRECTOR: _AGENCY_SOURCE,
    PROJECT_OFFICER: _AGENCY_SOURCE,
    DELEGATE: "delegation",
}

_PLACES = frozenset({"territory", "facilities"})
_WORKS = _PLACES | {"works"}
_MONEY = _PLACES | {"budget", "procurement", "scorecard"}

DOMAINS_OF: Mapping[str, frozenset[str]] = {
    DIRECTOR: DOMAINS,
    HEAD_OF_SERVICE: DOMAINS,
    MEETING_SECRETARY: DOMAINS,
    DELEGATE: DOMAINS,
    HOSPITAL_DIRECTOR: DOMAINS,
    BUDGET_OFFICER: _MONEY,
    AGENCY_DIRECTOR: _WORKS,
    PROJECT_OFFICER: _WORKS,
    READER: _MONEY,
    ADMINISTRATOR: frozenset(),
}

_MONEY_FILES = frozenset(
    {"take in budget", "take in receipts", "take in conventions", "take in operations"}
)
_CONTRACTS = frozenset({"enter contracts"})
_WORKS_FILES = frozenset({"take in projects", "take in progress", "take in gates"})
_ALL_FILES = _MONEY_FILES | _WORKS_FILES | {"take in facilities"}

RIGHTS_OF: Mapping[str, frozenset[str]] = {
    DIRECTOR: frozenset(
        {"read packs", "freeze packs", "set targets", "order by rate", "hold meetings",
         "assess places", "ask of places"}
    ),
    HEAD_OF_SERVICE: _ALL_FILES
    | _CONTRACTS
    | {
        "speak for others", "withdraw batches", "read packs", "freeze packs", "set targets",
        "set the calendar", "expect returns", "keep works", "assess places", "ask of places",
    },
    MEETING_SECRETARY: frozenset({"read packs", "freeze packs", "hold meetings"}),
    DELEGATE: frozenset({"assess places", "take in progress", "take in gates"}),
    HOSPITAL_DIRECTOR: frozenset({"assess places"}),
    BUDGET_OFFICER: _MONEY_FILES | _CONTRACTS | {"withdraw batches"},
    AGENCY_DIRECTOR: frozenset({"take in progress"}),
    PROJECT_OFFICER: frozenset({"take in progress"}),
    READER: frozenset(),
    ADMINISTRATOR: frozenset({"manage accounts"}),
}  # fmt: skip


def comparison_level(path: str) -> str:
    """The path whose prepared totals and median someone sees from below, empty when none.

    Below a directorate it is the directorate, whatever lies between: the total of a delegation
    less its own centre would be the figure of the other. For a directorate it is the ministry.
    """
    steps = path.strip("/").split("/")
    level = steps[: 2 if len(steps) > 2 else 1]
    return f"/{'/'.join(level)}/" if len(steps) > 1 else ""


def _may(seat: Seat, right: str) -> bool:
    return right in RIGHTS_OF.get(seat.role, frozenset())


def _check(seat: Seat, right: str, message: str) -> None:
    if not _may(seat, right):
        raise Refused("accounts.not-allowed", message)


def _is_allowed(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refused:
        return False
    return True


def check_can_take_in(seat: Seat, dataset: str) -> None:
    """Whether files of a dataset may be brought in and committed; the reach says for whom."""
    _check(seat, f"take in {dataset}", N_("Your role does not bring in files of this kind."))


def can_take_in(seat: Seat, dataset: str) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_take_in(seat, dataset))


def check_can_take_in_anything(seat: Seat) -> None:
    """Whether there is at least one dataset whose files may be brought in."""
    if not any(right.startswith("take in ") for right in RIGHTS_OF.get(seat.role, ())):
        raise Refused("accounts.not-allowed", N_("Your role does not bring in files."))


def can_take_in_anything(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_take_in_anything(seat))


def check_can_speak_as(seat: Seat, source: str) -> None:
    """Whether a file may be sent in the name of a source: a sender has only their own.

    Sources stand side by side; whoever could send as another would overrule it.
    """
    if source != _SOURCE_OF.get(seat.role, OWN_SOURCE):
        message = N_("Your role sends figures in its own name only.")
        _check(seat, "speak for others", message)


def can_speak_as(seat: Seat, source: str) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_speak_as(seat, source))


def check_can_withdraw(seat: Seat, dataset: str) -> None:
    """Whether a batch of a dataset may be withdrawn: by who may bring such files in."""
    check_can_take_in(seat, dataset)
    _check(seat, "withdraw batches", N_("Your role does not withdraw files."))


def can_withdraw(seat: Seat, dataset: str) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_withdraw(seat, dataset))


def check_can_enter_contracts(seat: Seat) -> None:
    """Whether terms of contracts and orders to contractors may be entered; the reach says where."""
    _check(seat, "enter contracts", N_("Your role does not enter contracts and their orders."))


def can_enter_contracts(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_enter_contracts(seat))


def check_can_expect_returns(seat: Seat) -> None:
    """Whether it may be said who sends what, how often and until which day."""
    _check(seat, "expect returns", N_("Your role does not say which files are expected."))


def can_expect_returns(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_expect_returns(seat))


def check_can_read_packs(seat: Seat) -> None:
    """Whether frozen packs, which hold the whole region, may be read.

    To who may not, they are out of reach: not there.
    """
    if not _may(seat, "read packs"):
        raise Refused("dossier.unknown", N_("There are no packs within your reach."))


def can_read_packs(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_read_packs(seat))


def check_can_freeze_pack(seat: Seat) -> None:
    """Whether the pack of a meeting may be made and frozen."""
    _check(seat, "freeze packs", N_("Your role does not freeze the packs of meetings."))


def can_freeze_pack(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_freeze_pack(seat))


def check_can_set_targets(seat: Seat) -> None:
    """Whether targets and their trajectories may be set."""
    _check(seat, "set targets", N_("Your role does not set targets."))


def can_set_targets(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_set_targets(seat))


def check_can_set_calendar(seat: Seat) -> None:
    """Whether the dates of a year's closing circular, and the rules behind them, may be entered."""
    _check(seat, "set the calendar", N_("Your role does not set the calendar and its rules."))


def can_set_calendar(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_set_calendar(seat))


def check_can_order_by_rate(seat: Seat) -> None:
    """Whether holders may be put in the order of their rates: the director's own view."""
    _check(seat, "order by rate", N_("Your role does not put holders in the order of their rates."))


def can_order_by_rate(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_order_by_rate(seat))


def check_can_keep_works(seat: Seat) -> None:
    """Whether programmes, projects, their phases and openings may be entered."""
    _check(seat, "keep works", N_("Your role does not keep the register of works."))


def can_keep_works(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_keep_works(seat))


def check_can_assess_places(seat: Seat) -> None:
    """Whether places may be assessed, and documents of projects attached; the reach says where."""
    _check(seat, "assess places", N_("Your role does not assess places nor attach documents."))


def can_assess_places(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_assess_places(seat))


def check_can_ask_of_places(seat: Seat) -> None:
    """Whether the requirements asked of places may be added, replaced and ended."""
    _check(seat, "ask of places", N_("Your role does not edit what is asked of places."))


def can_ask_of_places(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_ask_of_places(seat))


def check_can_hold_meetings(seat: Seat) -> None:
    """Whether meetings may be convened and recorded."""
    _check(seat, "hold meetings", N_("Your role does not convene meetings."))


def can_hold_meetings(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_hold_meetings(seat))


def check_can_manage_accounts(seat: Seat) -> None:
    """Whether accounts and posts may be made and closed."""
    _check(seat, "manage accounts", N_("Only the administrator of accounts may do this."))


def can_manage_accounts(seat: Seat) -> bool:
    """Whether to offer it."""
    return _is_allowed(lambda: check_can_manage_accounts(seat))
