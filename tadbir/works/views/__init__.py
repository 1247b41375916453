"""Pages of works."""

from tadbir.works.views.listing import (
    calendar,
    contractor,
    contractors,
    openings,
    provinces,
    weeks,
)
from tadbir.works.views.portfolio import portfolio
from tadbir.works.views.project import project
from tadbir.works.views.register import (
    enter_phase,
    enter_project,
    open_programme,
    programme,
    programmes,
    record_opening,
    take_back,
)

__all__ = [
    "calendar",
    "contractor",
    "contractors",
    "enter_phase",
    "enter_project",
    "open_programme",
    "openings",
    "portfolio",
    "programme",
    "programmes",
    "project",
    "provinces",
    "record_opening",
    "take_back",
    "weeks",
]
