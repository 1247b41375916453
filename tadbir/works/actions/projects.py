"""The only writers of programmes, projects, their phases and openings."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, next_number, record
from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.territory import queries as territory
from tadbir.territory.reach import Reach
from tadbir.works import queries
from tadbir.works.actions.outlooks import refresh_of
from tadbir.works.models import Opening, PhaseEntry, Programme, Project
from tadbir.works.terms import (
    STEPS,
    WITH_REASON,
    Phase,
    ProjectKind,
    Reason,
    Stage,
    Steering,
    may_follow,
    needs_reason,
)


@dataclass(frozen=True, slots=True)
class NewProject:
    """A project on a site; `steering` is None where nobody said, as of centres."""

    code: str
    site: str
    kind: ProjectKind
    steering: Steering | None = None


@dataclass(frozen=True, slots=True)
class Entered:
    """A phase and the day from which a project is in it; `reason` where the way asks for one."""

    phase: Phase
    since: date
    reason: Reason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is said of an opening; None where it is not."""

    on: date
    population: int | None = None
    staff: int | None = None
    inaugurated_by: str = ""


@transaction.atomic
def open_programme(
    *, by: Actor, reach: Reach, code: str, entity: str, name_fr: str = "", name_ar: str = ""
) -> Programme:
    """Open a programme of a body; raises `Refused` out of reach, without a name, or twice."""
    owner = territory.entity(entity, reach=reach)
    if not (name_fr or name_ar):
        raise Refused("works.no-name", N_("A programme needs a name, in French or in Arabic."))
    if Programme.objects.filter(code=code).exists():
        raise Refused("works.already-there", N_("{name} already stands."), name=code)
    programme = Programme.objects.create(code=code, entity=owner, name_fr=name_fr, name_ar=name_ar)
    record(
        by=by,
        action="works.open_programme",
        subject=Subject("programme", code),
        after={"entity": entity, "name_fr": name_fr, "name_ar": name_ar},
    )
    return programme


@transaction.atomic
def enter_project(
    *, by: Actor, reach: Reach, programme: str, new: NewProject, first: Entered
) -> Project:
    """Enter a project in the phase in which it is found, which may be any until it is opened.

    A site opened long ago is entered as ready, then its opening is recorded. Raises `Refused` out
    of reach, when the code is taken, or for a phase that needs a reason.
    """
    of = queries.programme(programme, reach=reach)
    site = territory.entity(new.site, reach=reach)
    if Project.objects.filter(code=new.code).exists():
        raise Refused("works.already-there", N_("{name} already stands."), name=new.code)
    _check_not_opened(first.phase)
    _check_entry(first, None)
    project = Project.objects.create(
        code=new.code,
        programme=of,
        site=site,
        kind=new.kind.value,
        steering=new.steering.value if new.steering else "",
    )
    _write(project, first)
    refresh_of(project)
    after = {"programme": programme, "site": new.site, "kind": project.kind}
    _keep(
        by, "works.enter_project", project, {**after, "steering": project.steering, **_said(first)}
    )
    return project


@transaction.atomic
def enter_phase(*, by: Actor, reach: Reach, project: str, new: Entered) -> PhaseEntry:
    """Move a project on; raises `Refused` where the way does not lead there, or says no reason.

    An opening says more than its day: `record_opening` enters it.
    """
    of = _held(project, reach)
    if new.phase is Phase.OPENED:
        _check_not_opened(new.phase)
    _check_entry(new, _last(of))
    entry = _write(of, new)
    refresh_of(of)
    _keep(by, "works.enter_phase", of, _said(new))
    return entry


@transaction.atomic
def record_opening(*, by: Actor, reach: Reach, project: str, opened: Opened) -> Opening:
    """Record that the authorities opened a site that was ready; raises `Refused` otherwise."""
    of = _held(project, reach)
    new = Entered(Phase.OPENED, opened.on)
    _check_entry(new, _last(of))
    opening = Opening.objects.create(
        entry=_write(of, new),
        population=opened.population,
        staff=opened.staff,
        inaugurated_by=opened.inaugurated_by,
    )
    said = {
        "population": opened.population,
        "staff": opened.staff,
        "inaugurated_by": opened.inaugurated_by,
    }
    refresh_of(of)
    _keep(by, "works.record_opening", of, {**_said(new), **said})
    return opening


@transaction.atomic
def take_back_phase(*, by: Actor, reach: Reach, project: str, why: str) -> None:
    """Take back the last phase, entered by mistake; the one a project was entered in stays.

    Its row stays too, withdrawn with the reason, as does the opening it recorded.
    """
    of = _held(project, reach)
    entries = list(of.phases.filter(withdrawn_why="").order_by("since", "pk"))
    if len(entries) == 1:
        raise Refused(
            "works.first-phase", N_("The phase in which a project was entered is not taken back.")
        )
    why = why.strip()
    if not why:
        raise Refused("works.no-reason", N_("Say why the phase is taken back."))
    last = entries[-1]
    before: dict[str, object] = {
        "phase": last.phase, "since": last.since, "reason": last.reason, "note": last.note,
    }  # fmt: skip
    opening = Opening.objects.filter(entry=last)
    before |= opening.values("population", "staff", "inaugurated_by").first() or {}
    last.withdrawn_why, last.withdrawn_number = why, next_number()
    last.save(update_fields=("withdrawn_why", "withdrawn_number"))
    refresh_of(of)
    _keep(by, "works.take_back_phase", of, before=before, why=why)


def _held(code: str, reach: Reach) -> Project:
    """A project within reach, held until the transaction ends: two phases never follow one."""
    found = queries.project(code, reach=reach)
    return Project.objects.select_for_update().get(pk=found.pk)


def _last(project: Project) -> PhaseEntry:
    return project.phases.filter(withdrawn_why="").order_by("-since", "-pk")[0]


def _check_not_opened(phase: Phase) -> None:
    """Whether a phase says nothing of an opening, which has a register of its own."""
    if STEPS[phase].stage is Stage.OPENED:
        raise Refused(
            "works.opening-apart",
            N_("An opening is entered in its own register, from a site that is ready."),
        )


def _check_entry(new: Entered, last: PhaseEntry | None) -> None:
    """Whether a phase may be entered after the last one, None for the first."""
    if new.since > clock.today():
        raise Refused("works.not-yet", N_("{day} has not come yet."), day=new.since)
    if last is None:
        is_asked = new.phase in WITH_REASON
    else:
        before = Phase(last.phase)
        if not may_follow(before, new.phase):
            raise Refused(
                "works.not-the-way",
                N_("The way does not lead there directly: enter the phases in between first."),
            )
        if new.since < last.since:
            raise Refused(
                "works.out-of-order",
                N_("{day} comes before {last}, the day of the last phase."),
                day=new.since,
                last=last.since,
            )
        is_asked = needs_reason(before, new.phase)
    if is_asked and new.reason is None:
        raise Refused("works.no-reason", N_("This step needs a reason: choose it."))


def _write(project: Project, new: Entered) -> PhaseEntry:
    return PhaseEntry.objects.create(
        project=project,
        phase=new.phase.value,
        since=new.since,
        reason=new.reason.value if new.reason else "",
        note=new.note,
        number=next_number(),
    )


def _said(new: Entered) -> dict[str, object]:
    return {
        "phase": new.phase.value,
        "since": new.since,
        "reason": new.reason.value if new.reason else "",
        "note": new.note,
    }


def _keep(
    by: Actor,
    action: str,
    project: Project,
    after: dict[str, object] | None = None,
    *,
    before: dict[str, object] | None = None,
    why: str = "",
) -> None:
    subject = Subject("project", project.code)
    record(by=by, action=action, subject=subject, before=before, after=after, why=why)
