"""The only reader of the tables of works."""

from tadbir.works.models import Assessment, Document, PhaseEntry, Programme, Project, Requirement
from tadbir.works.queries.documents import document, documents, photographs, served
from tadbir.works.queries.experience import Cases, cases
from tadbir.works.queries.following import (
    curves,
    delegations,
    entered_days,
    follow,
    followed,
    terms_known,
)
from tadbir.works.queries.gates import gate_history, gates
from tadbir.works.queries.joined import Joined, Passed, joined, site_of, sites
from tadbir.works.queries.known import contracts_known, days_of_month, figures_known
from tadbir.works.queries.listed import (
    LISTS,
    VALUE_FIELDS,
    listed,
    programmes_known,
    steps_known,
)
from tadbir.works.queries.openings import OpenedSite, opened
from tadbir.works.queries.outlook import (
    ExpectedNumber,
    SiteOutlook,
    chosen_dates,
    expected,
    expected_of,
    forecast_dates,
    outlook,
    prospects_of,
)
from tadbir.works.queries.place import (
    Finding,
    Site,
    asked_of,
    assessed,
    findings,
    gaps,
    in_order_of_gain,
    requirement,
    requirements,
)
from tadbir.works.queries.plans import Curve, plans
from tadbir.works.queries.progress import (
    crossings,
    crossings_of,
    histories,
    history,
    latest,
)
from tadbir.works.queries.projects import (
    ProjectState,
    counts,
    openings,
    phases,
    programme,
    programmes,
    project,
    projects,
)
from tadbir.works.queries.register import register
from tadbir.works.queries.said import GatesSaid, Said, by_source, progress_of, total
from tadbir.works.queries.terms import terms
from tadbir.works.queries.timelines import courses
from tadbir.works.queries.whole import Whole, whole

__all__ = [
    "Cases",
    "Curve",
    "ExpectedNumber",
    "GatesSaid",
    "LISTS",
    "Joined",
    "OpenedSite",
    "Passed",
    "PhaseEntry",
    "Programme",
    "ProjectState",
    "Said",
    "SiteOutlook",
    "Whole",
    "VALUE_FIELDS",
    "by_source",
    "cases",
    "chosen_dates",
    "contracts_known",
    "courses",
    "counts",
    "crossings",
    "crossings_of",
    "curves",
    "days_of_month",
    "delegations",
    "entered_days",
    "expected",
    "expected_of",
    "figures_known",
    "follow",
    "followed",
    "forecast_dates",
    "gate_history",
    "gates",
    "histories",
    "history",
    "joined",
    "latest",
    "opened",
    "listed",
    "Assessment",
    "Document",
    "Finding",
    "Project",
    "ProjectState",
    "Requirement",
    "Site",
    "asked_of",
    "assessed",
    "counts",
    "document",
    "documents",
    "findings",
    "gaps",
    "in_order_of_gain",
    "openings",
    "outlook",
    "phases",
    "plans",
    "photographs",
    "programme",
    "programmes",
    "programmes_known",
    "progress_of",
    "project",
    "projects",
    "prospects_of",
    "register",
    "site_of",
    "sites",
    "steps_known",
    "terms",
    "terms_known",
    "total",
    "whole",
    "requirement",
    "requirements",
    "served",
]
