"""Scores of probabilities that something happens: Brier's score, its skill, and a calibration table.

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
    """What was announced, a fraction of 1, and whether it happened."""

    probability: float
    happened: bool


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

    None when nothing was judged. Raises `Refused("forecast.not-a-probability")` outside 0 to 1.
    """
    squares = [_squared_error(one) for one in judged]
    return math.fsum(squares) / len(squares) if squares else None


def skill(score: float | None, reference: float | None) -> float | None:
    """The share of the reference's score that ours saves; None without either, or against 0."""
    if score is None or not reference:
        return None
    return 1 - score / reference


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


def _squared_error(one: Judged) -> float:
    if not 0 <= one.probability <= 1:
        raise Refused(
            "forecast.not-a-probability",
            N_("{value} is not a probability: it must lie between 0 and 1."),
            value=one.probability,
        )
    return (one.probability - one.happened) ** 2


def _mean(values: Sequence[float]) -> float | None:
    return math.fsum(values) / len(values) if values else None
