"""Colours that everyone can read and tell apart, and a sheet that serves both directions."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from tadbir.ui import tokens
from tadbir.ui.status import LOOKS, Status

SHEET = Path(tokens.__file__).parent / "static" / "ui" / "tadbir.css"


@pytest.mark.parametrize(("ink", "ground"), tokens.TEXT_PAIRS)
def test_text_is_readable_on_its_ground(ink: str, ground: str) -> None:
    ratio = tokens.contrast(tokens.COLOURS[ink], tokens.COLOURS[ground])
    assert ratio >= tokens.TEXT_CONTRAST


@pytest.mark.parametrize("colour", tokens.CLASSES)
def test_text_is_readable_on_every_class_of_a_map(colour: str) -> None:
    assert tokens.contrast(tokens.ink_on(colour), colour) >= tokens.TEXT_CONTRAST


@pytest.mark.parametrize("status", Status)
def test_shape_of_a_status_stands_out_of_the_paper(status: Status) -> None:
    colour = tokens.COLOURS[LOOKS[status].token]
    assert tokens.contrast(colour, tokens.COLOURS["paper"]) >= tokens.SHAPE_CONTRAST


def test_contrast_of_black_on_white_is_twenty_one() -> None:
    assert tokens.contrast("#000000", "#ffffff") == pytest.approx(21)


DEFICIENCIES = {
    # Viénot, Brettel and Mollon, 1999: linear RGB as a dichromat sees it.
    "protan": ((0.1124, 0.8876, 0.0), (0.1124, 0.8876, 0.0), (0.0040, -0.0040, 1.0)),
    "deutan": ((0.2927, 0.7073, 0.0), (0.2927, 0.7073, 0.0), (-0.0223, 0.0223, 1.0)),
}


def seen_by(colour: str, matrix: tuple[tuple[float, ...], ...]) -> list[float]:
    channels = [(int(colour[i : i + 2], 16) / 255) ** 2.2 for i in (1, 3, 5)]
    mixed = [sum(a * b for a, b in zip(row, channels, strict=True)) for row in matrix]
    return [max(c, 0.0) ** (1 / 2.2) * 255 for c in mixed]


@pytest.mark.parametrize("deficiency", DEFICIENCIES)
def test_statuses_differ_for_a_colour_blind_reader(deficiency: str) -> None:
    matrix = DEFICIENCIES[deficiency]
    seen = {s: seen_by(tokens.COLOURS[LOOKS[s].token], matrix) for s in Status}
    for one, other in combinations((Status.ON_TRACK, Status.WATCH, Status.LATE), 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)) ** 0.5
        assert apart > 40, (one, other, apart)


def test_statuses_differ_by_shape_and_word() -> None:
    assert len({look.shape for look in LOOKS.values()}) == len(Status)
    assert len({look.word for look in LOOKS.values()}) == len(Status)


def test_sheet_carries_the_tokens_as_written() -> None:
    assert tokens.css() in SHEET.read_text(encoding="utf-8")


def test_sheet_knows_start_and_end_only() -> None:
    rules = re.sub(r"/\*.*?\*/", "", SHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert re.findall(r"\b(left|right)\b", rules) == []
    assert re.findall(r"\b(margin|padding)-(top|bottom)\b", rules) == []


def test_sheet_uses_no_colour_outside_the_tokens() -> None:
    rules = SHEET.read_text(encoding="utf-8").replace(tokens.css(), "")
    assert re.findall(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", rules) == []
    used = set(re.findall(r"var\(--([a-z-]+)\)", rules))
    assert used <= tokens.COLOURS.keys()


def test_sheet_is_small_and_asks_nobody() -> None:
    text = SHEET.read_text(encoding="utf-8")
    assert len(text) < 24_000
    assert "http" not in text
    assert "@import" not in text
