"""Keeping what lists of programmes say, entering the projects they name, and following them.

Called by intake inside the transaction of a commit or withdrawal, whose own row of the trail holds
the file, the counts and the digest of these rows.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tadbir.audit import trail
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.bulk import insert_rows
from tadbir.intake.contract import Landing, Record
from tadbir.intake.registry import StandingChange
from tadbir.territory.models import Entity
from tadbir.works.calc.listed import Step, Told, followed
from tadbir.works.models import Opening, PhaseEntry, Programme, Project, ProjectListing
from tadbir.works.queries import LISTS, VALUE_FIELDS
from tadbir.works.terms import NO_LONGER_LISTED, Phase

_BATCH = 500
_KIND, _STEERING = VALUE_FIELDS.index("kind"), VALUE_FIELDS.index("steering")


def write_listings(landing: Landing, records: Sequence[Record]) -> None:
    """Keep one list: each record under its project, known or new; then follow what it says."""
    projects = _projects(records)
    columns = ("standing_id", "project_id", *VALUE_FIELDS, "sheet", "row")
    insert_rows(
        ProjectListing,
        columns,
        [
            (
                landing.standings[record.holder, record.on_date], projects[record.key[2]],
                *record.values, record.sheet, record.row,
            )
            for record in records
        ],
    )  # fmt: skip
    _follow(projects.values(), trail.next_number())


def refresh_projects(changes: Sequence[StandingChange], number: int) -> None:
    """Follow again what lists say, wherever a commit or a withdrawal of one moved a holder."""
    holders = {change.holder_code for change in changes if change.dataset == LISTS}
    if holders:
        named = ProjectListing.objects.filter(standing__holder__code__in=holders)
        _follow(named.values_list("project_id", flat=True).distinct(), number)


def _projects(records: Sequence[Record]) -> dict[str, int]:
    """The keys of the projects that records speak of; those nobody knew are entered.

    Raises `Refused` where a person gave the code of a new one to a project elsewhere.
    """
    said = {record.key[2]: record.key[:2] for record in records}
    standing = Project.objects.filter(code__in=said)
    known = {}
    for code, pk, *place in standing.values_list("code", "pk", "site__code", "programme__code"):
        if tuple(place) != said[code]:
            raise Refused("works.already-there", N_("{name} already stands."), name=code)
        known[code] = pk
    new = [record for record in records if record.key[2] not in known]
    sites = _keys(Entity.objects.all(), {record.key[0] for record in new})
    programmes = _keys(Programme.objects.all(), {record.key[1] for record in new})
    entered = Project.objects.bulk_create(
        [
            Project(
                code=record.key[2],
                site_id=sites[record.key[0]],
                programme_id=programmes[record.key[1]],
                kind=str(record.values[_KIND]),
                steering=str(record.values[_STEERING]),
            )
            for record in new
        ],
        batch_size=_BATCH,
    )
    return known | {project.code: project.pk for project in entered}


def _keys(rows: Any, codes: Collection[str]) -> dict[str, int]:
    return dict(rows.filter(code__in=codes).values_list("code", "pk")) if codes else {}


@dataclass(frozen=True, slots=True)
class _Listed:
    """What lists in force say of one project, the oldest first."""

    rows: Sequence[ProjectListing]

    @property
    def told(self) -> list[Told]:
        """The way that each tells."""
        return [
            Told(
                row.standing.on_date, Phase(row.phase) if row.phase else None, row.since,
                row.service_order_on, row.accepted_on, row.opened_on, row.pk,
            )
            for row in self.rows
        ]  # fmt: skip

    def last(self, name: str) -> Any:
        """The newest value that is told of a field; None where none is."""
        told = (getattr(row, name) for row in reversed(self.rows))
        return next((value for value in told if value not in (None, "")), None)


def _follow(projects: Iterable[int], number: int) -> None:
    """Let the phases and openings of some projects be what people entered and lists in force say."""
    wanted = set(projects)
    lists = _in_force(wanted)
    entries: dict[int, list[PhaseEntry]] = defaultdict(list)
    for entry in PhaseEntry.objects.filter(project__in=wanted, withdrawn_why="").order_by("pk"):
        entries[entry.project_id].append(entry)
    work = _Work(number)
    for project in sorted(wanted):
        work.compare(project, entries[project], lists.get(project, _Listed(())))
    work.write()
    _describe(lists)


def _in_force(projects: Collection[int]) -> Mapping[int, _Listed]:
    """What lists in force say of each project."""
    rows = ProjectListing.objects.filter(project__in=projects, standing__is_current=True)
    found: dict[int, list[ProjectListing]] = defaultdict(list)
    for row in rows.select_related("standing").order_by("standing__on_date", "standing__number"):
        found[row.project_id].append(row)
    return {project: _Listed(of) for project, of in found.items()}


class _Work:
    """What must be written so that the phases brought by lists are those they tell."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.new: list[PhaseEntry] = []
        self.moved: list[PhaseEntry] = []
        self.gone: list[PhaseEntry] = []
        self.openings: dict[tuple[int, date], tuple[int | None, int | None]] = {}

    def compare(self, project: int, entries: Sequence[PhaseEntry], lists: _Listed) -> None:
        """Hold the phases of one project against its lists."""
        by_people = [
            Step(Phase(one.phase), one.since) for one in entries if one.standing_id is None
        ]
        brought = {(e.phase, e.since): e for e in entries if e.standing_id is not None}
        rows = {row.pk: row for row in lists.rows}
        for step in followed(by_people, lists.told):
            row = rows[step.teller or 0]
            there = brought.pop((step.phase.value, step.since), None)
            self._place(project, step, row, there)
            if step.phase is Phase.OPENED:
                counted = (lists.last("population"), lists.last("staff"))
                self.openings[project, step.since] = counted
        self.gone += brought.values()

    def _place(
        self, project: int, step: Step, row: ProjectListing, there: PhaseEntry | None
    ) -> None:
        """A phase as the list that brings it says it: new, or moved under another list."""
        is_said = step.phase.value == row.phase
        told = (
            row.standing_id,
            row.reason if is_said else "",
            row.remarks[:500] if is_said else "",
        )
        entry = there or PhaseEntry(
            project_id=project, phase=step.phase.value, since=step.since, number=self.number
        )
        if there is None:
            self.new.append(entry)
        elif (entry.standing_id, entry.reason, entry.note) != told:
            self.moved.append(entry)
        entry.standing_id, entry.reason, entry.note = told

    def write(self) -> None:
        """Write the phases and their openings, in bulk; what no list brings any more is withdrawn."""
        for entry in self.gone:
            entry.withdrawn_why, entry.withdrawn_number = NO_LONGER_LISTED, self.number
        withdrawn = ("withdrawn_why", "withdrawn_number")
        PhaseEntry.objects.bulk_update(self.gone, withdrawn, batch_size=_BATCH)
        PhaseEntry.objects.bulk_update(
            self.moved, ("standing", "reason", "note"), batch_size=_BATCH
        )
        PhaseEntry.objects.bulk_create(self.new, batch_size=_BATCH)
        self._write_openings()

    def _write_openings(self) -> None:
        known = Opening.objects.filter(
            entry__project__in={project for project, _day in self.openings},
            entry__withdrawn_why="",
        ).select_related("entry")
        moved = []
        for opening in known:
            told = self.openings.get((opening.entry.project_id, opening.entry.since))
            if told is not None and told != (opening.population, opening.staff):
                opening.population, opening.staff = told
                moved.append(opening)
        Opening.objects.bulk_update(moved, ("population", "staff"), batch_size=_BATCH)
        opened = [entry for entry in self.new if entry.phase == Phase.OPENED.value]
        said = [(entry, self.openings[entry.project_id, entry.since]) for entry in opened]
        Opening.objects.bulk_create(
            [
                Opening(entry=entry, population=population, staff=staff)
                for entry, (population, staff) in said
            ],
            batch_size=_BATCH,
        )


def _describe(lists: Mapping[int, _Listed]) -> None:
    """Kind and steering of the projects that lists brought, as the newest that says them does."""
    firsts = PhaseEntry.objects.filter(project__in=lists).order_by("project", "pk")
    by_list = {
        project: standing is not None
        for project, standing in reversed(firsts.values_list("project_id", "standing_id"))
    }
    moved = []
    for project in Project.objects.filter(pk__in=[pk for pk in lists if by_list.get(pk)]):
        told = [(name, lists[project.pk].last(name)) for name in ("kind", "steering")]
        news = [(name, value) for name, value in told if value and value != getattr(project, name)]
        for name, value in news:
            setattr(project, name, value)
        moved += [project] if news else []
    Project.objects.bulk_update(moved, ("kind", "steering"), batch_size=_BATCH)
