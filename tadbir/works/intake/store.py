"""What stands now for a scope of works, and the rows of the templates of a delegation."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import get_language

from tadbir.intake import standings
from tadbir.intake.contract import Key, Scope, Value
from tadbir.procurement.terms import DurationUnit
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, Reach
from tadbir.works import queries
from tadbir.works.calc.register import CENTRE, KnownProject, KnownSite, Register
from tadbir.works.intake import draft, gates
from tadbir.works.models import GateReport, Report
from tadbir.works.terms import NO, STEPS, YES, ReportSource, Stage

SOURCES = tuple(source.value for source in ReportSource)
GATES_SOURCES = (ReportSource.DELEGATION.value,)
_DELAYS: Mapping[str, Mapping[str, str]] = {
    "fr": {DurationUnit.MONTHS: "mois", DurationUnit.DAYS: "jours"},
    "ar": {DurationUnit.MONTHS: "شهر", DurationUnit.DAYS: "يوم"},
}
"""How a delay is written in a template: words that our reader knows, no translation."""
_GATE_OF = {True: YES, False: NO, None: ""}
_DONE = frozenset({Stage.OPENED, Stage.ENDED})


def standing(scope: Scope) -> Mapping[Key, tuple[Value, ...]]:
    """The reports that speak for a scope, by holder, day, site, project, contract and lot."""
    rows = Report.objects.filter(standing__in=standings.of(scope)).values_list(
        "standing__holder__code", "standing__on_date", "project__site__code", "project__code",
        "contract_reference", "lot", *draft.VALUE_NAMES,
    )  # fmt: skip
    return {
        (holder, day, (site, project, reference, str(lot))): tuple(values)
        for holder, day, site, project, reference, lot, *values in rows
    }


def standing_gates(scope: Scope) -> Mapping[Key, tuple[Value, ...]]:
    """The forms that speak for a scope, by holder, day, site and project."""
    rows = GateReport.objects.filter(standing__in=standings.of(scope)).values_list(
        "standing__holder__code", "standing__on_date", "project__site__code", "project__code",
        *gates.VALUE_NAMES,
    )  # fmt: skip
    return {
        (holder, day, (site, project)): (
            written, *(_GATE_OF[said] for said in rest[:4]), *rest[4:]
        )
        for holder, day, site, project, written, *rest in rows
    }  # fmt: skip


def template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """The sites of a holder whose works are not over, each with what the agency said last."""
    scope = _latest("progress", SOURCES[0], holder, on)
    known = standing(scope) if scope else {}
    told = [_progress_row(key, values) for key, values in sorted(known.items())]
    return [*told, *_untold(holder, on, {key[2][1] for key in known}, draft.COLUMNS_OF_A_ROW)]


def template_gates(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """The sites of a holder whose works are not over, each with what its form said last."""
    scope = _latest("gates", GATES_SOURCES[0], holder, on)
    known = standing_gates(scope) if scope else {}
    told = [_gates_row(key, values) for key, values in sorted(known.items())]
    return [*told, *_untold(holder, on, {key[2][1] for key in known}, gates.VALUE_NAMES[1:])]


def _latest(dataset: str, source: str, holder: str, on: date) -> Scope | None:
    """The scope of a holder's latest return from a source up to a day; None without one."""
    found = (
        standings.current(dataset, source=source)
        .filter(holder__code=holder, on_date__lte=on)
        .order_by("-on_date")
        .values_list("on_date", flat=True)
        .first()
    )
    return None if found is None else Scope(dataset, source, frozenset({(holder, found)}))


def _progress_row(key: Key, values: tuple[Value, ...]) -> Mapping[str, Value]:
    """One lot as the columns of the template hold it."""
    holder, _day, (_site, _project, reference, lot) = key
    said = dict(zip(draft.VALUE_NAMES, values, strict=True))
    unit = _DELAYS[_lang()].get(str(said["duration_unit"]), "")
    return {
        "province": holder,
        "site": said["written"],
        "reference": reference,
        "lot": "" if lot == str(draft.WHOLE) else lot,
        "service_order": said["service_order_on"],
        "duration": f"{said['duration']} {unit}" if said["duration"] is not None else None,
        "expected": said["expected_on"],
        **{name: said[name] for name in _AS_THEY_STAND},
    }


_AS_THEY_STAND = (
    "contractor", "amount", "stops", "physical", "financial", "paid", "stated", "remarks",
)  # fmt: skip


def _gates_row(key: Key, values: tuple[Value, ...]) -> Mapping[str, Value]:
    """One site as the form of its delegation holds it."""
    written, *said = values
    return {
        "province": key[0],
        "site": written,
        **dict(zip(gates.VALUE_NAMES[1:], said, strict=True)),
    }


def _untold(
    holder: str, on: date, told: set[str], blank: Sequence[str]
) -> list[Mapping[str, Value]]:
    """A row for each project under way of which the last return says nothing."""
    path = Entity.objects.filter(code=holder).values_list("path", flat=True).get()
    reach = Reach((path,), DOMAINS)
    states = {one.code: one.phase for one in queries.projects(reach=reach, on=on)}
    register = queries.register(reach)
    return [
        {"province": holder, "site": named(register, site), **_first_link(project, blank)}
        for site in register.sites
        if site.holder == holder
        for project in site.projects
        if project.code not in told
        and project.code in states
        and STEPS[states[project.code]].stage not in _DONE
    ]


def _first_link(project: KnownProject, blank: Sequence[str]) -> Mapping[str, Value]:
    """The blank columns of a row, with the contract of the project where it has one alone."""
    row: dict[str, Value] = dict.fromkeys(blank)
    if "reference" in blank and len(project.links) == 1:
        link = project.links[0]
        row |= {"reference": link.reference, "lot": str(link.lot) if link.lot else None}
    return row


def named(register: Register, site: KnownSite) -> str:
    """What our reader takes for that site alone: its category and name, its name, else its code."""
    name = site.names[0] if site.names else site.code
    category = "" if site.category == CENTRE else site.category
    tried = (f"{category} {name}".strip(), name)
    found = (text for text in tried if register.find(text, site.holder) == (site,))
    return next(found, site.code)


def _lang() -> str:
    """The language of the template: Arabic, or French for any other."""
    return "ar" if (get_language() or "").startswith("ar") else "fr"
