"""What the rates become, and what lapses no more, when levers pass one stage."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.fate import Fate, Line, Pool, fate_of
from tadbir.budget.calc.levers import Lever, levers
from tadbir.budget.calc.operations import Cause, Outlook
from tadbir.budget.calc.rates import RateKind, rates_of_totals
from tadbir.budget.calc.what_if import what_if
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.ratio import Ratio

FES = Line(
    "D231", BudgetKind.GENERAL, Part.INVESTMENT,
    Amounts(notified_envelope=D(1100), delegated_credits=D(1000), commitments=D(700),
            issuances=D(500), payments=D(400)),
)  # fmt: skip
SEFROU = replace(FES, key="D591", amounts=Amounts(delegated_credits=D(500), commitments=D(200)))


def lever(pool: Pool, amount: int, *, line: str = "D231 general investment 010") -> Lever:
    """Dirhams that wait in a pool and would lapse."""
    return Lever(line, "1", Cause.TO_DEPOSIT, pool, D(amount), D(amount), D(amount),
                 Outlook.IN_TIME, Ratio(D(amount), D(1000)))  # fmt: skip


def values(found: object, *kinds: RateKind) -> list[D | None]:
    """Some rates, as fractions."""
    return [found[kind].value for kind in kinds]  # type: ignore[index]


def test_commitments_of_a_region_rise_by_what_passes() -> None:
    """(700 + 200) on (1000 + 500) is 60 %; 150 more commitments make it 70 %."""
    found = what_if([FES, SEFROU], [("D231", lever(Pool.NOT_COMMITTED, 150))])

    assert values(found.before, RateKind.COMMITMENT) == [D("0.6")]
    assert values(found.after, RateKind.COMMITMENT) == [D("0.7")]
    assert found.moved == {Measure.COMMITMENTS: D(150)}


def test_credits_that_are_delegated_lower_the_rate_until_they_are_committed() -> None:
    """700 on 1000; 100 more credits make 700 on 1100, and their commitment 800 on 1100."""
    delegated = [("D231", lever(Pool.NOT_DELEGATED, 100))]

    found = what_if([FES], delegated)
    committed = what_if([FES], [*delegated, ("D231", lever(Pool.NOT_COMMITTED, 100))])

    assert values(found.after, RateKind.COMMITMENT) == [D(700) / D(1100)]
    assert values(committed.after, RateKind.COMMITMENT) == [D(800) / D(1100)]


@pytest.mark.parametrize(
    ("part", "pool", "saved", "still"),
    [
        (Part.INVESTMENT, Pool.NOT_COMMITTED, 80, 0),
        (Part.OPERATING, Pool.NOT_COMMITTED, 0, 80),
        (Part.OPERATING, Pool.NOT_ISSUED, 80, 0),
        (Part.INVESTMENT, Pool.NOT_DELEGATED, 0, 80),
    ],
)
def test_only_the_last_stage_that_31_december_looks_at_saves(
    part: Part, pool: Pool, saved: int, still: int
) -> None:
    """An investment is safe once visaed; an operating credit lapses until it is issued."""
    found = what_if([replace(FES, part=part)], [("D231", lever(pool, 80))])

    assert (found.saved, found.still_lapsing) == (D(saved), D(still))


def test_amount_that_was_not_received_moves_no_rate() -> None:
    found = what_if([SEFROU], [("D591", lever(Pool.NOT_ISSUED, 50))])

    assert found.before == found.after
    assert found.after[RateKind.ISSUANCE].value is None


def test_rate_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one holder"):
        what_if([], [])


money = st.integers(0, 1000).map(D)


@given(credit=money, commitments=money, issuances=money, part=st.sampled_from(Part))
def test_every_lever_together_leaves_nothing_to_lapse_at_its_own_stage(
    credit: D, commitments: D, issuances: D, part: Part
) -> None:
    """Plain twin: with everything committed and issued, commitments are the credits."""
    held = Line("D231", BudgetKind.GENERAL, part, Amounts(
        delegated_credits=credit, commitments=min(commitments, credit),
        issuances=min(issuances, commitments, credit),
    ))  # fmt: skip
    found = levers([held], [], today=date(2025, 12, 12))

    outcome = what_if([held], [("D231", one) for one in found])

    assert outcome.before == rates_of_totals([held.amounts], officer=held.officer)
    assert outcome.after[RateKind.COMMITMENT].ratio.numerator == credit
    assert outcome.saved + outcome.still_lapsing == fate_of(held).meets(Fate.LAPSES)
