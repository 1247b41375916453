"""What is wrong with an OC4IDS file: where it breaks its schema, and three faults it allows.

A value that is there but says nothing, an amount without its currency, and a reference to an
organisation that the project does not describe. A fault is one finding, under one kind.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeGuard

from jsonschema import Draft4Validator, FormatChecker

from tadbir.exchange.terms import Fault

Pointer = tuple[str | int, ...]
Described = Mapping[str, object]

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.IGNORECASE)
_REFERENCE = "#/definitions/OrganizationReference"
FORMATS = FormatChecker(formats=())


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault and where it is: a JSON pointer (RFC 6901), "" for the whole file.

    `said` is what the schema's validator says, in English; "" for the other kinds.
    """

    fault: Fault
    pointer: str
    said: str = ""


def is_instant(value: object) -> bool:
    """Whether a text is a day and a time with its zone (RFC 3339); what is no text passes."""
    if not isinstance(value, str):
        return True
    if not _INSTANT.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value.upper())
    except ValueError:
        return False
    return True


FORMATS.checks("date-time")(is_instant)


def check(document: object, schema: Described) -> list[Finding]:
    """Every finding in a project package, or in one project, in the order of the kinds.

    `schema` is that of a project. Of the package itself only `projects` is looked at: it must be a
    list. A file without it is taken as one project.
    """
    projects, broken = _projects(document)
    found = [broken] if broken else []
    for place, project in projects:
        found += _breaches(project, schema, place)
    found += [Finding(Fault.MISSING_VALUE, pointer(at)) for at in _empty(document, ())]
    found += [Finding(Fault.MISSING_CURRENCY, pointer(at)) for at in _uncounted(document, ())]
    names = references_in(schema)
    for place, project in projects:
        known = _party_ids(project)
        found += [
            Finding(Fault.DANGLING_ORGANISATION, pointer(at))
            for at, code in _references(project, place, names)
            if code not in known
        ]
    return found


def _projects(document: object) -> tuple[list[tuple[Pointer, object]], Finding | None]:
    """The projects of a file with their places; the finding where there can be none."""
    if not isinstance(document, Mapping):
        return [], Finding(Fault.SCHEMA, "", "not an object")
    if "projects" not in document:
        return [((), document)], None
    listed = document["projects"]
    if not _is_list(listed):
        return [], Finding(Fault.SCHEMA, "/projects", "not a list")
    return [(("projects", number), one) for number, one in enumerate(listed)], None


def _breaches(project: object, schema: Described, place: Pointer) -> list[Finding]:
    validator = Draft4Validator(schema, format_checker=FORMATS)
    errors = sorted(
        (
            (place + tuple(error.absolute_path), error.message)
            for error in validator.iter_errors(project)
        ),
        key=lambda one: (_sortable(one[0]), one[1]),
    )
    return [Finding(Fault.SCHEMA, pointer(at), said) for at, said in errors]


def _sortable(at: Pointer) -> tuple[str, ...]:
    return tuple(f"{step:09d}" if isinstance(step, int) else step for step in at)


def pointer(at: Pointer) -> str:
    """The JSON pointer of a place."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in at)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _parts(value: object) -> Iterator[tuple[str | int, object]]:
    """What a value holds, by name or number; nothing for a number or a text."""
    if isinstance(value, Mapping):
        yield from value.items()
    elif _is_list(value):
        yield from enumerate(value)


def is_empty(value: object) -> bool:
    """Whether a value says nothing: null, a text of spaces alone, an object or list of nothing."""
    if value is None:
        return True
    if isinstance(value, str):
        return not value.strip()
    return (isinstance(value, Mapping) or _is_list(value)) and not value


def _empty(value: object, at: Pointer) -> Iterator[Pointer]:
    for step, part in _parts(value):
        if is_empty(part):
            yield (*at, step)
        else:
            yield from _empty(part, (*at, step))


def _uncounted(value: object, at: Pointer) -> Iterator[Pointer]:
    """Amounts whose object has no currency; one that is there and empty is a missing value."""
    if isinstance(value, Mapping) and _is_amount(value.get("amount")) and "currency" not in value:
        yield at
    for step, part in _parts(value):
        yield from _uncounted(part, (*at, step))


def _is_amount(value: object) -> bool:
    """Whether it is one value that says something; `amount` may also be an object of its own."""
    return not (isinstance(value, Mapping) or _is_list(value) or is_empty(value))


def references_in(schema: Described) -> frozenset[str]:
    """Names of the properties under which the schema expects a reference to an organisation."""
    return frozenset(_names_of_references(schema))


def _names_of_references(node: object) -> Iterator[str]:
    declared = node.get("properties") if isinstance(node, Mapping) else None
    for name, one in _parts(declared):
        items = one.get("items") if isinstance(one, Mapping) else None
        if any(isinstance(it, Mapping) and it.get("$ref") == _REFERENCE for it in (one, items)):
            yield str(name)
    for _step, part in _parts(node):
        yield from _names_of_references(part)


def _party_ids(project: object) -> frozenset[object]:
    parties = project.get("parties") if isinstance(project, Mapping) else None
    ids = (part.get("id") for _step, part in _parts(parties) if isinstance(part, Mapping))
    return frozenset(one for one in ids if isinstance(one, str))


def _references(value: object, at: Pointer, names: frozenset[str]) -> Iterator[tuple[Pointer, str]]:
    """Every reference with an id, its place and its id; one that is empty is a missing value."""
    for step, part in _parts(value):
        here = (*at, step)
        if step in names:
            several = _parts(part) if _is_list(part) else [(None, part)]
            for number, one in several:
                code = one.get("id") if isinstance(one, Mapping) else None
                if isinstance(code, str) and not is_empty(code):
                    yield here if number is None else (*here, number), code
        yield from _references(part, here, names)
