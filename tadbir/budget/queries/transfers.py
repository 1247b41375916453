"""What conventions sent this year, and the two cells that each amount is the difference of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.budget.models import ConventionFact
from tadbir.budget.queries.resources import (
    ConventionFigures,
    asked_of,
    at_last_year_end,
    conventions,
)
from tadbir.core.money import dirhams
from tadbir.intake.speaking import latest
from tadbir.territory.reach import Reach


@dataclass(frozen=True, slots=True)
class Before:
    """What a convention had transferred when the year began, in dirhams, and where it was read."""

    transferred: Decimal | None
    batch: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Transfer:
    """A convention as last reported, and as it stood when the year began; None where unsaid."""

    now: ConventionFigures
    before: Before | None


def transfers(
    *, reach: Reach, on: date, holders: Collection[str] | None = None, at_number: int | None = None
) -> list[Transfer]:
    """The conventions of some holders with what they had sent before 1 January: three queries."""
    now = conventions(reach=reach, on=on, holders=holders, at_number=at_number)
    wanted = at_last_year_end(asked_of("conventions", reach, on, holders, at_number))
    rows = ConventionFact.objects.filter(standing__in=latest(wanted)).values_list(
        "standing__holder__code", "convention__reference", "transferred", "standing__batch_id",
        "sheet", "row",
    )  # fmt: skip
    before = {
        (holder, reference): Before(
            None if transferred is None else dirhams(transferred), batch, sheet, row
        )
        for holder, reference, transferred, batch, sheet, row in rows
    }
    return [Transfer(one, before.get((one.holder, one.reference))) for one in now]
