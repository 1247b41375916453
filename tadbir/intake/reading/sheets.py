"""A sheet cut into regions, each read as a table; what is left aside is listed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tadbir.intake.contract import Match, Refusal
from tadbir.intake.reading.address import cell
from tadbir.intake.reading.codes import clean
from tadbir.intake.reading.finding import Heads, find_heads
from tadbir.intake.reading.scene import Draft, Region, Scene
from tadbir.intake.reading.strays import unread_sheet
from tadbir.intake.reading.tables import draft, matching_of, missing, says_amounts

_MOST_LISTED = 200


@dataclass(slots=True)
class SheetDraft:
    """A sheet as the child understood it."""

    name: str
    tables: list[Draft] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)


def read_sheet(scene: Scene) -> SheetDraft:
    """Every table of a sheet. Figures that stand in no table are refused."""
    found = SheetDraft(scene.grid.name)
    blocks = find_heads(scene.grid, scene.words)
    for region in _regions(scene, blocks):
        for part in _parts(scene, region):
            _read_part(scene, part, found)
    end = blocks[0].top if blocks else scene.grid.height
    _refuse_unread(scene, found, end)
    _list_aside(scene, blocks, found)
    return found


def _read_part(scene: Scene, region: Region, found: SheetDraft) -> None:
    matching = matching_of(scene, region)
    if not says_amounts(scene, matching):
        found.ignored.append(f"{region.head_cells}: " + _heads_text(region))
        return
    table = draft(scene, region, matching)
    found.ignored += table.lines_aside
    found.tables.append(table)


def _heads_text(region: Region) -> str:
    return " | ".join(region.heads.paths[c][-1] for c in region.heads.columns[:12])


def _regions(scene: Scene, blocks: list[Heads]) -> list[Region]:
    """One region for each block of heads; a block that only repeats the one before belongs to
    its region."""
    width = scene.grid.width
    regions: list[Region] = []
    for number, heads in enumerate(blocks):
        end = blocks[number + 1].top if number + 1 < len(blocks) else scene.grid.height
        if regions and _is_repeat(scene, regions[-1], heads):
            rows = tuple(range(heads.top, heads.bottom + 1))
            last = regions[-1]
            regions[-1] = replace(last, end=end, repeats=(*last.repeats, *rows))
            continue
        first = _lines_begin(scene, regions[-1].start if regions else 0, heads.top)
        regions.append(Region(heads, tuple(range(width)), first, heads.bottom + 1, end))
    return regions


def _is_repeat(scene: Scene, before: Region, heads: Heads) -> bool:
    """The same heads just under a row of figures: a page of the printed table begins."""
    if heads.paths != before.heads.paths or heads.top == 0:
        return False
    return any(type(c) is float for c in scene.grid.row(heads.top - 1))


def _lines_begin(scene: Scene, start: int, top: int) -> int:
    """The first of the lines of text just above a table."""
    row = top
    while row > start and not any(type(c) is float for c in scene.grid.row(row - 1)):
        row -= 1
    return row


def _parts(scene: Scene, region: Region) -> list[Region]:
    """The region, or one for each side when blank columns separate tables of the same heads."""
    sides = _sides(scene, region)
    whole = matching_of(scene, region)
    doubled = any(r.code == "intake.two-columns" for r in whole.refused)
    if len(sides) < 2 or not doubled:
        return [replace(region, columns=_own_columns(sides, whole.matches))]
    alone = [replace(region, columns=side) for side in sides]
    complete = [p for p in alone if not missing(scene, p, matching_of(scene, p))]
    every = [c for part in complete for c in part.columns]
    return [
        replace(part, others=tuple(c for c in every if c not in part.columns)) for part in complete
    ] or [region]


def _own_columns(sides: list[tuple[int, ...]], matches: Sequence[Match]) -> tuple[int, ...]:
    """The columns of every side that holds a matched one."""
    indexes = {match.index for match in matches}
    return tuple(c for side in sides for c in side if indexes & set(side)) or sides[0]


def _sides(scene: Scene, region: Region) -> list[tuple[int, ...]]:
    sides: list[tuple[int, ...]] = []
    current: list[int] = []
    for column in range(scene.grid.width):
        cells = scene.grid.columns[column][region.heads.top : region.end]
        if not cells.are_blank.all():
            current.append(column)
        elif current:
            sides.append(tuple(current))
            current = []
    return [*sides, tuple(current)] if current else sides


def _refuse_unread(scene: Scene, found: SheetDraft, end: int) -> None:
    if not scene.has_amounts:
        return
    refused: Refusal | None = unread_sheet(scene.grid, end)
    if refused is not None:
        table = Draft(scene.grid.name, header_cells=cell(0, 0))
        table.refused = [refused]
        found.tables.append(table)


def _list_aside(scene: Scene, blocks: list[Heads], found: SheetDraft) -> None:
    top = blocks[0].top if blocks else min(scene.grid.height, _MOST_LISTED)
    for row in range(min(top, _MOST_LISTED)):
        text = " ".join(clean(c) for c in scene.grid.row(row) if isinstance(c, str) and c.strip())
        if text:
            found.ignored.append(text)
    found.ignored = list(dict.fromkeys(t for t in found.ignored if t))[:_MOST_LISTED]
