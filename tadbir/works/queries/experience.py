"""What a region learned: its works over and running, and what its sites waited for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tadbir.core.words import fold
from tadbir.procurement.terms import OrderKind
from tadbir.territory.reach import Reach
from tadbir.works.calc.readiness.experience import WAITS, Experience, Wait, Work, learned
from tadbir.works.calc.readiness.sites import MANY_RESERVES, Hold
from tadbir.works.queries.gates import gate_history
from tadbir.works.queries.joined import Joined, joined
from tadbir.works.queries.progress import histories
from tadbir.works.queries.said import GatesSaid, Said, by_source, progress_of
from tadbir.works.terms import STEPS, Gate, Phase, Stage


@dataclass(frozen=True, slots=True)
class Cases:
    """The own cases of a region: works and waits, those still running among them."""

    works: tuple[Work, ...]
    waits: tuple[Wait, ...]

    @property
    def learned(self) -> Experience:
        """What they teach, from the published priors on."""
        return learned(self.works, self.waits)


def cases(*, reach: Reach, on: date) -> Cases:
    """Every work and wait within reach as known on a day: eleven queries.

    Works without a contract's duration or a service order teach nothing.
    """
    found = joined(reach=reach, on=on)
    return cases_of(found, histories(reach=reach, on=on), gate_history(reach=reach, on=on), on=on)


def cases_of(
    found: Sequence[Joined],
    said: Mapping[str, Sequence[Said]],
    forms: Mapping[str, Sequence[GatesSaid]],
    *,
    on: date,
) -> Cases:
    """The cases of projects that were read already, with their whole histories."""
    works = [work for one in found if (work := _work(one, said.get(one.state.code, ()), on))]
    waits = [
        wait for one in found for wait in _waits(one, forms.get(one.state.code, ()), on)
    ]  # fmt: skip
    return Cases(tuple(works), tuple(waits))


def _work(one: Joined, said: Sequence[Said], on: date) -> Work | None:
    """A work from its service order to its acceptance, or to today while it runs."""
    start, contracted, over = one.service_order_on, one.contract_days, one.accepted_on
    stage = STEPS[one.state.phase].stage
    is_running = stage is Stage.WORKS
    if start is None or not contracted or not (over or is_running):
        return None
    end = over or on
    if end <= start:
        return None
    return Work(
        kind=one.state.kind,
        contract_days=contracted,
        days=(end - start).days,
        is_over=over is not None,
        contractor=fold(one.contractor) if one.contractor else None,
        reports=tuple(_reports(said, start, end)),
    )


def _reports(said: Sequence[Said], start: date, end: date) -> Iterator[tuple[float, float]]:
    """Each progress reported while works ran, by the first source of each day."""
    for day in sorted({one.on for one in said if start < one.on <= end}):
        of_day = by_source([one for one in said if one.on == day])
        shares = (progress_of(own) for own in of_day.values())
        share = next((share for share in shares if share is not None), None)
        if share is not None:
            yield (day - start).days, float(share)


def _waits(one: Joined, forms: Sequence[GatesSaid], on: date) -> Iterator[Wait]:
    """What a site waited for before its works, while they were stopped, and after them."""
    yield from _before_works(one, on)
    yield from _stopped(one, on)
    if one.accepted_on is not None:
        yield from _after_works(one, forms, one.accepted_on, on)


def _before_works(one: Joined, on: date) -> Iterator[Wait]:
    """From each phase before the works to the service order; running where there is none yet."""
    order = one.since(Phase.SERVICE_ORDER) or one.since(Phase.WORKS)
    is_running = STEPS[one.state.phase].stage is Stage.BEFORE_WORKS
    for passed in one.passed:
        if passed.phase not in WAITS or not (order or is_running):
            continue
        end = on if is_running or order is None else order
        if end >= passed.since:
            yield Wait(passed.phase, (end - passed.since).days, not is_running)


def _stopped(one: Joined, on: date) -> Iterator[Wait]:
    stopped: date | None = None
    for day, kind in sorted(one.orders):
        if kind is OrderKind.SUSPENSION:
            stopped = day
        elif stopped is not None:
            yield Wait(Hold.RESTART, (day - stopped).days)
            stopped = None
    if stopped is not None and stopped <= on:
        yield Wait(Hold.RESTART, (on - stopped).days, is_over=False)


def _after_works(
    one: Joined, forms: Sequence[GatesSaid], accepted: date, on: date
) -> Iterator[Wait]:
    """From the acceptance to each gate first said open, and to the last reserve lifted.

    A gate that nobody spoke of since teaches nothing.
    """
    after = [form for form in forms if form.on >= accepted]
    for gate in Gate:
        said = [form for form in after if form.gates[gate] is not None]
        if said:
            yield _until(gate, accepted, [form.on for form in said if form.gates[gate]], on)
    counted = [form for form in after if form.open_reserves is not None]
    if counted and counted[0].open_reserves:
        is_many = counted[0].open_reserves >= MANY_RESERVES
        hold = Hold.MANY_RESERVES if is_many else Hold.FEW_RESERVES
        lifted = [form.on for form in counted if form.open_reserves == 0]
        yield _until(hold, accepted, lifted, on)


def _until(what: StrEnum, accepted: date, reached: Sequence[date], on: date) -> Wait:
    end = min(reached, default=None)
    return Wait(what, ((end or on) - accepted).days, is_over=end is not None)
