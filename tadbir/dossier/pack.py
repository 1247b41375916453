"""What a pack holds, in no language: codes, both names, exact decimals, days, sources."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.calc.calendar import Basis, ClosingDate, RouteStep, YearRules
from tadbir.budget.calc.gap import Step
from tadbir.budget.calc.norms import Norm
from tadbir.budget.calc.operations import Cause, Outlook
from tadbir.budget.calc.trajectory import Trajectory
from tadbir.budget.queries.figures import amounts_of_values
from tadbir.budget.queries.resources import ConventionFigures, ReceiptFigures
from tadbir.budget.terms import BudgetKind, Control, Part, Source
from tadbir.dossier.works import NOTHING_ENTERED, Entered, SiteState
from tadbir.procurement.terms import Place as Lies
from tadbir.procurement.terms import State
from tadbir.scorecard.deadlines import Deadlines
from tadbir.scorecard.situation import Place, Since, Situation

SCHEMA = 2
"""Grows when the meaning of the stored text changes; an older text is then served, not compiled."""


@dataclass(frozen=True, slots=True)
class Names:
    """A name in both languages; Arabic is empty where nobody has given it."""

    fr: str
    ar: str

    def name(self, lang: str) -> str:
        """The name in a language, the other one where it is missing."""
        return (self.ar if lang == "ar" else self.fr) or self.fr or self.ar


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds the figures and has no batch number: the meeting, names, people, rules.

    It is frozen as it was, and verification derives the figures again inside it: a name spelt
    better later is not a figure altered. `meeting` is empty for a draft. `exempt` are the keys
    of lines and of operations outside the regularity control. `people_ar` names the same people in
    Arabic; a pack frozen before it was kept names them as they were typed. `place` is as typed,
    `place_names` its names by language where an area is called so.
    """

    region: Place
    meeting: str
    kind: str
    on: date
    place: str
    number: int
    since: Since | None
    form: str
    demonstration: bool
    holders: Sequence[Place]
    provinces: Mapping[str, Names]
    people: Mapping[str, tuple[str, ...]]
    trajectories: Mapping[str, Trajectory]
    deadlines: Deadlines
    circular: Sequence[ClosingDate]
    norms: Sequence[Norm]
    controls: Mapping[str, Control]
    steps: Sequence[RouteStep]
    exempt: Sequence[str]
    people_ar: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    place_names: Mapping[str, str] = field(default_factory=dict)
    works: Entered = NOTHING_ENTERED

    def where(self, lang: str) -> str:
        """Where the meeting is held, in a language; as it was typed where no area is called so."""
        return self.place_names.get(lang, self.place)

    def whom_to_call(self, sender: str, lang: str) -> tuple[str, ...]:
        """Who answers for a sender, named in a language."""
        known = self.people.get(sender, ())
        return self.people_ar.get(sender, known) if lang == "ar" else known

    def rules(self) -> Mapping[Control, YearRules]:
        """The rules of the year under each control of spending."""
        return {
            control: YearRules(
                self.on.year, self.circular, control, self.norms, self.deadlines.calendar
            )
            for control in Control
        }

    def order(self) -> Mapping[str, int]:
        """The place of each holder among the others."""
        return {one.code: place for place, one in enumerate(self.holders)}

    def name_of(self, holder: str, lang: str) -> str:
        """A holder as the pack names it; its code when it is no longer there."""
        return next((one.name(lang) for one in self.holders if one.code == holder), holder)


@dataclass(frozen=True, slots=True)
class Held:
    """The amounts of one holder in one budget and part on a day, and where they come from."""

    holder: str
    kind: BudgetKind
    part: Part
    on_date: date
    source: Source
    number: int
    known_on: date
    values: Mapping[str, Decimal | None]

    @property
    def amounts(self) -> Amounts:
        """The amounts under the names that the calculations use."""
        return amounts_of_values(self.values)


@dataclass(frozen=True, slots=True)
class Explained:
    """A line that holds back a part of a step, and how many lines make 80 % of that step."""

    kind: BudgetKind
    part: Part
    step: Step
    lines: int
    holder: str
    code_path: str
    label: Names
    amount: Decimal
    share: Decimal


@dataclass(frozen=True, slots=True)
class Saving:
    """An operation whose dirhams would lapse and can still pass, with its last day."""

    reference: str
    purpose: str
    holder: str
    kind: str
    state: State
    state_on: date | None
    place: Lies
    cause: Cause
    amount: Decimal
    to_save: Decimal
    last_day: date | None
    basis: Basis
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class Lapse:
    """What 31 December would take from a holder, by cause and by whether it can still pass."""

    holder: str
    cause: Cause
    outlook: Outlook
    operations: int
    would_lapse: Decimal
    to_save: Decimal


@dataclass(frozen=True, slots=True)
class Missing:
    """A sender that has not sent: what, for which period, due when, and its share of the money."""

    sender: str
    dataset: str
    period: date
    due_on: date
    is_late: bool
    share: Decimal | None
    called: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Returns:
    """How many returns were expected of a dataset and came, and who is silent."""

    dataset: str
    expected: int
    received: int
    missing: Sequence[Missing]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A file whose figures speak in the pack, with its batch and the days it speaks of."""

    dataset: str
    source: str
    file: str
    sha256: str
    batch: int
    number: int
    known_on: date
    first: date
    last: date
    holders: int
    rows: int


@dataclass(frozen=True, slots=True)
class Pack:
    """The whole content of a pack: everything that is printed is made of this and of words."""

    schema: int
    frame: Frame
    situation: Situation
    held: Sequence[Held]
    explained: Sequence[Explained]
    to_save: Sequence[Saving]
    lapse: Sequence[Lapse]
    receipts: Sequence[ReceiptFigures]
    conventions: Sequence[ConventionFigures]
    contradictions: Sequence[Held]
    returns: Sequence[Returns]
    sources: Sequence[SourceRow]
    works: Sequence[SiteState] = ()

    @property
    def would_lapse(self) -> Decimal:
        """What 31 December would take from the region, in dirhams."""
        return sum((one.would_lapse for one in self.lapse), Decimal(0))

    @property
    def still_saved(self) -> Decimal | None:
        """The part of it that can still pass before its last day, None where nobody can tell."""
        return _saved(self.lapse)

    def saved_with(self, holder: str) -> Decimal | None:
        """What can still be saved with one holder, None where nobody can tell."""
        return _saved([one for one in self.lapse if one.holder == holder])


def _saved(lapse: Sequence[Lapse]) -> Decimal | None:
    """Dirhams pass with operations: where some would lapse and none is known, it is not zero."""
    if lapse and not any(one.operations for one in lapse):
        return None
    return sum((one.to_save for one in lapse), Decimal(0))
