"""What the trail says was done with packs, the forms a pack is kept in, and how it gets there."""

from collections.abc import Mapping
from enum import StrEnum

from tadbir.audit.kinds import Plain, Written
from tadbir.core.words import N_


class Form(StrEnum):
    """The two forms of a pack; each is made in both languages."""

    PDF = "pdf"
    XLSX = "xlsx"


FORM_LABELS: Mapping[Form, str] = {
    Form.PDF: N_("Document (PDF)"),
    Form.XLSX: N_("Workbook (Excel)"),
}
LANGUAGE_NAMES: Mapping[str, str] = {"ar": "العربية", "fr": "Français"}
"""Each language under its own name, whoever reads."""
MIME_TYPES: Mapping[Form, str] = {
    Form.PDF: "application/pdf",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
VALUES: Mapping[str, Written] = {
    "number": Plain.COUNT,
    "release": Plain.REFERENCE,
    "pdf ar": Plain.PRINT,
    "pdf fr": Plain.PRINT,
    "xlsx ar": Plain.PRINT,
    "xlsx fr": Plain.PRINT,
}
ACTIONS: Mapping[str, str] = {
    "dossier.freeze": N_("Froze the pack of a meeting"),
}
FIELDS: Mapping[str, str] = {
    "number": N_("Figures known up to action"),
    "release": N_("Release"),
    "pdf ar": N_("Document in Arabic"),
    "pdf fr": N_("Document in French"),
    "xlsx ar": N_("Workbook in Arabic"),
    "xlsx fr": N_("Workbook in French"),
}
OTHER_RELEASE = N_("Another release made this pack: its files are served as they were kept.")
FREEZING = N_("Freezing the pack")
GATHERING = N_("Figures gathered and derived")
"""The first step of a freezing; each document and workbook is one more."""
FREEZING_STATES: Mapping[str, str] = {
    "queued": N_("Waiting for its turn"),
    "running": N_("Being frozen"),
    "stopped": N_("Stopped"),
}
INTERRUPTED = N_("Freezing this pack was interrupted several times. Freeze it again.")
