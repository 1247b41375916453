"""Projects as an OC4IDS 0.9.5 package: what is known is written, what is not is left out.

A part of a project is one function of `PARTS` (or of `PARTS_OF_PROCESS`), which gives some of its
fields; whatever comes out empty is dropped with the object that would hold it.
"""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from tadbir.exchange.calc import parties
from tadbir.exchange.calc.checking import is_empty
from tadbir.exchange.calc.facts import Contract, Document, Package, Project, Step
from tadbir.exchange.terms import (
    CURRENCY,
    NATURE_OF,
    PROCESS_STATUS_OF,
    SECTOR,
    STATUS_OF,
    TYPE_OF,
    VERSION,
    WITHOUT_AWARD,
    Status,
)
from tadbir.works.terms import Phase

Fields = Mapping[str, object]

DONE = frozenset({Status.COMPLETION, Status.MAINTENANCE})
"""Statuses in which the works of a project are finished."""


def package(of: Package) -> dict[str, object]:
    """The package; the same facts give the same one, whoever asks."""
    name = f"{of.prefix}/{of.name}/{of.on.isoformat()}"
    return {
        "version": VERSION,
        "uri": uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
        "publishedDate": instant(of.on),
        "publisher": {"name": of.publisher},
        "projects": [project(one, prefix=of.prefix) for one in of.projects],
    }


def project(of: Project, *, prefix: str) -> dict[str, object]:
    """One project."""
    fields: dict[str, object] = {"id": identifier(prefix, of.code)}
    for part in PARTS:
        fields |= part(of)
    return kept(fields)


def identifier(prefix: str, code: str) -> str:
    """An identifier that no other publisher gives, under the prefix of this one."""
    return f"{prefix}-{code}"


def kept(fields: Fields) -> dict[str, object]:
    """The fields that say something, in their order; texts without spaces around them."""
    found = {name: _kept(value) for name, value in fields.items()}
    return {name: value for name, value in found.items() if not is_empty(value)}


def _kept(value: object) -> object:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        return kept(value)
    if isinstance(value, Sequence):
        return [one for one in map(_kept, value) if not is_empty(one)]
    return value


def instant(day: date | None) -> str | None:
    """A day as OC4IDS writes it: its first moment, UTC."""
    return None if day is None else f"{day.isoformat()}T00:00:00Z"


def money(amount: Decimal | None) -> Fields | None:
    """An amount with its currency; whole dirhams are written whole."""
    if amount is None:
        return None
    whole = int(amount)
    return {"amount": whole if whole == amount else float(amount), "currency": CURRENCY}


def period(start: date | None, end: date | None) -> Fields:
    """A period, and how many days it lasts where both ends are known."""
    lasts = None if start is None or end is None else (end - start).days
    return {"startDate": instant(start), "endDate": instant(end), "durationInDays": lasts}


# --- The parts of a project ---


def _identity(of: Project) -> Fields:
    return {
        "updated": instant(of.steps[-1].since),
        "language": of.language,
        "identifiers": [{"id": of.code}],
        "title": of.title,
        "description": of.description,
    }


def status_of(of: Project) -> Status:
    """How far a project is."""
    return STATUS_OF[of.steps[-1].phase]


def _classes(of: Project) -> Fields:
    return {"status": status_of(of).value, "type": TYPE_OF[of.kind], "sector": [SECTOR]}


def _planned(of: Project) -> Fields:
    """From the first service order to the last deadline; neither without the other."""
    starts = [one.starts_on for one in of.contracts if one.starts_on is not None]
    ends = [one.last_day for one in of.contracts if one.last_day is not None]
    return {"period": period(min(starts), max(ends))} if starts and ends else {}


def _locations(of: Project) -> Fields:
    place = of.place
    point = {"type": "Point", "coordinates": list(place.point)} if place.point else None
    address = {
        "locality": place.locality, "region": place.region, "countryName": place.country,
    }  # fmt: skip
    location = {
        "id": place.code, "description": place.described or place.area, "geometry": point,
        "address": address,
    }  # fmt: skip
    return {"locations": [location]}


def _budget(of: Project) -> Fields:
    return {"budget": {"amount": money(of.budget)}}


def _organisations(of: Project) -> Fields:
    return {"parties": parties.parties(of), "publicAuthority": parties.reference(of.owner)}


def _documents(of: Project) -> Fields:
    return {"documents": documents(of.documents)}


def _processes(of: Project) -> Fields:
    return {"contractingProcesses": [process(one) for one in of.contracts]}


def _milestones(of: Project) -> Fields:
    return {"milestones": [_milestone(number, one) for number, one in enumerate(of.steps, 1)]}


def _milestone(number: int, step: Step) -> Fields:
    return {
        "id": str(number), "title": step.label, "code": step.phase.value,
        "dateMet": instant(step.since), "status": "met",
    }  # fmt: skip


def _completion(of: Project) -> Fields:
    """The last provisional acceptance, of works that are finished."""
    accepted = [one for one in of.steps if one.phase is Phase.PROVISIONAL_ACCEPTANCE]
    if not accepted or status_of(of) not in DONE:
        return {}
    last = accepted[-1]
    return {"completion": {"endDate": instant(last.since), "endDateDetails": last.label}}


PARTS: tuple[Callable[[Project], Fields], ...] = (
    _identity, _classes, _planned, _locations, _budget, _organisations, _documents, _processes,
    _milestones, _completion,
)  # fmt: skip


def documents(found: Iterable[Document]) -> list[Fields]:
    """Documents of a project or of a contract."""
    return [
        {
            "id": one.code, "documentType": one.kind, "title": one.title, "url": one.url,
            "datePublished": instant(one.published_on), "language": one.language,
        }
        for one in found
    ]  # fmt: skip


# --- The parts of a contracting process ---


def process(of: Contract) -> Fields:
    """A contracting process with its summary."""
    summary: dict[str, object] = {}
    for part in PARTS_OF_PROCESS:
        summary |= part(of)
    return {"id": of.code, "summary": summary}


def _contract(of: Contract) -> Fields:
    return {
        "externalReference": of.reference,
        "nature": [NATURE_OF[of.nature]] if of.nature and of.nature in NATURE_OF else [],
        "title": of.title,
        "status": PROCESS_STATUS_OF[of.state].value,
    }


def _tender(of: Contract) -> Fields:
    """Before an award the amount is an estimate."""
    tender = {
        "datePublished": instant(of.launched_on),
        "costEstimate": money(of.amount) if of.state in WITHOUT_AWARD else None,
        "procuringEntity": parties.reference(of.holder),
    }
    return {"tender": tender}


def _awarded(of: Contract) -> Fields:
    if of.state in WITHOUT_AWARD:
        return {}
    return {
        "suppliers": [parties.reference(of.supplier)] if of.supplier else [],
        "contractValue": money(of.amount),
        "contractPeriod": period(of.starts_on, of.ends_on),
    }


def _modifications(of: Contract) -> Fields:
    return {
        "documents": documents(of.documents),
        "modifications": [
            {
                "id": str(number), "date": instant(one.on), "type": "duration",
                "oldContractPeriod": period(of.starts_on, one.was),
                "newContractPeriod": period(of.starts_on, one.becomes),
            }
            for number, one in enumerate(of.moved, 1)
        ],
    }  # fmt: skip


PARTS_OF_PROCESS: tuple[Callable[[Contract], Fields], ...] = (
    _contract, _tender, _awarded, _modifications,
)  # fmt: skip
