"""The only writer of the tables of works."""

from tadbir.works.actions.contracts import (
    choose_date,
    drop_date,
    enter_plan,
    link_contract,
    unlink_contract,
)
from tadbir.works.actions.documents import Brought, attach_document, withdraw_document
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
    "choose_date",
    "drop_date",
    "end_requirement",
    "enter_phase",
    "enter_plan",
    "enter_project",
    "follow_reattachment",
    "follow_typed",
    "link_contract",
    "load_requirements",
    "open_programme",
    "prepared_once",
    "record_opening",
    "refresh_outlooks",
    "refresh_projects",
    "replace_requirement",
    "take_back_phase",
    "unlink_contract",
    "withdraw_document",
    "write_gates",
    "write_listings",
    "write_progress",
]
