"""Numbers, money, dates and instants as people read them, in Arabic and in French.

Digits are Latin, thousands are parted by U+202F and decimals by a comma in both languages.
What has a sign or a percent sign stands between U+2066 and U+2069 in Arabic, so that the same
string reads right in a page, an SVG and a typeset document. None is always a dash.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import format_date, format_time
from markupsafe import Markup

from tadbir.core.clock import CASABLANCA
from tadbir.ui.reader import ARABIC

DASH = "—"
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
LEFT_TO_RIGHT = "\u2066"
RIGHT_TO_LEFT = "\u2067"
FIRST_STRONG = "\u2068"
END_OF_ISOLATE = "\u2069"
MINUS = "\u2212"
_FRENCH_MARKS = str.maketrans(",.", f"{NARROW_SPACE},")
_LOCALES = {"ar": "ar_MA", "fr": "fr_MA"}
_DIRHAM = {"ar": "درهم", "fr": "DH"}
_MILLION_DIRHAMS = {"ar": "مليون درهم", "fr": "M DH"}
_POINTS = {"ar": "نقطة", "fr": "pts"}
_AT = {"ar": "على الساعة", "fr": "à"}
_OF = {"ar": "من", "fr": "sur"}
_MILLION = Decimal(1_000_000)
_HUNDRED = Decimal(100)


def isolate(text: str, mark: str = LEFT_TO_RIGHT) -> str:
    """The text closed in on itself, for a place that has no markup (plain text, SVG, PDF).

    Left to right by default, as codes and references are; `FIRST_STRONG` suits a name whose
    script is not known.
    """
    return f"{mark}{text}{END_OF_ISOLATE}"


def bdi(text: object) -> Markup:
    """The text isolated left to right, for a page: codes, references, dates, addresses."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text)


def _grouped(value: Decimal, decimals: int) -> str:
    """Digits with U+202F between thousands and a comma before exactly so many decimals.

    Babel's own grouping of `fr_MA` is a point, which Moroccan budget papers do not use, and its
    reading of a pattern takes a hundred times longer: a page holds hundreds of numbers.
    """
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    digits = f"{abs(rounded):,f}".translate(_FRENCH_MARKS)
    return f"{MINUS}{digits}" if rounded < 0 else digits


def _shut(text: str, lang: str) -> str:
    """A number with its signs, kept in order inside Arabic text."""
    plain = text[:1].isdigit() and not text.endswith("%")
    return text if lang != ARABIC or plain else isolate(text)


def amount(value: Decimal | None, lang: str) -> str:
    """Dirhams in full with two decimals and no unit: `1 234 567,89`."""
    return DASH if value is None else _shut(_grouped(value, 2), lang)


def dirhams(value: Decimal | None, lang: str) -> str:
    """Dirhams in full with their unit: `1 234 567,89 DH`."""
    return DASH if value is None else f"{amount(value, lang)}{NO_BREAK_SPACE}{_DIRHAM[lang]}"


def millions(value: Decimal | None, lang: str) -> str:
    """Dirhams as millions with one decimal and the unit: `412,6 M DH`, `412,6 مليون درهم`."""
    if value is None:
        return DASH
    return f"{millions_alone(value, lang)}{NO_BREAK_SPACE}{_MILLION_DIRHAMS[lang]}"


def millions_alone(value: Decimal | None, lang: str) -> str:
    """Dirhams as millions with one decimal, without the unit (a column's title says it)."""
    return DASH if value is None else _shut(_grouped(value / _MILLION, 1), lang)


def million_unit(lang: str) -> str:
    """The unit of `millions_alone`, for a title."""
    return _MILLION_DIRHAMS[lang]


def percent(value: Decimal | None, lang: str) -> str:
    """A fraction of 1 as a percentage with one decimal: `67,4 %`."""
    if value is None:
        return DASH
    return _shut(f"{_grouped(value * _HUNDRED, 1)}{NARROW_SPACE}%", lang)


def points(value: Decimal | None, lang: str) -> str:
    """A difference of two fractions of 1, in signed percentage points: `+3,2 pts`."""
    if value is None:
        return DASH
    digits = _grouped(value * _HUNDRED, 1)
    sign = "+" if value > 0 and digits.strip("0,") else ""
    return f"{_shut(sign + digits, lang)}{NO_BREAK_SPACE}{_POINTS[lang]}"


def count(value: int | Decimal | None, lang: str) -> str:
    """A whole number: `36 828 330`."""
    return DASH if value is None else _shut(_grouped(Decimal(value), 0), lang)


def decimal(value: Decimal | None, lang: str, decimals: int = 1) -> str:
    """A plain number with exactly so many decimals: `17,4`."""
    return DASH if value is None else _shut(_grouped(value, decimals), lang)


def day(value: date | None, lang: str, style: str = "short") -> str:
    """A day: `12/12/2025`, or with `style="long"` `12 décembre 2025`, `12 دجنبر 2025`.

    `style="month"` gives the month and the year alone. Raises KeyError for another style.
    """
    if value is None:
        return DASH
    pattern = {"short": "dd/MM/y", "long": "d MMMM y", "month": "MMMM y"}[style]
    text: str = format_date(value, pattern, locale=_LOCALES[lang])
    return isolate(text) if lang == ARABIC and style == "short" else text


def month(number: int, lang: str) -> str:
    """The name of a month, 1 to 12: `décembre`, `دجنبر`."""
    name: str = format_date(date(2025, number, 1), "MMMM", locale=_LOCALES[lang])
    return name


def instant(value: datetime | None, lang: str) -> str:
    """An instant on the clocks of Casablanca: `12/12/2025 à 10:30`."""
    if value is None:
        return DASH
    local = value.astimezone(CASABLANCA)
    hour: str = format_time(local, "HH:mm", tzinfo=CASABLANCA, locale=_LOCALES[lang])
    return f"{day(local.date(), lang)} {_AT[lang]} {hour}"


def x_of_y(x: int | None, y: int | None, lang: str) -> str:
    """A part of a whole in words: `27 sur 36`, `27 من 36`; never `27 / 36`, which flips."""
    if x is None or y is None:
        return DASH
    space = NO_BREAK_SPACE
    return f"{count(x, lang)}{space}{_OF[lang]}{space}{count(y, lang)}"


DECIMAL_FORMATS: Mapping[str, Callable[[Decimal | None, str], str]] = {
    "amount": amount,
    "millions": millions_alone,
    "percent": percent,
    "points": points,
    "count": count,
    "decimal": decimal,
}
