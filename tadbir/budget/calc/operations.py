"""An operation on its line: why it is stuck, and whether it can still pass."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tadbir.budget.calc.calendar import LastDay, is_past
from tadbir.budget.calc.fate import Pool
from tadbir.core.workdays import MOROCCO, WorkCalendar
from tadbir.procurement.terms import STEPS, Phase, State


class Cause(StrEnum):
    """Why dirhams wait; the code that pages turn into a sentence."""

    LATE_DELEGATION = "late_delegation"
    NO_OPERATION = "no_operation"
    NOT_LAUNCHED = "not_launched"
    TENDER_UNDER_WAY = "tender_under_way"
    TENDER_FAILED = "tender_failed"
    TO_DEPOSIT = "to_deposit"
    VISA_PENDING = "visa_pending"
    VISA_SUSPENDED = "visa_suspended"
    VISA_REJECTED = "visa_rejected"
    AWAITING_APPROVAL = "awaiting_approval"
    AWAITING_SERVICE = "awaiting_service"
    AWAITING_ISSUANCE = "awaiting_issuance"
    REJECTED_BY_ACCOUNTANT = "rejected_by_accountant"
    WITH_ACCOUNTANT = "with_accountant"


class Outlook(StrEnum):
    """Whether an operation can still pass the stage that saves its dirhams."""

    IN_TIME = "in_time"
    TOO_LATE = "too_late"
    UNDECIDED = "undecided"


# Why an operation in each state waits; a state that is not here waits for nothing.
CAUSES: Mapping[State, Cause] = {
    State.NEED: Cause.NOT_LAUNCHED,
    State.LAUNCHED: Cause.TENDER_UNDER_WAY,
    State.BIDS_OPENED: Cause.TENDER_UNDER_WAY,
    State.UNSUCCESSFUL: Cause.TENDER_FAILED,
    State.AWARDED: Cause.TO_DEPOSIT,
    State.DEPOSITED: Cause.VISA_PENDING,
    State.SUSPENDED: Cause.VISA_SUSPENDED,
    State.REJECTED: Cause.VISA_REJECTED,
    State.VISAED: Cause.AWAITING_APPROVAL,
    State.APPROVED: Cause.AWAITING_SERVICE,
    State.NOTIFIED: Cause.AWAITING_SERVICE,
    State.SERVICE_ORDER: Cause.AWAITING_SERVICE,
    State.SERVICE_DONE: Cause.AWAITING_ISSUANCE,
    State.LIQUIDATED: Cause.AWAITING_ISSUANCE,
    State.ISSUED: Cause.WITH_ACCOUNTANT,
    State.REJECTED_BY_ACCOUNTANT: Cause.REJECTED_BY_ACCOUNTANT,
    State.ACCEPTED_BY_ACCOUNTANT: Cause.WITH_ACCOUNTANT,
}
# The pool of its line that an operation would leave by passing its next saving stage.
POOLS: Mapping[Phase, Pool] = {
    Phase.NOT_LAUNCHED: Pool.NOT_COMMITTED,
    Phase.TENDER: Pool.NOT_COMMITTED,
    Phase.VISA: Pool.NOT_COMMITTED,
    Phase.COMMITTED: Pool.NOT_ISSUED,
}
# States whose dossier only has to be handed in (again): no step of the route is left before it.
READY_TO_DEPOSIT = frozenset({State.AWARDED, State.SUSPENDED, State.REJECTED})


@dataclass(frozen=True, slots=True)
class Operation:
    """A dossier as the levers see it.

    `amount` is None when the file gives none. `last_day` is the one that saves its dirhams: to
    deposit before the visa, to send payment orders after it. `days_of_route` are the clear
    working days of its route still ahead before the deposit, None when no route is loaded.
    """

    key: str
    line: str
    state: State
    amount: Decimal | None
    last_day: LastDay
    days_of_route: int | None = None

    @property
    def phase(self) -> Phase:
        """The part of the way where it stands."""
        return STEPS[self.state].phase


def outlook(
    operation: Operation, *, today: date, calendar: WorkCalendar = MOROCCO
) -> Outlook | None:
    """Whether an operation can still pass; None when nothing more can save or lose its dirhams.

    A proposal deposited is in time: its visa delay runs already. Before the deposit the days of
    the route must fit before the last day. Undecided without a last day, without a route, or
    where the public holidays in between are not loaded.
    """
    if operation.phase not in POOLS:
        return None
    if operation.state is State.DEPOSITED:
        return Outlook.IN_TIME
    if is_past(operation.last_day, today=today):
        return Outlook.TOO_LATE
    if operation.last_day.day is None:
        return Outlook.UNDECIDED
    needed = _days_needed(operation)
    if needed is None or not calendar.knows(today, operation.last_day.day):
        return Outlook.UNDECIDED
    left = calendar.workdays_between(today, operation.last_day.day)
    return Outlook.IN_TIME if needed <= left else Outlook.TOO_LATE


def _days_needed(operation: Operation) -> int | None:
    """The working days still needed: none to hand a dossier in or to issue what is liquidated."""
    if operation.state in READY_TO_DEPOSIT or operation.phase is Phase.COMMITTED:
        return 0
    return operation.days_of_route
