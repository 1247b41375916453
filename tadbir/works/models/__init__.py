"""The tables of works."""

from tadbir.works.models.listing import ProjectListing
from tadbir.works.models.outlook import Outlook, OutlookDate, Prospect
from tadbir.works.models.place import Assessment, Document, Requirement
from tadbir.works.models.programmes import Opening, PhaseEntry, Programme, Project
from tadbir.works.models.progress import GateReport, PlannedPoint, ProjectContract, Report

__all__ = [
    "Assessment",
    "Document",
    "GateReport",
    "Opening",
    "Outlook",
    "OutlookDate",
    "PhaseEntry",
    "PlannedPoint",
    "Programme",
    "Project",
    "ProjectContract",
    "ProjectListing",
    "Prospect",
    "Report",
    "Requirement",
]
