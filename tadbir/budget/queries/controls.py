"""Which control each holder is under, and what stands outside the regularity control."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.budget import models
from tadbir.budget.calc.calendar import Scrutiny
from tadbir.budget.calc.control import Regime
from tadbir.budget.queries.lines import LineFigures, lines
from tadbir.budget.terms import Control
from tadbir.core.period import Validity
from tadbir.core.words import fold
from tadbir.procurement import queries as procurement
from tadbir.procurement.queries import OperationFact, Share
from tadbir.territory.models import Entity
from tadbir.territory.querysets import valid_on, within
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS

MOST_FOUND = 40


def regimes(*, reach: Reach, on: date) -> dict[str, Regime]:
    """The regime entered for holders within reach, by code; the ordinary control elsewhere."""
    found = models.ControlRegime.objects.filter(valid_on(on), within(reach, "entity__path"))
    return {
        row.entity.code: Regime(
            Control(row.control), Validity(row.valid_from, row.valid_to), row.source
        )
        for row in found.select_related("entity").order_by("valid_from")
    }


def controls_on(*, reach: Reach, on: date) -> dict[str, Control]:
    """The control of each holder for which one was entered, on a day."""
    return {code: regime.control for code, regime in regimes(reach=reach, on=on).items()}


def is_operation_exempt(number: int, *, reach: Reach) -> bool:
    """Whether an operation stands outside the regularity control by itself."""
    found = models.ExemptOperation.objects.filter(within(reach, "operation__holder__path"))
    return found.filter(operation=number).exists()


def exempt_dossiers(*, reach: Reach, holders: Collection[str] | None = None) -> frozenset[str]:
    """The operations outside the regularity control, by the name that `dossier_key` gives them.

    With `holders`, those of these alone.
    """
    found = models.ExemptOperation.objects.filter(within(reach, "operation__holder__path"))
    if holders is not None:
        found = found.filter(operation__holder__code__in=list(holders))
    pairs = found.values_list("operation__holder__code", "operation__reference")
    return frozenset(f"{holder} {reference}" for holder, reference in pairs)


def dossier_key(share: Share) -> str:
    """Holder and reference: a name that no other operation bears, and that a pack can freeze."""
    return f"{share.holder} {share.reference}"


def scrutinies(
    *, reach: Reach, on: date, holders: Collection[str] | None = None
) -> frozenset[Scrutiny]:
    """What spending within reach goes through: the controls of its holders, and no control.

    With `holders`, what the spending of those alone goes through.
    """
    entered = controls_on(reach=reach, on=on)
    known = Entity.objects.within(reach).of_kinds(HOLDER_KINDS).existing_on(on)
    codes = known.values_list("code", flat=True) if holders is None else holders
    found = {Scrutiny(entered.get(code, Control.ORDINARY).value) for code in codes}
    lines = models.Line.objects.filter(
        within(reach, "holder__path"), fiscal_year=on.year, is_exempt=True
    )
    if holders is not None:
        lines = lines.filter(holder__code__in=list(holders))
    if exempt_dossiers(reach=reach, holders=holders) or lines.exists():
        found.add(Scrutiny.EXEMPT)
    return frozenset(found or {Scrutiny.ORDINARY})


@dataclass(frozen=True, slots=True)
class Exemptions:
    """Lines and operations as last reported, and the numbers of the operations that are exempt."""

    lines: Sequence[LineFigures]
    operations: Sequence[OperationFact]
    exempt: frozenset[int]


def exemptions(*, reach: Reach, on: date, text: str = "") -> Exemptions:
    """What is outside the regularity control; with a text, what bears all its words, exempt or not.

    The first `MOST_FOUND` of each.
    """
    words = fold(text).split()
    own = models.ExemptOperation.objects.filter(within(reach, "operation__holder__path"))
    exempt = frozenset(own.values_list("operation_id", flat=True))
    found = procurement.operations(reach=reach, on=on, narrowed=procurement.Filter(text=text))
    return Exemptions(
        lines=[
            line
            for line in lines(reach=reach, on=on)
            if (_bears(line, words) if words else line.is_exempt)
        ][:MOST_FOUND],
        operations=list((found if words else found.filter(operation__in=exempt))[:MOST_FOUND]),
        exempt=exempt,
    )


def _bears(line: LineFigures, words: Sequence[str]) -> bool:
    told = fold(f"{line.code_path} {line.label} {line.label_ar}")
    return all(word in told for word in words)
