"""Everything known of each project on a day, joined in seven queries however many there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.core.words import fold
from tadbir.procurement.calc.deadline import Dated
from tadbir.procurement.terms import DurationUnit, OrderKind
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach
from tadbir.works.calc.contracts import Terms, latest_deadline
from tadbir.works.calc.readiness.sites import Progress, Site
from tadbir.works.calc.stops import orders as orders_written
from tadbir.works.models import PhaseEntry
from tadbir.works.queries.following import terms_known
from tadbir.works.queries.gates import gates
from tadbir.works.queries.progress import latest
from tadbir.works.queries.projects import ProjectState, projects
from tadbir.works.queries.said import GatesSaid, Said, by_source, progress_of
from tadbir.works.queries.terms import acceptances, terms
from tadbir.works.terms import OPENS, Gate, Phase, Stated

_MONTH = 30


@dataclass(frozen=True, slots=True)
class Passed:
    """A phase gone through, and the day from which."""

    phase: Phase
    since: date


@dataclass(frozen=True, slots=True)
class Joined:
    """A project as it stood on a day: its phases, what each source says, its gates, its contracts.

    `terms` are those of its contracts as pages read them, whoever holds the operations; `accepted`
    the provisional acceptance of each lot that carries it out, None for one that has none.
    """

    state: ProjectState
    passed: tuple[Passed, ...] = ()
    said: tuple[Said, ...] = ()
    gates: GatesSaid | None = None
    terms: tuple[Terms, ...] = ()
    accepted: tuple[date | None, ...] = ()

    @property
    def entered(self) -> list[Terms]:
        """The contracts that somebody entered, which count before what statements say."""
        return [one for one in self.terms if one.is_entered]

    @property
    def service_order_on(self) -> date | None:
        """The day of the service order: the contract's, else a statement's, else the phase's."""
        ordered = [c.service_order_on for c in self.entered if c.service_order_on is not None]
        told = ordered or [d for one in self.said if (d := one.service_order_on) is not None]
        phase = self.since(Phase.SERVICE_ORDER) or self.since(Phase.WORKS)
        return min(told) if told else phase

    @property
    def contract_days(self) -> int | None:
        """The days of the contract as signed, the longest of several; else those of a statement."""
        entered = [days for one in self.entered if (days := one.days)]
        if entered:
            return max(entered)
        told = next((one for one in self.said if one.duration), None)
        if told is None or told.duration is None:
            return None
        return told.duration * (_MONTH if told.unit is DurationUnit.MONTHS else 1)

    @property
    def orders(self) -> tuple[Dated, ...]:
        """The orders to stop and restart: the contract's, else those a statement writes as such."""
        entered = next((one.orders for one in self.entered if one.orders), None)
        if entered is not None:
            return entered
        written = (orders_written(one.stops) for one in self.said if one.stops)
        return next((found for found in written if found), ())

    @property
    def contractor(self) -> str | None:
        """Who carries out the works, as the first source that names one does."""
        return next((one.contractor for one in self.said if one.contractor), None)

    @property
    def accepted_on(self) -> date | None:
        """The provisional acceptance: of the last lot, once each has one, else the phase's."""
        known = [day for day in self.accepted if day is not None]
        if known and len(known) == len(self.accepted):
            return max(known)
        return self.since(Phase.PROVISIONAL_ACCEPTANCE)

    def since(self, phase: Phase) -> date | None:
        """The last day on which it entered a phase; None when it never did."""
        return max((one.since for one in self.passed if one.phase is phase), default=None)

    def deadline(self, on: date) -> date | None:
        """The deadline of the project on a day, as pages show it."""
        return latest_deadline(self.terms, on).deadline

    def suspended_on(self, on: date) -> date | None:
        """The day since which works are stopped; None when they are not."""
        orders = [order for order in sorted(self.orders) if order[0] <= on]
        if orders:
            day, kind = orders[-1]
            return day if kind is OrderKind.SUSPENSION else None
        stopped = (one.on for one in self.said if one.stated is Stated.STOPPED)
        return min(stopped, default=None)


def joined(*, reach: Reach, on: date, programme: str = "") -> list[Joined]:
    """Every project within reach as it stood on a day, by code; its contracts as they stand now."""
    states = projects(reach=reach, on=on, programme=programme)
    passed = _passed(reach, on)
    said = latest(reach=reach, on=on, programme=programme)
    forms = gates(reach=reach, on=on, programme=programme)
    entered, accepted = terms(reach=reach), acceptances(reach=reach)
    return [
        Joined(
            state,
            tuple(passed.get(state.code, ())),
            _in_order(said.get(state.code, ())),
            forms.get(state.code),
            tuple(terms_known(entered.get(state.code, ()), said.get(state.code, ()))),
            tuple(accepted.get(state.code, ())),
        )
        for state in states
    ]


def _in_order(said: Sequence[Said]) -> tuple[Said, ...]:
    """The latest statements first; of one day, in the order of the sources."""
    ordered = [one for own in by_source(said).values() for one in own]
    return tuple(sorted(ordered, key=lambda one: one.on, reverse=True))


def site_of(one: Joined, on: date) -> Site:
    """A project as the forecast of readiness takes it."""
    state = one.state
    return Site(
        key=state.code,
        kind=state.kind,
        phase=state.phase,
        phase_since=state.since,
        contract_days=one.contract_days,
        contractor=fold(one.contractor) if one.contractor else None,
        service_order_on=one.service_order_on,
        progress=_progress(one.said),
        suspended_on=one.suspended_on(on),
        accepted_on=one.accepted_on,
        open_reserves=one.gates.open_reserves if one.gates else None,
        gates_open=_gates_open(one),
    )


def sites(*, reach: Reach, on: date, programme: str = "") -> list[Site]:
    """What is known of each site that is neither opened nor given up nor unknown yet, on a day."""
    return [site_of(one, on) for one in joined(reach=reach, on=on, programme=programme)]


def _progress(said: Sequence[Said]) -> Progress | None:
    """The latest physical progress; of one day, that of the source that comes first."""
    found = [
        (max(one.on for one in own), share)
        for own in by_source(said).values()
        if (share := progress_of(own)) is not None
    ]
    if not found:
        return None
    day, share = max(found, key=lambda one: one[0])
    return Progress(day, float(share))


def _gates_open(one: Joined) -> frozenset[Gate]:
    """The gates that the last form says open, and those that a phase gone through opened.

    What the form says after the phase counts more: a gate may shut again.
    """
    opened: set[Gate] = set()
    for phase, gate in OPENS.items():
        since = one.since(phase)
        said = one.gates.gates[gate] if one.gates else None
        if since is not None and not (said is False and one.gates and one.gates.on > since):
            opened.add(gate)
    return frozenset(opened) | (one.gates.open if one.gates else frozenset())


def _passed(reach: Reach, on: date) -> Mapping[str, list[Passed]]:
    """The phases that every project within reach went through until a day: one query."""
    found = PhaseEntry.objects.filter(
        within(reach, "project__site__path"), since__lte=on, withdrawn_why=""
    ).order_by("since", "pk")
    by_project: dict[str, list[Passed]] = defaultdict(list)
    for code, phase, since in found.values_list("project__code", "phase", "since"):
        by_project[code].append(Passed(Phase(phase), since))
    return by_project
