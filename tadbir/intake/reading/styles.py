"""What the styles of an xlsx say that values do not: struck, filled, percent, typed as a day."""

import colorsys
import re
import zipfile
from dataclasses import dataclass, field
from typing import TypeVar
from xml.etree.ElementTree import Element

from tadbir.intake.reading.workbook import local, parsed

_T = TypeVar("_T")
_PERCENT = {"9", "10"}
_DAY_AND_MONTH = {"16"}
_SCIENTIFIC = {"11", "48"}
_PLAIN = frozenset(map(str, (*range(14), *range(37, 45), 48, 49)))
"""Formats without a day that every workbook knows by number (ECMA-376 18.8.30)."""
_DAY_LETTERS = frozenset("dmyhs")
_WHITE = "FFFFFF"
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_THEME_ORDER = (1, 0, 3, 2)


@dataclass(frozen=True, slots=True)
class Styles:
    """Cell styles by their number. `fills` gives RRGGBB; `formats` "percent", "day-month", "scientific"
    or "zeros:6" (a whole number shown with leading zeros, here six figures wide); `dated` are
    those that may show a number as a day or an hour."""

    struck: frozenset[str] = frozenset()
    fills: dict[str, str] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    dated: frozenset[str] = frozenset()

    @property
    def telling(self) -> frozenset[str]:
        """The styles whose cells must be looked at."""
        return self.struck | self.fills.keys() | self.formats.keys()


def styles(archive: zipfile.ZipFile) -> Styles:
    """The styles that say something, of an xlsx."""
    root = parsed(archive, "xl/styles.xml")
    if root is None:
        return Styles()
    parts = {local(child): list(child) for child in root}
    themes = _theme(parsed(archive, "xl/theme/theme1.xml"))
    fonts = [_is_struck(font) for font in parts.get("fonts", [])]
    fills = [_colour(fill, themes) for fill in parts.get("fills", [])]
    own = {f.get("numFmtId", ""): f.get("formatCode", "") for f in parts.get("numFmts", [])}
    cells = list(enumerate(parts.get("cellXfs", [])))
    return Styles(
        frozenset(str(i) for i, xf in cells if _item(fonts, xf.get("fontId"))),
        {str(i): colour for i, xf in cells if (colour := _item(fills, xf.get("fillId")))},
        {str(i): told for i, xf in cells if (told := _told(xf.get("numFmtId", "0"), own))},
        frozenset(str(i) for i, xf in cells if _may_be_day(xf.get("numFmtId", "0"), own)),
    )


def _item(items: list[_T], number: str | None) -> _T | None:
    index = int(number or 0)
    return items[index] if index < len(items) else None


def _is_struck(font: Element) -> bool:
    return any(local(e) == "strike" and e.get("val", "1") in ("1", "true") for e in font)


def _told(number: str, own: dict[str, str]) -> str:
    if number in _PERCENT:
        return "percent"
    if number in _DAY_AND_MONTH:
        return "day-month"
    if number in _SCIENTIFIC:
        return "scientific"
    code = _LITERALS.sub("", own.get(number, "")).lower().partition(";")[0]
    if "%" in code:
        return "percent"
    if "d" in code and "m" in code and not set(code) & set("yhsa"):
        return "day-month"
    return f"zeros:{len(code)}" if re.fullmatch("0{2,}", code) else ""


def _may_be_day(number: str, own: dict[str, str]) -> bool:
    """Whether a format shows days or hours, or is none of those known to show plain figures."""
    if number not in own:
        return number not in _PLAIN
    return bool(_DAY_LETTERS & set(_LITERALS.sub("", own[number]).lower()))


def _colour(fill: Element, themes: list[str]) -> str:
    pattern = next((e for e in fill if local(e) == "patternFill"), None)
    if pattern is None or pattern.get("patternType") != "solid":
        return ""
    front = next((e for e in pattern if local(e) == "fgColor"), None)
    if front is None:
        return ""
    colour = front.get("rgb", "")[-6:].upper()
    number = front.get("theme")
    if number is not None:
        base = _item(themes, number)
        colour = _tinted(base, float(front.get("tint", "0"))) if base else ""
    return "" if colour == _WHITE else colour


def _theme(root: Element | None) -> list[str]:
    """The twelve colours of a theme, in the order in which cells name them."""
    if root is None:
        return []
    scheme = next((e for e in root.iter() if local(e) == "clrScheme"), None)
    colours = [
        (slot[0].get("lastClr") or slot[0].get("val") or "").upper()
        for slot in (scheme if scheme is not None else ())
        if len(slot)
    ]
    if len(colours) < len(_THEME_ORDER):
        return []
    return [colours[i] for i in _THEME_ORDER] + colours[len(_THEME_ORDER) :]


def _tinted(colour: str, tint: float) -> str:
    """The colour lightened (tint above 0) or darkened, as ECMA-376 18.8.19 says."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    shades = colorsys.hls_to_rgb(hue, light, saturation)
    return "".join(f"{round(shade * 255):02X}" for shade in shades)
