"""The only writer of the tables of works."""

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

__all__ = [
    "Entered",
    "NewProject",
    "Opened",
    "enter_phase",
    "enter_project",
    "open_programme",
    "record_opening",
    "take_back_phase",
]
