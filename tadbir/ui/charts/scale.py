"""Round axes: the top of a scale and its ticks, for rates, millions and counts."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from tadbir.ui import formats

ONE = Decimal(1)
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MILLION = Decimal(1_000_000)
UNITS = {"percent": Decimal("0.01"), "millions": MILLION}


@dataclass(frozen=True, slots=True)
class Scale:
    """From zero to `top`, with ticks that are multiples of one round step."""

    top: Decimal
    ticks: Sequence[Decimal]

    def part(self, value: Decimal) -> float:
        """Where a value stands between 0 and 1, held inside."""
        return float(min(max(value / self.top, Decimal(0)), ONE))


def scale(largest: Decimal, at_most: int = 5) -> Scale:
    """The scale that holds a value with at most so many steps; zero gives a scale of one."""
    largest = largest if largest > 0 else ONE
    rough = largest / at_most
    power = Decimal(10) ** rough.adjusted()
    step = next(s * power for s in STEPS if s * power >= rough)
    steps = math.ceil(largest / step)
    return Scale(step * steps, tuple(step * i for i in range(steps + 1)))


def scale_of(values: Sequence[Decimal], kind: str, maximum: Decimal | None = None) -> Scale:
    """The scale of a chart: rates always reach 100 %, the rest reaches its largest value."""
    largest = max(values, default=ONE)
    if kind == "percent":
        largest = max(largest, ONE)
        if largest == ONE and maximum is None:
            return Scale(ONE, tuple(Decimal(i) / 4 for i in range(5)))
    return scale(max(largest, maximum or largest))


def tick(value: Decimal, kind: str, lang: str) -> str:
    """The words of a tick: as short as its numbers allow, the unit said elsewhere."""
    shown = value / UNITS.get(kind, ONE)
    decimals = 0 if shown == shown.to_integral_value() else 1
    text = formats.decimal(shown, lang, decimals)
    return f"{text}{formats.NARROW_SPACE}%" if kind == "percent" and value else text
