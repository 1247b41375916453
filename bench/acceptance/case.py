"""One number that must come out."""

from collections.abc import Callable
from dataclasses import dataclass


class Skipped(Exception):
    """The case needs files that are not beside this checkout."""


@dataclass(frozen=True, slots=True)
class Case:
    """A worked case: what must be printed, what is, and where the case comes from."""

    case: str
    expected: str
    got: Callable[[], str]
    source: str
