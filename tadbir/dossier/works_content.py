"""The works of a pack: what people entered goes into its frame, what files said is derived in it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tadbir.core.period import year_end
from tadbir.dossier.pack import Frame
from tadbir.dossier.works import (
    NOTHING_ENTERED,
    Crossed,
    Entered,
    Opened,
    Prospect,
    Site,
    SiteState,
)
from tadbir.scorecard.situation import expected
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tadbir.works import queries
from tadbir.works.calc.contracts import Terms
from tadbir.works.calc.crossing import Crossing
from tadbir.works.calc.place import Score, score_by
from tadbir.works.queries import ProjectState, Said, SiteOutlook
from tadbir.works.terms import Phase, Stage


def entered(region: Entity, *, reach: Reach, frame: Frame) -> Entered:
    """The sites of a region as they are entered today, and their forecast known at the number."""
    on, at = frame.on, frame.number
    states = queries.projects(reach=reach, on=on, at_number=at)
    if not states:
        return NOTHING_ENTERED
    outlooks = queries.outlook(reach=reach, on=on, by=year_end(on.year), at_number=at)
    known = {one.code for one in states}
    return Entered(
        sites={one.code: _site(one) for one in states},
        terms={
            code: list(own) for code, own in queries.terms(reach=reach).items() if code in known
        },
        openings=[
            Opened(one.project, one.on, one.population, one.staff)
            for one in queries.opened(reach=reach, until=on, at_number=at)
        ],
        prospects={one.project: _prospect(one) for one in outlooks if one.project in known},
        forecast_on=max((one.on for one in outlooks), default=None),
        expected=expected([region.code], reach=reach, on=on, at_number=at).get(region.code),
        scores=_scores(reach, frame),
    )


def _site(one: ProjectState) -> Site:
    return Site(one.name_fr, one.name_ar, one.programme, one.delegation, one.kind, one.steering)


def _prospect(one: SiteOutlook) -> Prospect:
    return Prospect(
        one.outlook, _exact(one.now), _exact(one.if_settled),
        tuple(condition.value for condition in one.conditions), one.reason,
    )  # fmt: skip


def _exact(probability: float | None) -> Decimal | None:
    return None if probability is None else Decimal(str(probability)).quantize(Decimal("0.001"))


def _scores(reach: Reach, frame: Frame) -> Mapping[str, Score]:
    """The quality of each place that somebody assessed; the open parts of sites alone."""
    found = queries.findings(reach=reach, on=frame.on)
    scores = score_by(found, key=lambda one: one.project.code, asked=lambda one: one.asked)
    return {code: one for code, one in scores.items() if one.assessed}


def states(frame: Frame) -> list[SiteState]:
    """The sites of the frame as files and people had told of them at its number, by code."""
    works, since = frame.works, frame.since
    if not works.sites:
        return []
    at = frame.number
    found = queries.projects(reach=EVERYWHERE, on=frame.on, at_number=at)
    said = queries.latest(reach=EVERYWHERE, on=frame.on, at_number=at)
    before: dict[str, Phase] = {}
    if since is not None:
        then = queries.projects(reach=EVERYWHERE, on=since.day, at_number=since.number)
        before = {one.code: one.phase for one in then}
    return [
        _state(frame, one, said.get(one.code, ()), before.get(one.code))
        for one in found
        if one.code in works.sites
    ]


def _state(
    frame: Frame, state: ProjectState, said: Sequence[Said], before: Phase | None
) -> SiteState:
    known = queries.terms_known(frame.works.terms.get(state.code, ()), said)
    followed = queries.follow(state, said, known, frame.on, None)
    is_running = followed.stage is Stage.WORKS
    crossings = queries.crossings_of(said, frame.on).found
    return SiteState(
        project=state.code,
        phase=state.phase,
        since=state.since,
        before=before,
        reported_on=followed.reported_on,
        is_stopped=followed.is_stopped,
        is_silent=followed.is_silent(frame.on),
        deadline=followed.deadline,
        days_late=followed.days_late if is_running else None,
        penalty=_penalty(known, frame) if is_running and followed.is_late else None,
        crossed=[]
        if followed.stage in (Stage.OPENED, Stage.ENDED)
        else [_crossed(one) for one in crossings],
    )


def _penalty(contracts: Sequence[Terms], frame: Frame) -> Decimal | None:
    """What the delays cost the contractors, each contract with its own cap; None if none says."""
    found = [one.due for own in contracts if (one := own.penalty(frame.on)) is not None]
    return sum(found, Decimal(0)) if found else None


def _crossed(one: Crossing) -> Crossed:
    share = Decimal("0.000001")
    return Crossed(
        one.kind, one.ahead.source, one.ahead.on, one.ahead.value.quantize(share),
        one.behind.source, one.behind.on, one.behind.value.quantize(share), one.settled_by,
    )  # fmt: skip
