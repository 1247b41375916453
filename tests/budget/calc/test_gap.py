"""The gap explained: steps that add up, and the few lines that make most of each."""

from dataclasses import replace
from decimal import Decimal as D
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.amounts import Amounts, Measure
from tadbir.budget.calc.gap import (
    Contributor,
    Step,
    contributors,
    gap,
    gap_of_totals,
    main_contributors,
)
from tadbir.budget.calc.rates import AuthorisingOfficer
from tadbir.core.ratio import Ratio

SECONDARY, PRINCIPAL = AuthorisingOfficer.SECONDARY, AuthorisingOfficer.PRINCIPAL
HOLDER = Amounts(
    opened_credits=D(1200),
    notified_envelope=D(1000),
    delegated_credits=D(900),
    commitments=D(800),
    issuances=D(600),
    payments=D(450),
)
money = st.decimals(D(0), D(10**9), places=2)


def test_gap_of_a_holder_in_dirhams_and_points() -> None:
    found = gap(HOLDER, officer=SECONDARY)

    assert (found.credit, found.total) == (Measure.NOTIFIED_ENVELOPE, D(550))
    assert {step.step: (step.amount, step.points.value) for step in found.steps} == {
        Step.NOT_DELEGATED: (D(100), D("0.1")),
        Step.NOT_COMMITTED: (D(100), D("0.1")),
        Step.NOT_ISSUED: (D(200), D("0.2")),
        Step.NOT_PAID: (D(150), D("0.15")),
    }


def test_gap_without_a_notified_envelope_has_no_delegation_step() -> None:
    found = gap(replace(HOLDER, notified_envelope=None), officer=SECONDARY)

    assert (found.credit, found.total) == (Measure.DELEGATED_CREDITS, D(450))
    assert found.steps[0].amount is None
    assert sum(step.amount for step in found.steps[1:] if step.amount is not None) == D(450)


def test_gap_of_a_principal_officer_starts_at_opened_credits() -> None:
    found = gap(HOLDER, officer=PRINCIPAL)

    assert (found.credit, found.total) == (Measure.OPENED_CREDITS, D(750))
    assert found.steps[0].amount is None
    assert found.steps[1].amount == D(400)


def test_gap_with_an_amount_missing_leaves_its_steps_unknown() -> None:
    found = gap(replace(HOLDER, issuances=None), officer=SECONDARY)

    assert [step.amount for step in found.steps] == [D(100), D(100), None, None]
    assert found.steps[2].points == Ratio(None, D(1000))
    assert found.total == D(550)


def test_gap_of_totals_adds_the_same_members_at_every_step() -> None:
    silent = replace(HOLDER, issuances=None)

    found, left_out = gap_of_totals({"a": HOLDER, "b": HOLDER, "c": silent}, officer=SECONDARY)

    assert left_out == ("c",)
    assert (found.credits, found.total) == (D(2000), D(1100))
    assert [step.amount for step in found.steps] == [D(200), D(200), D(400), D(300)]


def test_gap_of_totals_starts_at_envelopes_only_if_every_member_has_one() -> None:
    bare = replace(HOLDER, notified_envelope=None)

    found, left_out = gap_of_totals({"a": HOLDER, "b": bare}, officer=SECONDARY)

    assert left_out == ()
    assert (found.credit, found.credits, found.total) == (
        Measure.DELEGATED_CREDITS,
        D(1800),
        D(900),
    )
    assert gap_of_totals({}, officer=SECONDARY)[0].total is None


def test_contributors_are_the_fewest_that_make_four_fifths() -> None:
    held = {"a": D(10), "b": D(50), "c": D(30), "d": D(10), "e": D(0)}

    assert contributors(held) == (
        Contributor("b", D(50), D("0.5")),
        Contributor("c", D(30), D("0.3")),
    )
    assert contributors({}) == contributors({"a": D(-5)}) == contributors({"a": D(0)}) == ()


def test_main_contributors_name_the_lines_of_each_step() -> None:
    lines = {"10-20": HOLDER, "10-30": replace(HOLDER, commitments=D(600)), "10-40": Amounts()}

    found = main_contributors(lines, officer=SECONDARY)

    assert [entry.key for entry in found[Step.NOT_COMMITTED]] == ["10-30", "10-20"]
    assert [entry.amount for entry in found[Step.NOT_ISSUED]] == [D(200)]


@given(values=st.lists(money, min_size=5, max_size=5))
def test_steps_sum_exactly_to_credits_less_payments(values: list[D]) -> None:
    envelope, delegated, committed, issued, paid = sorted(values, reverse=True)
    found = gap(
        Amounts(
            notified_envelope=envelope,
            delegated_credits=delegated,
            commitments=committed,
            issuances=issued,
            payments=paid,
        ),
        officer=SECONDARY,
    )

    assert sum(step.amount for step in found.steps if step.amount is not None) == envelope - paid
    assert found.total == envelope - paid


@given(amounts=st.lists(st.integers(0, 50), min_size=1, max_size=7))
def test_no_smaller_group_makes_four_fifths(amounts: list[int]) -> None:
    """Plain twin: try every group of lines."""
    held = {f"line {position}": D(amount) for position, amount in enumerate(amounts)}
    whole, found = sum(held.values()), contributors(held)

    assert sum(entry.amount for entry in found) >= whole * D("0.8")
    for group in combinations(held.values(), max(len(found) - 1, 0)):
        assert whole == 0 or sum(group) < whole * D("0.8")
