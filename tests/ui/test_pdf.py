"""Typeset documents: the same bytes, tagged, Arabic joined, data never code."""

import subprocess
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tadbir.ui import pdf, tables
from tadbir.ui.charts import sparkline
from tadbir.ui.charts.sparkline import Sparkline
from tadbir.ui.reader import Reader
from tadbir.ui.tables import Column, Table

DAY = date(2025, 12, 12)
TEMPLATE = """
#import "base.typ": *
#show: document-look.with(title: data.title, head: (data.title, ""), foot: "Tadbir",
  words: (page-of: "{page}of{pages}"), mark: data.mark)
#cover(organisation: "DRSPS", title: data.title, subtitle: "2025", lines: ([a], [b]), mark: data.mark)
= Budget
#notice(data.note, kind: "late")
#tiles(data.tiles, columns: 2)
#fresh(("a", "", "b"))
#facts((("Name", "Value"),))
#chart("spark", title: "Curve", alt: "A curve")
#ltr-text("14/2025")
== Operations
#data-table(data.table)
"""
TABLE = Table(
    [Column("name", "Name", wide=True), Column("paid", "Paid", "amount"),
     Column("state", "State", "status")],
    [{"name": f"Line {n}", "paid": Decimal(n), "state": "watch"} for n in range(60)],
    footer={"name": "Total", "paid": Decimal(1770)},
)  # fmt: skip


def document(tmp_path: Path, lang: str, **more: Any) -> bytes:
    template = tmp_path / "sample.typ"
    template.write_text(TEMPLATE, encoding="utf-8")
    tile = {"label": "Rate", "value": "67,4 %", "status": "late", "word": "Late", "of": "x of y"}
    data = {
        "title": "Meeting", "mark": "Demonstration", "note": "One day left",
        "tiles": [tile, tile], "table": tables.texts(TABLE, Reader(lang, str)),
    } | more  # fmt: skip
    curve = sparkline.svg(Sparkline("Paid", [Decimal(1), Decimal(2)]))
    return pdf.compile_pdf(template, data, {"spark": curve}, lang=lang, created=DAY)


@pytest.fixture
def said(tmp_path: Path) -> Any:
    def read(body: bytes) -> str:
        path = tmp_path / "read.pdf"
        path.write_bytes(body)
        return subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
        ).stdout

    if subprocess.run(["which", "pdftotext"], check=False, capture_output=True).returncode:
        pytest.skip("skipped: pdftotext is not installed")
    return read


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_same_data_gives_the_same_bytes_tagged(tmp_path: Path, lang: str) -> None:
    body = document(tmp_path, lang)
    assert body == document(tmp_path, lang)
    assert b"pdfuaid:part" in body
    assert b"/StructTreeRoot" in body


def test_every_page_carries_its_number_its_head_and_the_header_row(
    tmp_path: Path, said: Any
) -> None:
    pages = said(document(tmp_path, "fr")).split("\f")[:-1]
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=1):
        assert f"{number}of{len(pages)}" in page
    assert all("State" in page for page in pages[2:])
    assert "Total" in pages[-1]


def test_text_of_a_user_is_never_code(tmp_path: Path, said: Any) -> None:
    words = '#panic("x") $1$ *b* \\ "quoted"'
    assert '#panic("x") $1$ *b*' in said(document(tmp_path, "fr", note=words))


def test_table_without_rows_says_so(tmp_path: Path, said: Any) -> None:
    empty = tables.texts(Table(TABLE.columns, [], empty="No operation"), Reader("fr", str))
    assert "No operation" in said(document(tmp_path, "fr", table=empty))
