"""Keeps the catalogues: extracts each app's sentences, compiles them, lists what is untranslated."""

import ast
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).parent.parent / "tadbir"
LANGUAGES = ("ar", "fr")
METHODS = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
OPTIONS = {
    "**/templates/**.html": {
        "extensions": "jinja2.ext.i18n,jinja2.ext.do",
        "trimmed": "true",
        "silent": "false",
    }
}
KEYWORDS = {
    "_": None, "N_": None, "gettext": None, "gettext_lazy": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2),
}  # fmt: skip


def apps() -> list[str]:
    """Every app that has sentences, in alphabetical order."""
    return sorted(p.name for p in PACKAGE.iterdir() if (p / "__init__.py").exists())


def path_of(app: str, language: str) -> Path:
    """Where the catalogue of an app stands."""
    return PACKAGE / app / "locale" / language / "LC_MESSAGES" / "django.po"


def extracted(app: str) -> Catalog:
    """The sentences an app shows, as its code says today."""
    catalog = Catalog(project="Tadbir", charset="utf-8")
    found = extract_from_dir(
        PACKAGE / app, method_map=METHODS, options_map=OPTIONS, keywords=KEYWORDS
    )
    for filename, _line, message, comments, context in found:
        catalog.add(message, None, [(filename, 1)], auto_comments=comments, context=context)
    if app == "cli":
        for path in sorted((PACKAGE / app).glob("*.py")):
            for text in help_texts(path.read_text(encoding="utf-8")):
                catalog.add(text, None, [(path.name, 1)])
    return catalog


def help_texts(source: str) -> Iterator[str]:
    """What a module of the command says of itself: docstrings of its commands, help of options."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            text = ast.get_docstring(node)
            if text and any(
                "command" in d or "group" in d for d in map(_name, node.decorator_list)
            ):
                yield text
        elif (
            isinstance(node, ast.keyword)
            and node.arg == "help"
            and isinstance(node.value, ast.Constant)
        ):
            yield str(node.value.value)


def _name(decorator: ast.expr) -> str:
    """The last name of a decorator: "command" of `@group.command(…)`."""
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return called.attr if isinstance(called, ast.Attribute) else ""


def stored(app: str, language: str) -> Catalog:
    """The catalogue as it is kept; empty when there is none yet."""
    path = path_of(app, language)
    if not path.exists():
        return Catalog(locale=language, project="Tadbir", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(app: str) -> None:
    """Write the app's catalogues again, keeping translations and dropping dead sentences."""
    template = extracted(app)
    if not len(template):
        return
    for language in LANGUAGES:
        catalog = stored(app, language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.revision_date = catalog.creation_date = None  # type: ignore[assignment]
        text = io.BytesIO()
        write_po(text, catalog, omit_header=False, sort_output=True, width=100, no_location=True)
        lines = [
            line
            for line in text.getvalue().decode().splitlines(keepends=True)
            if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By'))
        ]
        path = path_of(app, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(lines), encoding="utf-8")


def is_translated(message: Message) -> bool:
    """Whether every form of a sentence has its translation."""
    forms = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return bool(forms) and all(forms)


def missing(app: str, language: str) -> list[str]:
    """Sentences of the code that the catalogue lacks or leaves empty."""
    kept = stored(app, language)
    sentences = [m for m in extracted(app) if m.id]
    found = [(m, kept.get(m.id, m.context)) for m in sentences]
    return [str(m.id) for m, known in found if known is None or not is_translated(known)]


def compile_all() -> None:
    """Build the machine form of every catalogue."""
    for app in apps():
        for language in LANGUAGES:
            path = path_of(app, language)
            if path.exists():
                # Replaced at once: a process that starts meanwhile never reads half a catalogue.
                unfinished = path.with_suffix(f".{os.getpid()}")
                with unfinished.open("wb") as file:
                    write_mo(file, stored(app, language))
                unfinished.replace(path.with_suffix(".mo"))


def main(arguments: list[str]) -> int:
    """`update [APP…]`, `compile` or `check`."""
    match arguments:
        case ["update", *names]:
            for app in names or apps():
                update(app)
        case ["compile"]:
            compile_all()
        case ["check"]:
            gaps = [
                f"{app} {language}: {sentence}"
                for app in apps()
                for language in LANGUAGES
                for sentence in missing(app, language)
            ]
            print("\n".join(gaps) or "catalogues complete")
            return 1 if gaps else 0
        case _:
            print(main.__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
