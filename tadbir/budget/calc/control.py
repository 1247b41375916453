"""The control of spending that a holder is under, and what is exempt from the regularity control."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.budget.calc.norms import NORMS, REGULARITY_EXEMPTION_CEILING, Norm, norm_on
from tadbir.budget.terms import Control
from tadbir.core.period import Validity


@dataclass(frozen=True, slots=True)
class Regime:
    """A holder's control between two days, with the decision that granted it."""

    control: Control
    validity: Validity
    source: str


def control_on(regimes: Iterable[Regime], day: date) -> Control:
    """The control in force on a day, the one granted last; ordinary where none was granted."""
    in_force = [regime for regime in regimes if regime.validity.holds_on(day)]
    latest = max(in_force, key=lambda regime: regime.validity.valid_from or date.min, default=None)
    return latest.control if latest else Control.ORDINARY


def is_exempt_by_amount(
    amount: Decimal, *, day: date, norms: Iterable[Norm] = NORMS
) -> bool | None:
    """Whether goods or services of this amount escape the regularity control on that day.

    The ceiling is included (decree 2-07-1235, article 10). None where no ceiling is loaded:
    then only what a file marks as exempt is.
    """
    ceiling = norm_on(REGULARITY_EXEMPTION_CEILING, day, norms=norms)
    return None if ceiling is None else amount <= ceiling.value
