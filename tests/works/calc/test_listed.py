"""What lists bring to the way of a project: further along, in order, beside what people entered."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.listed import Step, Told, contradicted, followed, is_further
from tadbir.works.terms import STEPS, Phase

START = date(2025, 1, 1)
DAYS = st.integers(0, 300).map(lambda days: START + timedelta(days))
LAST = START + timedelta(300)


@pytest.mark.parametrize(
    ("phase", "other", "expected"),
    [
        (Phase.WORKS, Phase.STUDIES, True),
        (Phase.STUDIES, Phase.WORKS, False),
        (Phase.WORKS, Phase.WORKS, False),
        (Phase.EQUIPPED, Phase.STAFFED, True),
        (Phase.STAFFED, Phase.EQUIPPED, True),
        (Phase.CANCELLED, Phase.WORKS, True),
        (Phase.CANCELLED, Phase.OPENED, False),
        (Phase.OPENED, Phase.CANCELLED, False),
    ],
)
def test_what_lies_further_along(phase: Phase, other: Phase, *, expected: bool) -> None:
    assert is_further(phase, other) is expected


@pytest.mark.parametrize("phase", list(Phase))
def test_whatever_follows_without_going_back_lies_further(phase: Phase) -> None:
    back = {Phase.TENDER, Phase.STUDIES}
    assert all(is_further(one, phase) for one in STEPS[phase].following if one not in back)


def test_days_of_their_own_columns_make_the_way() -> None:
    told = Told(LAST, Phase.OPENED, service_order_on=START, opened_on=START + timedelta(90))

    assert [(step.phase, step.since) for step in told.steps] == [
        (Phase.SERVICE_ORDER, START), (Phase.OPENED, START + timedelta(90)),
    ]  # fmt: skip


def test_phase_without_its_day_is_known_from_the_day_of_the_list() -> None:
    assert Told(LAST, Phase.STUDIES).steps == (Step(Phase.STUDIES, LAST),)


def test_other_day_of_an_opening_contradicts() -> None:
    known = [Step(Phase.OPENED, START)]

    same, other = (Step(Phase.OPENED, START + timedelta(n), "opened") for n in (0, 1))

    assert contradicted(same, known, LAST) is None
    assert contradicted(other, known, LAST) == known[0]


def test_list_of_an_earlier_day_is_held_against_what_stood_then() -> None:
    known = [Step(Phase.STUDIES, START), Step(Phase.WORKS, START + timedelta(100))]
    step = Step(Phase.TENDER, START + timedelta(50))

    assert contradicted(step, known, START + timedelta(50)) is None
    assert contradicted(step, known, LAST) == known[1]


@given(
    st.lists(st.tuples(st.sampled_from(Phase), DAYS), max_size=3),
    st.lists(
        st.builds(
            Told, st.just(LAST), st.none() | st.sampled_from(Phase), st.none() | DAYS,
            st.none() | DAYS, st.none() | DAYS, st.none() | DAYS,
        ),
        max_size=4,
    ),
)  # fmt: skip
def test_lists_never_move_a_project_back(
    typed: list[tuple[Phase, date]], lists: list[Told]
) -> None:
    """From any typed phases: what is brought lies between its neighbours, no phase comes twice."""
    entered = [Step(phase, since) for phase, since in typed]

    brought = followed(entered, lists)

    phases = [step.phase for step in brought]
    assert len(set(phases)) == len(phases)
    assert not set(phases) & {step.phase for step in entered}
    if not entered:
        in_order = sorted(brought, key=lambda step: step.since)
        for before, after in zip(in_order, in_order[1:], strict=False):
            assert before.since == after.since or is_further(after.phase, before.phase)
    assert followed([*entered, *brought], lists) == []
