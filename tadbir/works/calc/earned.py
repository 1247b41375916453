"""Earned value in money: what was planned, earned and spent, and what the works will cost.

Project Management Institute, "The Standard for Earned Value Management" (2019). Amounts in
dirhams, `None` where not received. What was spent is what the agency paid for the works, never
what it was sent under a convention.
"""

from dataclasses import dataclass
from decimal import Decimal

from tadbir.core.ratio import Ratio
from tadbir.core.refused import Refused
from tadbir.core.words import N_


@dataclass(frozen=True, slots=True)
class EarnedValue:
    """The position of works on a day.

    `budget` is the budget at completion (BAC), `planned` the value planned by that day (PV),
    `earned` the value of what is done (EV), `actual` what it cost (AC), `to_complete` a fresh
    estimate of what the rest will cost (ETC), None without one.
    """

    budget: Decimal
    planned: Decimal | None
    earned: Decimal | None
    actual: Decimal | None
    to_complete: Decimal | None = None

    @property
    def schedule_index(self) -> Ratio:
        """SPI, in money: earned on planned. It ends at 1 however late the works: see `schedule`."""
        return Ratio(self.earned, self.planned)

    @property
    def cost_index(self) -> Ratio:
        """CPI: earned on spent."""
        return Ratio(self.earned, self.actual)

    @property
    def schedule_variance(self) -> Decimal | None:
        """SV, in dirhams: earned less planned; below zero when behind."""
        return _difference(self.earned, self.planned)

    @property
    def cost_variance(self) -> Decimal | None:
        """CV, in dirhams: earned less spent; below zero when dearer than its value."""
        return _difference(self.earned, self.actual)

    @property
    def estimate_at_completion(self) -> Decimal | None:
        """EAC: spent and the fresh estimate of the rest; without one, budget / cost index.

        None when nothing was earned yet: no cost index says what the rest will cost.
        """
        if self.actual is None:
            return None
        if self.to_complete is not None:
            return self.actual + self.to_complete
        return self.budget * self.actual / self.earned if self.earned else None

    @property
    def estimate_to_complete(self) -> Decimal | None:
        """ETC: the fresh estimate, else what remains of the estimate at completion."""
        if self.to_complete is not None:
            return self.to_complete
        return _difference(self.estimate_at_completion, self.actual)

    @property
    def variance_at_completion(self) -> Decimal | None:
        """VAC: the budget less the estimate at completion; below zero when it will not do."""
        return _difference(self.budget, self.estimate_at_completion)


def earned_by_progress(
    budget: Decimal,
    progress: Decimal,
    *,
    planned: Decimal | None = None,
    actual: Decimal | None = None,
) -> EarnedValue:
    """Earned value from a physical progress, a fraction of 1: EV = progress × BAC.

    Raises `Refused("works.progress-out-of-range")` outside 0 to 1.
    """
    if not 0 <= progress <= 1:
        raise Refused(
            "works.progress-out-of-range",
            N_("A progress of {progress} lies outside 0 to 100 %."),
            progress=progress,
        )
    return EarnedValue(budget, planned, budget * progress, actual)


def earned_by_cost(
    budget: Decimal, *, actual: Decimal, to_complete: Decimal, planned: Decimal | None = None
) -> EarnedValue:
    """Earned value where only costs are known: done = AC / (AC + ETC), EV = done × BAC.

    `earned` is None while nothing was spent and nothing remains to spend: costs then say nothing.
    """
    whole = actual + to_complete
    earned = budget * actual / whole if whole else None
    return EarnedValue(budget, planned, earned, actual, to_complete)


def _difference(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one - other
