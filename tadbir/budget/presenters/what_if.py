"""What the rates become if what is ticked passes: the choices, large figures, and their table."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.fate import Line, Pool
from tadbir.budget.calc.operations import Outlook
from tadbir.budget.calc.rates import Rate
from tadbir.budget.calc.what_if import WhatIf, what_if
from tadbir.budget.presenters.lines import label_of
from tadbir.budget.presenters.words import (
    CAUSE_LABELS,
    OUTLOOK_LABELS,
    RATE_LABELS,
    budget_name,
    rate_name,
    rate_value,
    typed,
)
from tadbir.budget.queries import FoundLever, HolderFigures, officer_of
from tadbir.budget.terms import BudgetKind, Part
from tadbir.core.money import ZERO
from tadbir.core.words import N_
from tadbir.ui import formats
from tadbir.ui.tables import Column, Row, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language

SHOWN = 12
"""The largest choices of a budget that are offered; what is ticked stays beside them."""

_STAGES: Mapping[Pool, str] = {
    Pool.NOT_DELEGATED: N_("would be delegated"),
    Pool.NOT_COMMITTED: N_("would be committed"),
    Pool.NOT_ISSUED: N_("would be issued"),
}
Budget = tuple[BudgetKind, Part]


@dataclass(frozen=True, slots=True)
class Choice:
    """One lever to tick, in words; `value` is its stable name in the address."""

    value: str
    is_ticked: bool
    what: str
    where: str
    amount: Decimal
    outlook: str


@dataclass(frozen=True, slots=True)
class Section:
    """One budget: its choices, and what its rates become when some are ticked."""

    name: str
    choices: Sequence[Choice]
    hidden: int
    ticked: int
    tiles: Sequence[Tile]
    tables: Sequence[Table]


def value_of(one: FoundLever) -> str:
    """A name for a lever that outlives a reload and a new file: its dossier and line, or line."""
    line = one.line.line if one.line else 0
    if one.operation:
        return f"o{one.operation.number}-{line}"
    return f"l{line}-{one.lever.pool.value}"


def offered(found: Iterable[FoundLever]) -> list[FoundLever]:
    """Levers that may still pass, on lines that a file reports, the most dirhams first."""
    kept = (
        one for one in found
        if one.line and one.lever.amount > ZERO and one.lever.outlook is not Outlook.TOO_LATE
    )  # fmt: skip
    return sorted(kept, key=lambda one: (-one.lever.amount, value_of(one)))


def sections(
    found: Sequence[FoundLever],
    figures: Sequence[HolderFigures],
    ticked: Collection[str],
    names: Mapping[str, str],
) -> list[Section]:
    """Every budget in which something may still pass, the budgets with ticks first."""
    budgets: dict[Budget, list[FoundLever]] = {}
    for one in found:
        if one.line:
            budgets.setdefault((one.line.kind, one.line.part), []).append(one)
    made = [
        _section(budget, own, [f for f in figures if (f.kind, f.part) == budget], ticked, names)
        for budget, own in sorted(budgets.items(), key=lambda entry: _place(entry[0]))
    ]
    return sorted(made, key=lambda section: section.ticked == 0)


def _place(budget: Budget) -> tuple[int, int]:
    return list(BudgetKind).index(budget[0]), list(Part).index(budget[1])


def _section(
    budget: Budget,
    own: Sequence[FoundLever],
    figures: Sequence[HolderFigures],
    ticked: Collection[str],
    names: Mapping[str, str],
) -> Section:
    chosen = [one for one in own if value_of(one) in ticked]
    shown = [one for place, one in enumerate(own) if place < SHOWN or one in chosen]
    members = [Line(f.holder, f.kind, f.part, f.amounts, officer_of(f.kind)) for f in figures]
    passed = ((one.holder, one.lever) for one in chosen)
    outcome = what_if(members, passed) if chosen and members else None
    return Section(
        name=budget_name(*budget),
        choices=[_choice(one, value_of(one) in ticked, names) for one in shown],
        hidden=len(own) - len(shown),
        ticked=len(chosen),
        tiles=_tiles(outcome, len(chosen)) if outcome else (),
        tables=[_rates_table(outcome), _ticked_table(chosen, names)] if outcome else (),
    )


def _choice(one: FoundLever, is_ticked: bool, names: Mapping[str, str]) -> Choice:
    lever = one.lever
    return Choice(
        value=value_of(one),
        is_ticked=is_ticked,
        what=_what(one),
        where=" · ".join(
            (names.get(one.holder, one.holder), _(CAUSE_LABELS[lever.cause]), _stage(one))
        ),
        amount=lever.amount,
        outlook=_(OUTLOOK_LABELS[lever.outlook]),
    )


def _what(one: FoundLever) -> str:
    """What passes: the dossier's purpose, or the line's title."""
    if one.operation:
        return typed(one.operation.purpose)
    return typed(label_of(one.line) if one.line else one.lever.line)


def _stage(one: FoundLever) -> str:
    return _(_STAGES[one.lever.pool])


def _moves(outcome: WhatIf) -> list[tuple[Rate, Rate]]:
    """The rates that change, before and after, in the order in which they are printed."""
    pairs = ((outcome.before[kind], outcome.after[kind]) for kind in outcome.before)
    return [(before, after) for before, after in pairs if before.value != after.value]


def _tiles(outcome: WhatIf, chosen: int) -> list[Tile]:
    found = [_rate_tile(before, after) for before, after in _moves(outcome)]
    return [*found, _saved_tile(outcome, chosen)]


def _rate_tile(before: Rate, after: Rate) -> Tile:
    lang = language()
    told = {
        "numerator": formats.millions(after.ratio.numerator, lang),
        "denominator": formats.millions(after.ratio.denominator, lang),
    }
    moved = {
        "points": formats.points(_difference(after, before), lang),
        "before": formats.percent(before.value, lang),
    }
    return Tile(
        label=_(RATE_LABELS[after.kind]),
        value=formats.percent(after.value, lang),
        of=_("%(numerator)s on %(denominator)s") % told,
        change=_("%(points)s, from %(before)s") % moved,
    )


def _difference(after: Rate, before: Rate) -> Decimal | None:
    if after.value is None or before.value is None:
        return None
    return after.value - before.value


def _saved_tile(outcome: WhatIf, chosen: int) -> Tile:
    lang = language()
    dirhams = sum(outcome.moved.values(), ZERO)
    still = outcome.still_lapsing
    return Tile(
        label=_("Would lapse no more"),
        value=formats.millions(outcome.saved, lang),
        of=_("Ticked: %(count)s, %(amount)s")
        % {"count": formats.count(chosen, lang), "amount": formats.millions(dirhams, lang)},
        target=_("%(amount)s would still lapse unless its next stage passes by 31 December.")
        % {"amount": formats.millions(still, lang)}
        if still
        else "",
    )  # fmt: skip


def _rates_table(outcome: WhatIf) -> Table:
    """Every rate before and after, with what it divides; a rate that stays says so by its zero."""
    return Table(
        columns=[
            Column("rate", _("Rate"), wide=True),
            Column("before", _("Now"), "percent"),
            Column("after", _("If they pass"), "percent"),
            Column("points", _("Points"), "points"),
            Column("numerator", _("Numerator then"), "amount"),
            Column("denominator", _("Denominator then"), "amount"),
        ],
        rows=[_rate_row(outcome.before[kind], outcome.after[kind]) for kind in outcome.before],
        caption=_("The rates, now and if they pass"),
    )


def _ticked_table(chosen: Sequence[FoundLever], names: Mapping[str, str]) -> Table:
    """What was ticked, for the sheet of paper on which the outcome is printed."""
    return Table(
        columns=[
            Column("what", _("Operation or line"), wide=True),
            Column("holder", _("Budget holder")),
            Column("cause", _("Cause")),
            Column("stage", _("If it passes")),
            Column("amount", _("Dirhams"), "amount"),
        ],
        rows=[
            {
                "what": _what(one),
                "holder": names.get(one.holder, one.holder),
                "cause": _(CAUSE_LABELS[one.lever.cause]),
                "stage": _stage(one),
                "amount": one.lever.amount,
            }
            for one in chosen
        ],
        caption=_("What is ticked"),
        footer={"what": _("Total"), "amount": sum((one.lever.amount for one in chosen), ZERO)},
    )


def _rate_row(before: Rate, after: Rate) -> Row:
    return {
        "rate": rate_name(after),
        "before": rate_value(before),
        "after": rate_value(after),
        "points": _difference(after, before),
        "numerator": after.ratio.numerator,
        "denominator": after.ratio.denominator,
    }
