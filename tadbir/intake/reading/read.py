"""The one entry: scan a file, read it in a child with limits, hand back what was understood."""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.contract import Dataset, Reading
from tadbir.intake.reading.archive import format_of
from tadbir.intake.reading.options import Limits, ReadOptions
from tadbir.intake.reading.wire import Answer, question

Progress = Callable[[int, int], None]
DEFAULT = ReadOptions()
_CHILD = "tadbir.intake.reading.child"
_ONE_THREAD = dict.fromkeys(
    ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"), "1"
)
_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "SYSTEMROOT")
_TOO_SLOW = {signal.SIGXCPU, signal.SIGALRM}


@dataclass(frozen=True, slots=True)
class Job:
    """A file to read, and for what."""

    path: Path
    dataset: Dataset
    sheet: str | None = None
    options: ReadOptions = field(default_factory=ReadOptions)


def read(
    path: Path,
    dataset: Dataset,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    options: ReadOptions = DEFAULT,
) -> Reading:
    """The file as the dataset understands it; values are never guessed, and never rounded.

    `sheet` restricts reading to one sheet. `progress` is called with (rows done, rows known).
    Raises `Refused` for a file that is too large, hostile, unreadable, encrypted, of an unknown
    format or layout, or too slow to read; what fails in one cell or one table is in the reading.
    """
    found = read_all([Job(path, dataset, sheet, options)], progress=progress)[0]
    if isinstance(found, Refused):
        raise found
    return found


def read_all(jobs: Sequence[Job], *, progress: Progress | None = None) -> list[Reading | Refused]:
    """Several files read one after another by one child; for each its reading, or why it is
    refused. When a file kills the child, another child reads the files after it."""
    found: list[Reading | Refused] = []
    while len(found) < len(jobs):
        job = jobs[len(found)]
        try:
            format_of(job.path, job.options.limits)
        except Refused as refused:
            found.append(refused)
            continue
        found += _some(jobs[len(found) :], progress)
    return found


def _some(jobs: Sequence[Job], progress: Progress | None) -> list[Reading | Refused]:
    """What one child answered: all of the jobs, or those up to the one that killed it."""
    with tempfile.TemporaryDirectory(prefix="tadbir-reading-") as folder:
        fate = _run(jobs, Path(folder), progress)
        found: list[Reading | Refused] = []
        for number in range(len(jobs)):
            try:
                found.append(Answer(Path(folder) / str(number)).reading())
            except Refused as refused:
                found.append(refused)
            except (FileNotFoundError, ValueError):
                return [*found, _why(jobs[number].path, fate)]
    return found


@dataclass(frozen=True, slots=True)
class _Fate:
    """How a child ended."""

    code: int
    ran_out_of_time: bool
    last_words: str


def _run(jobs: Sequence[Job], folder: Path, progress: Progress | None) -> _Fate:
    questions = [question(j.path.absolute(), j.dataset, j.sheet, j.options) for j in jobs]
    told = json.dumps({"answers": str(folder), "questions": questions})
    limits = jobs[0].options.limits
    with (folder / "words").open("w+b") as words:
        child = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", _CHILD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            env={**{k: v for k, v in os.environ.items() if k in _KEPT}, **_ONE_THREAD},
            cwd=_root(),
        )
        try:
            in_time = _follow(child, told, limits, len(jobs), progress)
        finally:
            child.kill()
            code = child.wait()
        words.seek(0)
        return _Fate(code, not in_time, words.read()[-4_000:].decode("utf-8", "replace"))


def _root() -> Path:
    """The folder that holds the package, so that the child finds it as the parent did."""
    return Path(__file__).resolve().parents[3]


def _follow(
    child: subprocess.Popen[bytes],
    told: str,
    limits: Limits,
    files: int,
    progress: Progress | None,
) -> bool:
    """Ask, then pass its progress on until the child ends; False when its time ran out."""
    deadline = time.monotonic() + limits.wall_seconds * files
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        raise RuntimeError("the child has no pipes")
    with stdin, stdout:
        _ask(stdin, told)
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)
            return _listen(stdout, selector, deadline, progress) and _ends(child, deadline)


def _ask(stdin: IO[bytes], told: str) -> None:
    try:
        stdin.write(told.encode())
        stdin.close()
    except BrokenPipeError:
        return


def _listen(
    stdout: IO[bytes],
    selector: selectors.BaseSelector,
    deadline: float,
    progress: Progress | None,
) -> bool:
    while (left := deadline - time.monotonic()) > 0:
        if not selector.select(min(left, 1.0)):
            continue
        piece = os.read(stdout.fileno(), 65_536)
        if not piece:
            return True
        for line in piece.decode("ascii", "replace").splitlines():
            parts = line.split()
            if progress is not None and len(parts) == 3 and parts[0] == "rows":
                progress(int(parts[1]), int(parts[2]))
    return False


def _ends(child: subprocess.Popen[bytes], deadline: float) -> bool:
    try:
        child.wait(max(deadline - time.monotonic(), 0.1))
    except subprocess.TimeoutExpired:
        return False
    return True


def _why(path: Path, fate: _Fate) -> Refused:
    """Why a child left no answer. Raises RuntimeError when it failed of itself: a fault of ours."""
    if fate.ran_out_of_time or -fate.code in _TOO_SLOW:
        return Refused(
            "intake.too-slow",
            N_("{file} takes too long to read: it is not read. Split it, or simplify it."),
            file=path.name,
        )
    if fate.code < 0 or "MemoryError" in fate.last_words:
        return Refused(
            "intake.too-much-memory",
            N_("{file} needs more memory than a table can: it is not read."),
            file=path.name,
        )
    raise RuntimeError(f"the reading child failed on {path.name}:\n{fate.last_words}")
