"""The only writer of the tables of works."""

from tadbir.works.actions.documents import Brought, attach_document, withdraw_document
from tadbir.works.actions.projects import (
    Entered,
    NewProject,
    Opened,
    enter_phase,
    enter_project,
    open_programme,
    record_opening,
    take_back_phase,
)
from tadbir.works.actions.requirements import (
    Found,
    Wording,
    ask,
    assess,
    end_requirement,
    load_requirements,
    replace_requirement,
)

__all__ = [
    "Brought",
    "Entered",
    "Found",
    "NewProject",
    "Opened",
    "Wording",
    "ask",
    "assess",
    "attach_document",
    "end_requirement",
    "enter_phase",
    "enter_project",
    "load_requirements",
    "open_programme",
    "record_opening",
    "replace_requirement",
    "take_back_phase",
    "withdraw_document",
]
