"""Numbers as people write them, in French, Arabic and English: exact, or not read at all."""

import re
from decimal import Decimal

from tadbir.core.words import latin_digits
from tadbir.intake.reading.refusals import Unread

BLANKS = frozenset({"", "-", "--", "–", "—", "_", "."})
_INVISIBLE = re.compile(
    "[\u200b-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f]"
)
_SPACES = re.compile(r"\s+")
_CURRENCY = re.compile(r"(?i)\s*(dhs?|mad|dirhams?|درهما?|د\.?م\.?|دراهم)\.?$")
_MULTIPLES = (
    (re.compile(r"(?i)\s*(mdhs?|millions?(?: de)?(?: dhs?| dirhams?| mad)?|مليون(?: درهم)?)\.?$"), 6),
    (re.compile(r"(?i)\s*(kdhs?|milliers?(?: de)?(?: dhs?| dirhams?| mad)?|ألف درهم)\.?$"), 3),
    (re.compile(r"(?i)\s*(mmdhs?|milliards?(?: de)?(?: dhs?| dirhams?| mad)?|مليار(?: درهم)?)$"), 9),
)  # fmt: skip
_PLAIN = re.compile(r"\d+")
_FORMS = (
    (re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?"), ",", " '"),
    (re.compile(r"\d{1,3}(?:\.\d{3})+,\d+"), ",", "."),
    (re.compile(r"\d{1,3}(?:\.\d{3}){2,}"), "", "."),
    (re.compile(r"\d{1,3}(?:,\d{3})+\.\d+"), ".", ","),
    (re.compile(r"\d{1,3}(?:,\d{3}){2,}"), "", ","),
)
_THREE_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_DECIMAL = re.compile(r"\d*[.,]\d+|\d+[.,]")
_SIGNIFICANT = 15


def tidy(text: str) -> str:
    """The text without invisible marks, its spaces made plain and its digits Latin."""
    return _SPACES.sub(" ", latin_digits(_INVISIBLE.sub("", text))).strip()


def number(text: str, *, three_decimals: bool = False) -> Decimal:
    """The number that a tidied text writes, signed by a dash, a trailing dash or brackets.

    `three_decimals` says that "1,234" can only be a decimal (a rate). Raises `Unread` when the
    text is no number, or one that reads in two ways.
    """
    sign, bare = _sign(text)
    return sign * _unsigned(bare, text, three_decimals)


def amount(text: str) -> tuple[Decimal, int | None]:
    """The number of an amount, and the power of ten of its own unit if the cell says one."""
    for pattern, power in _MULTIPLES:
        bare = pattern.sub("", text)
        if bare != text:
            return number(bare), power
    bare = _CURRENCY.sub("", text)
    return number(bare), None if bare == text else 0


def _sign(text: str) -> tuple[int, str]:
    bare = text.replace("−", "-").replace("–", "-")
    if bare.startswith("(") and bare.endswith(")"):
        return -1, bare[1:-1].strip()
    if bare.startswith("-"):
        return -1, bare[1:].strip()
    if bare.endswith("-"):
        return -1, bare[:-1].strip()
    return 1, bare.removeprefix("+").strip()


def _unsigned(bare: str, text: str, three_decimals: bool) -> Decimal:
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    if "٫" in bare or "٬" in bare:
        bare = bare.replace("٬", "").replace("٫", ".")
        if not _DECIMAL.fullmatch(bare) and not _PLAIN.fullmatch(bare):
            raise Unread("intake.not-an-amount", text)
        return Decimal(bare)
    for form, decimal, groups in _FORMS:
        if form.fullmatch(bare):
            return _grouped(bare, decimal, groups)
    if _THREE_DECIMALS.fullmatch(bare) and not three_decimals:
        raise Unread("intake.ambiguous-number", text)
    if not _DECIMAL.fullmatch(bare):
        raise Unread("intake.not-an-amount", text)
    return _without_noise(bare.replace(",", "."))


def _grouped(bare: str, decimal: str, groups: str) -> Decimal:
    for mark in groups:
        bare = bare.replace(mark, "")
    return Decimal(bare.replace(decimal, ".") if decimal else bare)


def _without_noise(digits: str) -> Decimal:
    """The decimal that a machine wrote with more digits than it holds.

    A binary number holds 15 decimal digits; the sixteenth and later ones are its noise.
    """
    if len(digits.replace(".", "").lstrip("0")) <= _SIGNIFICANT:
        return Decimal(digits)
    return Decimal(format(float(digits), f".{_SIGNIFICANT}g"))
