"""How complete a rate is: worked bounds, and bounds that hold whatever a silent sender did."""

from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.completeness import UNBOUNDED, Return, completeness
from tadbir.budget.calc.rates import AuthorisingOfficer, RateKind, rates_of_totals
from tadbir.core.ratio import Ratio

SECONDARY = AuthorisingOfficer.SECONDARY
SEFROU = Amounts(delegated_credits=D(600), commitments=D(300), issuances=D(150), payments=D(90))
TAZA = Amounts(delegated_credits=D(100), commitments=D(20), issuances=D(10), payments=D(5))
IFRANE = Amounts(delegated_credits=D(300), commitments=D(0), issuances=D(0), payments=D(0))


def test_rate_on_credits_is_bounded_by_last_known_and_by_all_the_credits() -> None:
    """Taza and Ifrane are silent: 320 on 1000 stands; 300 + 100 + 300 if they used everything."""
    found = completeness(
        [Return("Sefrou", SEFROU), Return("Taza", TAZA, False), Return("Ifrane", IFRANE, False)],
        kind=RateKind.COMMITMENT, officer=SECONDARY,
    )  # fmt: skip

    assert (found.expected, found.received, found.missing) == (3, 1, ("Ifrane", "Taza"))
    assert found.rate.ratio == Ratio(D(320), D(1000))
    assert found.share_of_credits == Ratio(D(600), D(1000))
    assert found.worst == Ratio(D(320), D(1000))
    assert found.best == Ratio(D(700), D(1000))


def test_rate_whose_denominator_moves_is_bounded_on_both_parts() -> None:
    """Taza may have committed its 100 and issued only 10, or committed and issued all of it."""
    found = completeness(
        [Return("Sefrou", SEFROU), Return("Taza", TAZA, False)],
        kind=RateKind.ISSUANCE_ON_COMMITMENTS, officer=SECONDARY,
    )  # fmt: skip

    assert found.rate.ratio == Ratio(D(160), D(320))
    assert found.worst == Ratio(D(160), D(400))
    assert found.best == Ratio(D(250), D(400))


def test_nothing_bounds_a_rate_while_a_sender_never_spoke() -> None:
    found = completeness(
        [Return("Sefrou", SEFROU), Return("Taza", None, False)],
        kind=RateKind.COMMITMENT, officer=SECONDARY,
    )  # fmt: skip

    assert found.rate.ratio == Ratio(D(300), D(600))
    assert found.worst == found.best == found.share_of_credits == UNBOUNDED


def test_rate_is_its_own_bounds_when_every_return_came() -> None:
    found = completeness([Return("Sefrou", SEFROU)], kind=RateKind.EXECUTION, officer=SECONDARY)

    assert found.worst == found.best == found.rate.ratio == Ratio(D(90), D(600))
    assert completeness([], kind=RateKind.EXECUTION, officer=SECONDARY).rate.value is None


AMOUNT = st.integers(0, 1000).map(D)


@given(
    kind=st.sampled_from([kind for kind in RateKind if kind is not RateKind.COMMITMENT_CREDIT]),
    credit=AMOUNT, known=st.tuples(AMOUNT, AMOUNT, AMOUNT), late=st.tuples(AMOUNT, AMOUNT, AMOUNT),
)  # fmt: skip
def test_whatever_a_silent_sender_did_since_lies_between_the_bounds(
    kind: RateKind, credit: D, known: tuple[D, D, D], late: tuple[D, D, D]
) -> None:
    """Commitments, issuances and payments only grow, in that order, within the credits."""
    said = sorted((min(value, credit) for value in known), reverse=True)
    truth, above = [], credit
    for was, more in zip(said, late, strict=True):
        above = min(above, max(was, more))
        truth.append(above)
    last = Amounts(
        delegated_credits=credit, commitments=said[0], issuances=said[1], payments=said[2]
    )
    came = Amounts(
        delegated_credits=credit, commitments=truth[0], issuances=truth[1], payments=truth[2]
    )

    found = completeness(
        [Return("Sefrou", SEFROU), Return("Taza", last, False)], kind=kind, officer=SECONDARY
    )

    value = rates_of_totals([SEFROU, came], officer=SECONDARY)[kind].value
    assert found.worst.value is not None
    assert found.best.value is not None
    assert value is not None
    assert found.worst.value <= value <= found.best.value
