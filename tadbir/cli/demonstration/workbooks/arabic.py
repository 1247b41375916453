"""Layout 5: an Arabic right-to-left sheet in millions of dirhams, with Arabic-Indic digits."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.workbooks.book import Book, Page
from tadbir.cli.demonstration.workbooks.situation import Block, Row, Situation, total
from tadbir.territory.terms import EntityKind

_HEADS = ("ر.ت", "الإقليم/العمالة", "المؤسسة الصحية", "الاعتمادات المفتوحة (مليون درهم)",
          "الاعتمادات المفوضة (مليون درهم)", "الالتزامات (مليون درهم)", "نسبة الالتزام",
          "الأداءات (مليون درهم)", "نسبة الأداء", "ملاحظات")  # fmt: skip
_BUDGETS = {"operating": "ميزانية التسيير", "investment": "ميزانية الاستثمار"}
_MEASURES = ("opened", "delegated", "committed", "paid")
MONTHS = ("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو", "يوليوز", "غشت", "شتنبر", "أكتوبر",
          "نونبر", "دجنبر")  # fmt: skip
CENTIMES_SHOWN = 1_000_000
"""Two decimals of a million dirhams are ten thousand dirhams."""
_ARABIC_INDIC = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
_RLM = "\u200f"


def arabic_day(day: date) -> str:
    """A day as Moroccan administrations write it: 30 شتنبر 2025."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def rounded(centimes: int) -> int:
    """An amount as the sheet can show it: whole tens of thousands of dirhams, in centimes."""
    return round(centimes / CENTIMES_SHOWN) * CENTIMES_SHOWN


def write(path: Path, situations: Sequence[Situation]) -> None:
    """Two sheets a day, operating and investment."""
    with Book(path) as book:
        for number, situation in enumerate(situations):
            for code, title in _BUDGETS.items():
                page = book.page(f"{title} {situation.day:%d-%m}", is_arabic=True)
                _sheet(page, situation, code, title, indic=number % 2 == 0)


def _sheet(page: Page, situation: Situation, code: str, title: str, *, indic: bool) -> None:
    page.merged(0, len(_HEADS) - 1, f"وضعية تنفيذ {title} – السنة المالية {situation.day.year}",
                "title").end()  # fmt: skip
    page.texts([f"إلى غاية {arabic_day(situation.day)}"]).end(2)
    page.texts(_HEADS, "head").end().widths([6, 24, 40, *[18] * 7])
    shown = [block for block in situation.blocks if _own(block, code)]
    sums = [0] * len(_MEASURES)
    for number, block in enumerate(shown, 1):
        amounts = [rounded(total(_own(block, code), measure) or 0) for measure in _MEASURES]
        sums = [before + amount for before, amount in zip(sums, amounts, strict=True)]
        page.texts([str(number).translate(_ARABIC_INDIC) if indic else str(number)])
        page.texts(_names(block.holder, number), at=1)
        _values(page, amounts, indic)
    page.texts(["المجموع العام"], "total", at=1)
    _values(page, sums, indic)
    page.end().texts(["المصدر: المصلحة الإدارية والاقتصادية"])


def _own(block: Block, code: str) -> list[Row]:
    return [row for row in block.rows if row.rubric.budget.code == code]


def _names(holder: Holder, number: int) -> tuple[str, str]:
    """Province and body, with the small differences that people leave in names."""
    if holder.kind is EntityKind.DIRECTORATE:
        return "", holder.name_ar
    province = f"إقليم {holder.seat_ar}" if number % 2 else holder.seat_ar
    mark = _RLM if number % 3 == 0 else ""
    return f"{mark}{province}{mark}", holder.name_ar


def _millions(centimes: int, indic: bool) -> str:
    text = f"{centimes / 100_000_000:.2f}"
    return text.translate(_ARABIC_INDIC) if indic else text.replace(".", ",")


def _values(page: Page, amounts: Sequence[int], indic: bool) -> None:
    """Amounts as typed text, and the two rates between them."""
    opened, delegated, committed, paid = amounts
    page.texts([_millions(value, indic) for value in (opened, delegated, committed)], at=3)
    page.rates([(committed, delegated or 1)], at=6)
    page.texts([_millions(paid, indic)], at=7)
    page.rates([(paid, committed or 1)], at=8).end()
