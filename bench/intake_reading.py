"""Reading 200,000 rows of 12 columns: ours against openpyxl read-only doing the same work."""

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random

import xlsxwriter
from openpyxl import load_workbook

from bench.measure import Row, Spent, children_peak_mb, cpu_of
from tadbir.intake.contract import Column, Dataset, Drafted, Kind
from tadbir.intake.reading.read import read

ROWS = 200_000
PEAK_MB = 400
TEXTS = ("holder", "chapter", "article", "paragraph", "line", "label")
AMOUNTS = ("opened", "delegated", "committed", "issued", "paid")
HEADS = (*TEXTS, *AMOUNTS, "commitment rate")
DATASET = Dataset(
    "bench", "", "",
    (
        *(Column(name, name, Kind.TEXT if name in ("holder", "label") else Kind.CODE, ())
          for name in TEXTS),
        *(Column(name, name, Kind.AMOUNT, (), additive=True, required=True) for name in AMOUNTS),
        Column("commitment_rate", "commitment rate", Kind.RATE, ()),
    ),
    (), (), (),
    draft=lambda table, sender: Drafted(()), standing=lambda scope: {},
    write=lambda landing, records: None, template=lambda entity, day: (),
)  # fmt: skip


def write(path: Path, rows: int = ROWS) -> None:
    """The workbook, always the same, written in constant memory; a total stands at its foot."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Execution")
    sheet.write_row(0, 0, HEADS)
    totals = [0] * len(AMOUNTS)
    for number, (texts, amounts) in enumerate(_lines(rows), 1):
        totals = [a + b for a, b in zip(totals, amounts, strict=True)]
        figures = [float(Decimal(amount) / 100) for amount in amounts]
        sheet.write_row(number, 0, [*texts, *figures, figures[2] / figures[0]])
    foot = [float(Decimal(amount) / 100) for amount in totals]
    sheet.write_row(rows + 1, 0, ["TOTAL GENERAL", *[""] * 5, *foot])
    book.close()


def _lines(rows: int) -> Iterator[tuple[list[str], list[int]]]:
    random = Random(20_251_212)
    for number in range(rows):
        codes = (number % 40, number % 7 + 1, number % 90, number % 10, number)
        texts = [f"{code:0{width}d}" for code, width in zip(codes, (3, 2, 3, 2, 6), strict=True)]
        amounts = [random.randrange(10_000, 10**9)]
        for _ in AMOUNTS[1:]:
            amounts.append(random.randrange(amounts[-1] // 2, amounts[-1] + 1))
        yield [f"H{texts[0]}", *texts[1:], f"Rubrique {number}"], amounts


def ours(path: Path) -> dict[str, Sequence[object]]:
    """The columns as intake reads them: in a child, found, classed, validated, reconciled."""
    [table] = read(path, DATASET).sheets[0].tables
    if table.refused or not table.reconciliation.is_sound:
        raise RuntimeError("the workbook of the bench was not understood")
    return {name: table.values[name] for name in (*TEXTS, *AMOUNTS)}


def theirs(path: Path) -> dict[str, Sequence[object]]:
    """The same columns by openpyxl: whole centimes exactly, and the total at the foot checked."""
    rows = load_workbook(path, read_only=True).worksheets[0].iter_rows(min_row=2, values_only=True)
    first = len(TEXTS)
    columns: dict[str, list[object]] = {name: [] for name in (*TEXTS, *AMOUNTS)}
    totals = [0] * len(AMOUNTS)
    for row in rows:
        if str(row[0]).startswith("TOTAL"):
            stated = [_centimes(cell) for cell in row[first : first + len(AMOUNTS)]]
            if stated != totals:
                raise RuntimeError("the total does not hold")
            break
        amounts = [_centimes(cell) for cell in row[first : first + len(AMOUNTS)]]
        totals = [a + b for a, b in zip(totals, amounts, strict=True)]
        for name, value in zip(columns, (*row[:first], *amounts), strict=True):
            columns[name].append(value)
    return dict(columns)


def _centimes(cell: object) -> int:
    amount = Decimal(str(cell)) * 100
    if amount != int(amount):
        raise ValueError(cell)
    return int(amount)


def unequal(path: Path) -> int:
    """How many cells the two readings do not agree on."""
    mine, other = ours(path), theirs(path)
    return sum(a != b for name in mine for a, b in zip(mine[name], other[name], strict=True)) + sum(
        len(mine[name]) != ROWS for name in mine
    )


def measure() -> list[Row]:
    """CPU seconds of both sides, each in a process of its own; and every cell compared."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.xlsx"
        write(path)
        mine, other = _side("ours", path), _side("theirs", path)
        differing = unequal(path)
    if differing:
        raise RuntimeError(f"{differing} cells differ")
    peak = json.loads(mine.output)["peak_mb"]
    ratio = other.cpu / mine.cpu if peak < PEAK_MB else 0.0
    note = f"{mine.cpu:.1f} against {other.cpu:.1f} CPU s, {mine.wall:.1f} s; every cell equal"
    work = "reading 200,000 × 12: find, understand, class, reconcile"
    return [Row(work, "openpyxl read-only", ratio, 4, peak, note)]


def _side(side: str, path: Path) -> Spent:
    return cpu_of("bench.intake_reading", side, str(path))


def main(side: str, path: str) -> None:
    """Do one side's work and say the largest memory of its children."""
    began = time.monotonic()
    {"ours": ours, "theirs": theirs}[side](Path(path))
    told = {"peak_mb": children_peak_mb(), "wall": time.monotonic() - began}
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
