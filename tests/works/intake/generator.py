"""Statements of progress in layouts 4, 5 and 6 with a known truth, and a register to read them by."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from tadbir.intake.contract import Sender
from tadbir.works.calc.register import KnownProject, KnownSite, Register
from tadbir.works.intake import PROGRESS
from tests.intake.reading.generator import Made, Row, arabic

Figures = tuple[Decimal | None, int | None, int | None, str]
"""Physical progress, amount and paid in centimes, and the word."""
Truths = Mapping[tuple[str, str], Figures]
"""What a file truly says, by site and lot."""

PROVINCES = {"D591": ("Sefrou", "صفرو"), "D231": ("Fès", "فاس")}
NAMES = ("Aïn Chkef", "Ribate El Kheir", "Bhalil", "Imouzzer", "Tazouta", "Oulad Mkoudou")
ARABIC_NAMES = ("عين الشكاك", "رباط الخير", "البهاليل", "إموزار", "تازوطة", "أولاد مكودو")
CATEGORIES = ("CSR-1", "CSU-1", "CSR-2", "CSU-2", "DR", "HP")
_AS_WRITTEN = {
    "CSR-1": ("CSR1", "Centre de santé rural niveau 1", "المركز الصحي القروي المستوى الأول"),
    "CSU-1": ("CSU-1", "Centre de santé urbain niveau 1", "المركز الصحي الحضري المستوى الأول"),
    "CSR-2": ("CSR 2", "centre de santé rural niveau 2 de", "المركز الصحي القروي المستوى الثاني"),
    "CSU-2": ("CSU2", "Réhabilitation du CSU-2", "تأهيل المركز الصحي الحضري المستوى الثاني"),
    "DR": ("Dispensaire rural", "DR", "المستوصف القروي"),
    "HP": ("Hôpital provincial", "Hôpital", "المستشفى الإقليمي"),
}


@dataclass(frozen=True)
class Written:
    """A workbook and what it truly says."""

    made: Made
    truths: Truths


def register() -> Register:
    """Six sites of the same names in each of two provinces, each with a project."""
    sites = [
        KnownSite(
            f"{holder}-{place}", f"/MSPS/DR03/{holder}/{holder}-{place}/", holder,
            CATEGORIES[place], (NAMES[place], ARABIC_NAMES[place]),
            (KnownProject(f"P-{holder}-{place}", "SSP2"),),
        )
        for holder in PROVINCES
        for place in range(len(NAMES))
    ]  # fmt: skip
    paths = {"DR03": "/MSPS/DR03/"} | {code: f"/MSPS/DR03/{code}/" for code in PROVINCES}
    return Register(sites, paths, {code: frozenset() for code in paths})


def sender() -> Sender:
    """A directorate that sends statements of its provinces."""

    def find(text: str) -> tuple[str, ...]:
        words = text.replace("إقليم ", "").replace("Province de ", "").strip()
        return tuple(code for code, names in PROVINCES.items() if words in (code, *names))

    return Sender("DR03", None, PROGRESS.sources[0], date(2025, 12, 12), find, register())


def _figures(
    random: Random, site: str, truths: dict[tuple[str, str], Figures]
) -> tuple[int, int, str]:
    """An amount, what is paid of it, and its progress as a cell writes it; the truth beside."""
    amount = random.randrange(100_000_00, 10**9)
    paid = round(amount * random.uniform(0.1, 0.9))
    tenths = random.randint(10, 990)
    share = Decimal(tenths) / 1000
    kind = random.choice(["percent", "word", "lots", "both"])
    if kind == "word":
        truths[site, "0"] = (None, amount, paid, "under_way")
        return amount, paid, "En cours"
    if kind == "lots":
        truths[site, "0"] = (None, amount, paid, "")
        truths[site, "1"] = (Decimal("0.8"), None, None, "")
        truths[site, "2"] = (share, None, None, "")
        return amount, paid, f"Lot 1 : 80 % / Lot 2 : {_percent(tenths)}"
    truths[site, "0"] = (share, amount, paid, "stopped" if kind == "both" else "")
    return amount, paid, f"Arrêté à {_percent(tenths)}" if kind == "both" else _percent(tenths)


def _percent(tenths: int) -> str:
    return f"{tenths // 10},{tenths % 10} %" if tenths % 10 else f"{tenths // 10} %"


def layout_4(random: Random) -> Written:
    """Provinces merged down, shares and words, a total at the foot."""
    rows: list[Row] = [
        ["État d'avancement des travaux – Situation au 30/11/2025", *[""] * 9],
        ["N°", "Province/Préfecture", "Établissement", "N° marché", "Titulaire",
         "Montant TTC (DH)", "Délai (mois)", "Av. physique %", "Cumul décomptes", "Observations"],
    ]  # fmt: skip
    truths: dict[tuple[str, str], Figures] = {}
    merges, sums = [], [0, 0]
    for holder, (province, _ar) in PROVINCES.items():
        top = len(rows)
        for place in random.sample(range(len(NAMES)), random.randint(2, 5)):
            amount, paid, said = _figures(random, f"{holder}-{place}", truths)
            site = f"{random.choice(_AS_WRITTEN[CATEGORIES[place]][:2])} {NAMES[place]}"
            rows.append(
                [float(len(rows) - 1), province if len(rows) == top else "", site,
                 f"{len(rows)}/2025", "شركة البناء", amount / 100, "4 mois", said, paid / 100, "RAS"]
            )  # fmt: skip
            sums = [sums[0] + amount, sums[1] + paid]
        merges.append((top, 1, len(rows) - 1, 1))
    rows.append(["", "", "TOTAL", "", "", sums[0] / 100, "", "", sums[1] / 100, ""])
    return Written(Made(PROGRESS, {"Travaux": rows}, Counter(), {"Travaux": merges}), truths)


def layout_5(random: Random) -> Written:
    """Arabic heads, digits and names; the province in the title."""
    holder = random.choice(sorted(PROVINCES))
    rows: list[Row] = [
        [f"وضعية تقدم الأشغال، إقليم {PROVINCES[holder][1]}، إلى غاية 30 نونبر 2025", *[""] * 6],
        ["ر.ت", "المشروع", "الكلفة", "نسبة تقدم الأشغال", "الأداءات", "الأجل", "المقاولة"],
    ]  # fmt: skip
    truths: dict[tuple[str, str], Figures] = {}
    sums = [0, 0]
    eastern = str.maketrans("0123456789,.", "٠١٢٣٤٥٦٧٨٩٫٫")
    for place in random.sample(range(len(NAMES)), random.randint(3, 6)):
        amount, paid = random.randrange(100_000_00, 10**9), random.randrange(10_000, 100_000_00)
        tenths = random.randint(10, 990)
        word = random.random() < 0.3
        truths[f"{holder}-{place}", "0"] = (
            None if word else Decimal(tenths) / 1000, amount, paid, "under_way" if word else ""
        )  # fmt: skip
        said = "قيد الإنجاز" if word else f"{tenths / 10:.1f}".translate(eastern) + "٪"
        site = f"\u200f{_AS_WRITTEN[CATEGORIES[place]][2]} {ARABIC_NAMES[place]}"
        rows.append(
            [float(len(rows) - 1), site, arabic(amount), said, arabic(paid), "٤ أشهر", "شركة"]
        )
        sums = [sums[0] + amount, sums[1] + paid]
    rows.append(["", "المجموع العام", arabic(sums[0]), "", arabic(sums[1]), "", ""])
    return Written(Made(PROGRESS, {"ورقة": rows}, Counter()), truths)


def layout_6(random: Random) -> Written:
    """A sheet for each province, its columns shifted by one, the province in its name alone."""
    sheets: dict[str, list[Row]] = {}
    truths: dict[tuple[str, str], Figures] = {}
    for shift, (holder, (province, _ar)) in enumerate(PROVINCES.items()):
        pad: Row = [""] * shift
        rows: list[Row] = [
            [*pad, "Suivi des travaux au 30/11/2025", *[""] * 5],
            [
                *pad,
                "N°",
                "Établissement",
                "N° marché",
                "Montant (DH)",
                "Av. physique %",
                "Décomptes",
            ],
        ]
        sums = [0, 0]
        for place in random.sample(range(len(NAMES)), random.randint(3, 6)):
            amount, paid, said = _figures(random, f"{holder}-{place}", truths)
            site = f"{random.choice(_AS_WRITTEN[CATEGORIES[place]][:2])} {NAMES[place]}"
            serial: object = "" if place == 1 else float(len(rows) - 1)
            rows.append(
                [*pad, serial, site, f"{len(rows)}/2025", amount / 100, said, paid / 100]
            )  # fmt: skip
            sums = [sums[0] + amount, sums[1] + paid]
        label = random.choice([["SUB TOTAL", ""], ["", "Sub Total"]])
        rows.append([*pad, *label, "", sums[0] / 100, "", sums[1] / 100])
        sheets[province] = rows
    return Written(Made(PROGRESS, sheets, Counter()), truths)


LAYOUTS: dict[str, Callable[[Random], Written]] = {"4": layout_4, "5": layout_5, "6": layout_6}
