"""The words of exchange: faults of a file, and how ours are said in OC4IDS 0.9.5."""

from collections.abc import Mapping
from enum import StrEnum

from tadbir.core.words import N_
from tadbir.procurement.terms import Nature, State
from tadbir.works.terms import Phase, ProjectKind

VERSION = "0.9"
SECTOR = "health"
CURRENCY = "MAD"
UNREGISTERED = "tadbir"
"""The prefix of identifiers where the installation was not told its registered one."""


class Fault(StrEnum):
    """What may be wrong with an OC4IDS file."""

    SCHEMA = "schema"
    MISSING_VALUE = "missing_value"
    MISSING_CURRENCY = "missing_currency"
    DANGLING_ORGANISATION = "dangling_organisation"


FAULT_LABELS: Mapping[Fault, str] = {
    Fault.SCHEMA: N_("Against the schema"),
    Fault.MISSING_VALUE: N_("Value missing"),
    Fault.MISSING_CURRENCY: N_("Amount without currency"),
    Fault.DANGLING_ORGANISATION: N_("Organisation not described"),
}


class Status(StrEnum):
    """How far a project is, by the codes of OC4IDS that a project of works can have."""

    IDENTIFICATION = "identification"
    PREPARATION = "preparation"
    IMPLEMENTATION = "implementation"
    COMPLETION = "completion"
    MAINTENANCE = "maintenance"
    CANCELLED = "cancelled"


STATUS_LABELS: Mapping[Status, str] = {
    Status.IDENTIFICATION: N_("Identification"),
    Status.PREPARATION: N_("Preparation"),
    Status.IMPLEMENTATION: N_("Implementation"),
    Status.COMPLETION: N_("Completion"),
    Status.MAINTENANCE: N_("Maintenance"),
    Status.CANCELLED: N_("Cancelled"),
}

STATUS_OF: Mapping[Phase, Status] = {
    Phase.PROGRAMMED: Status.IDENTIFICATION,
    Phase.CONVENTION: Status.PREPARATION,
    Phase.STUDIES: Status.PREPARATION,
    Phase.TENDER: Status.IMPLEMENTATION,
    Phase.UNSUCCESSFUL_TENDER: Status.IMPLEMENTATION,
    Phase.AWARD: Status.IMPLEMENTATION,
    Phase.COMMITMENT_VISA: Status.IMPLEMENTATION,
    Phase.APPROVAL: Status.IMPLEMENTATION,
    Phase.NOTIFIED: Status.IMPLEMENTATION,
    Phase.SERVICE_ORDER: Status.IMPLEMENTATION,
    Phase.WORKS: Status.IMPLEMENTATION,
    Phase.PROVISIONAL_ACCEPTANCE: Status.COMPLETION,
    Phase.EQUIPPED: Status.COMPLETION,
    Phase.STAFFED: Status.COMPLETION,
    Phase.READY_TO_OPEN: Status.COMPLETION,
    Phase.OPENED: Status.MAINTENANCE,
    Phase.FINAL_ACCEPTANCE: Status.MAINTENANCE,
    Phase.CLOSED: Status.MAINTENANCE,
    Phase.CANCELLED: Status.CANCELLED,
}
"""OC4IDS counts procurement as implementation, and day-to-day running as maintenance."""

TYPE_OF: Mapping[ProjectKind, str] = {
    ProjectKind.HOSPITAL_REHABILITATION: "rehabilitation",
    ProjectKind.PRIMARY_CARE_REFURBISHMENT: "rehabilitation",
    ProjectKind.EXTENSION: "expansion",
    ProjectKind.NEW_BUILD: "construction",
}

NATURE_OF: Mapping[Nature, str] = {Nature.WORKS: "construction", Nature.STUDIES: "design"}
"""What a contract buys; OC4IDS has no code for supplies and services, which are left out."""


class ProcessStatus(StrEnum):
    """How far a contracting process is, by the codes of OC4IDS."""

    PRE_AWARD = "pre-award"
    ACTIVE = "active"
    CLOSED = "closed"


_PRE_AWARD = (State.NEED, State.LAUNCHED, State.BIDS_OPENED)
_CLOSED = (State.UNSUCCESSFUL, State.PAID, State.CANCELLED)
PROCESS_STATUS_OF: Mapping[State, ProcessStatus] = {
    state: ProcessStatus.PRE_AWARD
    if state in _PRE_AWARD
    else ProcessStatus.CLOSED
    if state in _CLOSED
    else ProcessStatus.ACTIVE
    for state in State
}
"""From the award on a process is active, also while a visa is pending or refused."""

WITHOUT_AWARD = frozenset({*_PRE_AWARD, State.UNSUCCESSFUL})
"""States in which an amount is an estimate and nobody supplies yet."""


class Role(StrEnum):
    """What an organisation is to a project, by the codes of OC4IDS."""

    PUBLIC_AUTHORITY = "publicAuthority"
    BUYER = "buyer"
    PROCURING_ENTITY = "procuringEntity"
    SUPPLIER = "supplier"


RESTRICTED_WORDS = (
    "detenu",
    "prison",
    "penitentiaire",
    "carceral",
    "سجن",
    "سجين",
    "سجناء",
    "معتقل",
)
"""A text typed by people that holds one of these, even inside a word, is about the prisoners' unit."""
