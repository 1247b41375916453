"""Scores of places: exact, additive, undefined where nothing is assessed; agreed by a plain twin."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.place import Asked, Score, missing_weight, score, score_by
from tadbir.works.terms import Answer

MET, PARTLY, NOT_MET, NONE_SUCH = Answer.MET, Answer.PARTLY, Answer.NOT_MET, Answer.NOT_APPLICABLE
ASKED = st.lists(st.builds(Asked, st.integers(1, 10), st.none() | st.sampled_from(Answer)))


def test_score_divides_weights_met_by_weights_assessed() -> None:
    """3 met, 2 partly (1), 1 not met: 4 of 6; 4 not applicable is nowhere, 2 nobody looked at."""
    found = score(
        [Asked(3, MET), Asked(2, PARTLY), Asked(1, NOT_MET), Asked(4, NONE_SUCH), Asked(2, None)]
    )

    assert found == Score(met=Decimal(4), assessed=6, asked=8)
    assert found.rate == Decimal(4) / 6
    assert found.share_assessed == Decimal("0.75")
    assert (found.at_worst, found.at_best) == (Decimal("0.5"), Decimal("0.75"))


def test_nothing_assessed_has_no_score_and_a_share_of_zero() -> None:
    found = score([Asked(3, None), Asked(1, None)])
    assert (found.rate, found.share_assessed) == (None, Decimal(0))


def test_nothing_asked_or_nothing_that_applies_has_neither() -> None:
    for asked in ([], [Asked(3, NONE_SUCH)]):
        found = score(asked)
        assert (found.rate, found.share_assessed, found.at_worst) == (None, None, None)


def test_gap_would_add_what_it_misses() -> None:
    gains = [missing_weight(Asked(3, answer)) for answer in (NOT_MET, PARTLY, MET, NONE_SUCH, None)]
    assert gains == [Decimal(3), Decimal("1.5"), Decimal(0), Decimal(0), Decimal(0)]


def test_scores_of_groups_come_in_their_order() -> None:
    items = [("b", Asked(1, MET)), ("a", Asked(2, NOT_MET)), ("b", Asked(3, PARTLY))]
    found = score_by(items, key=lambda one: one[0], asked=lambda one: one[1])
    assert list(found.items()) == [
        ("b", Score(Decimal("2.5"), 4, 4)), ("a", Score(Decimal(0), 2, 2)),
    ]  # fmt: skip


def plain(asked: Sequence[Asked]) -> tuple[Fraction | None, Fraction | None]:
    """The rate and the share assessed, counted half a unit at a time."""
    halves, assessed, total = 0, 0, 0
    for one in asked:
        for _ in range(one.weight):
            if one.answer is not NONE_SUCH:
                total += 1
            if one.answer in (MET, PARTLY, NOT_MET):
                assessed += 1
            if one.answer in (MET, PARTLY):
                halves += 2 if one.answer is MET else 1
    rate = Fraction(halves, 2 * assessed) if assessed else None
    return rate, Fraction(assessed, total) if total else None


@given(ASKED)
def test_plain_twin_agrees(asked: list[Asked]) -> None:
    found = score(asked)
    rate, share = plain(asked)
    assert (found.rate is None, found.share_assessed is None) == (rate is None, share is None)
    if found.assessed:
        assert Fraction(found.met) / found.assessed == rate
    if found.asked:
        assert Fraction(found.assessed, found.asked) == share


@given(ASKED, ASKED)
def test_scores_add_up_and_lie_between_their_bounds(one: list[Asked], other: list[Asked]) -> None:
    first, second, both = score(one), score(other), score([*one, *other])
    assert both == Score(
        first.met + second.met, first.assessed + second.assessed, first.asked + second.asked
    )
    if both.rate is not None and both.at_worst is not None and both.at_best is not None:
        assert 0 <= both.at_worst <= both.rate <= both.at_best <= 1


@given(ASKED.filter(bool))
def test_closing_a_gap_adds_exactly_what_it_misses(asked: list[Asked]) -> None:
    before = score(asked)
    first = asked[0]
    after = score([Asked(first.weight, MET), *asked[1:]])
    if first.answer in (MET, PARTLY, NOT_MET):
        assert after.met - before.met == missing_weight(first)
