"""Layouts 4 and 5 of works: statements of progress, with the mess of those who keep them."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.workbooks.arabic import MONTHS, arabic_day
from tadbir.cli.demonstration.workbooks.book import Book, Page, french
from tadbir.cli.demonstration.works.stated import Line
from tadbir.procurement.terms import DurationUnit

_HEADS = ("N°", "Province/Préfecture", "Établissement", "N° marché", "Titulaire",
          "Montant TTC (DH)", "Date OS", "Délai", "Ordres d'arrêt / reprise", "Délai écoulé",
          "Av. physique %", "Av. financier %", "Cumul décomptes", "Date prév. d'achèvement",
          "Réserves / Observations")  # fmt: skip
_HEADS_AR = ("ر.ت", "الإقليم/العمالة", "المشروع", "رقم الصفقة", "المقاولة", "الكلفة",
             "تاريخ الأمر بالخدمة", "الأجل", "التوقفات", "الأجل المنصرم", "نسبة تقدم الأشغال",
             "نسبة التقدم المالي", "مجموع الكشوفات", "التاريخ المتوقع للانتهاء", "ملاحظات")  # fmt: skip
_MONTHS_FR = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.",
              "nov.", "déc.")  # fmt: skip
_WIDTHS = (5, 20, 44, 22, 36, 16, 14, 10, 34, 11, 24, 12, 16, 16, 44)
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DONE, _DONE_AR = "Achevé – en attente de réception", "انتهت الأشغال في انتظار التسلم"
_ACCEPTED, _ACCEPTED_AR = "Réceptionné", "تم التسلم المؤقت"
_NOT_NOTIFIED, _NOT_NOTIFIED_AR = "OS non notifié", "الأمر بالخدمة غير مبلغ"
PHYSICAL = _HEADS.index("Av. physique %")


def write(
    path: Path, sender: str, pages: Sequence[tuple[Holder | None, date, Sequence[Line]]],
    *, is_arabic: bool = False,
) -> None:  # fmt: skip
    """A sheet for each province and day, or for each day with the provinces merged down."""
    with Book(path) as book:
        for number, (holder, day, lines) in enumerate(pages):
            tab = "Avancement" if holder is None else holder.seat_ar if is_arabic else holder.tab
            page = book.page(f"{tab} {day:%m-%Y}", is_arabic=is_arabic)
            _sheet(page, sender, holder, day, lines, number, is_arabic=is_arabic)


def _sheet(
    page: Page, sender: str, holder: Holder | None, day: date, lines: Sequence[Line], number: int,
    *, is_arabic: bool,
) -> None:  # fmt: skip
    title, when, heads = (
        (f"وضعية تقدم الأشغال – {sender}", f"إلى غاية {arabic_day(day)}", _HEADS_AR) if is_arabic
        else (f"ÉTAT D'AVANCEMENT DES TRAVAUX – {sender}", f"Situation arrêtée au {french(day)}", _HEADS)
    )  # fmt: skip
    page.texts([title], "title").end()
    if holder is not None:
        page.texts([holder.name_ar if is_arabic else holder.name_fr], "title").end()
    page.texts([when]).end(2)
    page.texts(heads, "head").end().widths(_WIDTHS)
    sums, serial = [0, 0], 0
    for province, run in groupby(
        lines, key=lambda line: line.province_ar if is_arabic else line.province_fr
    ):
        first = page.row
        for line in run:
            serial += 1
            _row(page, serial, line, number, is_arabic=is_arabic)
            sums = [sums[0] + line.amount, sums[1] + (line.paid or 0)]
            page.end()
        _province(page, first, province, is_arabic=is_arabic)
    page.texts(["المجموع العام" if is_arabic else "TOTAL GÉNÉRAL"], "total", at=2)
    page.amounts(sums[:1], "total", at=5).amounts(sums[1:], "total", at=12).end(2)
    page.texts(
        ["المصدر: الوكالة" if is_arabic else "Source : ANEP – NB : taux arrêtés sur chantier."]
    )


def _province(page: Page, first: int, province: str, *, is_arabic: bool) -> None:
    """The province once, merged down its rows; written in each of them in Arabic."""
    if is_arabic:
        for row in range(first, page.row):
            text = f"إقليم {province}" if row % 3 == 0 else province
            page.sheet.write_string(row, 1, text)
    elif page.row - first > 1:
        page.sheet.merge_range(first, 1, page.row - 1, 1, province)
    else:
        page.sheet.write_string(first, 1, province)


def _row(page: Page, serial: int, line: Line, number: int, *, is_arabic: bool) -> None:
    if is_arabic:
        page.texts([str(serial).translate(_INDIC)])
    else:
        page.sheet.write_number(page.row, 0, serial)
    page.texts([line.site_ar if is_arabic else line.site_fr, line.reference, line.contractor], at=2)
    page.amounts([line.amount], at=5)
    _order(page, line, serial, is_arabic=is_arabic)
    page.texts(
        [_duration(line, serial, is_arabic=is_arabic), _stops(line, is_arabic=is_arabic)], at=7
    )
    if line.elapsed is not None:
        page.texts([f"{line.elapsed} %"], at=9)
    _progress(page, line, serial, number, is_arabic=is_arabic)
    page.amounts([line.paid], at=12)
    if line.expected is not None:
        _expected(page, line.expected, serial, is_arabic=is_arabic)
    page.texts([line.remark_ar if is_arabic else line.remark], at=14)
    if serial % 23 == 7:
        page.sheet.set_row(page.row, None, None, {"hidden": True})


def _order(page: Page, line: Line, serial: int, *, is_arabic: bool) -> None:
    if line.start is None:
        page.texts([_NOT_NOTIFIED_AR if is_arabic else _NOT_NOTIFIED], at=6)
    elif serial % 3 == 1:
        page.texts([f"{line.start:%d/%m/%y}"], at=6)
    else:
        page.day(line.start, 6)


def _duration(line: Line, serial: int, *, is_arabic: bool) -> str:
    if line.unit is DurationUnit.DAYS:
        return f"{line.duration} {'يوم' if is_arabic else 'j'}"
    if is_arabic:
        return f"{line.duration} أشهر" if line.duration <= 10 else f"{line.duration} شهرا"
    return f"{line.duration} mois" if serial % 2 else f"{line.duration} Mois"


def _stops(line: Line, *, is_arabic: bool) -> str:
    """The orders to stop and to restart, as one writes them."""
    if line.stopped is None:
        return ""
    stopped, again = line.stopped
    first, then = ("توقف في", "استئناف في") if is_arabic else ("Arrêt le", "reprise le")
    text = f"{first} {stopped:%d/%m/%Y}"
    return text if again is None else f"{text}, {then} {again:%d/%m/%Y}"


def _progress(page: Page, line: Line, serial: int, number: int, *, is_arabic: bool) -> None:
    """Progress as a text with its sign, a share of the sheet, points alone, by lot, or a word."""
    if line.is_accepted:
        page.texts([_ACCEPTED_AR if is_arabic else _ACCEPTED], "late", at=PHYSICAL)
    elif line.physical == 100:
        page.texts([_DONE_AR if is_arabic else _DONE], "late", at=PHYSICAL)
    elif line.lots is not None:
        one, two = line.lots
        word = "الحصة" if is_arabic else "Lot"
        page.texts([f"{word} 1 : {one} % / {word} 2 : {two} %"], at=PHYSICAL)
    elif line.physical is not None:
        look = "late" if line.is_stopped else "text"
        _share(page, line.physical, PHYSICAL, look, serial, number, is_arabic=is_arabic)
    if line.financial is not None:
        page.texts([f"{line.financial} %"], at=PHYSICAL + 1)


def _share(
    page: Page, points: int, at: int, look: str, serial: int, number: int, *, is_arabic: bool
) -> None:
    """One share: signed text or a share of the sheet on some sheets, points alone on others."""
    if is_arabic:
        page.texts([f"{points} %".translate(_INDIC)], look, at=at)
    elif points < 2 or (number % 2 == 0 and serial % 2):
        page.texts([f"{points} %"], look, at=at)
    elif number % 2 == 0:
        page.rates([(points, 100)], at=at)
    else:
        page.texts([str(points)], look, at=at)


def _expected(page: Page, day: date, serial: int, *, is_arabic: bool) -> None:
    """The expected end: a day, the end of a month in words, or a quarter."""
    if serial % 4 == 1 and not is_arabic:
        page.texts([f"fin {_MONTHS_FR[day.month - 1]} {day.year}"], at=13)
    elif serial % 4 == 2 and not is_arabic:
        page.texts([f"T{(day.month + 2) // 3} {day.year}"], at=13)
    elif serial % 4 == 3 and is_arabic:
        page.texts([f"{day.day} {MONTHS[day.month - 1]} {day.year}"], at=13)
    else:
        page.day(day, 13)
