"""What the tests of the look share: two readers, and a way to see where texts stand."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from tadbir.ui.charts.canvas import text_width
from tadbir.ui.reader import Reader

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Words:
    """A text of a drawing and the box it takes."""

    said: str
    x: float
    y: float
    width: float
    size: float

    @property
    def end(self) -> float:
        return self.x + self.width

    def touches(self, other: "Words") -> bool:
        """Whether two texts overlap, a hair's breadth allowed."""
        across = self.x + 0.5 < other.end and other.x + 0.5 < self.end
        return across and abs(self.y - other.y) < min(self.size, other.size) * 0.8


def words_of(svg: str) -> list[Words]:
    """Every text of a drawing, where its anchor puts it."""
    found = []
    root = ElementTree.fromstring(svg)
    for node in root.iter(f"{SVG}text"):
        said = re.sub("[\u2066-\u2069]", "", node.text or "")
        size = float(node.get("font-size", root.get("font-size", "0")))
        width = text_width(said, size)
        back = {"start": 0.0, "middle": width / 2, "end": width}[node.get("text-anchor", "start")]
        x, y = float(node.get("x", "0")), float(node.get("y", "0"))
        found.append(Words(said, x - back, y, width, size))
    return found


@pytest.fixture
def words() -> Callable[[str], list[Words]]:
    """Reads where the texts of a drawing stand."""
    return words_of


@pytest.fixture(params=["ar", "fr"])
def reader(request: pytest.FixtureRequest) -> Reader:
    """Each language in turn, its words left in English."""
    return Reader(request.param, str)


@pytest.fixture
def check_drawing() -> Callable[[str], None]:
    """Checks what every drawing promises: its words, its attributes, its edges."""

    def check(svg: str) -> None:
        root = ElementTree.fromstring(svg)
        _, _, width, height = map(float, root.get("viewBox", "").split())
        assert root.get("direction") == "ltr"
        assert root.get("role") == "img"
        assert root.find(f"{SVG}title") is not None
        assert root.find(f"{SVG}desc") is not None
        for node in root.iter():
            assert not {"class", "style", "onload", "onclick"} & set(node.keys())
        assert "var(" not in svg
        texts = words_of(svg)
        for text in texts:
            assert text.x >= -1.5, text
            assert text.end <= width + 1.5, text
            assert text.size <= text.y <= height, text
            assert text.size >= 11, text
        for index, text in enumerate(texts):
            assert [t for t in texts[index + 1 :] if text.touches(t)] == [], text

    return check
