"""Reach: the frozen part of the territory and of the domains that someone may see."""

import hashlib
from dataclasses import dataclass

DOMAINS = frozenset(
    {
        "territory", "facilities", "procurement", "budget", "works", "workforce", "training",
        "access", "readiness", "reform", "scorecard", "meetings",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Reach:
    """What one may see: whole subtrees (`paths`), some domains, and totals of the level `above`.

    Paths are entity paths such as "/MSPS/DR03/D231/", always closed by a slash, so that D23
    never opens D231. `above` holds paths whose prepared totals may be seen, without names.
    `sees_names` is false for who may see aggregates only.
    """

    paths: tuple[str, ...]
    domains: frozenset[str]
    above: frozenset[str] = frozenset()
    sees_names: bool = True

    def holds(self, path: str) -> bool:
        """Whether an entity's path lies in one of the subtrees."""
        return any(path.startswith(start) for start in self.paths)

    def sees(self, domain: str) -> bool:
        """Whether a domain's figures may be seen; KeyError for a domain that does not exist."""
        if domain not in DOMAINS:
            raise KeyError(domain)
        return domain in self.domains

    @property
    def key(self) -> str:
        """A short text, equal for equal reaches alone: part of the address of a cached page."""
        parts = (sorted(self.paths), sorted(self.domains), sorted(self.above), self.sees_names)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class HoldersOfDay:
    """The budget holders that stood under someone's entities on a day, by code.

    All count in sums, which `reach` reads, never without `codes`; those out of reach today are
    `hidden`: named nowhere.
    """

    reach: Reach
    codes: frozenset[str]
    hidden: frozenset[str]


EVERYWHERE = Reach(paths=("/",), domains=DOMAINS)
NOWHERE = Reach(paths=(), domains=frozenset())
