"""The guides name every command, lead somewhere, and hold the terms that are carried."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tadbir.cli.main import NOUNS, tadbir
from tools import glossary, phases

ROOT = Path(__file__).parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("README.md")])
COMMANDS = ROOT / "docs" / "reference" / "commands.md"
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def _commands() -> Iterator[tuple[str, click.Command]]:
    """Every noun and every command under it, with the words that call it."""
    context = click.Context(tadbir)
    for noun in NOUNS:
        command = tadbir.get_command(context, noun)
        assert command is not None
        yield f"tadbir {noun}", command
        below = command.commands if isinstance(command, click.Group) else {}
        yield from ((f"tadbir {noun} {verb}", one) for verb, one in below.items())


def _links(page: Path) -> Iterator[str]:
    """The relative links of a page, without the part of the page they lead to."""
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if not re.match(r"[a-z]+:|#", link):
            yield link.partition("#")[0]


@pytest.fixture
def _no_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading the command of the demonstration points the environment at its folder."""
    monkeypatch.setattr("tadbir.cli.main.use_demonstration", lambda: None)


@pytest.mark.usefixtures("_no_demonstration")
def test_every_command_and_its_options_are_in_the_reference() -> None:
    text = COMMANDS.read_text(encoding="utf-8")
    missing = []
    for words, command in _commands():
        options = [option for one in command.params for option in one.opts if "--" in option]
        missing += [f"{words} {one}" for one in options if not re.search(rf"{one}\b", text)]
        missing += [] if re.search(rf"{words}\b", text) else [words]

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    broken = [link for link in _links(page) if not (page.parent / link).exists()]

    assert broken == []


def test_every_guide_is_in_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in _links(index)}

    assert [page.name for page in PAGES if page.parent != ROOT and page not in listed] == [
        "README.md"
    ]


def test_glossary_is_up_to_date() -> None:
    assert glossary.PAGE.read_text(encoding="utf-8") == glossary.page()


def test_phases_of_works_are_up_to_date() -> None:
    assert phases.PAGE.read_text(encoding="utf-8") == phases.page()


def test_terms_of_the_glossary_are_in_the_code() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for suffix in ("*.py", "*.yaml")
        for path in (ROOT / "tadbir").rglob(suffix)
    )
    words = set(re.findall(r"[a-z_]+", sources))

    assert [one["code_name"] for one in glossary.terms() if one["code_name"] not in words] == []
