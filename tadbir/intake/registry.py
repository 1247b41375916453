"""Which datasets and refreshers this installation has, from the dotted paths of its settings."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.contract import Dataset


@dataclass(frozen=True, slots=True)
class StandingChange:
    """A holder's figures on a day, in a dataset and source, that a commit or withdrawal moved."""

    dataset: str
    source: str
    holder_code: str
    on_date: date


Refresher = Callable[[Sequence[StandingChange], int], None]
"""Called inside the transaction of a commit or withdrawal with what moved and its number."""


def datasets() -> Mapping[str, Dataset]:
    """Every dataset by its code, in the order of the settings; a path that fails crashes."""
    return _datasets(tuple(settings.DATASETS))


def dataset(code: str) -> Dataset:
    """The dataset of a code; raises `Refused("intake.dataset.unknown")`."""
    found = datasets().get(code)
    if found is None:
        known = ", ".join(datasets())
        raise Refused(
            "intake.dataset.unknown",
            N_("There is no kind of file named {kind}. Known kinds: {known}."),
            kind=code,
            known=known,
        )
    return found


def refreshers() -> tuple[Refresher, ...]:
    """Every refresher, in the order of the settings."""
    return _refreshers(tuple(settings.REFRESHERS))


@cache
def _datasets(paths: tuple[str, ...]) -> Mapping[str, Dataset]:
    found: list[Dataset] = [import_string(path) for path in paths]
    by_code = {one.code: one for one in found}
    if len(by_code) != len(found):
        raise ValueError("two datasets bear one code")
    return by_code


@cache
def _refreshers(paths: tuple[str, ...]) -> tuple[Refresher, ...]:
    return tuple(import_string(path) for path in paths)
