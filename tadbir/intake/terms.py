"""The words of intake: states of a staging, rhythms of returns, actions of the trail."""

from collections.abc import Mapping

from tadbir.audit.kinds import Beside, Inside, Named, Plain, Tally, Written
from tadbir.core.words import N_

STATES: Mapping[str, str] = {
    "queued": N_("Waiting to be read"),
    "reading": N_("Being read"),
    "ready": N_("Ready for your decision"),
    "refused": N_("Not read"),
    "committing": N_("Being kept"),
    "done": N_("Kept"),
    "lost": N_("Interrupted"),
}
BATCH_STATES: Mapping[str, str] = {
    "committed": N_("In force"),
    "superseded": N_("Superseded"),
    "withdrawn": N_("Withdrawn"),
}
SOURCES: Mapping[str, str] = {
    "holder": N_("The budget holder"),
    "treasury": N_("The Treasury"),
    "directorate": N_("The regional directorate"),
    "delegated_project_owner": N_("The delegated owner (public-works agency)"),
    "delegation": N_("The delegation"),
    "contractor": N_("The contractor"),
    "interim_statement": N_("Interim statements of account"),
    "ministry-primary-care": N_("The ministry's list of primary-care facilities"),
    "ministry-hospitals": N_("The ministry's list of hospitals"),
}
"""Who may send figures, over every dataset; a source without a label is shown by its code."""

INTERRUPTED = N_("Reading this file was interrupted several times. Send it again.")
PUNCTUALITIES: Mapping[str, str] = {
    "late": N_("Not received, late"),
    "due": N_("Not received, still due"),
    "done": N_("Received"),
}
RHYTHMS: Mapping[str, str] = {
    "monthly": N_("Every month"),
    "weekly": N_("Every week"),
}
LAST_DUE_DAY: Mapping[str, int] = {"monthly": 28, "weekly": 7}
"""The last day of the next month, or weekday of the next week, on which a return can be due."""

ENCODINGS: Mapping[str, str] = {
    "utf-8": N_("Unicode (UTF-8)"),
    "cp1252": N_("Western (Windows-1252)"),
    "cp1256": N_("Arabic (Windows-1256)"),
}
"""How a text file may be written, where its bytes do not tell."""

DELIMITERS: Mapping[str, str] = {
    "semicolon": N_("Semicolon"),
    "comma": N_("Comma"),
    "tab": N_("Tab"),
    "bar": N_("Vertical bar"),
}
DELIMITER_OF: Mapping[str, str] = {"semicolon": ";", "comma": ",", "tab": "\t", "bar": "|"}
"""The character that each name of a delimiter stands for."""

FIELDS: Mapping[str, str] = {
    "file": N_("Digest of the file"),
    "dataset": N_("Kind of file"),
    "source": N_("Source"),
    "entity": N_("Entity"),
    "known_on": N_("Known on"),
    "rows": N_("Rows kept"),
    "refused": N_("Refused cells"),
    "changes": N_("What this file changes"),
    "totals": N_("Totals of the file"),
    "accepted": N_("Contradictions accepted"),
    "rhythm": N_("Rhythm"),
    "due_day": N_("Due day"),
    "valid_from": N_("Expected from"),
    "valid_to": N_("Expected until"),
}
ALWAYS = ("dataset",)
"""What a row is about: told in a history even where it did not change."""

CHANGES: Mapping[str, str] = {
    "new": N_("New rows"),
    "changed": N_("Changed rows"),
    "same": N_("Unchanged rows"),
    "superseded": N_("Superseded rows"),
    "gone": N_("Rows that are gone"),
    "left_out": N_("Rows left out"),
}
"""What a file changes, as its batch counts it."""

VALUES: Mapping[str, Written] = {
    "file": Plain.PRINT,
    "dataset": Named("dataset"),
    "source": SOURCES,
    "entity": Named("entity"),
    "known_on": Plain.DAY,
    "rows": Plain.COUNT,
    "refused": Plain.COUNT,
    "changes": Inside({key: (word, Plain.COUNT) for key, word in CHANGES.items()}),
    "totals": Tally(Named("column"), Plain.DIRHAMS),
    "accepted": Inside({"cell": (N_("Cell"), Plain.REFERENCE), "why": (N_("Reason"), Plain.TEXT)}),
    "rhythm": RHYTHMS,
    "due_day": Beside("rhythm", {"monthly": Plain.COUNT, "weekly": Plain.WEEKDAY}),
    "valid_from": Plain.DAY,
    "valid_to": Plain.DAY,
}
ACTIONS: Mapping[str, str] = {
    "intake.commit": N_("File kept"),
    "intake.withdraw": N_("Batch withdrawn"),
    "intake.expect": N_("Return expected"),
    "intake.stop_expecting": N_("Return no longer expected"),
}
