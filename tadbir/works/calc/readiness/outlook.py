"""The director's list: what is ready, what could be ready if something is done, what will not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

import numpy as np

from tadbir.works.calc.readiness.experience import Experience
from tadbir.works.calc.readiness.forecast import DRAWS, readiness
from tadbir.works.calc.readiness.sites import Hold, NoProbability, Site
from tadbir.works.terms import Gate, Stage

LIKELY = 0.5  # a house rule: more likely than not


class Outlook(StrEnum):
    """Where a site stands for a date."""

    READY = "ready"
    LIKELY = "likely"
    COULD_BE_READY = "could_be_ready"
    WILL_NOT = "will_not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Listed:
    """A site on the list: its probability now, and if its `conditions` were settled today.

    `conditions` are what someone can settle today: a restart; the gates, commissioning only once
    works are accepted; reserves, once they can be listed. Both probabilities are None, with the
    `reason`, where nothing can be said.
    """

    outlook: Outlook
    now: float | None
    if_settled: float | None
    conditions: tuple[Hold | Gate, ...]
    reason: NoProbability | None = None


def outlooks(
    sites: Sequence[Site],
    experience: Experience,
    *,
    today: date,
    by: date,
    seed: int,
    draws: int = DRAWS,
) -> Mapping[str, Listed]:
    """The list for a date. Both forecasts are drawn from the same seed: they differ by what is done."""

    def forecast(of: Sequence[Site]) -> Mapping[str, tuple[float | None, NoProbability | None]]:
        drawn = readiness(
            of,
            experience,
            today=today,
            dates=[by],
            rng=np.random.default_rng(seed),
            draws=draws,
        )
        return {k: (s.by[by] if s.by else None, s.reason) for k, s in drawn.sites.items()}

    now, later = forecast(sites), forecast([settled(site) for site in sites])
    return {
        site.key: listed(site, *now[site.key], later[site.key][0])
        for site in sites
        if site.key in now
    }


def listed(
    site: Site, now: float | None, reason: NoProbability | None, if_settled: float | None
) -> Listed:
    """A site on the list, from its probability now and the one with its conditions settled."""
    return Listed(_outlook(site, now, if_settled), now, if_settled, _conditions(site), reason)


def settled(site: Site) -> Site:
    """The site with its conditions settled, and nothing else."""
    found = _conditions(site)
    return replace(
        site,
        suspended_on=None if Hold.RESTART in found else site.suspended_on,
        open_reserves=0 if site.reserves in found else site.open_reserves,
        gates_open=site.gates_open | {one for one in found if isinstance(one, Gate)},
    )


def _conditions(site: Site) -> tuple[Hold | Gate, ...]:
    """What can be settled today: works themselves cannot, nor what only comes after them."""
    if site.is_ready:
        return ()
    is_accepted = site.stage is Stage.TO_OPEN
    is_stopped = site.suspended_on is not None and site.stage is Stage.WORKS
    restart = (Hold.RESTART,) if is_stopped else ()
    reserves = (site.reserves,) if is_accepted and site.reserves else ()
    after = frozenset() if is_accepted else frozenset({Gate.COMMISSIONING})
    return (*restart, *reserves, *(gate for gate in Gate if gate in site.gates_shut - after))


def _outlook(site: Site, now: float | None, settled: float | None) -> Outlook:
    if site.is_ready:
        return Outlook.READY
    if now is None or settled is None:
        return Outlook.UNKNOWN
    if now >= LIKELY:
        return Outlook.LIKELY
    return Outlook.COULD_BE_READY if settled >= LIKELY else Outlook.WILL_NOT
