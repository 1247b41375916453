"""Contradictions as people see them: what is asked of each in a preview, why each was accepted."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from tadbir.intake.report import Report, refusals
from tadbir.ui.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Contradicting:
    """A row against what is known; `field` is the field of the decision for its reason."""

    field: str
    place: str
    value: str
    reason: str
    remedy: str


def contradicting_rows(report: Report) -> Sequence[Contradicting]:
    """What is contradicted, in the order of the fields of the decision."""
    return [
        Contradicting(f"reason-{index}", _place(one), one["value"], one["reason"], one["remedy"])
        for index, one in enumerate(refusals(report.get("contradictions", ()), gettext))
    ]


def accepted_table(report: Report) -> Table:
    """The contradictions that were accepted when a file was kept, each with the reason given."""
    columns = (
        Column("place", gettext("Cell"), "code"),
        Column("value", gettext("Value"), wide=True),
        Column("reason", gettext("Contradiction"), wide=True),
        Column("why", gettext("Why it was kept"), wide=True),
    )
    found = refusals(report.get("accepted", ()), gettext)
    return Table(columns, [one | {"place": _place(one)} for one in found])


def _place(one: Report) -> str:
    return f"{one['sheet']} {one['cell']}"
