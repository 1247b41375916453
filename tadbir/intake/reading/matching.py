"""Which canonical column each column of a sheet is: by its head, its group, its arithmetic."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tadbir.intake.contract import Column, Dataset, Match, Refusal
from tadbir.intake.reading.address import cell, letter
from tadbir.intake.reading.finding import Heads
from tadbir.intake.reading.heads import Vocabulary, head
from tadbir.intake.reading.options import LEAVE_ASIDE
from tadbir.intake.reading.refusals import refusal


@dataclass(slots=True)
class Matching:
    """What was found over the columns of a table. `open` lists, by column, names that its
    arithmetic must decide between; `unknown` are columns whose head means nothing here."""

    matches: list[Match] = field(default_factory=list)
    open: dict[int, tuple[Match, ...]] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    aside: list[int] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)


def match_columns(
    sheet: str, heads: Heads, columns: Sequence[int], words: Vocabulary, dataset: Dataset
) -> Matching:
    """The canonical columns of a block of heads, among some columns of the sheet. Heads over
    other columns are unknown, or left aside where a person said so."""
    found = Matching()
    for number, path in heads.paths.items():
        if _mapped(path, words) == LEAVE_ASIDE:
            found.aside.append(number)
            continue
        if number not in columns:
            found.unknown.append(number)
            continue
        names = _names(path, words, dataset)
        group = next((g for p in path[:-1] if (g := words.groups.get(head(p).key))), "")
        options = tuple(_match(name, group, path, number) for name in names)
        if not options:
            found.unknown.append(number)
        elif len(options) > 1 or dataset.column(options[0].name).formula:
            found.open[number] = options
        else:
            found.matches.append(options[0])
    _refuse_lost_groups(sheet, heads, found)
    return found


def _match(name: str, group: str, path: tuple[str, ...], number: int) -> Match:
    return Match(name, group, " / ".join(path), letter(number), number)


def _mapped(path: tuple[str, ...], words: Vocabulary) -> str | None:
    for text in (" / ".join(path), path[-1]):
        name = words.mapping.get(head(text).key)
        if name is not None:
            return name
    return None


def _names(path: tuple[str, ...], words: Vocabulary, dataset: Dataset) -> list[str]:
    mapped = _mapped(path, words)
    if mapped is not None:
        return [dataset.column(mapped).name]
    parents = [head(text).key for text in path[:-1]]
    for text in _readings(path):
        columns = words.columns.get(head(text).key, [])
        fitting = [c for c in columns if c.within and _is_within(c, parents)]
        fitting = fitting or [c for c in columns if not c.within]
        if fitting:
            return [column.name for column in fitting]
    return []


def _readings(path: tuple[str, ...]) -> list[str]:
    """The head alone, then joined to those above it, nearest first; then those above alone when
    what stands under them only says a unit or a number."""
    joined = [" ".join(path[start:]) for start in range(len(path) - 2, -1, -1)]
    return [path[-1], *joined]


def _is_within(column: Column, parents: list[str]) -> bool:
    return any(head(text).key in parents for text in column.within)


def _refuse_lost_groups(sheet: str, heads: Heads, found: Matching) -> None:
    """A name that stands under known groups and also under a head that is none of them."""
    every = [*found.matches, *(m for options in found.open.values() for m in options)]
    grouped = {match.name for match in every if match.group}
    for match in every:
        has_parent = len(heads.paths[match.index]) > 1
        if not match.group and match.name in grouped and has_parent:
            found.refused.append(_lost(sheet, heads, match))


def _lost(sheet: str, heads: Heads, match: Match) -> Refusal:
    address = cell(heads.bottom, match.index)
    return refusal(sheet, address, "intake.unknown-group", match.header, header=match.header)


def level_matches(
    found: Matching, unnamed: Sequence[int], dataset: Dataset, known: set[str]
) -> list[Match]:
    """Columns without heads at the left of a table, taken as the levels of its hierarchy.

    None when the dataset has no levels, too few of them, or the file names some itself.
    """
    levels = sorted((c for c in dataset.columns if c.level), key=lambda column: column.level)
    named = any(column.name in known for column in levels)
    if named or not unnamed or len(unnamed) > len(levels):
        return []
    pairs = zip(levels, unnamed, strict=False)
    return [Match(column.name, "", "", letter(number), number) for column, number in pairs]


def twice(matches: Sequence[Match]) -> dict[str, list[Match]]:
    """Matches that stand under one key, for the keys that have several."""
    counts = Counter(match.key for match in matches)
    return {
        key: [match for match in matches if match.key == key]
        for key, times in counts.items()
        if times > 1
    }
