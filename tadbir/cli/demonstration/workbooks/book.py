"""Writing a workbook as an office would, the same bytes at every run, each sheet marked."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import TracebackType

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

MARK = "Données de démonstration — générées / معطيات تجريبية مولدة"
CREATED = datetime(2025, 12, 12, 8, 0)  # noqa: DTZ001 — XlsxWriter wants it naive
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
           "strings_to_numbers": False}  # fmt: skip
CENTIMES = 100
_FORMATS: dict[str, dict[str, object]] = {
    "text": {},
    "mark": {"bold": True, "font_color": "#8A1C1C"},
    "title": {"bold": True, "font_size": 13},
    "head": {
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "border": 1,
        "bg_color": "#E3EDE6",
    },
    "amount": {"num_format": "#,##0.00"},
    "rate": {"num_format": "0.00%"},
    "day": {"num_format": "dd/mm/yyyy"},
    "total": {"bold": True, "num_format": "#,##0.00", "top": 1},
    "total_rate": {"bold": True, "num_format": "0.00%", "top": 1},
    "struck": {"font_strikeout": True},
    "struck_amount": {"font_strikeout": True, "num_format": "#,##0.00"},
    "late": {"bg_color": "#F6C9A8"},
}


class Book:
    """A workbook being written; closes when the block ends."""

    def __init__(self, path: Path) -> None:
        self._book = Workbook(str(path), OPTIONS)
        self._book.set_properties({"title": MARK, "comments": MARK, "created": CREATED})
        self._formats = {name: self._book.add_format(p) for name, p in _FORMATS.items()}

    def __enter__(self) -> "Book":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self._book.close()

    def page(self, name: str, *, is_arabic: bool = False) -> "Page":
        """A new sheet, marked in its first row."""
        sheet = self._book.add_worksheet(name[:31])
        if is_arabic:
            sheet.right_to_left()
        page = Page(sheet, self._formats)
        page.texts([MARK], "mark").end()
        return page


class Page:
    """A sheet written row by row: cells of the present row, then `end`."""

    def __init__(self, sheet: Worksheet, formats: dict[str, Format]) -> None:
        self.sheet, self._formats = sheet, formats
        self.row = 0

    def end(self, rows: int = 1) -> "Page":
        """Go to the next row, or further."""
        self.row += rows
        return self

    def texts(self, values: Iterable[str], style: str = "text", *, at: int = 0) -> "Page":
        """Texts from a column on; "" leaves the cell blank."""
        write, row, look = self.sheet.write_string, self.row, self._formats[style]
        for column, value in enumerate(values, at):
            if value:
                write(row, column, value, look)
        return self

    def amounts(
        self, values: Iterable[int | None], style: str = "amount", *, at: int = 0
    ) -> "Page":
        """Centimes, written as dirhams; None leaves the cell blank."""
        write, row, look = self.sheet.write_number, self.row, self._formats[style]
        for column, value in enumerate(values, at):
            if value is not None:
                write(row, column, value / CENTIMES, look)
        return self

    def rates(
        self, parts: Iterable[tuple[int | None, int | None]], style: str = "rate", *, at: int = 0
    ) -> "Page":
        """Fractions of numerators and denominators; by zero they show what Excel shows."""
        for column, (above, below) in enumerate(parts, at):
            if above is None or below is None:
                continue
            if below:
                value = round(above / below, 6)
                self.sheet.write_number(self.row, column, value, self._formats[style])
            else:
                self.sheet.write_formula(self.row, column, "=1/0", self._formats[style], "#DIV/0!")
        return self

    def day(self, value: date, at: int, style: str = "day") -> "Page":
        """A day, as Excel stores it."""
        self.sheet.write_datetime(self.row, at, value, self._formats[style])
        return self

    def merged(self, first: int, last: int, text: str, style: str = "head") -> "Page":
        """A text over several columns of the present row."""
        look = self._formats[style]
        if first == last:
            self.sheet.write_string(self.row, first, text, look)
        else:
            self.sheet.merge_range(self.row, first, self.row, last, text, look)
        return self

    def widths(self, widths: Sequence[float], *, at: int = 0) -> "Page":
        """How wide the columns are."""
        for column, width in enumerate(widths, at):
            self.sheet.set_column(column, column, width)
        return self


def as_text(centimes: int | None, *, space: str = "\u00a0") -> str:
    """An amount typed as text the French way, parentheses for what is negative; "" for None."""
    if centimes is None:
        return ""
    digits = f"{abs(centimes) // CENTIMES:,}".replace(",", space)
    text = f"{digits},{abs(centimes) % CENTIMES:02d}"
    return f"({text})" if centimes < 0 else text


def french(day: date) -> str:
    """A day as it is written in a title: 31/03/2025."""
    return f"{day:%d/%m/%Y}"
