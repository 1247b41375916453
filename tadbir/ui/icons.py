"""Small signs drawn as SVG: the shapes of the statuses and the few icons of the shell.

The typeface holds no ● ▲ ■, so the shapes are drawn, never typed.
"""

from collections.abc import Mapping

from markupsafe import Markup

from tadbir.ui.status import Status, look
from tadbir.ui.tokens import COLOURS

SHAPES: Mapping[str, str] = {
    "circle": '<circle cx="6" cy="6" r="5" fill="{colour}"/>',
    "triangle": '<path d="M6 .8 11.6 11H.4z" fill="{colour}"/>',
    "square": '<rect x="1.2" y="1.2" width="9.6" height="9.6" fill="{colour}"/>',
    "diamond": '<path d="M6 1 11 6 6 11 1 6z" fill="none" stroke="{colour}" stroke-width="1.5"/>',
    "ring": '<circle cx="6" cy="6" r="4.2" fill="none" stroke="{colour}" stroke-width="1.6"/>',
}
ICONS: Mapping[str, str] = {
    "menu": "M2 4h12M2 8h12M2 12h12",
    "search": "M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14",
    "clock": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.6V8l2.4 1.6",
    "file": "M4 2h5l3 3v9H4zM9 2v3h3",
    "person": "M8 8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2.6 14a5.4 5.4 0 0 1 10.8 0",
    "download": "M8 2v8M4.8 7.2 8 10.4l3.2-3.2M2.5 13.5h11",
}


def shape(name: str, colour: str) -> str:
    """A shape in a box of 12 by 12, to place inside a drawing."""
    return SHAPES[name].format(colour=colour)


def status_icon(status: Status | str) -> Markup:
    """The shape of a status for a page; its word always stands beside it."""
    seen = look(status)
    drawn = shape(seen.shape, COLOURS[seen.token])
    return Markup(  # noqa: S704
        '<svg direction="ltr" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" '
        f'focusable="false">{drawn}</svg>'
    )


def icon(name: str) -> Markup:
    """An icon of the shell in the colour of the text around it."""
    return Markup(  # noqa: S704
        '<svg direction="ltr" viewBox="0 0 16 16" width="16" height="16" fill="none" '
        'stroke="currentColor" stroke-width="1.5" stroke-linecap="round" '
        'stroke-linejoin="round" aria-hidden="true" focusable="false">'
        f'<path d="{ICONS[name]}"/></svg>'
    )
