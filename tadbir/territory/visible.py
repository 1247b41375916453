"""Which areas someone's pages show: those where bodies within reach are seated. Pure."""

from collections.abc import Iterable

from tadbir.territory.terms import COUNTRY_CODE


def holds(seats: Iterable[str], code: str, prefecture: str | None = None) -> bool:
    """Whether an area lies in one of the areas where somebody's bodies are seated.

    `prefecture` is that of an arrondissement of Casablanca, whose code does not tell it.
    """
    places = set(seats)
    if COUNTRY_CODE in places:
        return True
    parts = code.split(".")
    above = {".".join(parts[: n + 1]) for n in range(len(parts))}
    return bool(places & above) or prefecture in places
