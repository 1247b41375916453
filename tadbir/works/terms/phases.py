"""The words of works: the phases of a project and what may follow, sources, gates and reasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tadbir.core.words import N_


class ProjectKind(StrEnum):
    """What a project does to a facility."""

    HOSPITAL_REHABILITATION = "rehabilitation"
    PRIMARY_CARE_REFURBISHMENT = "primary_care_refurbishment"
    EXTENSION = "extension"
    NEW_BUILD = "new_build"


class Steering(StrEnum):
    """Who steers the project of a hospital; counts print both."""

    DIRECTORATE = "directorate"
    UNIVERSITY_HOSPITAL = "university_hospital"


class Phase(StrEnum):
    """How far a project is; each phase is dated where someone said when.

    A contract's final acceptance is a date of its lots: it may come before the opening, and closes
    the project only after it.
    """

    PROGRAMMED = "programmed"
    CONVENTION = "convention"
    STUDIES = "studies"
    TENDER = "tender"
    UNSUCCESSFUL_TENDER = "unsuccessful_tender"
    AWARD = "award"
    COMMITMENT_VISA = "commitment_visa"
    APPROVAL = "approval"
    NOTIFIED = "notified"
    SERVICE_ORDER = "service_order"
    WORKS = "works"
    PROVISIONAL_ACCEPTANCE = "provisional_acceptance"
    EQUIPPED = "equipped"
    STAFFED = "staffed"
    READY_TO_OPEN = "ready_to_open"
    OPENED = "opened"
    FINAL_ACCEPTANCE = "final_acceptance"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class Stage(StrEnum):
    """The part of the way that a phase belongs to."""

    BEFORE_WORKS = "before_works"
    WORKS = "works"
    TO_OPEN = "to_open"
    READY = "ready"
    OPENED = "opened"
    ENDED = "ended"


class Actor(StrEnum):
    """Who must act next. Opening is a decision of the authorities, never anyone's delay."""

    OWNER = "project_owner"
    AGENCY = "delegated_project_owner"
    CONTROLLER = "controller"
    CONTRACTOR = "contractor"
    DELEGATION = "delegation"
    AUTHORITIES = "authorities"
    NOBODY = "nobody"


class ReportSource(StrEnum):
    """Who says how far works are; sources stand side by side and are never averaged."""

    AGENCY = "delegated_project_owner"
    DELEGATION = "delegation"
    CONTRACTOR = "contractor"
    INTERIM_STATEMENT = "interim_statement"


class Gate(StrEnum):
    """What must be there, besides finished works, before a site is ready; the delegation says."""

    EQUIPMENT = "equipment"
    STAFF = "staff"
    WATER_AND_POWER = "water_and_power"
    COMMISSIONING = "commissioning"


class Reason(StrEnum):
    """Why works stop, a tender fails, or a project waits."""

    NO_BID = "no_bid"
    BIDS_TOO_HIGH = "bids_too_high"
    SITE_NOT_FREE = "site_not_free"
    STUDIES_CHANGED = "studies_changed"
    PERMIT_MISSING = "permit_missing"
    CREDITS_LATE = "credits_late"
    STATEMENT_UNPAID = "statement_unpaid"
    CONTRACTOR_FAILING = "contractor_failing"
    SUPPLIES_LATE = "supplies_late"
    WEATHER = "weather"
    CARE_CONTINUES = "care_continues"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the transition table: a phase, who acts, its stage, what may follow directly."""

    label: str
    actor: Actor
    stage: Stage
    following: tuple[Phase, ...]


_P, _A, _S = Phase, Actor, Stage
_TABLE: tuple[tuple[Phase, str, Actor, Stage, tuple[Phase, ...]], ...] = (
    (_P.PROGRAMMED, N_("Programmed"), _A.OWNER, _S.BEFORE_WORKS,
     (_P.CONVENTION, _P.STUDIES, _P.TENDER, _P.CANCELLED)),
    (_P.CONVENTION, N_("Convention signed"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.STUDIES, _P.TENDER, _P.CANCELLED)),
    (_P.STUDIES, N_("Studies under way"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.TENDER, _P.CANCELLED)),
    (_P.TENDER, N_("Tender under way"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.AWARD, _P.UNSUCCESSFUL_TENDER, _P.CANCELLED)),
    (_P.UNSUCCESSFUL_TENDER, N_("Unsuccessful tender"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.STUDIES, _P.TENDER, _P.CANCELLED)),
    (_P.AWARD, N_("Awarded"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.COMMITMENT_VISA, _P.TENDER, _P.CANCELLED)),
    (_P.COMMITMENT_VISA, N_("Commitment visa pending"), _A.CONTROLLER, _S.BEFORE_WORKS,
     (_P.APPROVAL, _P.TENDER, _P.CANCELLED)),
    (_P.APPROVAL, N_("Approval pending"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.NOTIFIED, _P.TENDER, _P.CANCELLED)),
    (_P.NOTIFIED, N_("Notified"), _A.AGENCY, _S.BEFORE_WORKS,
     (_P.SERVICE_ORDER, _P.TENDER, _P.CANCELLED)),
    (_P.SERVICE_ORDER, N_("Service order given"), _A.CONTRACTOR, _S.WORKS,
     (_P.WORKS, _P.TENDER, _P.CANCELLED)),
    (_P.WORKS, N_("Works under way"), _A.CONTRACTOR, _S.WORKS,
     (_P.PROVISIONAL_ACCEPTANCE, _P.TENDER, _P.CANCELLED)),
    (_P.PROVISIONAL_ACCEPTANCE, N_("Provisionally accepted"), _A.OWNER, _S.TO_OPEN,
     (_P.EQUIPPED, _P.STAFFED, _P.READY_TO_OPEN)),
    (_P.EQUIPPED, N_("Equipped"), _A.DELEGATION, _S.TO_OPEN, (_P.STAFFED, _P.READY_TO_OPEN)),
    (_P.STAFFED, N_("Staffed"), _A.DELEGATION, _S.TO_OPEN, (_P.EQUIPPED, _P.READY_TO_OPEN)),
    (_P.READY_TO_OPEN, N_("Ready to open"), _A.AUTHORITIES, _S.READY, (_P.OPENED,)),
    (_P.OPENED, N_("Opened"), _A.OWNER, _S.OPENED, (_P.FINAL_ACCEPTANCE, _P.CLOSED)),
    (_P.FINAL_ACCEPTANCE, N_("Finally accepted"), _A.OWNER, _S.OPENED, (_P.CLOSED,)),
    (_P.CLOSED, N_("Project closed"), _A.NOBODY, _S.OPENED, ()),
    (_P.CANCELLED, N_("Cancelled"), _A.NOBODY, _S.ENDED, ()),
)  # fmt: skip
STEPS: Mapping[Phase, Step] = {
    phase: Step(label, actor, stage, following) for phase, label, actor, stage, following in _TABLE
}
"""The one transition table: every phase, in the order of the way."""

ORDER: tuple[Phase, ...] = tuple(STEPS)

WITH_REASON = frozenset({Phase.UNSUCCESSFUL_TENDER, Phase.CANCELLED})
"""Phases that come with a reason; so does every step back to a tender."""

OPENS: Mapping[Phase, Gate] = {Phase.EQUIPPED: Gate.EQUIPMENT, Phase.STAFFED: Gate.STAFF}
"""The gate that a phase says is open, whatever the form of the delegation says."""

KIND_LABELS: Mapping[ProjectKind, str] = {
    ProjectKind.HOSPITAL_REHABILITATION: N_("Hospital rehabilitation"),
    ProjectKind.PRIMARY_CARE_REFURBISHMENT: N_("Refurbishment of a primary-care centre"),
    ProjectKind.EXTENSION: N_("Extension"),
    ProjectKind.NEW_BUILD: N_("New building"),
}
STEERING_LABELS: Mapping[Steering, str] = {
    Steering.DIRECTORATE: N_("Steered by the directorate"),
    Steering.UNIVERSITY_HOSPITAL: N_("Steered by the university hospital"),
}
ACTOR_LABELS: Mapping[Actor, str] = {
    Actor.OWNER: N_("Project owner"),
    Actor.AGENCY: N_("Delegated project owner"),
    Actor.CONTROLLER: N_("Commitment controller"),
    Actor.CONTRACTOR: N_("Contractor"),
    Actor.DELEGATION: N_("Delegation of health"),
    Actor.AUTHORITIES: N_("The authorities decide the opening"),
    Actor.NOBODY: N_("Nothing more to do"),
}
SOURCE_LABELS: Mapping[ReportSource, str] = {
    ReportSource.AGENCY: N_("Delegated project owner"),
    ReportSource.DELEGATION: N_("Delegation of health"),
    ReportSource.CONTRACTOR: N_("Contractor"),
    ReportSource.INTERIM_STATEMENT: N_("Interim statements of account"),
}
GATE_LABELS: Mapping[Gate, str] = {
    Gate.EQUIPMENT: N_("Equipment"),
    Gate.STAFF: N_("Staff posted"),
    Gate.WATER_AND_POWER: N_("Water and power"),
    Gate.COMMISSIONING: N_("Commissioning"),
}
REASON_LABELS: Mapping[Reason, str] = {
    Reason.NO_BID: N_("No bid received"),
    Reason.BIDS_TOO_HIGH: N_("Bids above the estimate"),
    Reason.SITE_NOT_FREE: N_("Site not free"),
    Reason.STUDIES_CHANGED: N_("Studies changed"),
    Reason.PERMIT_MISSING: N_("Permit missing"),
    Reason.CREDITS_LATE: N_("Credits late"),
    Reason.STATEMENT_UNPAID: N_("Statement of account unpaid"),
    Reason.CONTRACTOR_FAILING: N_("Contractor failing"),
    Reason.SUPPLIES_LATE: N_("Supplies late"),
    Reason.WEATHER: N_("Weather"),
    Reason.CARE_CONTINUES: N_("Care continues on the site"),
    Reason.OTHER: N_("Other reason"),
}


def may_follow(phase: Phase, following: Phase) -> bool:
    """Whether the transition table lets a phase follow another one directly."""
    return following in STEPS[phase].following


def needs_reason(phase: Phase, following: Phase) -> bool:
    """Whether a transition must say why: a failure, a cancellation or a step back to a tender."""
    is_back = ORDER.index(following) < ORDER.index(phase) and following in (
        Phase.TENDER,
        Phase.STUDIES,
    )
    return following in WITH_REASON or is_back
