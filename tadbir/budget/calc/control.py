"""The control of spending that a holder is under."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
