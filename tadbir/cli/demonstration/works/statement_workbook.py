"""Layouts 4 and 5 of works: statements of progress, with the mess of those who keep them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.workbooks.arabic import arabic_day
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
_WIDTHS = (5, 22, 46, 22, 36, 18, 20, 11, 40, 16, 26, 18, 20, 26, 44)
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DONE, _DONE_AR = "Achevé – en attente de réception", "انتهت الأشغال في انتظار التسلم"
_ACCEPTED, _ACCEPTED_AR = "Réceptionné", "تم التسلم المؤقت"
_NOT_NOTIFIED, _NOT_NOTIFIED_AR = "OS non notifié", "الأمر بالخدمة غير مبلغ"
PHYSICAL = _HEADS.index("Av. physique %")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet being written: the how manieth of its book, and in which language."""

    page: Page
    number: int
    is_arabic: bool

    def either(self, french_text: str, arabic_text: str) -> str:
        """The text in the language of the sheet."""
        return arabic_text if self.is_arabic else french_text


def write(
    path: Path, sender: str, pages: Sequence[tuple[Holder | None, date, Sequence[Line]]],
    *, is_arabic: bool = False,
) -> None:  # fmt: skip
    """A sheet for each province and day, or for each day with the provinces merged down."""
    with Book(path) as book:
        for number, (holder, day, lines) in enumerate(pages):
            tab = "Avancement" if holder is None else holder.seat_ar if is_arabic else holder.tab
            page = book.page(f"{tab} {day:%m-%Y}", is_arabic=is_arabic)
            sheet = _Sheet(page, number, is_arabic)
            _head(sheet, sender, holder, day)
            _body(sheet, lines)


def _head(sheet: _Sheet, sender: str, holder: Holder | None, day: date) -> None:
    title = sheet.either("ÉTAT D'AVANCEMENT DES TRAVAUX", "وضعية تقدم الأشغال")
    when = sheet.either(f"Situation arrêtée au {french(day)}", f"إلى غاية {arabic_day(day)}")
    page = sheet.page.texts([f"{title} – {sender}"], "title").end()
    if holder is not None:
        page.texts([sheet.either(holder.name_fr, holder.name_ar)], "title").end()
    page.texts([when]).end(2)
    heads = _HEADS_AR if sheet.is_arabic else _HEADS
    page.texts(heads, "head").end().widths(_WIDTHS)


def _body(sheet: _Sheet, lines: Sequence[Line]) -> None:
    """The rows, the provinces beside them, the total, and where the figures come from."""
    page, serial = sheet.page, 0
    for province, run in groupby(lines, key=lambda o: sheet.either(o.province_fr, o.province_ar)):
        first = page.row
        for line in run:
            serial += 1
            _row(sheet, serial, line)
            page.end()
        _province(sheet, first, province)
    page.texts([sheet.either("TOTAL GÉNÉRAL", "المجموع العام")], "total", at=2)
    page.amounts([sum(line.amount for line in lines)], "total", at=5)
    page.amounts([sum(line.paid or 0 for line in lines)], "total", at=12).end(2)
    note = "Source : ANEP – NB : taux arrêtés sur chantier."
    page.texts([sheet.either(note, "المصدر: الوكالة")])


def _province(sheet: _Sheet, first: int, province: str) -> None:
    """The province once, merged down its rows; written in each of them in Arabic."""
    page = sheet.page
    if sheet.is_arabic:
        for row in range(first, page.row):
            text = f"إقليم {province}" if row % 3 == 0 else province
            page.sheet.write_string(row, 1, text)
    elif page.row - first > 1:
        page.sheet.merge_range(first, 1, page.row - 1, 1, province)
    else:
        page.sheet.write_string(first, 1, province)


def _row(sheet: _Sheet, serial: int, line: Line) -> None:
    page = sheet.page
    if sheet.is_arabic:
        page.texts([str(serial).translate(_INDIC)])
    else:
        page.sheet.write_number(page.row, 0, serial)
    site = sheet.either(line.site_fr, line.site_ar)
    page.texts([site, line.reference, line.contractor], at=2).amounts([line.amount], at=5)
    if line.start is None:
        page.texts([sheet.either(_NOT_NOTIFIED, _NOT_NOTIFIED_AR)], at=6)
    elif serial % 3 == 1:
        page.texts([f"{line.start:%d/%m/%y}"], at=6)
    else:
        page.day(line.start, 6)
    page.texts([_duration(sheet, line, serial), _stops(sheet, line)], at=7)
    page.texts(["" if line.elapsed is None else f"{line.elapsed} %"], at=9)
    _progress(sheet, line, serial)
    page.texts(["" if line.financial is None else f"{line.financial} %"], at=PHYSICAL + 1)
    page.amounts([line.paid], at=12)
    if line.expected is not None:
        _expected(sheet, line.expected, serial)
    page.texts([sheet.either(line.remark, line.remark_ar)], at=14)
    if serial % 23 == 7:
        page.sheet.set_row(page.row, None, None, {"hidden": True})


def _duration(sheet: _Sheet, line: Line, serial: int) -> str:
    if line.unit is DurationUnit.DAYS:
        return f"{line.duration} {sheet.either('j', 'يوم')}"
    if sheet.is_arabic:
        return f"{line.duration} أشهر" if line.duration <= 10 else f"{line.duration} شهرا"
    return f"{line.duration} mois" if serial % 2 else f"{line.duration} Mois"


def _stops(sheet: _Sheet, line: Line) -> str:
    """The orders to stop and to restart, as one writes them."""
    if line.stopped is None:
        return ""
    stopped, again = line.stopped
    text = f"{sheet.either('Arrêt le', 'توقف في')} {stopped:%d/%m/%Y}"
    if again is None:
        return text
    return f"{text}, {sheet.either('reprise le', 'استئناف في')} {again:%d/%m/%Y}"


def _progress(sheet: _Sheet, line: Line, serial: int) -> None:
    """Progress as a word, by lot, or as a share."""
    page = sheet.page
    if line.is_accepted:
        page.texts([sheet.either(_ACCEPTED, _ACCEPTED_AR)], "late", at=PHYSICAL)
    elif line.physical == 100:
        page.texts([sheet.either(_DONE, _DONE_AR)], "late", at=PHYSICAL)
    elif line.lots is not None:
        one, two = line.lots
        word = sheet.either("Lot", "الحصة")
        page.texts([f"{word} 1 : {one} % / {word} 2 : {two} %"], at=PHYSICAL)
    elif line.physical is not None:
        _share(sheet, line.physical, serial, "late" if line.is_stopped else "text")


def _share(sheet: _Sheet, points: int, serial: int, look: str) -> None:
    """One share: signed text or a share of the sheet on some sheets, points alone on others."""
    page, is_even = sheet.page, sheet.number % 2 == 0
    if sheet.is_arabic:
        page.texts([f"{points} %".translate(_INDIC)], look, at=PHYSICAL)
    elif points < 2 or (is_even and serial % 2):
        page.texts([f"{points} %"], look, at=PHYSICAL)
    elif is_even:
        page.rates([(points, 100)], at=PHYSICAL)
    else:
        page.texts([str(points)], look, at=PHYSICAL)


def _expected(sheet: _Sheet, day: date, serial: int) -> None:
    """The expected end: a day, the end of a month in words, or a quarter."""
    page, way = sheet.page, serial % 4
    if way == 1 and not sheet.is_arabic:
        page.texts([f"fin {_MONTHS_FR[day.month - 1]} {day.year}"], at=13)
    elif way == 2 and not sheet.is_arabic:
        page.texts([f"T{(day.month + 2) // 3} {day.year}"], at=13)
    elif way == 3 and sheet.is_arabic:
        page.texts([arabic_day(day)], at=13)
    else:
        page.day(day, 13)
