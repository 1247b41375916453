"""Tables of programmes, their counts and their projects by phase."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Row, Table
from tadbir.works.calc import openings as calc
from tadbir.works.presenters import words
from tadbir.works.queries import Programme, ProjectState
from tadbir.works.terms import ORDER, STEERING_LABELS, Steering


def _counted() -> list[Column]:
    return [
        Column("opened", _("Opened"), "count"),
        Column("ready", _("Ready or opened"), "count"),
        Column("programme", _("Programme"), "count"),
        Column("cancelled", _("Cancelled"), "count"),
    ]


def _count(of: calc.Count) -> Row:
    return {
        "opened": of.opened,
        "ready": of.ready,
        "programme": of.programme,
        "cancelled": of.cancelled,
    }


def programmes_table(found: Iterable[Programme], states: Sequence[ProjectState]) -> Table:
    """Each programme with what it counts: opened, ready, programme."""
    by_programme: dict[str, list[calc.Programmed]] = {}
    for one in states:
        project = calc.Programmed(one.code, one.phase, one.steering)
        by_programme.setdefault(one.programme, []).append(project)
    rows: list[Row] = [
        {
            "name": words.name_of(one),
            "href": page_address("works:programme", one.code),
            "code": one.code,
            **_count(calc.count(by_programme.get(one.code, []))),
        }
        for one in found
    ]
    return Table(
        [
            Column("name", _("Programme"), href="href", wide=True),
            *_counted(),
            Column("code", _("Code"), "code"),
        ],
        rows,
        _("Programmes of works"),
        empty=_("There is no programme within your reach."),
    )


def counts_table(counts: Mapping[Steering | None, calc.Count]) -> Table:
    """Opened, ready, programme, by who steers."""
    rows: list[Row] = [
        {
            "who": _(STEERING_LABELS[who]) if who else _("Nobody said who steers"),
            **_count(one),
        }
        for who, one in counts.items()
    ]
    return Table(
        [Column("who", _("Who steers the project"), wide=True), *_counted()],
        rows,
        _("Opened, ready, programme"),
        empty=_("No project is entered yet."),
    )


def phases_table(states: Sequence[ProjectState], programme: str) -> Table:
    """How many projects are in each phase, in the order of the way."""
    rows: list[Row] = [
        {
            "phase": words.phase(phase),
            "href": page_address("works:portfolio", programme=programme, phase=phase.value),
            "actor": words.actor(phase),
            "projects": count,
        }
        for phase in ORDER
        if (count := sum(one.phase is phase for one in states))
    ]
    return Table(
        [
            Column("phase", _("Phase"), href="href", wide=True),
            Column("actor", _("Who acts next"), wide=True),
            Column("projects", _("Projects"), "count"),
        ],
        rows,
        _("Projects by phase"),
        empty=_("No project is entered yet."),
    )
