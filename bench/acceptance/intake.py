"""Real files read through the door of intake: their totals, equalities and counts."""

import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

import django
from django.utils.module_loading import import_string

from bench.acceptance.case import Case, Skipped
from tadbir.core.refused import Refused
from tadbir.intake.contract import Dataset, Table
from tadbir.intake.reading.read import read

SHARED = Path(os.environ.get("TADBIR_SHARED", Path(__file__).resolve().parents[3] / "shared"))
EXECUTION = "data/budget/civ-sigobe-situation-execution.xlsx"
CARE = "data/facilities/msps-essp-2024.xlsx"
HOSPITALS = "data/facilities/msps-hospitals-2024.xlsx"
STAFF = "data/exchange/ihris-sampleInput.xlsx"
SOURCE = "a ministry's execution statement, June 2025 (layout 1)"
MINISTRY = "Moroccan ministry of health, data.gov.ma, 2024"
TOTALS = (
    ("voted", "opened", "44,202,048,247"),
    ("current", "current", "48,808,856,296"),
    ("committed", "committed", "18,272,066,882"),
    ("issued", "issued", "17,929,446,968"),
    ("taken in charge", "accepted", "15,395,526,382"),
)


@cache
def dataset(path: str) -> Dataset:
    """A dataset of a domain, by its dotted path."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tadbir.config.settings")
    django.setup()
    found: Dataset = import_string(path)
    return found


@cache
def table(file: str, path: str) -> Table:
    """The one table of a file. Raises Skipped without the folder of real files."""
    if not (SHARED / file).is_file():
        raise Skipped("the folder of real files is not beside this checkout")
    reading = read(SHARED / file, dataset(path))
    [found] = [table for sheet in reading.sheets for table in sheet.tables]
    return found


def execution() -> Table:
    """The execution statement, as the budget reads it."""
    return table(EXECUTION, "tadbir.budget.intake.BUDGET")


def total(key: str) -> Callable[[], str]:
    """The total of a column, from leaf rows alone."""
    return lambda: f"{execution().totals[key]:,.2f}".removesuffix(".00")


def equalities() -> str:
    """Subtotal equalities of voted, current and committed credits, held of all."""
    found = execution().reconciliation
    promised = sum(found.groups[key] for key in ("opened", "current", "committed"))
    broken = sum(d.column in ("opened", "current", "committed") for d in found.differences)
    return f"{promised - broken} of {promised}"


def rows(file: str) -> Callable[[], str]:
    """How many facilities a list of the ministry holds."""
    return lambda: str(table(file, "tadbir.facilities.intake.FACILITIES").counts.data)


def restored() -> str:
    """The two names that a spreadsheet had turned into dates."""
    found = table(CARE, "tadbir.facilities.intake.FACILITIES")
    names = dict(zip(found.rows, found.values["name"], strict=True))
    return ", ".join(str(names[row]) for row in sorted(found.marks))


def refused() -> str:
    """What becomes of a staff list offered as a budget."""
    try:
        table(STAFF, "tadbir.budget.intake.BUDGET")
    except Refused as reason:
        return reason.code
    return "read"


CASES = [
    *(Case(f"execution statement: {name}", out, total(key), SOURCE) for name, key, out in TOTALS),
    Case("leaf rows", "388", lambda: str(execution().counts.data), SOURCE),
    Case("subtotal equalities", "549 of 549", equalities, SOURCE),
    Case("hospitals of the ministry", "177", rows(HOSPITALS), MINISTRY),
    Case("primary-care list of the ministry", "3224", rows(CARE), MINISTRY),
    Case("names that became dates", "9 Juillet, 25 Mars", restored, MINISTRY),
    Case("staff sample offered as a budget", "intake.unknown-layout", refused, "iHRIS sample"),
]
