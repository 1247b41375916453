"""What a list of projects says above its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.works.calc import openings
from tadbir.works.calc.following import Followed
from tadbir.works.calc.narrowing import View, how_many


@dataclass(frozen=True, slots=True)
class Summary:
    """All the projects within reach: opened / ready / programme, those of each named list.

    `is_judged` says that the contract of one of them at least gives a deadline; `contractors` are
    by name.
    """

    whole: openings.Count
    views: Mapping[View, int]
    is_judged: bool
    contractors: tuple[str, ...]

    @property
    def late(self) -> int:
        """How many are under works past their contract."""
        return self.views[View.LATE]


def summary(found: Sequence[Followed], on: date) -> Summary:
    """The summary of projects as they are followed on a day."""
    return Summary(
        whole=openings.count([openings.Programmed(one.code, one.phase) for one in found]),
        views=how_many(found, on),
        is_judged=any(one.deadline for one in found),
        contractors=tuple(sorted({name for one in found for name in one.contractors})),
    )
