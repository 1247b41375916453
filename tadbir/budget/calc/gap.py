"""The gap explained: where the credits stopped on their way to payment, and who holds them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from tadbir.budget.calc.amounts import Amounts, Measure, difference, total
from tadbir.budget.calc.rates import CREDITS_OF, AuthorisingOfficer
from tadbir.core.money import ZERO
from tadbir.core.ratio import Ratio

MAIN_SHARE = Decimal("0.8")  # the contributors named are those that make 80 % of a step


class Step(StrEnum):
    """A stage that credits did not pass."""

    NOT_DELEGATED = "not_delegated"
    NOT_COMMITTED = "not_committed"
    NOT_ISSUED = "not_issued"
    NOT_PAID = "not_paid"


@dataclass(frozen=True, slots=True)
class GapStep:
    """What stopped before one stage: dirhams, and points of the credits explained.

    Both are None where a side was not received; "not delegated" is None where no envelope was
    notified.
    """

    step: Step
    amount: Decimal | None
    points: Ratio


@dataclass(frozen=True, slots=True)
class Gap:
    """From credits to payments; the steps that are known sum exactly to `total`.

    `credit` names the credits explained: the notified envelope where there is one, otherwise
    the credits that rate the holder.
    """

    credit: Measure
    credits: Decimal | None
    total: Decimal | None
    steps: tuple[GapStep, ...]


@dataclass(frozen=True, slots=True)
class Contributor:
    """A line or an operation, what it holds back at one step, and its share of the step."""

    key: str
    amount: Decimal
    share: Decimal


def gap(amounts: Amounts, *, officer: AuthorisingOfficer) -> Gap:
    """The gap between credits and payments, stage by stage.

    Only a secondary authorising officer waits for delegation; for another, or without a notified
    envelope, the gap starts at the credits that rate the holder.
    """
    credit = _explained_credit(amounts, officer)
    base = amounts.of(credit)
    held = {step: held_at(amounts, step=step, officer=officer) for step in Step}
    steps = tuple(GapStep(step, amount, Ratio(amount, base)) for step, amount in held.items())
    return Gap(credit, base, difference(base, amounts.payments), steps)


def gap_of_totals(
    members: Mapping[str, Amounts], *, officer: AuthorisingOfficer
) -> tuple[Gap, tuple[str, ...]]:
    """The gap of several holders together, and the holders left out of it.

    Steps only add up over the same members: a holder that lacks credits, commitments, issuances
    or payments is left out and named. The gap starts at the notified envelopes only when every
    member has one.
    """
    needed = (CREDITS_OF[officer], Measure.COMMITMENTS, Measure.ISSUANCES, Measure.PAYMENTS)
    complete = {
        key: amounts
        for key, amounts in members.items()
        if all(amounts.of(measure) is not None for measure in needed)
    }
    whole = total(complete.values())
    if any(amounts.notified_envelope is None for amounts in complete.values()):
        whole = replace(whole, notified_envelope=None)
    return gap(whole, officer=officer), tuple(sorted(members.keys() - complete.keys()))


def held_at(amounts: Amounts, *, step: Step, officer: AuthorisingOfficer) -> Decimal | None:
    """What stopped before one stage, for a holder or one of its lines; None if unknown."""
    credit = CREDITS_OF[officer]
    if step is Step.NOT_DELEGATED:
        waits = _explained_credit(amounts, officer) is Measure.NOTIFIED_ENVELOPE
        return difference(amounts.notified_envelope, amounts.of(credit)) if waits else None
    before, after = {
        Step.NOT_COMMITTED: (credit, Measure.COMMITMENTS),
        Step.NOT_ISSUED: (Measure.COMMITMENTS, Measure.ISSUANCES),
        Step.NOT_PAID: (Measure.ISSUANCES, Measure.PAYMENTS),
    }[step]
    return difference(amounts.of(before), amounts.of(after))


def main_contributors(
    lines: Mapping[str, Amounts], *, officer: AuthorisingOfficer
) -> dict[Step, tuple[Contributor, ...]]:
    """For each step, the lines that make 80 % of it; a line whose step is unknown is left out."""
    return {
        step: contributors(
            {
                key: held
                for key, amounts in lines.items()
                if (held := held_at(amounts, step=step, officer=officer)) is not None
            }
        )
        for step in Step
    }


def _explained_credit(amounts: Amounts, officer: AuthorisingOfficer) -> Measure:
    """Where the explanation starts: the envelope if one was notified, else the rated credits."""
    waits = officer is AuthorisingOfficer.SECONDARY and amounts.notified_envelope is not None
    return Measure.NOTIFIED_ENVELOPE if waits else CREDITS_OF[officer]


def contributors(
    held: Mapping[str, Decimal], *, main_share: Decimal = MAIN_SHARE
) -> tuple[Contributor, ...]:
    """The fewest lines or operations that make `main_share` of a step, largest first.

    Empty where the step is zero or negative (more was executed than credited: a contradiction
    to show, not a gap to explain). Ties are ordered by key, so the answer never depends on the
    order of the lines.
    """
    whole = sum(held.values(), ZERO)
    found: list[Contributor] = []
    reached = ZERO
    for key, amount in sorted(held.items(), key=lambda entry: (-entry[1], entry[0])):
        if reached >= whole * main_share or amount <= 0:
            break
        reached += amount
        found.append(Contributor(key, amount, amount / whole))
    return tuple(found)
