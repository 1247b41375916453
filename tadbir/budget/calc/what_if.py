"""What if an operation moved: the amounts, the rates and the fate of its line before and after."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from tadbir.budget.calc.amounts import Amounts, Measure, amounts_of
from tadbir.budget.calc.fate import Fate, Line, fates_of
from tadbir.budget.calc.operations import Operation, measures_counted
from tadbir.budget.calc.rates import Rate, RateKind, rates
from tadbir.core.money import ZERO
from tadbir.procurement.terms import State


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A line before and after an operation moves; `saved` are the dirhams that lapse no more."""

    before: Line
    after: Line
    rates_before: Mapping[RateKind, Rate]
    rates_after: Mapping[RateKind, Rate]
    saved: Decimal


def moved(amounts: Amounts, operation: Operation, *, to: State) -> Amounts:
    """The line's amounts had the operation reached another state.

    It leaves the amounts in which it stood and enters those of the new state; an amount that was
    not received stays so, and an operation without an amount moves nothing.
    """
    value = operation.amount or ZERO
    leaves, enters = set(measures_counted(operation.state)), set(measures_counted(to))
    shift = {measure: value for measure in enters - leaves}
    shift |= {measure: -value for measure in leaves - enters}
    return amounts_of({measure: _shifted(amounts, measure, shift) for measure in Measure})


def what_if(line: Line, operation: Operation, *, to: State) -> WhatIf:
    """The consequences of moving one operation of a line, as shown on the screen of a meeting."""
    after = replace(line, amounts=moved(line.amounts, operation, to=to))
    return WhatIf(
        before=line,
        after=after,
        rates_before=rates(line.amounts, officer=line.officer),
        rates_after=rates(after.amounts, officer=line.officer),
        saved=fates_of([line])[Fate.LAPSES] - fates_of([after])[Fate.LAPSES],
    )


def _shifted(
    amounts: Amounts, measure: Measure, shift: Mapping[Measure, Decimal]
) -> Decimal | None:
    """One amount after the move."""
    known = amounts.of(measure)
    return None if known is None else known + shift.get(measure, ZERO)
