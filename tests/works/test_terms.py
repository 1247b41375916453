"""The phases of a project: one table, a way through it, and what must say why."""

from itertools import pairwise

import pytest

from tadbir.works.terms import (
    ACTOR_LABELS,
    GATE_LABELS,
    KIND_LABELS,
    ORDER,
    REASON_LABELS,
    SOURCE_LABELS,
    STEERING_LABELS,
    STEPS,
    Actor,
    Gate,
    Phase,
    ProjectKind,
    Reason,
    ReportSource,
    Steering,
    may_follow,
    needs_reason,
)


def test_every_phase_stands_in_the_table_and_is_reached_from_the_programme() -> None:
    reached, waiting = {Phase.PROGRAMMED}, [Phase.PROGRAMMED]
    while waiting:
        for following in STEPS[waiting.pop()].following:
            if following not in reached:
                reached.add(following)
                waiting.append(following)

    assert reached == set(Phase) == set(ORDER)


def test_the_longest_way_goes_through_the_phases_in_their_order() -> None:
    way = [p for p in ORDER if p not in (Phase.UNSUCCESSFUL_TENDER, Phase.CANCELLED)]

    assert [pair for pair in pairwise(way) if not may_follow(*pair)] == []


def test_opened_comes_from_ready_alone_and_nobody_is_late_with_it() -> None:
    assert [p for p in Phase if may_follow(p, Phase.OPENED)] == [Phase.READY_TO_OPEN]
    assert STEPS[Phase.READY_TO_OPEN].actor is Actor.AUTHORITIES


@pytest.mark.parametrize(
    ("phase", "following", "expected"),
    [
        (Phase.TENDER, Phase.UNSUCCESSFUL_TENDER, True),
        (Phase.UNSUCCESSFUL_TENDER, Phase.TENDER, True),
        (Phase.WORKS, Phase.TENDER, True),
        (Phase.WORKS, Phase.CANCELLED, True),
        (Phase.STUDIES, Phase.TENDER, False),
        (Phase.STAFFED, Phase.EQUIPPED, False),
    ],
)
def test_failures_and_steps_back_to_a_tender_say_why(
    phase: Phase, following: Phase, expected: bool
) -> None:
    assert may_follow(phase, following)
    assert needs_reason(phase, following) is expected


def test_cancelled_and_closed_are_ends() -> None:
    assert [p for p in ORDER if not STEPS[p].following] == [Phase.CLOSED, Phase.CANCELLED]


def test_every_word_has_a_label() -> None:
    labels = (KIND_LABELS, STEERING_LABELS, ACTOR_LABELS, SOURCE_LABELS, GATE_LABELS, REASON_LABELS)
    words = (ProjectKind, Steering, Actor, ReportSource, Gate, Reason)

    assert [set(found) for found in labels] == [set(kind) for kind in words]
