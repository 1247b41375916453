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
from tadbir.works.queries.listed import LISTS, VALUE_FIELDS, listed, programmes_known, steps_known
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
from tadbir.works.queries.portfolio import Portfolio, portfolio
from tadbir.works.queries.progress import crossings, crossings_of, histories, history, latest
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
    "Assessment",
    "Cases",
    "Curve",
    "Document",
    "ExpectedNumber",
    "Finding",
    "GatesSaid",
    "Joined",
    "LISTS",
    "OpenedSite",
    "Passed",
    "Portfolio",
    "PhaseEntry",
    "Programme",
    "Project",
    "ProjectState",
    "Requirement",
    "Said",
    "Site",
    "SiteOutlook",
    "VALUE_FIELDS",
    "Whole",
    "asked_of",
    "assessed",
    "by_source",
    "cases",
    "chosen_dates",
    "contracts_known",
    "counts",
    "courses",
    "crossings",
    "crossings_of",
    "curves",
    "days_of_month",
    "delegations",
    "document",
    "documents",
    "entered_days",
    "expected",
    "expected_of",
    "figures_known",
    "findings",
    "follow",
    "followed",
    "forecast_dates",
    "gaps",
    "gate_history",
    "gates",
    "histories",
    "history",
    "in_order_of_gain",
    "joined",
    "latest",
    "listed",
    "opened",
    "openings",
    "outlook",
    "phases",
    "photographs",
    "plans",
    "portfolio",
    "programme",
    "programmes",
    "programmes_known",
    "progress_of",
    "project",
    "projects",
    "prospects_of",
    "register",
    "requirement",
    "requirements",
    "served",
    "site_of",
    "sites",
    "steps_known",
    "terms",
    "terms_known",
    "total",
    "whole",
]
