"""What is known of a site on a day: its contract, its progress, its reserves and its gates."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.works.terms import OPENS, STEPS, Gate, Phase, ProjectKind, Stage


class Hold(StrEnum):
    """What a site may wait for besides its phases and its gates."""

    RESTART = "restart"
    FEW_RESERVES = "few_reserves"
    MANY_RESERVES = "many_reserves"


MANY_RESERVES = 6  # reserves from which their lifting is counted apart: a house rule


class NoProbability(StrEnum):
    """Why a site has no probability; nothing is put in its place."""

    NO_DURATION = "no_contract_duration"
    NO_SERVICE_ORDER_DATE = "no_service_order_date"
    BEYOND_EXPERIENCE = "later_than_anything_known"


@dataclass(frozen=True, slots=True)
class Progress:
    """The last physical progress known, a fraction of 1, and the day it describes.

    Raises `Refused("works.progress-out-of-range")` outside 0 to 1.
    """

    on: date
    physical: float

    def __post_init__(self) -> None:
        """Refuse what is no progress."""
        if not 0 <= self.physical <= 1:
            raise Refused(
                "works.progress-out-of-range",
                N_("A progress of {progress} lies outside 0 to 100 %."),
                progress=self.physical,
            )


@dataclass(frozen=True, slots=True)
class Site:
    """A site as known on a day.

    `phase_since` is the day its phase began; `contract_days` are those of the contract as signed,
    or of the studies before there is one; `suspended_on` is the day of a suspension order not yet lifted; `accepted_on` the provisional
    acceptance; `open_reserves` is None while nobody listed them; `gates_open` are the gates that
    were said open, by the delegation or by a phase gone through (a gate nobody spoke of is shut).
    Sites with the same `contractor`
    share their delays. `groups` name what it is counted in besides the whole, such as its province.
    """

    key: str
    kind: ProjectKind
    phase: Phase
    phase_since: date | None = None
    contract_days: int | None = None
    contractor: str | None = None
    service_order_on: date | None = None
    progress: Progress | None = None
    suspended_on: date | None = None
    accepted_on: date | None = None
    open_reserves: int | None = None
    gates_open: frozenset[Gate] = field(default_factory=frozenset)
    groups: frozenset[str] = field(default_factory=frozenset)

    @property
    def stage(self) -> Stage:
        """The part of the way it is on."""
        return STEPS[self.phase].stage

    @property
    def is_ready(self) -> bool:
        """Whether it is ready, or opened already."""
        return self.stage in (Stage.READY, Stage.OPENED)

    @property
    def gates_shut(self) -> frozenset[Gate]:
        """What is still missing besides the works: neither the delegation nor the phase says open."""
        by_phase = OPENS.get(self.phase)
        return frozenset(g for g in Gate if g not in self.gates_open and g is not by_phase)

    @property
    def reserves(self) -> Hold | None:
        """The wait for the lifting of its reserves; None when all are lifted.

        Before acceptance nobody can list them: few are expected.
        """
        if self.open_reserves is None:
            return Hold.FEW_RESERVES
        if self.open_reserves == 0:
            return None
        return Hold.MANY_RESERVES if self.open_reserves >= MANY_RESERVES else Hold.FEW_RESERVES

    def unknown(self) -> NoProbability | None:
        """What is missing before anything can be said; None when nothing is."""
        if self.is_ready or self.stage is Stage.TO_OPEN:
            return None
        if not self.contract_days:
            return NoProbability.NO_DURATION
        if self.stage is Stage.WORKS and self.service_order_on is None:
            return NoProbability.NO_SERVICE_ORDER_DATE
        return None
