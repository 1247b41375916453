"""The rows of the template of a programme: the projects of a holder, with what the last list said."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tadbir.intake import standings
from tadbir.intake.contract import Key, Scope, Value
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, Reach
from tadbir.works import queries
from tadbir.works.intake.programme.row import COLUMN_OF, VALUE_NAMES
from tadbir.works.intake.store import named
from tadbir.works.terms import ReportSource

DIRECTORATE = "directorate"
SOURCES = (DIRECTORATE, ReportSource.AGENCY.value, ReportSource.DELEGATION.value)


def template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """Every project of a holder, as its last list of the first source says it; else its name."""
    scope = _latest(holder, on)
    told = queries.listed(scope) if scope else {}
    rows = [_row(key, values) for key, values in sorted(told.items())]
    return [*rows, *_untold(holder, {key[2][2] for key in told})]


def _latest(holder: str, on: date) -> Scope | None:
    found = (
        standings.current(queries.LISTS, source=DIRECTORATE)
        .filter(holder__code=holder, on_date__lte=on)
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )
    return (
        None if found is None else Scope(queries.LISTS, DIRECTORATE, frozenset({(holder, found)}))
    )


def _row(key: Key, values: tuple[Value, ...]) -> Mapping[str, Value]:
    """One project as the columns of the template hold it."""
    holder, _day, (_site, programme, project) = key
    said = dict(zip(VALUE_NAMES, values, strict=True))
    return {
        "province": holder, "site": said.pop("written"), "programme": programme, "code": project,
        **{COLUMN_OF.get(name, name): value for name, value in said.items()},
    }  # fmt: skip


def _untold(holder: str, told: set[str]) -> Iterator[Mapping[str, Value]]:
    """A row for each project of which the last list says nothing."""
    path = Entity.objects.filter(code=holder).values_list("path", flat=True).get()
    register = queries.register(Reach((path,), DOMAINS))
    for site in register.sites:
        for project in site.projects:
            if site.holder == holder and project.code not in told:
                yield {
                    "province": holder, "site": named(register, site),
                    "programme": project.programme, "code": project.code,
                }  # fmt: skip
