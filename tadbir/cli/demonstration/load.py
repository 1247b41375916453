"""Loading the demonstration: its territory, people and meetings, every file through the door."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tadbir.audit import installation
from tadbir.audit.actor import Actor
from tadbir.cli.demonstration import facts, plan, settled, signins
from tadbir.cli.demonstration.days import LAST_MEETING, TODAY
from tadbir.cli.demonstration.manifest import (
    ALREADY_THERE,
    COMMITTED,
    Entry,
    Manifest,
    Progress,
    silence,
)
from tadbir.cli.demonstration.works import programmes
from tadbir.core.refused import Refused
from tadbir.intake import actions as intake
from tadbir.intake.gathering import gathered
from tadbir.intake.many import Sent, take_in_all
from tadbir.intake.outcome import Outcome
from tadbir.intake.said import Said
from tadbir.territory import actions as territory
from tadbir.territory.reach import EVERYWHERE

BY = Actor("demonstration", "command")
FOUNDED_ON = date(2022, 1, 1)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What stands after loading.

    `kept` and `refused` count files; a second run keeps none, refuses none and is not new.
    """

    is_new: bool
    kept: int = 0
    refused: int = 0
    meetings: tuple[str, ...] = ()


class NotAsPlanned(RuntimeError):
    """The door did with a file something else than the manifest says: a fault of ours."""

    def __init__(self, entry: Entry, why: Refused | None) -> None:
        super().__init__(f"{entry.path}: {entry.outcome} was expected, and it is {why or 'kept'}")


def load(*, folder: Path, progress: Progress = silence) -> Loaded:
    """Build the workbooks into a folder and load them into the empty database of a demonstration.

    The database is declared a demonstration whose today is 12 December 2025; one that holds
    anything else is refused (`audit.not-empty`). What was loaded already stays as it is, so that
    a load that was interrupted goes on, and a second one changes nothing. `progress` is called
    with (steps done, steps).
    """
    if not installation.current().demonstration:
        installation.declare_demonstration(TODAY)
    installation.start_clock()
    held = settled.held_meetings()
    if len(held) == settled.MEETINGS:
        return Loaded(is_new=False, meetings=held)
    with ThreadPoolExecutor(1) as beside:
        building = beside.submit(plan.build, folder)
        _found()
        manifest = building.result()
    done = _Done(progress, len(manifest.entries))
    for until in (LAST_MEETING, TODAY):
        with gathered():
            for entry, outcome in _taken(manifest, until):
                done.add(entry, outcome)
        programmes.settle(by=BY)
        settled.hold_meeting(by=BY, on=until)
    return Loaded(True, done.kept, done.refused, settled.held_meetings())


def _found() -> None:
    """Census, regions, people, expected returns, targets and programmes of works, where they are missing."""
    territory.load_census(by=BY)
    for region in facts.REGIONS:
        territory.found_region(by=BY, region_code=region, valid_from=FOUNDED_ON)
    signins.keep(settled.seat_people(by=BY, since=FOUNDED_ON))
    settled.expect_returns(by=BY, since=FOUNDED_ON)
    settled.set_targets(by=BY)
    programmes.open_missing(by=BY)


@dataclass(slots=True)
class _Done:
    """How far loading is."""

    progress: Progress
    files: int
    done: int = 0
    kept: int = 0
    refused: int = 0

    def add(self, entry: Entry, outcome: Outcome) -> None:
        """Count a file, after making sure that the door did what was planned."""
        _check(entry, outcome)
        self.kept += outcome.refused is None
        self.refused += entry.is_fault
        self.done += 1
        self.progress(self.done, self.files)


def _check(entry: Entry, outcome: Outcome) -> None:
    """A planted fault is refused, every other file is kept (or was before, by an earlier run)."""
    is_there = outcome.refused is not None and outcome.refused.code == "intake.already-there"
    is_kept = outcome.refused is None
    expected = {
        COMMITTED: is_kept or is_there,
        ALREADY_THERE: is_there,
    }.get(entry.outcome, not is_kept)
    if not expected:
        raise NotAsPlanned(entry, outcome.refused)


def _taken(manifest: Manifest, until: date) -> Iterator[tuple[Entry, Outcome]]:
    """Every file known until a day that no earlier day took, in order, and what came of it."""
    since = LAST_MEETING if until > LAST_MEETING else date.min
    wanted = [
        entry
        for entry in manifest.entries
        if since < entry.known_on <= until and not settled.is_withdrawn(manifest.path(entry))
    ]
    entries = {manifest.path(entry): entry for entry in wanted}
    files = [Sent(path, _said(entry)) for path, entry in entries.items()]
    for sent, outcome in take_in_all(by=BY, files=files, reach=EVERYWHERE):
        entry = entries[sent.path]
        if entry.withdrawn_for and outcome.batch is not None:
            intake.withdraw(
                by=BY, batch_id=outcome.batch.pk, why=entry.withdrawn_for,
                reach=EVERYWHERE,
            )  # fmt: skip
        yield entry, outcome


def _said(entry: Entry) -> Said:
    """What is declared with a file."""
    return Said(
        dataset=entry.dataset, source=entry.source, entity=entry.sender,
        on_date=entry.on_date, known_on=entry.known_on,
    )  # fmt: skip
