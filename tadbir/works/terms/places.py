"""The words of the quality of the place."""

from collections.abc import Mapping
from enum import StrEnum

from tadbir.core.words import N_
from tadbir.works.terms.phases import ProjectKind


class Place(StrEnum):
    """The part of a site that a requirement speaks of; of prisoners, care alone."""

    RECEPTION = "reception"
    SIGNAGE = "signage"
    WAITING = "waiting"
    PATIENT_PATH = "patient_path"
    ACCESSIBILITY = "accessibility"
    EMERGENCY_RECEPTION = "emergency_reception"
    PRISONERS_UNIT = "prisoners_unit"
    MORTUARY = "mortuary"
    STAFF_ROOMS = "staff_rooms"


RESTRICTED = frozenset({Place.PRISONERS_UNIT, Place.MORTUARY})
"""Places of which no photograph is taken in, and whose assessments no outside body reads."""
OPEN_PLACES = frozenset(Place) - RESTRICTED
NOT_IN_CENTRES = RESTRICTED
"""Places that a primary-care centre has not: nothing is asked of them there."""


def places_of(kind: ProjectKind) -> tuple[Place, ...]:
    """The places of a site that a project of a kind is assessed on, in their order."""
    is_centre = kind is ProjectKind.PRIMARY_CARE_REFURBISHMENT
    return tuple(place for place in Place if not (is_centre and place in NOT_IN_CENTRES))


class Answer(StrEnum):
    """What an assessment finds of a requirement; a requirement without one is not assessed."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class DocumentKind(StrEnum):
    """What is attached to a project."""

    PHOTOGRAPH = "photograph"
    DOCUMENT = "document"


PLACE_LABELS: Mapping[Place, str] = {
    Place.RECEPTION: N_("Reception area"),
    Place.SIGNAGE: N_("Signage"),
    Place.WAITING: N_("Waiting areas"),
    Place.PATIENT_PATH: N_("Patient path"),
    Place.ACCESSIBILITY: N_("Accessibility"),
    Place.EMERGENCY_RECEPTION: N_("Emergency reception"),
    Place.PRISONERS_UNIT: N_("Unit for the care of prisoners"),
    Place.MORTUARY: N_("Mortuary"),
    Place.STAFF_ROOMS: N_("Staff rooms"),
}
ANSWER_LABELS: Mapping[Answer, str] = {
    Answer.MET: N_("Met"),
    Answer.PARTLY: N_("Partly met"),
    Answer.NOT_MET: N_("Not met"),
    Answer.NOT_APPLICABLE: N_("Not applicable"),
}
DOCUMENT_LABELS: Mapping[DocumentKind, str] = {
    DocumentKind.PHOTOGRAPH: N_("Photograph"),
    DocumentKind.DOCUMENT: N_("Document"),
}
STARTER_SOURCE = N_("List proposed by Tadbir, to be reviewed and edited by the region")
"""The source of the requirements that the product comes with: nobody's standard."""
MOST_WEIGHT = 10
