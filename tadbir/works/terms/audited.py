"""What the trail says of works: the fields it keeps and the actions it names."""

from collections.abc import Mapping

from tadbir.audit.kinds import Named, Plain, Written
from tadbir.core.words import N_
from tadbir.works.terms.phases import (
    KIND_LABELS,
    REASON_LABELS,
    STEERING_LABELS,
    STEPS,
    Phase,
)

FIELDS: Mapping[str, str] = {
    "entity": N_("Entity"),
    "name_fr": N_("Name in French"),
    "name_ar": N_("Name in Arabic"),
    "programme": N_("Programme"),
    "site": N_("Site"),
    "kind": N_("Kind of project"),
    "steering": N_("Who steers the project"),
    "phase": N_("Phase"),
    "since": N_("Since"),
    "reason": N_("Reason"),
    "note": N_("Note"),
    "population": N_("People served"),
    "staff": N_("Staff posted"),
    "inaugurated_by": N_("Who came"),
    "operation": N_("Contract"),
    "lot": N_("Lot"),
    "planned_since": N_("Plan of"),
    "points": N_("Points of the curve"),
    "day": N_("Date of the outlook"),
}
PHASE_LABELS: Mapping[Phase, str] = {phase: step.label for phase, step in STEPS.items()}
VALUES: Mapping[str, Written] = {
    "entity": Named("entity"),
    "name_fr": Plain.TEXT,
    "name_ar": Plain.TEXT,
    "programme": Plain.REFERENCE,
    "site": Named("entity"),
    "kind": KIND_LABELS,
    "steering": STEERING_LABELS,
    "phase": PHASE_LABELS,
    "since": Plain.DAY,
    "reason": REASON_LABELS,
    "note": Plain.TEXT,
    "population": Plain.COUNT,
    "staff": Plain.COUNT,
    "inaugurated_by": Plain.TEXT,
}
ACTIONS: Mapping[str, str] = {
    "works.open_programme": N_("Programme of works opened"),
    "works.enter_project": N_("Project of works entered"),
    "works.enter_phase": N_("Phase of works entered"),
    "works.record_opening": N_("Opening recorded"),
    "works.take_back_phase": N_("Phase of works taken back"),
    "works.link_contract": N_("Contract linked to a project"),
    "works.unlink_contract": N_("Contract no longer linked to a project"),
    "works.enter_plan": N_("Planned curve entered"),
    "works.choose_date": N_("Date of outlooks chosen"),
    "works.drop_date": N_("Date of outlooks dropped"),
}
