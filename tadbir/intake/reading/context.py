"""What the lines around a table say of it: its day, its fiscal year, its unit, its title."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from tadbir.core.words import fold
from tadbir.intake.reading.codes import clean
from tadbir.intake.reading.dates import MONTHS
from tadbir.intake.reading.grid import Grid
from tadbir.intake.reading.heads import Vocabulary, head, unit_said

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_AT = (
    r"(?:date comptable|date d arrete|a la date du|date|situation du|au|as of|arrete le"
    r"|الي غايه|غايه|بتاريخ|حتي|الي حدود|حدود|عند متم|تاريخ)"
)
_ON_DAY = re.compile(
    rf"\b{_AT} (?:le |يوم )?(\d{{1,2}}) (?:er )?(?:de )?(\d{{1,2}}|{_MONTH}) (\d{{4}})\b"
)
_ON_ISO = re.compile(rf"\b{_AT} (\d{{4}}) (\d{{2}}) (\d{{2}})\b")
_AT_END = re.compile(rf"\b(?:fin|متم|نهايه) (?:de |d |شهر )?({_MONTH}) (\d{{4}})\b")
_YEAR = re.compile(
    r"\b(?:exercice(?: budgetaire)?|annee(?: budgetaire)?|gestion|budget|loi de finances|lf|credits"
    r"|سنه|السنه الماليه|ميزانيه|الميزانيه|fiscal year|budget year)(?: de| du| l)* (20\d\d)\b"
)
_LINES_ABOVE = 12
TITLE, GROUP = "title", "group"


@dataclass(slots=True)
class Context:
    """What was said. `units` are the different units declared, in dirhams; `said` is by folded
    label, with the lines that carry no label under `TITLE`, and the group they name."""

    as_of: date | None = None
    fiscal_year: int | None = None
    units: list[Decimal] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


def context(grid: Grid, first: int, top: int, words: Vocabulary) -> Context:
    """What stands in the rows from `first` to the row before `top`."""
    cells = _cells_above(grid, first, top)
    found = Context()
    lines = [" ".join(row) for row in cells]
    days = {day for line in lines for day in _days(fold(line))}
    found.as_of = next(iter(days)) if len(days) == 1 else None
    years = {int(year) for line in lines for year in _YEAR.findall(fold(line))}
    found.fiscal_year = next(iter(years)) if len(years) == 1 else None
    units = {unit for row in cells for text in row if (unit := unit_said(text)) is not None}
    found.units = sorted(units)
    _say(found, cells, words)
    return found


def _cells_above(grid: Grid, first: int, top: int) -> list[list[str]]:
    rows = []
    for row in range(max(first, top - _LINES_ABOVE), top):
        texts = [_written(cell) for cell in grid.row(row)]
        if any(texts):
            rows.append(list(dict.fromkeys(text for text in texts if text)))
    return rows


def _written(cell: object) -> str:
    if isinstance(cell, date):
        return f"{cell.day:02d}/{cell.month:02d}/{cell.year}"
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return clean(cell) if isinstance(cell, str) else ""


def _days(line: str) -> list[date]:
    parts = [(y, m, d) for d, m, y in _ON_DAY.findall(line)] + _ON_ISO.findall(line)
    days = [_day(int(y), MONTHS.get(m) or int(m), int(d)) for y, m, d in parts]
    for month, year in _AT_END.findall(line):
        last = calendar.monthrange(int(year), MONTHS[month])[1]
        days.append(date(int(year), MONTHS[month], last))
    return [day for day in days if day is not None]


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _say(found: Context, rows: Sequence[Sequence[str]], words: Vocabulary) -> None:
    titles = []
    for row in rows:
        for place, text in enumerate(row):
            label, colon, value = text.partition(":")
            if not colon:
                titles.append(text)
                continue
            after = row[place + 1] if place + 1 < len(row) and ":" not in row[place + 1] else ""
            found.said[fold(label)] = value.strip() or after
    if titles:
        found.said[TITLE] = "\n".join(titles)
    groups = {code for key, code in words.groups.items() if _is_said(key, titles)}
    if len(groups) == 1:
        found.said[GROUP] = next(iter(groups))


def _is_said(key: str, titles: Sequence[str]) -> bool:
    return bool(key) and any(f" {key} " in f" {head(title).key} " for title in titles)
