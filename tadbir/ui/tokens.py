"""The colours and sizes of Tadbir, written once: for the stylesheet, the charts and the packs."""

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "paper": "#ffffff",
    "surface": "#f4f6f4",
    "sunken": "#e9eeeb",
    "mute": "#d2d5d3",
    "line": "#d7dfda",
    "line-strong": "#74857d",
    "ink": "#14221d",
    "ink-soft": "#4a5a53",
    "green": "#0e5a4a",
    "green-deep": "#0b3b32",
    "green-soft": "#dcece6",
    "ochre": "#b9791a",
    "ochre-ink": "#85540b",
    "ochre-soft": "#fbf0dc",
    "on-track": "#0d7a63",
    "on-track-ink": "#0b6552",
    "on-track-soft": "#dff1eb",
    "watch": "#bd800d",
    "watch-ink": "#7d5206",
    "watch-soft": "#fbf0d8",
    "late": "#a3182f",
    "late-ink": "#a3182f",
    "late-soft": "#fbe5e8",
    "no-target": "#66756e",
    "no-target-ink": "#56645e",
    "unknown": "#66756e",
    "unknown-ink": "#56645e",
    "unknown-soft": "#eceff0",
    "nav-ink": "#e8f1ed",
    "nav-ink-soft": "#a9c4ba",
    "nav-active": "#175446",
    "focus": "#1257c9",
}
CLASSES = ("#d6ece3", "#aed4c5", "#7db5a3", "#2f7d67", "#0e5a4a")
"""Five steps of the green, light to dark, for classes on a map."""
CAUSES = ("#0e5a4a", "#bd800d", "#5d6fb0", "#8a3b52", "#5f8f3e", "#66756e")
"""Colours of stacked causes; each also has its own hatch."""
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("ink", "paper"), ("ink", "surface"), ("ink", "sunken"), ("ink", "green-soft"),
    ("ink", "ochre-soft"), ("ink-soft", "paper"), ("ink-soft", "surface"),
    ("ink-soft", "sunken"), ("green", "paper"), ("green", "surface"), ("green", "green-soft"),
    ("paper", "green"), ("paper", "green-deep"), ("ochre-ink", "paper"),
    ("ochre-ink", "surface"), ("ochre-ink", "ochre-soft"),
    ("on-track-ink", "paper"), ("on-track-ink", "on-track-soft"), ("on-track-ink", "surface"),
    ("watch-ink", "paper"), ("watch-ink", "watch-soft"), ("watch-ink", "surface"),
    ("late-ink", "paper"), ("late-ink", "late-soft"), ("late-ink", "surface"),
    ("unknown-ink", "paper"), ("unknown-ink", "unknown-soft"), ("unknown-ink", "surface"),
    ("nav-ink", "green-deep"), ("nav-ink-soft", "green-deep"), ("nav-ink", "nav-active"),
)  # fmt: skip
"""Every pair of text and background that the stylesheet and the charts use."""
TEXT_CONTRAST = 4.5
SHAPE_CONTRAST = 3.0


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2)."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(background: str) -> str:
    """The ink or the paper, whichever reads better on this colour."""
    candidates = (COLOURS["ink"], COLOURS["paper"])
    return max(candidates, key=lambda colour: contrast(colour, background))


def css() -> str:
    """The tokens as CSS custom properties, the block that opens the stylesheet."""
    lines = "".join(f"  --{name}: {value};\n" for name, value in COLOURS.items())
    return f":root {{\n{lines}}}\n"
