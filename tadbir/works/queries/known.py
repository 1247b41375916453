"""What is known of some projects before a file about them is believed.

Asked with the projects and holders of records that were already held to their sender's reach.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tadbir.core.money import centimes
from tadbir.core.words import fold
from tadbir.intake import standings
from tadbir.procurement.queries import contracts
from tadbir.territory.reach import DOMAINS, Reach
from tadbir.works.models import Project, ProjectContract, Report


@dataclass(frozen=True, slots=True)
class KnownFigures:
    """What one statement said of a lot; shares of 1, centimes; None: not said."""

    on: date
    physical: Decimal | None
    financial: Decimal | None
    paid: int | None


@dataclass(frozen=True, slots=True)
class KnownContract:
    """A contract as entered: its service order, and the centimes of each lot (None: not said)."""

    service_order_on: date | None
    lots: Mapping[int, int | None] = field(default_factory=dict)

    def amount_of(self, lot: int) -> int | None:
        """The centimes of a lot, of the whole contract for 0; None where any is not known."""
        if lot:
            return self.lots.get(lot)
        known = [amount for amount in self.lots.values() if amount is not None]
        return sum(known) if known and len(known) == len(self.lots) else None


def figures_known(
    projects: Collection[str], source: str
) -> Mapping[tuple[str, int], Sequence[KnownFigures]]:
    """Every statement of a source that stands, by project and lot, the latest first."""
    standing = standings.current("progress", source=source)
    rows = (
        Report.objects.filter(standing__in=standing, project__code__in=sorted(projects))
        .order_by("-standing__on_date", "-standing__number")
        .values_list("project__code", "lot", "standing__on_date", "physical", "financial", "paid")
    )
    found: dict[tuple[str, int], list[KnownFigures]] = defaultdict(list)
    for project, lot, on, physical, financial, paid in rows:
        found[project, lot].append(KnownFigures(on, physical, financial, paid))
    return found


def contracts_known(projects: Collection[str]) -> Mapping[tuple[str, str], KnownContract]:
    """The contracts linked to some projects, by project and folded reference."""
    links = list(
        ProjectContract.objects.filter(project__code__in=sorted(projects)).values_list(
            "project__code", "operation_id", "operation__reference"
        )
    )
    paths = Project.objects.filter(code__in=sorted(projects)).values_list("site__path", flat=True)
    regions = {"/".join(path.split("/")[:3]) + "/" for path in paths}
    terms = contracts(
        reach=Reach(tuple(sorted(regions)), DOMAINS), operations={pk for _, pk, _ in links}
    )
    return {
        (project, fold(reference)): KnownContract(
            terms[operation].service_order_on,
            {
                lot.number: None if lot.amount is None else centimes(lot.amount)
                for lot in terms[operation].lots
            },
        )
        for project, operation, reference in links
        if operation in terms
    }


def days_of_month(
    holders: Collection[tuple[str, date]], source: str
) -> Mapping[tuple[str, date], Collection[date]]:
    """By holder and day, the other days of the same month that stand from a source."""
    codes = sorted({code for code, _day in holders})
    rows = standings.current("progress", source=source).filter(holder__code__in=codes)
    there: dict[str, set[date]] = defaultdict(set)
    for code, day in rows.values_list("holder__code", "on_date"):
        there[code].add(day)
    return {
        (code, day): {
            one for one in there[code] if (one.year, one.month) == (day.year, day.month)
        } - {day}
        for code, day in holders
    }  # fmt: skip
