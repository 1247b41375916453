"""One table from its heads to its reconciled rows."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from tadbir.core.money import dirhams
from tadbir.intake.contract import Difference, Kind, Match, Reconciliation, Refusal, RowCounts
from tadbir.intake.reading.address import cell
from tadbir.intake.reading.body import Labels, body, fill_levels, labels
from tadbir.intake.reading.codes import clean
from tadbir.intake.reading.columns import Columns, cells_of, read_columns, unit_factor
from tadbir.intake.reading.context import Context, context
from tadbir.intake.reading.layouts import layout
from tadbir.intake.reading.matching import Matching, level_matches, match_columns, twice
from tadbir.intake.reading.reconcile import Check, check
from tadbir.intake.reading.refusals import refusal
from tadbir.intake.reading.rowmarks import row_marks, struck_rows
from tadbir.intake.reading.rows import Class, Classed, classed
from tadbir.intake.reading.scene import Draft, Left, Region, Scene
from tadbir.intake.reading.strays import outside, unknown_columns
from tadbir.intake.reading.vectors import Vector

Places = npt.NDArray[np.intp]
_NAMING = (Kind.TEXT, Kind.CODE, Kind.RATE)


def matching_of(scene: Scene, region: Region) -> Matching:
    """The columns of a table, levels without heads included, doubles settled or refused."""
    sheet = scene.grid.name
    found = match_columns(sheet, region.heads, region.columns, scene.words, scene.dataset)
    found.unknown = [c for c in found.unknown if c not in region.others]
    known = {m.name for m in found.matches}
    first = min((m.index for m in found.matches), default=0)
    opened = min(found.open, default=first)
    unnamed = [
        c
        for c in region.columns
        if c < min(first, opened) and c not in region.heads.paths and _is_text(scene, region, c)
    ]
    found.matches += level_matches(found, unnamed, scene.dataset, known)
    for key, matches in twice(found.matches).items():
        _settle_double(scene, region, found, key, matches)
    return found


def _is_text(scene: Scene, region: Region, column: int) -> bool:
    cells = cells_of(scene, region, column)
    filled = len(cells) - int(cells.are_blank.sum())
    texts = cells.are(lambda cell: isinstance(cell, str) and cell != "")
    return filled > 0 and int(texts.sum()) * 2 > filled


def _settle_double(
    scene: Scene, region: Region, found: Matching, key: str, matches: Sequence[Match]
) -> None:
    first = cells_of(scene, region, matches[0].index)
    for other in matches[1:]:
        if cells_of(scene, region, other.index) == first:
            found.matches.remove(other)
            continue
        address = cell(region.heads.bottom, other.index)
        found.refused.append(
            refusal(
                scene.grid.name, address, "intake.two-columns", other.header,
                column=scene.dataset.column(other.name).title,
                first=matches[0].letter, second=other.letter,
            )
        )  # fmt: skip


def missing(scene: Scene, region: Region, found: Matching) -> list[Refusal]:
    """Required columns that no head says."""
    names = {m.name for m in found.matches}
    names |= {m.name for options in found.open.values() for m in options}
    address = cell(region.heads.bottom, min(region.heads.columns))
    return [
        refusal(scene.grid.name, address, "intake.missing-column", "", column=c.title, name=c.name)
        for c in scene.dataset.columns
        if c.required and c.name not in names
    ]


def says_amounts(scene: Scene, found: Matching) -> bool:
    """Whether a table has anything but names and rates, for a dataset of figures."""
    kinds = {scene.dataset.column(m.name).kind for m in found.matches}
    return not scene.has_amounts or bool(found.open) or bool(kinds - set(_NAMING))


def draft(scene: Scene, region: Region, found: Matching) -> Draft:
    """The table of a region, understood, classed and reconciled."""
    around = context(scene.grid, region.first, region.heads.top, scene.words)
    result = Draft(scene.grid.name, header_cells=region.head_cells)
    result.as_of, result.fiscal_year = around.as_of, around.fiscal_year
    result.context = around.said
    result.refused = [*found.refused, *missing(scene, region, found)]
    if any(r.code == "intake.missing-column" for r in result.refused):
        result.columns = tuple(found.matches)
        return result
    every = [*found.matches, *(options[0] for options in found.open.values())]
    factor, refused = unit_factor(scene, region, every, around)
    result.unit_factor = factor
    result.refused += [refused] if refused else []
    columns = read_columns(scene, region, found, factor, _year(around))
    result.refused += columns.refused
    _refuse_strays(scene, region, found, columns, result)
    _fill(scene, region, columns, result)
    return result


def _year(around: Context) -> int | None:
    return around.fiscal_year or (around.as_of.year if around.as_of else None)


def _refuse_strays(
    scene: Scene, region: Region, found: Matching, columns: Columns, result: Draft
) -> None:
    names = (" / ".join(region.heads.paths[c]) for c in (*found.unknown, *found.aside))
    result.lines_aside += list(names)
    if scene.has_amounts:
        result.refused += unknown_columns(scene, region, found.unknown)
        known = {m.index for m in columns.matches} | set(found.unknown) | set(found.aside)
        result.refused += outside(scene, region, sorted(known))


def _fill(scene: Scene, region: Region, columns: Columns, result: Draft) -> None:
    read = _cells_read(scene, region, columns)
    by_number = {number: cells_of(scene, region, number) for number in read}
    cells = list(by_number.values())
    labelled = labels(cells)
    _fill_levels(scene, columns, labelled)
    told = body(scene.dataset, columns.matches, columns.vectors, by_number, labelled)
    found = classed(told)
    checked = check(told, found, struck_rows(scene, region, columns.matches))
    refused_rows = _refuse_rows(scene, region, columns, found, checked, result)
    data = found.classes == Class.DATA
    left = np.flatnonzero(data & np.isin(np.arange(len(data)), list(refused_rows)))
    data[list(refused_rows)] = False
    result.counts = _counts(found, refused_rows)
    result.reconciliation = _reconciliation(scene, region, columns, checked, data)
    result.has_own_totals = checked.equalities > 0
    places = np.flatnonzero(data)
    result.headings, aside = _headings(cells, found, places)
    result.lines_aside += aside
    result.marks = row_marks(scene, region, columns, places)
    result.layout = layout(scene.dataset, columns.matches, bool(found.parents))
    _keep(scene, region, columns, places, result)
    if len(left):
        headings, _aside = _headings(cells, found, left)
        result.left = Left(_numbers(region, left), _vectors(columns, left), headings)


def _fill_levels(scene: Scene, columns: Columns, labelled: Labels) -> None:
    levels = sorted((scene.dataset.column(m.name).level, m.key) for m in columns.matches)
    fill_levels([columns.vectors[k] for level, k in levels if level], labelled.totals)


def _keep(scene: Scene, region: Region, columns: Columns, places: Places, result: Draft) -> None:
    result.columns = tuple(columns.matches)
    result.rows = _numbers(region, places)
    result.vectors = _vectors(columns, places)
    result.totals = {key: _total(result.vectors[key]) for key in _additive(scene, columns)}
    result.is_read = True


def _numbers(region: Region, places: Places) -> list[int]:
    """The numbers of rows in the sheet, from their places under the heads."""
    numbers: list[int] = (places + region.start + 1).tolist()
    return numbers


def _vectors(columns: Columns, places: Places) -> dict[str, Vector]:
    return {key: vector.at(places) for key, vector in columns.vectors.items()}


def _total(vector: Vector) -> Decimal | None:
    """The sum of a column; none where it holds not one number."""
    return None if vector.blank.all() else dirhams(int(vector.ints.sum()))


def _additive(scene: Scene, columns: Columns) -> list[str]:
    return [m.key for m in columns.matches if scene.dataset.column(m.name).additive]


def _cells_read(scene: Scene, region: Region, columns: Columns) -> list[int]:
    """The columns of the table's own block: those matched, and all that no blank column
    separates from them."""
    width = scene.grid.width
    return [c for c in region.columns if c < width] if columns.matches else []


def _refuse_rows(
    scene: Scene, region: Region, columns: Columns, found: Classed, checked: Check, result: Draft
) -> set[int]:
    """The rows that are refused; every cell of them that was not understood is listed."""
    figures = {m.key: m for m in columns.matches}
    kept = (Class.DATA, Class.SUBTOTAL)
    rows: set[int] = set()
    for key, vector in columns.vectors.items():
        match = figures[key]
        is_additive = scene.dataset.column(match.name).additive
        for place, (code, value) in sorted(vector.issues.items()):
            if found.classes[place] not in kept[: 1 + is_additive]:
                continue
            address = cell(region.start + place, match.index)
            result.refused.append(refusal(scene.grid.name, address, code, value))
            rows.add(place)
    silent = np.flatnonzero(found.classes == Class.REFUSED).tolist()
    first = min(m.index for m in columns.matches)
    for places, code in (
        (silent, "intake.unlabelled-amounts"),
        (checked.ambiguous, "intake.ambiguous-subtotal"),
    ):
        for place in places:
            address = cell(region.start + place, first)
            result.refused.append(refusal(scene.grid.name, address, code, ""))
            rows.add(place)
    return rows


def _counts(found: Classed, refused: set[int]) -> RowCounts:
    def count(kind: Class) -> int:
        places = np.flatnonzero(found.classes == kind).tolist()
        return sum(place not in refused for place in places)

    kinds = (Class.DATA, Class.SUBTOTAL, Class.TITLE, Class.NOTE)
    data, subtotal, title, note = (count(kind) for kind in kinds)
    return RowCounts(data, subtotal, title, note, len(refused))


def _reconciliation(
    scene: Scene,
    region: Region,
    columns: Columns,
    checked: Check,
    data: npt.NDArray[np.bool_],
) -> Reconciliation:
    by_key = {m.key: m for m in columns.matches}
    additive = _additive(scene, columns)
    sheet = scene.grid.name

    def difference(place: int, key: str, stated: int, computed: int) -> Difference:
        address = cell(region.start + place, by_key[key].index)
        return Difference(sheet, address, key, dirhams(stated), dirhams(computed))

    gaps = [difference(g.row, additive[g.column], g.stated, g.computed) for g in checked.gaps]
    broken = [
        difference(place, key, int(columns.vectors[key].ints[place]), expected)
        for key, failing in columns.failing.items()
        for place, expected in failing.items()
        if data[place]
    ]
    groups: Mapping[str, int] = {additive[c]: n for c, n in sorted(checked.groups.items())}
    return Reconciliation(checked.equalities + len(broken), checked.held, (*gaps, *broken), groups)


def _headings(
    cells: Sequence[Sequence[object]], found: Classed, places: Places
) -> tuple[Vector, list[str]]:
    """The nearest title above each data row, and the titles and notes as texts."""
    titles: dict[int, str] = {}
    aside = []
    for place in np.flatnonzero(np.isin(found.classes, (Class.TITLE, Class.NOTE))).tolist():
        texts = [clean(c) for column in cells if isinstance(c := column[place], str) and c.strip()]
        text = " ".join(dict.fromkeys(texts))
        aside.append(text)
        if found.classes[place] == Class.TITLE:
            titles[place] = text
    above = np.searchsorted(np.array(list(titles), dtype=np.int64), places)
    return Vector.of_texts(above, ["", *titles.values()]), aside
