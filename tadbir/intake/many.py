"""Several files sent at once: read one after another by one child, kept one after another."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.intake import actions, originals, waiting
from tadbir.intake.contract import Reading
from tadbir.intake.declared import Declared
from tadbir.intake.models import SourceFile
from tadbir.intake.outcome import Outcome
from tadbir.intake.reading.options import ReadOptions
from tadbir.intake.reading.read import Job, read_all
from tadbir.intake.said import Said, declare
from tadbir.intake.verdict import NO_TICK, Ticks
from tadbir.territory.reach import Reach

READ_AT_ONCE = 8
"""Files that one child reads before its readings are kept."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file and what is said of it."""

    path: Path
    said: Said


@dataclass(frozen=True, slots=True)
class _New:
    """A file that is not there yet, kept and ready to be read."""

    sent: Sent
    declared: Declared
    file: SourceFile


def take_in_all(
    *, by: Actor, files: Sequence[Sent], reach: Reach, ticks: Ticks = NO_TICK,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[tuple[Sent, Outcome]]:  # fmt: skip
    """Take files in, in order; each with its outcome, as `actions.take_in` gives it.

    Files that are there already are not read again, and come first. What is remembered of
    columns matched by hand is not asked for. A file that cannot be read has its refusal as
    outcome and stops none of the others. `progress` is called with (files done, files).
    """
    there, new = _parted(by, files, reach)
    yield from there
    jobs = [
        Job(
            originals.folder() / one.file.path,
            one.declared.dataset,
            one.declared.sheet or None,
            ReadOptions(mapping=one.declared.mapping),
        )
        for one in new
    ]
    for done, (one, reading) in enumerate(zip(new, _read_ahead(jobs), strict=True), 1):
        yield one.sent, _kept(one, reading, by=by, reach=reach, ticks=ticks)
        if progress:
            progress(done, len(new))


def _read_ahead(jobs: Sequence[Job]) -> Iterator[Reading | Refused]:
    """Each job's reading, in order; the next files are read while the last ones are kept.

    The thread only waits for the child that reads: it touches no table.
    """
    runs = [jobs[start : start + READ_AT_ONCE] for start in range(0, len(jobs), READ_AT_ONCE)]
    with ThreadPoolExecutor(max_workers=1) as reader:
        for coming in [reader.submit(read_all, run) for run in runs]:
            yield from coming.result()


def _parted(
    by: Actor, files: Sequence[Sent], reach: Reach
) -> tuple[list[tuple[Sent, Outcome]], list[_New]]:
    there: list[tuple[Sent, Outcome]] = []
    new: list[_New] = []
    for sent in files:
        declared = declare(reach=reach, sender=by.name, **sent.said)
        file = actions.receive(by=by, source=sent.path, name=sent.path.name)
        try:
            waiting.refuse_if_there(file, declared, reach=reach)
        except waiting.AlreadyThere as found:
            there.append((sent, Outcome(None, found.batch, found)))
        else:
            new.append(_New(sent, declared, file))
    return there, new


def _kept(
    one: _New, reading: Reading | Refused, *, by: Actor, reach: Reach, ticks: Ticks
) -> Outcome:
    if isinstance(reading, Refused):
        return Outcome(None, None, reading)
    row = waiting.queue(by=by, file=one.file, declared=one.declared)
    try:
        waiting.fill(row, one.declared, reach=reach, reading=reading)
        return actions.keep(row, by=by, reach=reach, ticks=ticks)
    except Refused as refused:
        waiting.drop(row)
        batch = refused.batch if isinstance(refused, waiting.AlreadyThere) else None
        return Outcome(None, batch, refused)
