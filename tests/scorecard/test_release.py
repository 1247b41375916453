"""Sums of another release are made again once; what was known before stays known as it was."""

from datetime import date

import pytest

from tadbir import __version__
from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.audit.chain import canonical
from tadbir.audit.models import Entry
from tadbir.cli.migrate import bring_up_to_date
from tadbir.cockpit.models import Sheet
from tadbir.core import clock
from tadbir.scorecard.models import Preparation, Rollup
from tadbir.scorecard.release import follow_release
from tadbir.territory.models import Attachment, Entity
from tests.budget.hand import BY
from tests.scorecard.test_rollup import parts, take_in

pytestmark = pytest.mark.django_db
LAST_YEAR, OCTOBER, MOVE = date(2024, 10, 31), date(2025, 10, 31), date(2025, 11, 15)
MOVED = Subject("installation", "1")


def follow() -> tuple[bool, list[tuple[int, int]]]:
    """Whether the sums were made again, and what a terminal would have drawn."""
    drawn: list[tuple[int, int]] = []
    return follow_release(by=BY, progress=lambda *step: drawn.append(step)), drawn


@pytest.fixture
def _moved_unseen(region: dict[str, Entity]) -> None:
    """Sefrou hangs from DR05 since 15 November, as a release that prepared nothing would leave it."""
    take_in("D231", LAST_YEAR, 90_00, 30_00)
    take_in("D231", OCTOBER, 100_00, 40_00)
    take_in("D591", OCTOBER, 50_00, 10_00)
    Attachment.objects.filter(entity=region["D591"]).update(valid_to=MOVE)
    Attachment.objects.create(
        entity=region["D591"], parent=region["DR05"], tree="administrative", valid_from=MOVE
    )


@pytest.mark.usefixtures("_moved_unseen")
def test_sums_are_made_again_once_and_the_trail_says_how_many_moved() -> None:
    before = set(Rollup.objects.values_list())
    assert parts("DR03", MOVE) == (50_00, 150_00)

    assert follow() == (True, [(1, 2), (2, 2)])

    assert parts("DR03", OCTOBER) == (50_00, 150_00)
    assert parts("DR03", MOVE) == (40_00, 100_00)
    assert parts("DR05", MOVE) == (10_00, 50_00)
    assert Preparation.objects.get().release == __version__
    entry = trail.history(MOVED)[0]
    fresh = Rollup.objects.filter(number=entry.number)
    assert entry.after == canonical({"release": __version__, "sums": fresh.count()})
    assert set(fresh.values_list("entity__code", "on_date")) == {("DR03", MOVE), ("DR05", MOVE)}
    assert before <= set(Rollup.objects.values_list())
    assert follow() == (False, [])


def test_sums_that_stand_leave_no_line_in_the_trail(region: dict[str, Entity]) -> None:
    take_in("D231", OCTOBER, 100_00, 40_00)
    rows = list(Rollup.objects.order_by("pk").values())

    assert follow() == (True, [(1, 1)])

    assert list(Rollup.objects.order_by("pk").values()) == rows
    assert not Entry.objects.exists()


def test_boards_of_another_release_are_dropped_and_ours_are_kept(region: dict[str, Entity]) -> None:
    def draw() -> None:
        Sheet.objects.create(
            entity=region["DR03"], lang="fr", on_date=clock.today(), number=0, board="<p>"
        )

    Preparation.objects.create(pk=1, release="0.0.9")
    draw()
    bring_up_to_date()
    assert not Sheet.objects.exists()

    draw()
    bring_up_to_date()
    assert Sheet.objects.exists()
