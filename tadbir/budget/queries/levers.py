"""Levers assembled: lines, operations and the last days of the year, ready to be ranked."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.calendar import (
    LastDay,
    RouteStep,
    YearRules,
    last_day_to_deposit,
    last_day_to_send_payment_orders,
)
from tadbir.budget.calc.fate import Line
from tadbir.budget.calc.levers import Lever, levers
from tadbir.budget.calc.levers import too_late as lost
from tadbir.budget.calc.operations import Operation
from tadbir.budget.queries.controls import controls_on, dossier_key, exempt_dossiers
from tadbir.budget.queries.figures import officer_of
from tadbir.budget.queries.lines import LineFigures, lines
from tadbir.budget.queries.rules import legal_form, route_steps, year_rules
from tadbir.budget.terms import BudgetKind, Control, Part, Spending
from tadbir.procurement.queries import Share, shares
from tadbir.procurement.terms import STEPS, Kind, Phase, State
from tadbir.territory.reach import Reach

SPENDING_OF: Mapping[str, Spending] = {
    Kind.CONTRACT: Spending.CONTRACT,
    Kind.FRAMEWORK_CONTRACT: Spending.CONTRACT,
    Kind.AMENDMENT: Spending.CONTRACT,
    Kind.CONVENTION: Spending.CONTRACT,
}
"""The kind of spending that a kind of operation is for the closing circular."""

_STEPS_DONE: Mapping[State, int] = {State.NEED: 0, State.UNSUCCESSFUL: 0, State.BIDS_OPENED: 2}
"""The steps of its route that an operation in a state has behind it; all of them elsewhere."""


@dataclass(frozen=True, slots=True)
class FoundLever:
    """A lever with what a page needs to name it: its line and, where there is one, its dossier."""

    lever: Lever
    holder: str
    line: LineFigures | None
    operation: Share | None


def levers_on(
    *,
    reach: Reach,
    on: date,
    today: date,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
    form: str | None = None,
) -> list[FoundLever]:
    """What to act on first for some holders: dirhams that would lapse and can still be saved.

    `form` is the legal form under whose rules they are; None is that of what the reach touches.
    A few queries whatever the number of holders; the work grows with lines and operations.
    """
    found = lines(reach=reach, on=on, holders=holders, at_number=at_number)
    dossiers = shares(reach=reach, on=on, holders=holders, at_number=at_number)
    known = legal_form(reach=reach, on=on) if form is None else form
    return assemble(found, dossiers, _around(reach, on, today, known))


def _around(reach: Reach, on: date, today: date, form: str) -> "Surroundings":
    rules = year_rules(on.year, form=form)
    return Surroundings(
        {control: replace(rules, control=control) for control in Control},
        controls_on(reach=reach, on=on),
        route_steps(on),
        exempt_dossiers(reach=reach),
        today,
    )


def too_late(
    *, reach: Reach, on: date
) -> Mapping[Measure, Mapping[tuple[str, BudgetKind, Part], Decimal]]:
    """What operations can no longer reach this year, by amount, then by holder, budget and part.

    Only where operations of reported lines are followed: of other holders no line is read. The
    queries of `levers_on`.
    """
    dossiers = shares(reach=reach, on=on)
    found = lines(reach=reach, on=on, holders={one.holder for one in dossiers})
    by_budget: dict[tuple[str, BudgetKind, Part], list[Lever]] = {}
    for one in assemble(found, dossiers, _around(reach, on, on, legal_form(reach=reach, on=on))):
        if one.operation and one.line:
            key = (one.holder, one.line.kind, one.line.part)
            by_budget.setdefault(key, []).append(one.lever)
    return {
        measure: {key: lost(found, before=measure) for key, found in by_budget.items()}
        for measure in (Measure.COMMITMENTS, Measure.ISSUANCES, Measure.PAYMENTS)
    }


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What surrounds lines and operations: rules by control, each holder's control, the routes.

    `exempt` are the operations outside the regularity control whatever their line, by their
    `dossier_key`.
    """

    rules: Mapping[Control, YearRules]
    controls: Mapping[str, Control]
    steps: Collection[RouteStep]
    exempt: Collection[str]
    today: date

    def rules_of(self, holder: str) -> YearRules:
        """The rules of a holder, under its control of spending."""
        return self.rules[self.controls.get(holder, Control.ORDINARY)]


def assemble(
    found: Iterable[LineFigures], dossiers: Iterable[Share], around: Surroundings
) -> list[FoundLever]:
    """The levers of lines and operations that were read.

    Operations whose line nobody reported stand on a line of their own, without amounts.
    """
    by_key = {line.key: line for line in found}
    paths = _paths(by_key.values())
    taken: dict[str, Share] = {}
    operations: list[Operation] = []
    bare: dict[str, Line] = {}
    for number, share in enumerate(dossiers):
        key = _line_of(share, by_key, paths)
        if key not in by_key:
            kind = BudgetKind(share.budget_kind)
            part = Part(share.part) if share.part else Part.OPERATING
            bare[key] = Line(key, kind, part, Amounts(), officer_of(kind))
        name = f"{share.holder} {share.reference} {number}"
        taken[name] = share
        operations.append(_operation(name, key, share, by_key.get(key), around))
    every = [
        *(Line(one.key, one.kind, one.part, one.amounts, officer_of(one.kind))
          for one in by_key.values()),
        *bare.values(),
    ]  # fmt: skip
    calendar = around.rules[Control.ORDINARY].calendar
    ranked = levers(every, operations, today=around.today, calendar=calendar)
    return [
        FoundLever(
            lever,
            lever.line.split(" ", 1)[0],
            by_key.get(lever.line),
            taken.get(lever.operation),
        )
        for lever in ranked
    ]


def _paths(found: Iterable[LineFigures]) -> Mapping[tuple[str, str], str]:
    """The one line of a holder that bears a path, for operations that do not say the part."""
    keys: dict[tuple[str, str], list[str]] = {}
    for line in found:
        keys.setdefault((line.holder, line.code_path), []).append(line.key)
    return {path: several[0] for path, several in keys.items() if len(several) == 1}


def _line_of(
    share: Share, by_key: Mapping[str, LineFigures], paths: Mapping[tuple[str, str], str]
) -> str:
    """The key of the line a share lies on."""
    key = f"{share.holder} {share.budget_kind} {share.part} {share.code_path}"
    return key if key in by_key else paths.get((share.holder, share.code_path), key)


def _operation(
    name: str, line: str, share: Share, found: LineFigures | None, around: Surroundings
) -> Operation:
    """A share as the levers take it, with the last day that saves it and its days of route."""
    rules = around.rules_of(share.holder)
    route = [step for step in around.steps if step.route == share.kind]
    is_exempt = dossier_key(share) in around.exempt or (found is not None and found.is_exempt)
    last_day = last_day_for(rules, share.kind, share.state, is_exempt=is_exempt)
    days = _days_ahead(share, route, rules, around.today) if route else None
    return Operation(name, line, share.state, share.amount, last_day, days)


def _days_ahead(share: Share, route: list[RouteStep], rules: YearRules, today: date) -> int:
    """The clear working days of the route still ahead of an operation.

    A tender launched on a known day has used the days since; without that day, or without the
    public holidays since, its publication counts as if it began today: never too much promised.
    """
    if share.state is State.LAUNCHED:
        launched = share.state_on
        is_counted = launched is not None and rules.calendar.knows(launched, today)
        used = rules.calendar.workdays_between(launched, today) if launched and is_counted else 0
        publication, later = route[0].days, sum(step.days for step in route[1:])
        return max(publication - used, 0) + later
    return sum(step.days for step in route[_STEPS_DONE.get(share.state, len(route)) :])


def last_day_for(rules: YearRules, kind: str, state: State, *, is_exempt: bool = False) -> LastDay:
    """The last day that saves an operation: to deposit before the visa, to issue after it."""
    spending = SPENDING_OF.get(kind, Spending.OTHER)
    if STEPS[state].phase is Phase.COMMITTED:
        return last_day_to_send_payment_orders(rules, spending=spending)
    return last_day_to_deposit(rules, spending=spending, is_exempt=is_exempt)
