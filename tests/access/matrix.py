"""The frame of the access matrix: seats, territories, and how an expected answer is written.

Each app writes `rows_<app>.py` beside this file with `ROWS`, one `Row` for each of its URL names,
and, when its pages need data, `furnish(world)`, which puts data bearing `world.canary(code)` into
each territory. A URL without a row fails, and so does a row without a URL.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tadbir.accounts import terms

RELATIONS = ("own", "sibling", "parent", "other")
METHODS = ("GET", "POST", "PUT", "DELETE")
READS = frozenset({"GET"})
ANONYMOUS = "anonymous"
SEATLESS = "seatless"
ROLES = tuple(terms.ROLES)
REGIONAL = (terms.DIRECTOR, terms.HEAD_OF_SERVICE, terms.MEETING_SECRETARY)
LOCAL = (terms.DELEGATE, terms.HOSPITAL_DIRECTOR, terms.BUDGET_OFFICER, terms.READER)
AGENCY = (terms.AGENCY_DIRECTOR, terms.PROJECT_OFFICER)

# One status for every territory, or one for each of RELATIONS.
Answer = int | tuple[int, int, int, int]
Answers = Mapping[str, Answer]
WITHIN = (200, 404, 404, 404)  # a page about one territory: one's own, nobody else's


@dataclass(frozen=True)
class Place:
    """Where a role sits in these tests, and what its neighbours are."""

    own: str
    sibling: str
    parent: str
    other: str


PLACES: Mapping[str, Place] = {
    **dict.fromkeys(REGIONAL, Place("DR03", "DR05", "MSPS", "D401")),
    terms.AGENCY_DIRECTOR: Place("DR03", "DR05", "MSPS", "D401"),
    terms.PROJECT_OFFICER: Place("D231", "D271", "DR03", "D401"),
    terms.DELEGATE: Place("D231", "D271", "DR03", "D401"),
    terms.HOSPITAL_DIRECTOR: Place("CH231", "CH271", "D231", "CH401"),
    terms.BUDGET_OFFICER: Place("CH231", "CH271", "D231", "CH401"),
    terms.READER: Place("D231", "D271", "DR03", "D401"),
    terms.ADMINISTRATOR: Place("D231", "D271", "DR03", "D401"),
    ANONYMOUS: Place("D231", "D271", "DR03", "D401"),
    SEATLESS: Place("D231", "D271", "DR03", "D401"),
}


def answers(default: Answer, **others: Answer) -> Answers:
    """What every role gets, but those named; without a seat 403, before sign-in a redirect.

    `regional`, `local` and `agency` name the roles of REGIONAL, LOCAL and AGENCY at once.
    """
    found: dict[str, Answer] = dict.fromkeys(ROLES, default)
    found |= {SEATLESS: 403, ANONYMOUS: 302}
    for group, roles in (("regional", REGIONAL), ("local", LOCAL), ("agency", AGENCY)):
        if group in others:
            found |= dict.fromkeys(roles, others.pop(group))
    if unknown := others.keys() - found.keys():
        raise ValueError(f"no such role: {sorted(unknown)}")
    return found | others


NOT_A_METHOD = answers(405)
BEYOND_DOMAIN = {"administrator": 404}
NO_MONEY = dict.fromkeys(AGENCY, 404)


def figures(default: Answer, **others: Answer) -> Answers:
    """The answers of a page that shows figures of any domain: the administrator sees none."""
    return answers(default, **(BEYOND_DOMAIN | others))


def money(default: Answer, **others: Answer) -> Answers:
    """The answers of a page of budgets, operations or indicators: the works agency sees none."""
    return figures(default, **(NO_MONEY | others))


@dataclass(frozen=True)
class Row:
    """The answers of one URL.

    `arguments(world, code)` gives the places of the address for a territory, or None where there
    is no such thing there; left out for an address without places. `data(world, code)` is the
    form that is sent. `expected` holds answers by method; a method left out must answer 405.
    `query` is added to the address of a GET; `{code}` in it is the territory's.
    """

    name: str
    expected: Mapping[str, Answers]
    arguments: Callable[[Any, str], dict[str, Any] | None] | None = None
    data: Callable[[Any, str], dict[str, Any]] | None = None
    query: str = ""

    @property
    def is_of_territory(self) -> bool:
        """Whether a request differs from one territory to another."""
        return bool(self.arguments or self.data or "{code}" in self.query)

    def answer(self, method: str, role: str, relation: str) -> int:
        """The expected status."""
        allowed = self.expected.get(method, NOT_A_METHOD)[role]
        return allowed if isinstance(allowed, int) else allowed[RELATIONS.index(relation)]


def territory_of(role: str, relation: str) -> str:
    """The code of the territory that stands in a relation to where a role sits."""
    return str(getattr(PLACES[role], relation))
