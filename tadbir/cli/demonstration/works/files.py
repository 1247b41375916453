"""The workbooks of works: lists of programmes, statements of progress, forms, and planted faults."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from tadbir.cli.demonstration.days import LAST_MEETING, TODAY
from tadbir.cli.demonstration.holders import Holder, holders
from tadbir.cli.demonstration.manifest import DIRECTORATE, REFUSED, Entry
from tadbir.cli.demonstration.works import (
    form_workbook,
    list_workbook,
    stated,
    statement_workbook,
    truth,
)
from tadbir.cli.demonstration.works.stated import Line
from tadbir.core.period import month_end, year_end
from tadbir.territory.terms import EntityKind
from tadbir.works.terms import ReportSource

_AGENCY, _DELEGATION = ReportSource.AGENCY.value, ReportSource.DELEGATION.value
_SENDER = {"03": "ANEP Fès-Meknès", "05": "الوكالة الوطنية للتجهيزات العامة"}
_LISTS = (
    ("2024-12", year_end(2024), date(2025, 2, 20)),
    ("2025-10-10", LAST_MEETING, LAST_MEETING),
    ("2025-12-12", TODAY, TODAY),
)
_FORMS = ((month_end(2025, 6), date(2025, 7, 9)), (month_end(2025, 9), date(2025, 10, 9)),
          (month_end(2025, 11), date(2025, 12, 8)))  # fmt: skip
_HISTORY = tuple(month_end(year, month) for year, month in
                 ((2023, 6), (2023, 9), (2023, 12), (2024, 3), (2024, 6), (2024, 9), (2024, 12)))  # fmt: skip
Period = tuple[str, tuple[date, ...], date]
_MONTHS: dict[str, tuple[Period, ...]] = {
    "03": (
        ("2025-T1", tuple(month_end(2025, month) for month in (1, 2, 3)), date(2025, 4, 8)),
        ("2025-T2", tuple(month_end(2025, month) for month in (4, 5, 6)), date(2025, 7, 8)),
        ("2025-T3", tuple(month_end(2025, month) for month in (7, 8, 9)), date(2025, 10, 8)),
        ("2025-11", tuple(month_end(2025, month) for month in (10, 11)), date(2025, 12, 5)),
    ),
    "05": (
        ("2025-09", tuple(month_end(2025, month) for month in range(1, 10)), date(2025, 10, 8)),
        ("2025-11", tuple(month_end(2025, month) for month in (10, 11)), date(2025, 12, 5)),
    ),
}
"""Name of a file, the month ends that it tells of, when it was known."""


def _delegations(region: str) -> tuple[Holder, ...]:
    return tuple(one for one in holders(region) if one.kind is EntityKind.DELEGATION)


def write_list(path: Path, *, region: str, day: date) -> None:
    """The list of a region's programmes, in Arabic for the second region."""
    list_workbook.write(
        path, _delegations(region), truth.works(region), day, is_arabic=region == "05"
    )


def write_statements(path: Path, *, region: str, when: Sequence[date], by_province: bool) -> None:
    """What the agency tells on some days, a sheet for each or for each province and day."""
    pages: list[tuple[Holder | None, date, Sequence[Line]]] = []
    seats = {one.seat: one for one in _delegations(region)}
    for day in when:
        told = stated.by_province(region, stated.told_by_agency(region, day))
        if by_province:
            pages += [(seats[code], day, lines) for code, lines in told.items()]
        else:
            pages.append((None, day, [line for lines in told.values() for line in lines]))
    statement_workbook.write(path, _SENDER[region], pages, is_arabic=region == "05")


def write_works_of_delegations(path: Path, *, region: str, day: date) -> None:
    """What the delegations say of the works on a day."""
    told = stated.told_by_delegations(region, day)
    form_workbook.write_works(path, _delegations(region), told, day)


def write_forms(path: Path, *, region: str, day: date) -> None:
    """The monthly forms of a day."""
    form_workbook.write_forms(path, _delegations(region), stated.forms(region, day), day)


def of_region(region: str, folder: str) -> list[Entry]:
    """The files of works of a region."""
    sender = f"DR{region}"
    lists = [
        Entry(f"{folder}/programmes-{name}.xlsx", "projects", DIRECTORATE, sender, known_on,
              partial(write_list, region=region, day=day), layout=6 if region == "03" else 5)
        for name, day, known_on in _LISTS
    ]  # fmt: skip
    periods = (("2023-2024", _HISTORY, date(2025, 2, 21)), *_MONTHS[region])
    statements = [
        Entry(f"{folder}/avancement-{name}.xlsx", "progress", _AGENCY, sender, known_on,
              partial(write_statements, region=region, when=when, by_province=name != "2023-2024"),
              layout=4 if region == "03" else 5)
        for name, when, known_on in periods
    ]  # fmt: skip
    of_delegations = [
        Entry(f"{folder}/{name}-{day:%Y-%m}.xlsx", dataset, _DELEGATION, sender, known_on,
              partial(write, region=region, day=day))
        for name, dataset, write, when in (
            ("fiches-des-sites", "gates", write_forms, _FORMS),
            ("chantiers-delegations", "progress", write_works_of_delegations, _FORMS[1:]),
        )
        for day, known_on in when
    ]  # fmt: skip
    return [*lists, *statements, *of_delegations]


def _lines(seat: str, day: date) -> tuple[Holder, list[Line]]:
    """The rows of a province on a day that tell a share, for a file to be refused."""
    holder = next(one for one in _delegations("03") if one.code == seat)
    told = stated.by_province("03", stated.told_by_agency("03", day))[holder.seat]
    return holder, [line for line in told if line.physical is not None and 9 < line.physical < 100]


def _going_back(path: Path) -> None:
    """Progress of December below that of November, for every second row."""
    day = date(2025, 12, 10)
    holder, lines = _lines("D561", day)
    back = [
        replace(line, physical=(line.physical or 0) // 2) if place % 2 == 0 else line
        for place, line in enumerate(lines)
    ]
    statement_workbook.write(path, _SENDER["03"], [(holder, day, back)])


def _beyond(path: Path) -> None:
    """A work at 110 %."""
    day = date(2025, 12, 10)
    holder, lines = _lines("D061", day)
    statement_workbook.write(
        path, _SENDER["03"], [(holder, day, [replace(lines[0], physical=110)])]
    )


def _twice_in_a_month(path: Path) -> None:
    """A second statement of November, when the agency had sent one."""
    day = date(2025, 11, 20)
    holder, lines = _lines("D531", day)
    statement_workbook.write(path, _SENDER["03"], [(holder, day, lines)])


def _phase_behind(path: Path) -> None:
    """The phases of a year ago, sent under today's date."""
    holder = next(one for one in _delegations("03") if one.code == "D271")
    stale = [
        replace(work, passed={phase: day for phase, day in work.passed.items()
                              if day <= year_end(2024)})
        for work in truth.works("03")
    ]  # fmt: skip
    list_workbook.write(path, [holder], stale, TODAY, is_arabic=False)


def faults() -> list[Entry]:
    """Statements and a list that the door must not keep."""
    agency = partial(
        Entry, dataset="progress", source=_AGENCY, sender="DR03", known_on=TODAY, layout=4,
        outcome=REFUSED,
    )  # fmt: skip
    return [
        agency("a-refuser/taza-avancement-en-recul.xlsx", write=_going_back),
        agency("a-refuser/meknes-avancement-110.xlsx", write=_beyond),
        agency("a-refuser/taounate-novembre-deux-fois.xlsx", write=_twice_in_a_month),
        Entry("a-refuser/ifrane-phases-en-recul.xlsx", "projects", DIRECTORATE, "DR03", TODAY,
              _phase_behind, layout=6, outcome=REFUSED),
    ]  # fmt: skip
