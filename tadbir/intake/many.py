"""Several files sent at once: read one after another by one child, kept one after another."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tadbir.audit.actor import Actor
from tadbir.core.refused import Refused
from tadbir.intake import actions, mappings, originals, waiting
from tadbir.intake.contract import Reading
from tadbir.intake.declared import Declared
from tadbir.intake.gathering import gathered
from tadbir.intake.models import Staging
from tadbir.intake.outcome import Outcome
from tadbir.intake.reading.read import Job, read_all
from tadbir.intake.said import Said, declare
from tadbir.intake.verdict import NO_TICK, Ticks
from tadbir.territory.reach import Reach

READ_AT_ONCE = 8
"""Files that one child reads before its readings are kept."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file and what is said of it."""

    path: Path
    said: Said


@dataclass(frozen=True, slots=True)
class Queued:
    """A file that waits to be read, and what was declared with it."""

    row: Staging
    declared: Declared


def take_in_all(
    *, by: Actor, files: Sequence[Sent], reach: Reach, ticks: Ticks = NO_TICK
) -> Iterator[tuple[Sent, Outcome]]:
    """Take files in, each kept before the next is compared, as `actions.take_in` keeps it.

    Files that are there already are not read again, and come first. A file that cannot be read
    has its refusal as outcome and stops none of the others.
    """
    arrived = [(sent, _arrived(sent, by, reach)) for sent in files]
    new: list[Queued] = []
    senders: list[Sent] = []
    for sent, one in arrived:
        if isinstance(one, Refused):
            yield sent, _not_kept(one)
        else:
            new.append(one)
            senders.append(sent)
    for sent, one, refused in zip(senders, new, fill_all(new, reach=reach), strict=True):
        yield sent, _kept(one.row, refused, by=by, reach=reach, ticks=ticks)


def take_in_together(
    *, by: Actor, files: Sequence[Sent], reach: Reach, ticks: Ticks = NO_TICK,
    progress: Progress | None = None,
) -> list[tuple[Sent, Outcome]]:  # fmt: skip
    """Read every file, then keep those that nothing stops, in one transaction and in order.

    Nothing is locked while files are read. `progress` is called with (files read, files).
    """
    arrived = [_arrived(sent, by, reach) for sent in files]
    new = [one for one in arrived if isinstance(one, Queued)]
    why: dict[int, Refused | None] = {}
    for one, refused in zip(new, fill_all(new, reach=reach), strict=True):
        why[one.row.pk] = refused
        if progress:
            progress(len(why), len(new))
    with gathered():
        outcomes = [
            _not_kept(one)
            if isinstance(one, Refused)
            else _kept(one.row, why[one.row.pk], by=by, reach=reach, ticks=ticks)
            for one in arrived
        ]
    return list(zip(files, outcomes, strict=True))


def compare_all(
    *, by: Actor, files: Sequence[Sent], reach: Reach, ticks: Ticks = NO_TICK,
    progress: Progress | None = None,
) -> list[tuple[Sent, Outcome]]:  # fmt: skip
    """What would come of every file by itself; nothing is written."""
    declared = [declare(reach=reach, sender=by.name, **sent.said) for sent in files]
    jobs = [_job(sent.path, one) for sent, one in zip(files, declared, strict=True)]
    found: list[tuple[Sent, Outcome]] = []
    for sent, one, reading in zip(files, declared, _read_ahead(jobs), strict=True):
        try:
            known = mappings.settled(reading, sent.path, sent.path.name, one)
            found.append((sent, actions.compared(known, one, reach=reach, ticks=ticks)))
        except Refused as refused:
            found.append((sent, _not_kept(refused)))
        if progress:
            progress(len(found), len(files))
    return found


def keep_together(
    *, by: Actor, rows: Iterable[Staging], reach: Reach
) -> list[tuple[Staging, Refused | None]]:
    """Keep files that wait and that nothing stops, in one transaction; None for each kept.

    One that something stops goes on waiting, for its sender to look at.
    """
    found: list[tuple[Staging, Refused | None]] = []
    with gathered():
        for row in rows:
            try:
                actions.commit(by=by, staging_id=row.pk, reach=reach)
                found.append((row, None))
            except Refused as refused:
                found.append((row, refused))
    return found


def fill_all(queued: Sequence[Queued], *, reach: Reach) -> Iterator[Refused | None]:
    """Read files by one child and fill their stagings, each when it is asked for, in order.

    For each why it is refused; None for one that is ready. The caller says what becomes of it.
    """
    jobs = [_job(originals.folder() / one.row.file.path, one.declared) for one in queued]
    for one, job, reading in zip(queued, jobs, _read_ahead(jobs), strict=True):
        try:
            found = mappings.settled(reading, job.path, one.row.file.name, one.declared)
            waiting.fill(one.row, one.declared, reach=reach, found=found)
            yield None
        except Refused as refused:
            yield refused


def _job(path: Path, declared: Declared) -> Job:
    options = declared.options(declared.mapping)
    return Job(path, declared.dataset, declared.sheet or None, options)


def _read_ahead(jobs: Sequence[Job]) -> Iterator[Reading | Refused]:
    """Each job's reading, in order; the next files are read while the last ones are kept.

    The thread only waits for the child that reads: it touches no table.
    """
    runs = [jobs[start : start + READ_AT_ONCE] for start in range(0, len(jobs), READ_AT_ONCE)]
    with ThreadPoolExecutor(max_workers=1) as reader:
        for coming in [reader.submit(read_all, run) for run in runs]:
            yield from coming.result()


def _arrived(sent: Sent, by: Actor, reach: Reach) -> Queued | Refused:
    """A file received and waiting to be read, or why it need not be."""
    declared = declare(reach=reach, sender=by.name, **sent.said)
    try:
        file = actions.receive(by=by, source=sent.path, name=sent.path.name)
        waiting.refuse_if_there(file.sha256, declared, reach=reach)
    except Refused as refused:
        return refused
    return Queued(waiting.queue(by=by, file=file, declared=declared), declared)


def _kept(
    row: Staging, refused: Refused | None, *, by: Actor, reach: Reach, ticks: Ticks
) -> Outcome:
    """A file that was read, kept; nothing waits when it cannot be."""
    try:
        if refused is None:
            return _kept_as_it_stands(row, by=by, reach=reach, ticks=ticks)
    except Refused as found:
        refused = found
    waiting.drop(row)
    return _not_kept(refused)


def _kept_as_it_stands(row: Staging, *, by: Actor, reach: Reach, ticks: Ticks) -> Outcome:
    """Kept, with what it changes counted again where a file before it changed what stands."""
    try:
        return actions.keep(row, by=by, reach=reach, ticks=ticks)
    except actions.PreviewMoved:
        row.refresh_from_db()
        return actions.keep(row, by=by, reach=reach, ticks=ticks)


def _not_kept(refused: Refused) -> Outcome:
    batch = refused.batch if isinstance(refused, waiting.AlreadyThere) else None
    return Outcome(None, batch, refused)
