"""Which files there are: some forty workbooks of two regions, in the seven layouts."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path

from tadbir.cli.demonstration import facilities, facts, faults, views
from tadbir.cli.demonstration.conventions import conventions
from tadbir.cli.demonstration.days import LAST_MEETING, TODAY, days, is_silent
from tadbir.cli.demonstration.histories import history
from tadbir.cli.demonstration.holders import holders
from tadbir.cli.demonstration.manifest import (
    DIRECTORATE,
    HOLDER,
    TREASURY,
    Entry,
    Manifest,
    Progress,
    Writer,
    ordered,
    silence,
    write_missing,
)
from tadbir.cli.demonstration.workbooks import (
    arabic,
    export,
    lines,
    lists,
    matrix,
    provinces,
    receipts,
    register,
    works,
)
from tadbir.cli.demonstration.works import files as works_files
from tadbir.core.period import month_end, month_ends, year_end
from tadbir.facilities.terms import HOSPITAL_LIST, PRIMARY_CARE_LIST

FOLDERS = {"03": "fes-meknes", "05": "beni-mellal-khenifra"}
_TYPED = lines.write_as_typed
_BUDGET_LAYOUTS = {1: export.write, 2: lines.write, 3: matrix.write, 5: arabic.write,
                   6: provinces.write, 20: _TYPED}  # fmt: skip
Period = tuple[str, int, tuple[date, ...], date]
"""Name of a file, its layout (20 is layout 2 with amounts typed as text), its days, when known."""
_LATE_2025: tuple[tuple[str, tuple[date, ...], date], ...] = (
    ("2025-10-10", (LAST_MEETING,), LAST_MEETING),
    ("2025-11", tuple(d for d in days(2025) if LAST_MEETING < d <= date(2025, 11, 28)),
     date(2025, 11, 28)),
    ("2025-12-05", (month_end(2025, 11), date(2025, 12, 5)), date(2025, 12, 5)),
    ("2025-12-12", (TODAY,), TODAY),
)  # fmt: skip


def _quarter(number: int) -> tuple[date, ...]:
    return month_ends(2025)[3 * number - 3 : 3 * number]


def _holder_periods(region: str) -> list[Period]:
    """The holders' situations: years, quarters, then the last weeks; layouts differ by region."""
    years, quarters, weeks = {
        "03": ((1, 20, 1), (2, 6, 2), (6, 1, 2, 6)),
        "05": ((2, 1, 2), (1, 6, 20), (1, 2, 1, 2)),
    }[region]
    periods: list[Period] = [
        (str(year), layout, month_ends(year), date(year + 1, 1, 16))
        for year, layout in zip((2022, 2023, 2024), years, strict=True)
    ]
    for number, layout in enumerate(quarters, 1):
        ends = _quarter(number)
        periods.append((f"2025-T{number}", layout, ends, date(2025, 3 * number + 1, 8)))
    for (name, when, known_on), layout in zip(_LATE_2025, weeks, strict=True):
        periods.append((name, layout, when, known_on))
    return periods


def budget_writer(
    region: str, layout: int, when: Sequence[date], source: str, *, is_draft: bool = False,
    only: frozenset[str] | None = None,
) -> Writer:  # fmt: skip
    """What writes a situation: nothing is computed before the file is."""

    def write(path: Path) -> None:
        said = views.situations(region, when, source, is_draft=is_draft, only=only)
        _BUDGET_LAYOUTS[layout](path, said)

    return write


def _budget(region: str) -> list[Entry]:
    """Situations of a region: the holders', the treasury's, the directorate's two summaries."""
    sender, folder = f"DR{region}", FOLDERS[region]
    files: list[tuple[str, int, str, tuple[date, ...], date]] = [
        (f"situation-{name}", layout, HOLDER, when, known_on)
        for name, layout, when, known_on in _holder_periods(region)
    ]
    ends = month_ends(2025)
    files += [
        ("tresorerie-2024", 2, TREASURY, month_ends(2024)[2::3], date(2025, 1, 20)),
        ("tresorerie-2025-T3", 2, TREASURY, ends[2:9:3], LAST_MEETING),
        ("tresorerie-2025-12-12", 2, TREASURY, (ends[10], TODAY), TODAY),
        ("matrice-2025-T4", 3, DIRECTORATE, (LAST_MEETING, ends[9], ends[10], TODAY), TODAY),
        ("وضعية-2025", 5, DIRECTORATE, ends[2:9:3], date(2025, 10, 6)),
    ]
    return [
        Entry(
            path=f"{folder}/{name}.xlsx", dataset="budget", source=source, sender=sender,
            known_on=known_on, layout=2 if layout == 20 else layout,
            write=budget_writer(region, layout, when, source,
                                is_draft=source == HOLDER and bool(set(when) & set(views.FIRST_DRAFT))
                                and region == "03"),
        )
        for name, layout, source, when, known_on in files
    ]  # fmt: skip


def _registers(region: str, when: Sequence[date]) -> list[register.Register]:
    """The follow-up of every holder's operations on some days; silent holders send none."""
    return [
        register.Register(holder, day, year.dossiers)
        for day in when
        for holder in holders(region)
        if not is_silent(holder.code, day)
        for year in history(holder)
        if year.year == day.year
    ]


def _write_registers(path: Path, *, region: str, when: Sequence[date]) -> None:
    register.write(path, _registers(region, when))


def _operations(region: str) -> list[Entry]:
    """Registers at the last three year ends, at both meetings, and between them."""
    past = tuple(year_end(year) for year in (2022, 2023, 2024))
    files = (
        ("2022-2024", past, date(2025, 1, 16)),
        ("2025-10-10", (LAST_MEETING,), LAST_MEETING),
        ("2025-11-28", (date(2025, 11, 28),), date(2025, 11, 28)),
        ("2025-12-12", (TODAY,), TODAY),
    )
    return [
        Entry(
            path=f"{FOLDERS[region]}/operations-{name}.xlsx", dataset="operations", source=HOLDER,
            sender=f"DR{region}", known_on=known_on, layout=7,
            write=partial(_write_registers, region=region, when=when),
        )
        for name, when, known_on in files
    ]  # fmt: skip


def _money_besides(region: str) -> list[Entry]:
    """Conventions with the agency at both meetings; receipts of the centres by quarter."""
    folder, directorate = FOLDERS[region], holders(region)[0]
    centres = tuple(holder for holder in holders(region) if holder.is_centre)
    quarters = tuple(end for year in (2022, 2023, 2024) for end in month_ends(year)[2::3])
    this_year = (*month_ends(2025)[2:9:3], month_end(2025, 11))
    name = directorate.short_fr

    def receipts_of(when: tuple[date, ...]) -> Writer:
        return lambda path: receipts.write(path, name, centres, when)

    def conventions_on(path: Path) -> None:
        works.write(path, name, conventions(region), (year_end(2024), LAST_MEETING, TODAY))

    return [
        Entry(f"{folder}/recettes-2022-2024.xlsx", "receipts", HOLDER, directorate.code,
              date(2025, 1, 20), receipts_of(quarters)),
        Entry(f"{folder}/recettes-2025.xlsx", "receipts", HOLDER, directorate.code,
              date(2025, 12, 4), receipts_of(this_year)),
        Entry(f"{folder}/conventions-2025.xlsx", "conventions", HOLDER, directorate.code,
              TODAY, conventions_on, layout=4),
    ]  # fmt: skip


def _lists() -> list[Entry]:
    """The two lists of facilities, as the ministry sends them."""
    on, known_on = year_end(2024), date(2025, 2, 14)
    care = "Répartition des Etablissements de soins de santé primaire par catégorie  2024"
    beds = "Liste des établissements hospitaliers par catégorie 2024"
    return [
        Entry("listes/essp-2024.xlsx", "facilities", PRIMARY_CARE_LIST, "MSPS", known_on,
              lambda path: lists.write(path, care, facilities.primary_care()), on_date=on),
        Entry("listes/hopitaux-2024.xlsx", "facilities", HOSPITAL_LIST, "MSPS", known_on,
              lambda path: lists.write(path, beds, facilities.hospitals()), on_date=on),
    ]  # fmt: skip


@lru_cache
def entries() -> tuple[Entry, ...]:
    """Every file of the demonstration, in the order in which they were known."""
    of_regions = [
        entry
        for region in facts.REGIONS
        for entry in (
            *_budget(region),
            *_operations(region),
            *_money_besides(region),
            *works_files.of_region(region, FOLDERS[region]),
        )
    ]
    return ordered([*_lists(), *faults.entries(), *works_files.faults(), *of_regions])


def build(folder: Path, *, progress: Progress = silence, processes: int = 2) -> Manifest:
    """Write every workbook that is not there yet into a folder; the same bytes at every run.

    Each region is written by a process of its own, so that its years are worked out once.
    """
    every = entries()
    missing = [entry for entry in every if not (folder / entry.path).exists()]
    of_each = [
        [entry.path for entry in missing if (entry.sender == "DR05") is is_second]
        for is_second in (False, True)
    ]
    if processes < len(of_each) or not all(of_each):
        for done, entry in enumerate(missing, 1):
            write_missing(folder, entry)
            progress(done, len(missing))
        return Manifest(folder, every)
    with ProcessPoolExecutor(len(of_each), get_context("spawn")) as pool:
        waiting = [pool.submit(write_named, folder, paths) for paths in of_each]
        for done, work in enumerate(as_completed(waiting), 1):
            work.result()
            progress(done, len(waiting))
    return Manifest(folder, every)


def write_named(folder: Path, paths: Sequence[str]) -> None:
    """Write the files of some paths: what one process is asked for."""
    named = {entry.path: entry for entry in entries()}
    for path in paths:
        write_missing(folder, named[path])
