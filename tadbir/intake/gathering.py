"""Several commits as one: all are kept or none is, and what pages read is prepared once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.db import transaction

from tadbir.intake import registry
from tadbir.intake.registry import StandingChange


@dataclass(slots=True)
class _Gathered:
    """What the commits of a gathering moved, and the number of the last of them."""

    moved: dict[StandingChange, None] = field(default_factory=dict)
    number: int = 0


_open: ContextVar[_Gathered | None] = ContextVar("gathering", default=None)


@contextmanager
def gathered() -> Iterator[None]:
    """Keep the commits and withdrawals made inside together, in one transaction.

    Refreshers hear of them once, at the end, with the number of the last: the prepared figures
    are those that one refresh after another would have left, and nobody sees the numbers between.
    """
    with transaction.atomic():
        found = _Gathered()
        token = _open.set(found)
        try:
            yield
        finally:
            _open.reset(token)
        if found.moved:
            _tell(tuple(found.moved), found.number)


def tell(moved: Sequence[StandingChange], number: int) -> None:
    """Let every refresher know what a commit or a withdrawal moved: now, or with its gathering."""
    found = _open.get()
    if found is None:
        _tell(moved, number)
    else:
        found.moved.update(dict.fromkeys(moved))
        found.number = number


def _tell(moved: Sequence[StandingChange], number: int) -> None:
    for refresher in registry.refreshers():
        refresher(moved, number)
