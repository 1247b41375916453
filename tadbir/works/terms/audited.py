"""What the trail says of works: the fields it keeps and the actions it names."""

from collections.abc import Mapping

from tadbir.core.words import N_

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
}
ACTIONS: Mapping[str, str] = {
    "works.open_programme": N_("Programme of works opened"),
    "works.enter_project": N_("Project of works entered"),
    "works.enter_phase": N_("Phase of works entered"),
    "works.record_opening": N_("Opening recorded"),
    "works.take_back_phase": N_("Phase of works taken back"),
}
