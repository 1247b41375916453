"""The reference page of the library: every example on it is run."""

import doctest
from pathlib import Path

from tadbir.works import calc

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "works-calculations.md"


def test_examples_of_the_reference_page_come_out() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False)

    assert found.attempted > 0
    assert found.failed == 0


def test_reference_page_names_every_module_of_the_library() -> None:
    text = PAGE.read_text(encoding="utf-8")
    folder = Path(calc.__path__[0])

    modules = {path.stem for path in folder.iterdir() if path.suffix in ("", ".py")}
    assert [name for name in sorted(modules) if name[0] != "_" and f"`{name}`" not in text] == []
