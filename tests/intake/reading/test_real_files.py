"""Real files that nobody here wrote, read to the figures known of them."""

import csv
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tadbir.core.refused import Refused
from tadbir.intake.contract import Dataset, Table
from tadbir.intake.reading.read import read
from tests.intake.reading import datasets

EXECUTION = "budget/civ-sigobe-situation-execution.xlsx"


def _only(path: Path, dataset: Dataset) -> Table:
    reading = read(path, dataset)
    [table] = [table for sheet in reading.sheets for table in sheet.tables]
    return table


def test_execution_statement_gives_its_totals_from_leaf_rows(shared: Path) -> None:
    table = _only(shared / "data" / EXECUTION, datasets.SITUATION)

    assert {k: int(v) for k, v in table.totals.items() if k not in ("available", "endorsed")} == {
        "voted": 44_202_048_247,
        "current": 48_808_856_296,
        "committed": 18_272_066_882,
        "issued": 17_929_446_968,
        "taken_in_charge": 15_395_526_382,
    }
    assert (table.counts.data, table.counts.subtotal, table.counts.total) == (388, 184, 572)
    assert table.refused == ()


def test_execution_statement_keeps_all_its_equalities(shared: Path) -> None:
    found = _only(shared / "data" / EXECUTION, datasets.SITUATION).reconciliation

    assert sum(found.groups[key] for key in ("voted", "current", "committed")) == 549
    assert found.is_sound
    assert found.equalities == 184 * 7


def test_execution_statement_says_its_day_year_and_columns(shared: Path) -> None:
    table = _only(shared / "data" / EXECUTION, datasets.SITUATION)

    assert (table.layout, table.as_of, table.fiscal_year) == ("1", date(2025, 6, 30), 2025)
    assert table.unit_factor == 1
    assert {m.key: m.letter for m in table.columns} == {
        "programme": "A", "action": "B", "activity": "C", "nature": "D", "economic_line": "E",
        "voted": "F", "current": "G", "committed": "H", "available": "I",
        "commitment_rate": "J", "issued": "L", "endorsed": "N", "taken_in_charge": "P",
    }  # fmt: skip
    assert table.values["commitment_rate"][0] == Decimal(0)


@pytest.mark.parametrize(
    ("file", "rows"),
    [("msps-hospitals-2024.xlsx", 177), ("msps-essp-2024.xlsx", 3224)],
)
def test_list_of_the_ministry_is_read_without_its_legend(
    shared: Path, file: str, rows: int
) -> None:
    table = _only(shared / "data/facilities" / file, datasets.FACILITIES)

    assert (table.counts.data, table.counts.total) == (rows, rows)
    assert table.layout == "facilities"
    assert [m.name for m in table.columns] == [
        "region", "delegation", "commune", "facility", "category",
    ]  # fmt: skip


def test_names_that_became_dates_are_restored_and_marked(shared: Path) -> None:
    table = _only(shared / "data/facilities/msps-essp-2024.xlsx", datasets.FACILITIES)

    names = dict(zip(table.rows, table.values["facility"], strict=True))
    assert (names[171], names[3184]) == ("9 Juillet", "25 Mars")
    assert dict(table.marks) == {171: ("restored:D",), 3184: ("restored:D",)}


@pytest.mark.parametrize(
    "dataset",
    [datasets.SITUATION, datasets.BUDGET, datasets.FACILITIES, datasets.WORKS, datasets.OPERATIONS],
    ids=lambda dataset: dataset.code,
)
def test_staff_sample_is_an_unknown_layout(shared: Path, dataset: Dataset) -> None:
    with pytest.raises(Refused) as refused:
        read(shared / "data/exchange/ihris-sampleInput.xlsx", dataset)

    assert refused.value.code == "intake.unknown-layout"


def test_every_gate_date_of_four_formats_is_right(shared: Path) -> None:
    path = shared / "data/works/melbourne_capital.csv"
    table = _only(path, datasets.GATES)
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    heads = {"tender": "Tender Closed", "bni": "BNI", "bca": "BCA", "pbc": "PBC",
             "first": "Stage1", "second": "Stage2", "third": "Stage3"}  # fmt: skip

    read_dates = [
        (row, key, value)
        for key in heads
        for row, value in zip(table.rows, table.values[key], strict=True)
    ]

    assert all(v == _plain(written[row - 2][heads[key]]) for row, key, v in read_dates)
    assert sum(value is not None for *_, value in read_dates) > 1_800
    assert {r.code for r in table.refused} == {"intake.below-a-centime"}


def _plain(text: str) -> date | None:
    """The date by the plainest means: ISO, or day first."""
    if not text:
        return None
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    day, month, year = text.split(" ")[0].split("/")
    return date(int(year), int(month), int(day))


DATED = {"tender": "Tender Closed", "bni": "BNI", "bca": "BCA", "pbc": "PBC",
         "first": "Stage1", "second": "Stage2", "third": "Stage3"}  # fmt: skip


def test_every_date_cell_of_every_project_is_right_or_refused(shared: Path) -> None:
    """445 projects and 2,845 date cells in four formats, the costs read as texts: no row is left out."""
    path = shared / "data/works/melbourne_capital.csv"
    columns = tuple(c for c in datasets.GATES.columns if c.name != "cost")
    without_costs = datasets.dataset("gates", columns)
    table = _only(path, without_costs)
    with path.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))

    refused = {refusal.cell for refusal in table.refused}
    expected = {
        (number, key): _plain(row[head])
        for number, row in enumerate(written, 2)
        for key, head in DATED.items()
    }
    found = {
        (number, key): value
        for key in DATED
        for number, value in zip(table.rows, table.values[key], strict=True)
    }

    assert sum(day is not None for day in expected.values()) == 2_845
    assert (len(table.rows), refused) == (445, set())
    assert found == expected


def test_month_first_date_among_them_turns_no_other_round(shared: Path, tmp_path: Path) -> None:
    """One cell written the American way: days that could be turned round are refused, not guessed."""
    text = (shared / "data/works/melbourne_capital.csv").read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    lines[1] = lines[1].replace("5/02/2016 5:00:00 PM", "02/25/2016 5:00:00 PM")
    path = tmp_path / "turned.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    columns = tuple(c for c in datasets.GATES.columns if c.name != "cost")
    table = _only(path, datasets.dataset("gates", columns))
    written = list(csv.DictReader(lines))

    refused = {int(re.sub(r"\D", "", one.cell)) for one in table.refused}
    for key, head in DATED.items():
        for number, value in zip(table.rows, table.values[key], strict=True):
            assert value == _plain(written[number - 2][head])
    turnable = {
        number
        for number, row in enumerate(written, 2)
        if (day := re.match(r"(\d+)/(\d+)/", row["BNI"])) and int(day[1]) <= 12
    }
    assert turnable <= refused
    assert 2 in refused
