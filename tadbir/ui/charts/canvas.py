"""Drawing primitives: mirrored positions, escaped texts, attributes only, measured words."""

from dataclasses import dataclass, field
from html import escape
from typing import Literal

from tadbir.ui.formats import END_OF_ISOLATE, FIRST_STRONG
from tadbir.ui.icons import shape
from tadbir.ui.status import Status, look
from tadbir.ui.tokens import COLOURS

FONT = "IBM Plex Sans Arabic"
SIZE = 13.0
SMALL = 12.0
HALO = f' stroke="{COLOURS["paper"]}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"'
INHERITED = {
    "text-anchor": "start", "font-size": f"{SMALL:g}", "fill": COLOURS["ink-soft"],
    "font-weight": 400,
}  # fmt: skip
"""What most texts of a drawing look like: said once, at its root."""
Anchor = Literal["start", "middle", "end"]
_WIDTHS = {
    **dict.fromkeys("0123456789+", 0.6), **dict.fromkeys("iljI.,:;'’|!", 0.28),
    **dict.fromkeys("frt()/-ّ", 0.38), **dict.fromkeys("mwMW%", 0.88),
    **dict.fromkeys("اأإآرزـ", 0.3), **dict.fromkeys("سشصضم", 0.72),
    **dict.fromkeys("\u2066\u2067\u2068\u2069\u200e\u200f", 0.0),
    **dict.fromkeys(" \u00a0\u202f", 0.25), "—": 0.8, "…": 0.8,
}  # fmt: skip
_MIRRORED: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


def text_width(text: str, size: float = SIZE) -> float:
    """How wide a text is, in the drawing's units, a little generously (capitals, joined Arabic)."""
    return size * sum(_WIDTHS.get(c, 0.66 if c.isupper() else 0.56) for c in text)


def shorten(text: str, room: float, size: float = SIZE) -> str:
    """The text, cut with an ellipsis where it would not fit the room."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(text + "…", size) > room:
        text = text[:-1]
    return text.rstrip() + "…"


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """The text in lines that fit the room, parted between words."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def number(value: float) -> str:
    """A coordinate to a tenth of a unit, which no eye tells from more."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass(slots=True)
class Canvas:
    """An SVG in the making; `x` positions are measured from the side where reading begins.

    Mirroring is arithmetic, not a transform, so that letters stay upright. The root says
    `direction="ltr"`: a page in Arabic would otherwise flip every `text-anchor`.
    """

    width: float
    height: float
    is_rtl: bool
    parts: list[str] = field(default_factory=list)

    def x(self, inline: float) -> float:
        """The physical position of a distance from the reading side."""
        return self.width - inline if self.is_rtl else inline

    def add(self, markup: str) -> None:
        """Markup that is already escaped."""
        self.parts.append(markup)

    def rect(
        self, inline: float, y: float, width: float, height: float, fill: str, extra: str = ""
    ) -> None:
        """A rectangle that begins at a distance from the reading side."""
        start = self.x(inline + width) if self.is_rtl else inline
        self.add(
            f'<rect x="{number(start)}" y="{number(y)}" width="{number(width)}" '
            f'height="{number(height)}" fill="{fill}"{extra}/>'
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], extra: str) -> None:
        """A line between two (inline, y) points; `extra` holds its stroke."""
        (x1, y1), (x2, y2) = start, end
        self.add(
            f'<line x1="{number(self.x(x1))}" y1="{number(y1)}" x2="{number(self.x(x2))}" '
            f'y2="{number(y2)}" {extra}/>'
        )

    def text(
        self, text: str, at: tuple[float, float], anchor: Anchor = "start", **look_of: object
    ) -> None:
        """A text at an (inline, y) point; `size`, `fill`, `weight` and `halo` may be given.

        The words are isolated, so that their own direction rules inside the drawing.
        """
        inline, y = at
        side = _MIRRORED[anchor] if self.is_rtl else anchor
        own = {
            "text-anchor": side,
            "font-size": f"{float(str(look_of.get('size', SIZE))):g}",
            "fill": look_of.get("fill", COLOURS["ink"]),
            "font-weight": look_of.get("weight", 400),
        }
        differing = "".join(
            f' {name}="{value}"' for name, value in own.items() if value != INHERITED[name]
        )
        halo = HALO if look_of.get("halo") else ""
        said = f"{FIRST_STRONG}{escape(text)}{END_OF_ISOLATE}"
        self.add(
            f'<text x="{number(self.x(inline))}" y="{number(y)}"{differing}{halo}>{said}</text>'
        )

    def number(self, words: str, end: tuple[float, float], room: float, **look_of: object) -> None:
        """A number in a column `room` wide that ends at an (inline, y) point.

        Digits run from left to right in every language: what lines up is their right edge, which
        is the column's end in French and its beginning in Arabic. Where an Arabic unit follows
        the number on its left, the units line up instead, and the digits with them.
        """
        inline, y = end
        if self.is_rtl and not any("\u0600" <= c <= "\u06ff" for c in words):
            self.text(words, (inline - room, y), "start", **look_of)
        else:
            self.text(words, (inline, y), "end", **look_of)

    def status(self, status: Status, inline: float, y: float, size: float = 11) -> None:
        """The shape of a status in a box that begins at a distance from the reading side."""
        seen = look(status)
        start = self.x(inline + size) if self.is_rtl else inline
        drawn = shape(seen.shape, COLOURS[seen.token])
        scale = f"{size / 12:.2f}"
        self.add(
            f'<g transform="translate({number(start)} {number(y)}) scale({scale})">{drawn}</g>'
        )

    def svg(self, title: str, description: str) -> str:
        """The finished drawing, with the words a screen reader says."""
        box = f"0 0 {number(self.width)} {number(self.height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
            f'width="{number(self.width)}" height="{number(self.height)}" direction="ltr" '
            f'role="img" font-family="{FONT}" font-size="{INHERITED["font-size"]}" '
            f'fill="{INHERITED["fill"]}"><title>{escape(title)}</title>'
            f"<desc>{escape(description)}</desc>{''.join(self.parts)}</svg>"
        )
