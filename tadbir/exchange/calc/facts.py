"""What is known of a project and its contracts, as the builder takes it.

Texts are in the language of the package; money is dirhams. None, or "", where nobody said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tadbir.procurement.terms import Nature, State
from tadbir.works.terms import Phase, ProjectKind


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: its code in this installation, unique among all, and its name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a project is. `point` is longitude and latitude of the middle of the area `code`.

    `area` is its name, `locality` that of the commune, `region` that of the region.
    """

    code: str
    area: str
    country: str
    locality: str = ""
    region: str = ""
    point: tuple[float, float] | None = None
    described: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A phase that a project entered on a day; `label` is what it is called."""

    phase: Phase
    label: str
    since: date


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may be read by anyone; `kind` is a code of the OC4IDS list."""

    code: str
    kind: str
    title: str = ""
    url: str = ""
    published_on: date | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """An end of contract that suspended days moved, known on the day the works restarted."""

    on: date
    was: date
    becomes: date


@dataclass(frozen=True, slots=True)
class Contract:
    """An operation with what its contract stipulates; `amount` is what was last reported.

    `starts_on` is the day of the service order, `ends_on` the first deadline, as signed.
    """

    code: str
    reference: str
    title: str
    state: State
    holder: Body
    nature: Nature | None = None
    supplier: Body | None = None
    amount: Decimal | None = None
    launched_on: date | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    moved: Sequence[Moved] = ()
    documents: Sequence[Document] = ()

    @property
    def last_day(self) -> date | None:
        """The deadline as it now stands; None where it is not known."""
        return self.moved[-1].becomes if self.moved else self.ends_on


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it stood on a day; `steps` begin with the first phase and end with its own."""

    code: str
    title: str
    description: str
    kind: ProjectKind
    owner: Body
    place: Place
    steps: Sequence[Step]
    language: str
    budget: Decimal | None = None
    contracts: Sequence[Contract] = ()
    documents: Sequence[Document] = ()


@dataclass(frozen=True, slots=True)
class Package:
    """Projects published together: by whom, of which day, under which prefix and what name."""

    name: str
    publisher: str
    on: date
    prefix: str
    projects: Sequence[Project]
