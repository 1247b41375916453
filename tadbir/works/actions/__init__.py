"""The only writer of the tables of works."""

from tadbir.works.actions.contracts import (
    choose_date,
    drop_date,
    enter_plan,
    link_contract,
    unlink_contract,
)
from tadbir.works.actions.landing import write_gates, write_progress
from tadbir.works.actions.listed import refresh_projects, write_listings
from tadbir.works.actions.outlooks import (
    follow_reattachment,
    follow_typed,
    prepared_once,
    refresh_outlooks,
)
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
    "choose_date",
    "drop_date",
    "enter_phase",
    "enter_plan",
    "enter_project",
    "follow_reattachment",
    "follow_typed",
    "link_contract",
    "open_programme",
    "prepared_once",
    "record_opening",
    "refresh_outlooks",
    "refresh_projects",
    "take_back_phase",
    "unlink_contract",
    "write_gates",
    "write_listings",
    "write_progress",
]
