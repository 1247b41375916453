"""Layouts 6 and 5 of works: the list of a programme, one sheet a province, French or Arabic."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from tadbir.cli.demonstration.holders import Holder
from tadbir.cli.demonstration.suppliers import PUBLIC_AGENCY
from tadbir.cli.demonstration.workbooks.arabic import arabic_day
from tadbir.cli.demonstration.workbooks.book import Book, Page, french
from tadbir.cli.demonstration.works.truth import ESSP, Work
from tadbir.works.terms import Phase, ProjectKind, Steering

NAMES = {
    ESSP: ("Réhabilitation des établissements de soins de santé primaires",
           "تأهيل مؤسسات الرعاية الصحية الأولية"),
    "HOP": ("Réhabilitation et construction des hôpitaux", "تأهيل وبناء المستشفيات"),
}  # fmt: skip
"""The programmes of works, in French and Arabic."""
_HEADS = ("N°", "Établissement", "Programme", "Nature", "Pilotage", "Maître d'ouvrage délégué",
          "Phase", "Depuis", "Motif", "N° marché", "Date OS", "Réception provisoire",
          "Date d'ouverture", "Population", "Effectif", "Observations")  # fmt: skip
_HEADS_AR = ("ر.ت", "المؤسسة الصحية", "البرنامج", "طبيعة المشروع", "القيادة",
             "صاحب المشروع المنتدب", "المرحلة", "منذ", "السبب", "رقم الصفقة", "تاريخ الأمر بالخدمة",
             "التسلم المؤقت", "تاريخ الافتتاح", "الساكنة", "الموارد البشرية", "ملاحظات")  # fmt: skip
_AGENCY_AR = "الوكالة الوطنية للتجهيزات العامة"
_PHASES = {
    Phase.PROGRAMMED: ("Programmé", "مبرمج"),
    Phase.CONVENTION: ("Convention signée", "اتفاقية موقعة"),
    Phase.STUDIES: ("Études en cours", "في طور الدراسة"),
    Phase.TENDER: ("AO lancé", "طلب عروض"),
    Phase.UNSUCCESSFUL_TENDER: ("AO infructueux", "طلب عروض غير مثمر"),
    Phase.AWARD: ("Attribué", "تم الإسناد"),
    Phase.COMMITMENT_VISA: ("En attente de visa", "في انتظار التأشيرة"),
    Phase.APPROVAL: ("En cours d'approbation", "في انتظار المصادقة"),
    Phase.NOTIFIED: ("Marché notifié", "تم التبليغ"),
    Phase.SERVICE_ORDER: ("OS notifié", "صدر الأمر بالخدمة"),
    Phase.WORKS: ("En travaux", "أشغال جارية"),
    Phase.PROVISIONAL_ACCEPTANCE: ("Réceptionné", "تم التسلم المؤقت"),
    Phase.EQUIPPED: ("Équipé", "مجهز"),
    Phase.STAFFED: ("Doté en personnel", "مزود بالموارد البشرية"),
    Phase.READY_TO_OPEN: ("Prêt à ouvrir", "جاهز للافتتاح"),
    Phase.OPENED: ("Mis en service", "دخل حيز الخدمة"),
    Phase.CANCELLED: ("Annulé", "ألغي"),
}  # fmt: skip
_KINDS = {
    ProjectKind.PRIMARY_CARE_REFURBISHMENT: (("Réaménagement", "Réhabilitation", "Réhabilitation CSR"),
                                             "إعادة تأهيل"),
    ProjectKind.HOSPITAL_REHABILITATION: (("Réhabilitation",), "إعادة تأهيل"),
    ProjectKind.NEW_BUILD: (("Construction nouvelle",), "بناء جديد"),
}  # fmt: skip
_STEERED = {
    Steering.DIRECTORATE: ("Direction régionale", "المديرية الجهوية"),
    Steering.UNIVERSITY_HOSPITAL: ("CHU", "المركز الاستشفائي الجامعي"),
    None: ("", ""),
}  # fmt: skip
_REASONS_AR = {"Aucune offre reçue": "لم يرد أي عرض", "Foncier": "الموقع غير محرر", "": ""}
_NOTE = "NB : les ouvertures sont celles décidées par les autorités."
_NOTE_AR = "ملحوظة: الافتتاحات كما قررتها السلطات."
_WIDTHS = (5, 46, 52, 24, 22, 46, 26, 14, 22, 22, 22, 22, 18, 12, 18, 70)
_DAYS = (Phase.SERVICE_ORDER, Phase.PROVISIONAL_ACCEPTANCE, Phase.OPENED)


def write(
    path: Path, holders: Sequence[Holder], works: Sequence[Work], day: date, *, is_arabic: bool
) -> None:
    """A sheet for each province, every third one begun a column further."""
    with Book(path) as book:
        for place, holder in enumerate(holders):
            own = [one for one in works if one.site.province == holder.seat and one.phase(day)]
            tab = holder.seat_ar if is_arabic else holder.tab
            page = book.page(tab, is_arabic=is_arabic)
            _sheet(page, holder, own, day, int(place % 3 == 1), is_arabic=is_arabic)


def _sheet(
    page: Page, holder: Holder, works: Sequence[Work], day: date, shift: int, *, is_arabic: bool
) -> None:
    title, when, heads, note = (
        ("لائحة مشاريع التأهيل", f"إلى غاية {arabic_day(day)}", _HEADS_AR, _NOTE_AR) if is_arabic
        else ("LISTE DES PROJETS", f"Situation arrêtée au {french(day)}", _HEADS, _NOTE)
    )  # fmt: skip
    page.texts([holder.name_ar if is_arabic else holder.name_fr], "title", at=shift).end()
    page.texts([title], "title", at=shift).end()
    page.texts([when], at=shift).end(2)
    page.texts(heads, "head", at=shift).end().widths(_WIDTHS, at=shift)
    serial = 0
    for programme, run in groupby(works, key=lambda work: work.programme):
        page.texts([f"{' ' * 40}{NAMES[programme][is_arabic].upper()}"], at=shift).end()
        for work in run:
            serial += 1
            _row(page, serial, work, day, shift, is_arabic=is_arabic)
    page.end().texts([note], at=shift)


def _row(page: Page, serial: int, work: Work, day: date, shift: int, *, is_arabic: bool) -> None:
    phase, since = work.phase(day) or (Phase.PROGRAMMED, day)
    kinds, kind_ar = _KINDS[work.kind]
    is_reasoned = phase in (Phase.UNSUCCESSFUL_TENDER, Phase.CANCELLED)
    reason = work.reason if is_reasoned else ""
    page.sheet.write_number(page.row, shift, serial)
    page.texts(
        [
            work.site.arabic() if is_arabic else work.site.french(work.number % 4),
            NAMES[work.programme][is_arabic],
            kind_ar if is_arabic else kinds[work.number % len(kinds)],
            _STEERED[work.steering][is_arabic],
            _AGENCY_AR if is_arabic else PUBLIC_AGENCY,
            _PHASES[phase][is_arabic],
        ],
        at=shift + 1,
    )
    _day(page, since, shift + 7, work.number)
    has_contract = Phase.AWARD in work.passed and work.passed[Phase.AWARD] <= day
    contract = work.reference if has_contract else ""
    page.texts([_REASONS_AR[reason] if is_arabic else reason, contract], at=shift + 8)
    for place, step in enumerate(_DAYS):
        if (on := work.passed.get(step)) is not None and on <= day:
            _day(page, on, shift + 10 + place, work.number + place)
    if phase is Phase.OPENED and work.people and work.staff:
        page.sheet.write_number(page.row, shift + 13, work.people)
        page.sheet.write_number(page.row, shift + 14, work.staff)
    is_told = work.programme != ESSP or phase is Phase.OPENED
    page.texts([work.remark if is_told else ""], at=shift + 15).end()


def _day(page: Page, day: date, at: int, way: int) -> None:
    """A day as people type it: a date of the sheet, or text, the year in two digits or four."""
    if way % 3 == 0:
        page.day(day, at)
    else:
        page.texts([f"{day:%d/%m/%y}" if way % 3 == 1 else f"{day:%d/%m/%Y}"], at=at)
