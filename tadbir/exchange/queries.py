"""Gathers what is known of projects of works and of their contracts, within a reach, to publish it.

What people typed about the prisoners' unit never leaves, nor do documents, photographs, quality,
notes and reasons, which are read by nothing here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.utils.translation import get_language, gettext

from tadbir.audit import installation
from tadbir.core.refused import Refused
from tadbir.core.words import N_, filled
from tadbir.exchange.calc import facts
from tadbir.exchange.calc.restricted import cleared
from tadbir.exchange.contracts import contracts
from tadbir.procurement.queries import OperationFact, contracted
from tadbir.territory import queries as territory
from tadbir.territory import sources
from tadbir.territory.models import Area
from tadbir.territory.presenters import name_of
from tadbir.territory.reach import Reach
from tadbir.territory.terms import AreaKind
from tadbir.ui.words import reader
from tadbir.ui.workbook import DEMONSTRATION
from tadbir.works.queries import published
from tadbir.works.terms import KIND_LABELS, STEPS, Phase, ProjectKind

_COMMUNES = frozenset({AreaKind.COMMUNE, AreaKind.ARRONDISSEMENT})


def package_of_entity(code: str, *, reach: Reach, on: date) -> facts.Package:
    """The projects at and under an entity; refused alike when unknown and when out of reach."""
    narrowed = replace(reach, paths=(territory.entity(code, reach=reach).path,))
    return package_of_reach(code, reach=narrowed, on=on)


def package_of_reach(publisher: str, *, reach: Reach, on: date) -> facts.Package:
    """Every project within reach, published by one of its entities; its name lists their codes."""
    name = "-".join(path.strip("/").rpartition("/")[2] for path in sorted(reach.paths))
    by = name_of(territory.entity(publisher, reach=reach))
    found = projects(reach=reach, on=on)
    return facts.Package(name, _marked(by), on, settings.OC4IDS_PREFIX, found)


def package_of_project(code: str, *, reach: Reach, on: date) -> facts.Package:
    """One project, published by its programme's body; refused as `package_of_entity`."""
    found = projects(reach=reach, on=on, code=code)
    if not found:
        raise Refused("works.unknown", N_("There is no project {name}."), name=code)
    return facts.Package(code, _marked(found[0].owner.name), on, settings.OC4IDS_PREFIX, found)


def projects(*, reach: Reach, on: date, code: str = "") -> list[facts.Project]:
    """Projects within reach as they stood on a day, by code; seven queries at most."""
    found = published.whole_projects(reach=reach, on=on, code=code)
    numbers = {link.operation_id for one in found for link in one.contracts.all()}
    known = contracted(numbers, reach=reach, on=on)
    return [_project(one, known, on) for one in found]


def _project(of: published.Project, known: Mapping[int, OperationFact], on: date) -> facts.Project:
    site, kind = name_of(of.site), gettext(KIND_LABELS[ProjectKind(of.kind)])
    steps = [_step(entry.phase, entry.since) for entry in of.entered]  # type: ignore[attr-defined]
    owner = of.programme.entity
    return facts.Project(
        code=of.code,
        title=f"{kind} · {site}",
        description=_marked(_description(of, kind, site)),
        kind=ProjectKind(of.kind),
        owner=facts.Body(owner.code, name_of(owner)),
        place=_place(of.site.area),
        steps=steps,
        language=get_language() or "",
        contracts=contracts(of.contracts.all(), known, on),
    )


def _description(of: published.Project, kind: str, site: str) -> str:
    programme = cleared(_name(of.programme.name_fr, of.programme.name_ar))
    if not programme:
        return ""
    sentence = N_("{kind}: {site}. Programme: {programme}.")
    return filled(sentence, {"kind": kind, "site": site, "programme": programme}, gettext)


def _name(name_fr: str, name_ar: str) -> str:
    """A name in the reader's language; the other one where it has none."""
    return (name_ar if reader().is_rtl else "") or name_fr or name_ar


def _marked(text: str) -> str:
    """The text as a file of a demonstration says it: a file that travels says what it is."""
    if not installation.current().demonstration:
        return text
    return f"{text} ({gettext(DEMONSTRATION)})".strip()


def _step(phase: str, since: date) -> facts.Step:
    return facts.Step(Phase(phase), gettext(STEPS[Phase(phase)].label), since)


def _place(area: Area) -> facts.Place:
    """Where a site is, as far as is known: its commune, or only the province it is seated in."""
    point = sources.centroids().get(area.code)
    name = name_of(area)
    described = N_("Middle of {area}, not the place of the building")
    region = _region(area)
    return facts.Place(
        code=area.code,
        area=name,
        country=gettext("Morocco"),
        locality=name if area.kind in _COMMUNES else "",
        region=name_of(region) if region else "",
        point=point,
        described=filled(described, {"area": name}, gettext) if point else "",
    )


def _region(area: Area) -> Area | None:
    """The region that an area lies in; None for the country."""
    above: Area | None = area
    while above is not None and above.kind != AreaKind.REGION:
        above = above.parent
    return above
