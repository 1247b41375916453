"""The columns of a table read into vectors; ambiguous heads decided by arithmetic."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from tadbir.core.words import LISTED
from tadbir.intake.contract import Column, Kind, Match, Refusal
from tadbir.intake.reading.address import cell
from tadbir.intake.reading.cells import Manner, understood, unit_days
from tadbir.intake.reading.column import Cells
from tadbir.intake.reading.context import Context
from tadbir.intake.reading.heads import head
from tadbir.intake.reading.matching import Matching
from tadbir.intake.reading.refusals import refusal
from tadbir.intake.reading.scene import Region, Scene
from tadbir.intake.reading.shares import decided
from tadbir.intake.reading.vectors import Vector

_ENOUGH = 0.8
_FILLED_DOWN = (Kind.TEXT, Kind.CODE)
_ONE = Decimal(1)


@dataclass(slots=True)
class Columns:
    """Columns understood, by key; `failing` gives rows where a formula of the file fails, with
    what it should be, by key."""

    matches: list[Match] = field(default_factory=list)
    vectors: dict[str, Vector] = field(default_factory=dict)
    failing: dict[str, dict[int, int]] = field(default_factory=dict)
    refused: list[Refusal] = field(default_factory=list)


def cells_of(scene: Scene, region: Region, column: int) -> Cells:
    """The cells of a column of the table; rows that repeat the heads are blank."""
    cells = scene.grid.columns[column][region.start : region.end]
    if not region.repeats:
        return cells
    return cells.put([row - region.start for row in region.repeats], "")


def unit_factor(
    scene: Scene, region: Region, matches: Sequence[Match], around: Context
) -> tuple[Decimal, Refusal | None]:
    """How many dirhams one unit of the table's amounts is; a refusal when the file says two."""
    of_heads = [
        next(
            (f for text in reversed(region.heads.paths[m.index]) if (f := head(text).factor)), None
        )
        for m in matches
        if scene.dataset.column(m.name).kind is Kind.AMOUNT
    ]
    said = {unit for unit in of_heads if unit is not None}
    if said and all(unit is not None for unit in of_heads):
        units = said
    elif said - {_ONE} - set(around.units):
        units = said | {_ONE} | set(around.units)
    else:
        units = said | set(around.units)
    if len(units) <= 1:
        return next(iter(units), _ONE), None
    address = cell(region.heads.top, region.columns[0])
    texts = ", ".join(str(unit) for unit in sorted(units))
    return _ONE, refusal(scene.grid.name, address, "intake.ambiguous-unit", texts, units=texts)


def read_columns(
    scene: Scene, region: Region, matching: Matching, factor: Decimal, year: int | None
) -> Columns:
    """Every matched column as a vector; open ones where their arithmetic decides."""
    found = Columns()
    for match in matching.matches:
        _read(scene, region, match, found, factor, year)
    undecided = dict(matching.open)
    while undecided:
        settled = _settle(scene, region, undecided, found, factor)
        if not settled:
            break
        for number in settled:
            del undecided[number]
    for number, options in undecided.items():
        found.refused.append(_ambiguous(scene, region, number, options))
    found.matches.sort(key=lambda match: match.index)
    _decide_shares(scene, found)
    return found


def _decide_shares(scene: Scene, found: Columns) -> None:
    """Rates that may be read in two ways, where the amounts beside them tell which."""
    for match in found.matches:
        column = scene.dataset.column(match.name)
        if column.share_of:
            before = f"{match.group}/" if match.group else ""
            amounts = {
                name: found.vectors[key]
                for name in column.share_of
                for key in (before + name, name)
                if key in found.vectors
            }
            found.vectors[match.key] = decided(column, found.vectors[match.key], amounts)


def _read(
    scene: Scene, region: Region, match: Match, found: Columns, factor: Decimal, year: int | None
) -> None:
    column = scene.dataset.column(match.name)
    cells = cells_of(scene, region, match.index)
    if column.kind in _FILLED_DOWN:
        cells = _filled_merged(scene, region, match.index, cells)
    marks, start, number = scene.grid.marks, region.start, match.index
    manner = Manner(
        factor,
        year,
        any(head(text).says_percent for text in region.heads.paths.get(number, ())),
        unit_days(match.header),
        scene.counts_from_1904,
        lambda place: marks.format(start + place, number),
    )
    found.vectors[match.key] = understood(cells, column.kind, manner)
    found.matches.append(match)


def _filled_merged(scene: Scene, region: Region, number: int, cells: Cells) -> Cells:
    """A cell merged down says the same for each of its rows."""
    start = region.start
    copied: dict[int, int] = {}
    for first, last in scene.grid.merged:
        if first[1] == number and last[0] > first[0] and start <= first[0] < region.end:
            below = range(first[0] + 1, min(last[0] + 1, region.end))
            copied |= {row - start: first[0] - start for row in below}
    return cells.copied(copied) if copied else cells


def _settle(
    scene: Scene,
    region: Region,
    undecided: Mapping[int, tuple[Match, ...]],
    found: Columns,
    factor: Decimal,
) -> list[int]:
    """The columns that could be decided now."""
    settled = []
    waiting = {m.key for options in undecided.values() for m in options}
    for number, options in undecided.items():
        trial = Columns()
        _read(scene, region, options[0], trial, factor, None)
        vector = trial.vectors[options[0].key]
        proven = [(m, f) for m in options if (f := _failing(scene, m, vector, found)) is not None]
        # Where opened and current credits mostly agree both formulas pass: the one never wrong wins.
        # Columns that bear one title mean one thing, reached by several formulas: the first is it.
        exact = [(m, failing) for m, failing in proven if not failing]
        titles = {scene.dataset.column(m.name).title for m, _ in exact}
        proven = exact[:1] if len(titles) == 1 else proven
        if len(proven) != 1 and not _is_unprovable(scene, options, found, waiting):
            continue
        match, failing = proven[0] if proven else (options[0], {})
        found.matches.append(match)
        found.vectors[match.key] = vector
        found.failing[match.key] = failing
        settled.append(number)
    return settled


def _parts(scene: Scene, match: Match) -> list[tuple[int, str]]:
    before = f"{match.group}/" if match.group else ""
    return [(sign, before + name) for sign, name in scene.dataset.column(match.name).formula]


def _is_unprovable(
    scene: Scene, options: tuple[Match, ...], found: Columns, waiting: set[str]
) -> bool:
    """A head with one meaning whose parts the file does not have, and will not."""
    if len(options) != 1:
        return False
    keys = [key for _, key in _parts(scene, options[0])]
    return any(key not in found.vectors and key not in waiting for key in keys)


def _failing(scene: Scene, match: Match, vector: Vector, found: Columns) -> dict[int, int] | None:
    """Rows where the column is not what its formula says, with what it should be; None when it
    cannot be checked, or fails so often that it means something else."""
    parts = [(sign, found.vectors.get(key)) for sign, key in _parts(scene, match)]
    present = [(sign, part) for sign, part in parts if part is not None]
    if not present or len(present) < len(parts):
        return None
    expected = np.zeros(len(vector), dtype=np.int64)
    both = ~vector.blank
    for sign, part in present:
        expected += sign * np.where(part.blank, 0, part.ints)
        both &= ~part.blank
    same = both & (expected == vector.ints)
    if not (both & (vector.ints != 0)).any() or same.sum() < _ENOUGH * both.sum():
        return None
    return {int(i): int(expected[i]) for i in np.flatnonzero(both & ~same)}


def _ambiguous(scene: Scene, region: Region, number: int, options: tuple[Match, ...]) -> Refusal:
    columns = [scene.dataset.column(match.name) for match in options]
    titles = Counter(column.title for column in columns)
    named = [c.title if titles[c.title] == 1 else _formula(scene, c) for c in columns]
    address = cell(region.heads.bottom, number)
    header = options[0].header
    return refusal(
        scene.grid.name,
        address,
        "intake.ambiguous-column",
        header,
        header=header,
        choices=LISTED.join(named),
    )


def _formula(scene: Scene, column: Column) -> str:
    """What a column is the sum of, by the titles of its parts."""
    signs = {1: " + ", -1: " − "}
    text = "".join(signs[sign] + scene.dataset.column(n).title for sign, n in column.formula)
    return text.removeprefix(" + ")
