"""A second list made from the first, in another shape: what moved is seen, identity stays."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pytest_django import Settings

from tadbir.audit.trail import Actor
from tadbir.core import clock
from tadbir.facilities import queries
from tadbir.facilities.terms import Change
from tadbir.intake.actions import take_in
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE
from tests.territory.lean import load_lean_census

pytestmark = pytest.mark.django_db
BY = Actor("test", "command")
FIRST, SECOND = date(2024, 12, 31), date(2025, 12, 1)
HEADS = ["Région", "Délégation", "Commune", "Nom établissement", "Catégorie"]
LEGEND = [("CSR-1", "Centre de Santé Rural niveau1"), ("DR", "Dispensaire Rural")]


def write(path: Path, rows: list[list[Any]], order: list[int], *, shift: int) -> Path:
    """A list whose columns come in an order, after `shift` empty ones, its legend at the right."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(2, 1 + shift, "Répartition des établissements")
    for column, source in enumerate(order):
        sheet.cell(4, 1 + shift + column, HEADS[source])
        for line, row in enumerate(rows):
            sheet.cell(5 + line, 1 + shift + column, row[source])
    right = 3 + shift + len(order)
    sheet.cell(4, right, "ABREVIATION")
    for line, (code, label) in enumerate(LEGEND):
        sheet.cell(5 + line, right, code)
        sheet.cell(5 + line, right + 1, label)
    book.save(path)
    return path


def first_rows(shared: Path) -> list[list[Any]]:
    """The sites of Sefrou and Taza in the ministry's list."""
    sheet = load_workbook(shared / "data" / "facilities" / "msps-essp-2024.xlsx").active
    assert sheet is not None
    rows = [list(row[:5]) for row in sheet.iter_rows(min_row=5, values_only=True)]
    return [row for row in rows if row[1] in ("Sefrou", "Taza")]


def test_second_list_shows_what_opened_closed_and_changed(
    shared: Path, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    clock.fix_today(date(2025, 12, 12))
    load_lean_census(by=BY)
    old = first_rows(shared)
    new = [[*row] for row in old[2:]]
    changed = next(row for row in new if row[4] == "DR")
    changed[4] = "CSR-1"
    new.insert(0, ["Fès-Meknès", "Taza", "Taza (Mun.)", "Centre nouveau", "CSU-1"])

    def send(path: Path, on: date, **ticks: bool) -> dict[str, Any]:
        outcome = take_in(
            by=BY, path=path, dataset="facilities", reach=EVERYWHERE, on_date=on,
            ticks=Ticks(**ticks),
        )  # fmt: skip
        assert outcome.report is not None
        return {**outcome.report["changes"], "kept": outcome.batch is not None}

    before = send(write(tmp_path / "a.xlsx", old, [0, 1, 2, 3, 4], shift=0), FIRST)
    codes = {s.code: s.name_fr for s in queries.facilities(reach=EVERYWHERE)}
    second = write(tmp_path / "b.xlsx", new, [4, 3, 0, 2, 1], shift=1)
    unticked = send(second, SECOND)
    after = send(second, SECOND, accept_gone=True)

    assert (before["new"], before["kept"]) == (len(old), True)
    assert unticked["kept"] is False
    counts = {name: after[name] for name in ("new", "changed", "same", "gone", "kept")}
    same = len(old) - 3
    assert counts == {"new": 1, "changed": 1, "same": same, "gone": 2, "kept": True}
    moves = [m for m, _site in queries.moves(reach=EVERYWHERE, before=FIRST, after=SECOND)]
    assert sorted(m.change for m in moves) == sorted(
        [Change.CLOSED, Change.CLOSED, Change.OPENED, Change.RECATEGORISED]
    )
    now = {s.code: s.name_fr for s in queries.facilities(reach=EVERYWHERE)}
    assert {code: now[code] for code in codes} == codes
    assert queries.how_many(reach=EVERYWHERE) == len(old) + 1
