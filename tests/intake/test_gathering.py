"""Commits gathered are kept together or not at all, and what they moved is told once."""

import pytest

from tadbir.audit import trail
from tadbir.intake.gathering import gathered
from tadbir.intake.models import Batch
from tests.intake import ledger
from tests.intake.conftest import Send

pytestmark = pytest.mark.django_db
SEFROU, FES = ("D451", "10", "Gaz", 5_00), ("D231", "10", "Gaz", 4_00)


def holders() -> list[list[str]]:
    return [[change.holder_code for change in moved] for moved, _number in ledger.MOVED]


def test_what_several_commits_moved_is_told_once_with_the_last_number(send: Send) -> None:
    with gathered():
        send("a", [SEFROU])
        send("b", [FES])
        assert ledger.MOVED == []

    assert holders() == [["D451", "D231"]]
    assert ledger.MOVED[0][1] == Batch.objects.latest("number").number


def test_return_moved_twice_is_told_once(send: Send) -> None:
    with gathered():
        send("a", [SEFROU])
        send("b", [("D451", "10", "Gaz", 6_00)])

    assert holders() == [["D451"]]


def test_nothing_gathered_stands_when_one_of_them_breaks(send: Send) -> None:
    before = trail.last_number()

    def broken() -> None:
        with gathered():
            send("a", [SEFROU])
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        broken()

    assert Batch.objects.count() == 0
    assert trail.last_number() == before
    assert ledger.MOVED == []


def test_file_refused_on_the_way_stops_none_of_the_others(send: Send) -> None:
    with gathered():
        send("a", [SEFROU])
        refused = send("b", [("nowhere", "10", "Gaz", 1_00)])
        send("c", [FES])

    assert refused.batch is None
    assert holders() == [["D451", "D231"]]


def test_commit_after_a_gathering_is_told_at_once_again(send: Send) -> None:
    with gathered():
        send("a", [SEFROU])
    send("b", [FES])

    assert holders() == [["D451"], ["D231"]]


def test_nothing_is_told_when_nothing_was_kept(send: Send) -> None:
    with gathered():
        pass

    assert ledger.MOVED == []
