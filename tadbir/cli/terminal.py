"""How the command speaks: data on stdout, talk on stderr, one exit code for each outcome."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

import click

from tadbir.core.refused import Refused


class Exit(IntEnum):
    """What a script learns from the command."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    NOT_ALLOWED = 5
    ALREADY_THERE = 6


_BY_ENDING: Mapping[str, Exit] = {
    "unknown": Exit.NOT_FOUND,
    "not-found": Exit.NOT_FOUND,
    "not-allowed": Exit.NOT_ALLOWED,
    "out-of-reach": Exit.NOT_ALLOWED,
    "already-there": Exit.ALREADY_THERE,
    "already-withdrawn": Exit.ALREADY_THERE,
    "usage": Exit.USAGE,
}


def exit_code(refused: Refused) -> Exit:
    """The exit code of a refusal, told by the last word of its code; `REFUSED` otherwise."""
    return _BY_ENDING.get(refused.code.rpartition(".")[2], Exit.REFUSED)


def exit_of(refusals: Iterable[Refused | None]) -> Exit:
    """One exit code for several files, None for each that was kept.

    What was there already weighs less than any other refusal; refusals of several kinds are
    `REFUSED`.
    """
    codes = {exit_code(refused) for refused in refusals if refused is not None}
    graver = codes - {Exit.ALREADY_THERE} or codes
    if len(graver) > 1:
        return Exit.REFUSED
    return next(iter(graver), Exit.DONE)


@dataclass(frozen=True)
class Terminal:
    """The person or script at the other end."""

    as_json: bool = False
    quiet: bool = False

    def data(self, payload: object, text: str | None = None) -> None:
        """Print the result: JSON when asked, else its text form."""
        if self.as_json or text is None:
            text = json.dumps(payload, ensure_ascii=False, indent=2, default=str)
        click.echo(text)

    def talk(self, sentence: str) -> None:
        """Say something to the person, never to a pipe."""
        if not self.quiet:
            click.echo(sentence, err=True)

    def progress(self, label: str) -> Callable[[int, int], None]:
        """A progress callback (done, total); silent when quiet or not on a terminal."""
        return Bar(label).show if self.shows_progress else _nothing

    @property
    def shows_progress(self) -> bool:
        """Whether a person is looking."""
        return not self.quiet and sys.stderr.isatty()


class Bar:
    """A progress bar that redraws at most ten times a second."""

    WIDTH = 28

    def __init__(self, label: str) -> None:
        self.label = label
        self.drawn_at = 0.0

    def show(self, done: int, total: int) -> None:
        """Draw `done` of `total`."""
        moment = time.monotonic()
        if done < total and moment - self.drawn_at < 0.1:
            return
        self.drawn_at = moment
        filled = self.WIDTH * done // max(total, 1)
        bar = "█" * filled + "·" * (self.WIDTH - filled)
        ending = "\n" if done >= total else ""
        click.echo(f"\r{self.label:<34} {bar} {done}/{total}{ending}", err=True, nl=False)


def _nothing(_done: int, _total: int) -> None:
    """Nobody is looking."""
