"""Templates, styles and catalogues keep the house's promises."""

import re
from pathlib import Path

import pytest

from tools import catalogues

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "tadbir"
TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))
STYLES = sorted(PACKAGE.glob("*/static/**/*.css"))
SIDES = re.compile(
    r"(?:^|[\s;{-])(?:margin|padding|border|inset)?-?(?:left|right)(?:-[a-z]+)*\s*:|"
    r"(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)


def relative(path: Path) -> str:
    """A path as it is printed."""
    return str(path.relative_to(PACKAGE))


@pytest.mark.parametrize("path", STYLES, ids=relative)
def test_stylesheet_knows_start_and_end_only(path: Path) -> None:
    assert SIDES.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=relative)
def test_template_has_no_inline_script_or_style(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_every_template_is_used() -> None:
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for suffix in ("*.py", "*.html")
        for path in PACKAGE.rglob(suffix)
    )
    by_framework = {"404.html", "500.html", "403.html", "400.html"}
    unused = [
        key
        for path in TEMPLATES
        if (
            key := path.relative_to(
                next(p for p in path.parents if p.name == "templates")
            ).as_posix()
        )
        and not key.startswith(("account/", "mfa/"))
        and key not in by_framework
        and f'"{key}"' not in sources
        and f"'{key}'" not in sources
    ]
    assert unused == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("app", catalogues.apps())
def test_catalogue_is_complete(app: str, language: str) -> None:
    assert catalogues.missing(app, language) == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_sentence_has_one_translation_whatever_the_app(language: str) -> None:
    seen: dict[object, tuple[str, object]] = {}
    clashes = []
    for app in catalogues.apps():
        for message in catalogues.stored(app, language):
            if not message.id:
                continue
            key = (message.context, str(message.id))
            first_app, first = seen.setdefault(key, (app, message.string))
            if first != message.string:
                clashes.append(
                    f"{message.id!r}: {first_app} says {first!r}, {app} {message.string!r}"
                )
    assert clashes == []


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
@pytest.mark.parametrize("app", catalogues.apps())
def test_translation_keeps_the_places_of_its_sentence(app: str, language: str) -> None:
    places = re.compile(r"%\(\w+\)[sd]|(?<!%)\{\w+\}")
    wrong = []
    for message in catalogues.stored(app, language):
        if not message.id or not isinstance(message.id, str):
            continue
        if set(places.findall(message.id)) != set(places.findall(str(message.string))):
            wrong.append(message.id)
    assert wrong == []
