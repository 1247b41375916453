"""The reference page of each library of calculations: every example on it is run."""

import doctest
from pathlib import Path
from types import ModuleType

import pytest

from tadbir.budget import calc as budget
from tadbir.works import calc as works

PAGES = Path(__file__).parents[2] / "docs" / "reference"
LIBRARIES = {"budget-calculations.md": budget, "works-calculations.md": works}


@pytest.mark.parametrize("page", LIBRARIES)
def test_examples_of_the_page_come_out(page: str) -> None:
    found = doctest.testfile(str(PAGES / page), module_relative=False)

    assert found.attempted > 0
    assert found.failed == 0


@pytest.mark.parametrize(("page", "library"), LIBRARIES.items())
def test_page_names_every_module_of_its_library(page: str, library: ModuleType) -> None:
    text = (PAGES / page).read_text(encoding="utf-8")
    folder = Path(library.__path__[0])

    modules = {path.stem for path in folder.iterdir() if path.suffix in ("", ".py")}
    assert [name for name in sorted(modules) if name[0] != "_" and f"`{name}`" not in text] == []
