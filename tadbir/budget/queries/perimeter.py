"""Under which legal form figures were made: comparisons stop where it changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.territory.models import LegalForm
from tadbir.territory.reach import Reach

REGION_DEPTH = 2
"""Where a region's directorate stands on an administrative path: `/MSPS/DR03/`."""


@dataclass(frozen=True, slots=True)
class LegalForms:
    """The legal forms of regions over time: by directorate, each with its first day, in order."""

    changes: Mapping[str, Sequence[tuple[date, str]]]

    def on(self, path: str, day: date) -> str:
        """The form that governs an entity on a day; before the first one entered, that one.

        Nobody recorded a switch before it. "" where no form was ever entered.
        """
        codes = path.split("/")
        region = codes[REGION_DEPTH] if len(codes) > REGION_DEPTH else ""
        known = self.changes.get(region, ())
        before = [form for start, form in known if start <= day]
        return before[-1] if before else next((form for _, form in known), "")

    def over(self, path: str, first: date, last: date) -> str:
        """The form between two days, or the switch that happened between them."""
        return "→".join(dict.fromkeys((self.on(path, first), self.on(path, last))))


def legal_forms(*, reach: Reach) -> LegalForms:
    """The forms of every region that a reach touches; one query."""
    found = LegalForm.objects.all()
    if "/" not in reach.paths:
        found = found.filter(entity__code__in={path.split("/")[2] for path in reach.paths})
    changes: dict[str, list[tuple[date, str]]] = {}
    for code, start, form in found.values_list("entity__code", "valid_from", "form"):
        changes.setdefault(code, []).append((start or date.min, form))
    return LegalForms({code: sorted(rows) for code, rows in changes.items()})
