"""SEGMA holders: resources, cash, the second rate, and adding them to the general budget."""

from dataclasses import dataclass
from decimal import Decimal

from tadbir.budget.calc.amounts import Amounts, Measure, amounts_of, difference, without
from tadbir.budget.terms import Part
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio


@dataclass(frozen=True, slots=True)
class Receipt:
    """One kind of receipt of a part: what was forecast and what was collected."""

    forecast: Decimal | None = None
    collected: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Resources:
    """The receipts of one part of a SEGMA holder; None as a whole means no receipts file."""

    own_receipts: Receipt
    subsidy: Receipt
    excess_brought_forward: Receipt

    @property
    def forecast(self) -> Decimal | None:
        """All that was forecast, or None while one kind was not received."""
        return _sum_of_all(
            self.own_receipts.forecast, self.subsidy.forecast, self.excess_brought_forward.forecast
        )

    @property
    def collected(self) -> Decimal | None:
        """All that was collected, or None while one kind was not received."""
        return _sum_of_all(
            self.own_receipts.collected,
            self.subsidy.collected,
            self.excess_brought_forward.collected,
        )


@dataclass(frozen=True, slots=True)
class SegmaPosition:
    """What a part of a SEGMA can pay: without receipts every field is undefined, "resources unknown"."""

    part: Part
    payments_on_resources: Ratio
    collection_rate: Ratio
    cash_available: Decimal | None

    @property
    def resources_unknown(self) -> bool:
        """Whether only the commitment and issuance rates can be shown."""
        return self.payments_on_resources.denominator is None


def segma_position(part: Part, amounts: Amounts, resources: Resources | None) -> SegmaPosition:
    """Payments on resources collected, collection on forecast, and the cash still available."""
    collected = resources.collected if resources else None
    forecast = resources.forecast if resources else None
    return SegmaPosition(
        part=part,
        payments_on_resources=Ratio(amounts.payments, collected),
        collection_rate=Ratio(collected, forecast),
        cash_available=difference(collected, amounts.payments),
    )


def general_budget_with_segma(general: Amounts, segma: Amounts, *, subsidy: Amounts) -> Amounts:
    """Both budgets together once the subsidy, which is in both, is removed from the first.

    `subsidy` names its part of each amount of the general budget; an amount whose part was not
    received, or that either budget lacks, comes out None: it cannot be added honestly.
    """
    net = without(general, subsidy)
    return amounts_of(
        {measure: _sum_of_all(net.of(measure), segma.of(measure)) for measure in Measure}
    )


def _sum_of_all(*parts: Decimal | None) -> Decimal | None:
    """The sum, or None when any part was not received."""
    known = [part for part in parts if part is not None]
    return sum(known, ZERO) if len(known) == len(parts) else None
