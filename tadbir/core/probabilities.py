"""Scores of probabilities that something happens: Brier's score and a calibration table.

Brier, "Verification of forecasts expressed in terms of probability", Monthly Weather Review 78
(1950), in the form for two outcomes; the decomposition is Murphy's, "A new vector partition of the
probability score", Journal of Applied Meteorology 12 (1973).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tadbir.core.refused import Refused
from tadbir.core.words import N_


@dataclass(frozen=True, slots=True)
class Judged:
    """What was announced, a fraction of 1, and whether it happened.

    Raises `Refused("forecast.not-a-probability")` outside 0 to 1.
    """

    probability: float
    happened: bool

    def __post_init__(self) -> None:
        """Refuse what is no probability."""
        if not 0 <= self.probability <= 1:
            raise Refused(
                "forecast.not-a-probability",
                N_("{value} is not a probability: it must lie between 0 and 1."),
                value=self.probability,
            )


@dataclass(frozen=True, slots=True)
class Band:
    """The announcements of one band: low included, high excluded but for 1.

    `announced` is their mean and `observed` the share that happened; None in an empty band.
    """

    low: float
    high: float
    count: int
    announced: float | None
    observed: float | None


def brier(judged: Iterable[Judged]) -> float | None:
    """The mean of (announced − happened)²: 0 is perfect, ¼ is always saying one half.

    None when nothing was judged.
    """
    squares = [(one.probability - one.happened) ** 2 for one in judged]
    return math.fsum(squares) / len(squares) if squares else None


def calibration(judged: Iterable[Judged], *, bands: int = 10) -> tuple[Band, ...]:
    """How often what was announced happened, by bands of equal width over 0 to 1."""
    members: list[list[Judged]] = [[] for _ in range(bands)]
    for one in judged:
        members[min(int(one.probability * bands), bands - 1)].append(one)
    return tuple(
        Band(
            index / bands,
            (index + 1) / bands,
            len(found),
            _mean([one.probability for one in found]),
            _mean([float(one.happened) for one in found]),
        )
        for index, found in enumerate(members)
    )


def miscalibration(bands: Sequence[Band]) -> float | None:
    """The reliability part of Brier's score: mean squared gap of announced and observed."""
    total = sum(band.count for band in bands)
    gaps = [
        band.count * (band.announced - band.observed) ** 2
        for band in bands
        if band.announced is not None and band.observed is not None
    ]
    return math.fsum(gaps) / total if total else None


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
