"""A package as the text of its file: the same facts give the same bytes. Pure."""

import json
from dataclasses import dataclass

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.exchange.calc import building
from tadbir.exchange.calc.checking import Finding, check
from tadbir.exchange.calc.facts import Package
from tadbir.exchange.schemas import project_schema


@dataclass(frozen=True, slots=True)
class Written:
    """The text of a package, and what the checker finds in it: nothing, or a fault of ours."""

    text: str
    findings: tuple[Finding, ...]


def written(of: Package) -> Written:
    """A package, written and checked; refused as not there without a project."""
    if not of.projects:
        raise Refused("exchange.unknown", N_("No project of works had begun on this day."))
    document = building.package(of)
    text = json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    return Written(text, tuple(check(document, project_schema())))
