"""Every action, every value it writes and every code of a value has its words, in both languages."""

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext, override

from tadbir.audit.kinds import Beside, Inside, Named, Parts, Tally, Written
from tadbir.audit.labels import fields, label, labels, values
from tadbir.audit.presenters import changed

PACKAGE = Path(__file__).parent.parent.parent / "tadbir"
APPS = sorted({action.partition(".")[0] for action in labels()})
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[Path, ast.Module]:
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")}


@cache
def functions(app: str) -> dict[str, list[Function]]:
    """Every function of an app by its name."""
    found: dict[str, list[Function]] = {}
    for path, module in modules().items():
        for node in ast.walk(module) if path.relative_to(PACKAGE).parts[0] == app else ():
            if isinstance(node, Function):
                found.setdefault(node.name, []).append(node)
    return found


def texts(node: ast.AST) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


@cache
def recorded() -> set[str]:
    """The codes of actions in the package: "app.verb" after `action=`, or given to a helper."""
    known = set(labels())
    found: set[str] = set()
    for module in modules().values():
        for node in ast.walk(module):
            if isinstance(node, ast.keyword) and node.arg == "action":
                found |= {text for text in texts(node.value) if "." in text.strip(".")}
            elif isinstance(node, ast.Assign) and "noted_action" in names_in(node):
                found |= {f"accounts.{text}" for text in texts(node.value)}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if node.func.id in {"_record", "_keep"}:
                    found |= {
                        t for arg in node.args for t in texts(arg) if t in known or is_code(t)
                    }
                elif node.func.id == "note" and len(node.args) > 1:
                    found |= {f"accounts.{text}" for text in texts(node.args[1])}
    return found - {"accounts."}


def is_code(text: str) -> bool:
    app, dot, verb = text.partition(".")
    return bool(dot) and app in APPS and verb.isidentifier()


def names_in(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def keys_in(nodes: Iterable[ast.AST]) -> set[str]:
    """The keys of the dictionaries written out under some nodes."""
    return {
        key.value
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Dict)
        for key in part.keys
        if isinstance(key, ast.Constant) and isinstance(key.value, str)
    }


def written_in(function: Function, app: str) -> set[str]:
    """The keys that the rows of an action hold, by reading it: what `before` and `after` name, are
    given or are returned by the function of the package they call."""
    told = [n.value for n in ast.walk(function) if isinstance(n, ast.keyword)
            and n.arg in {"before", "after"}]  # fmt: skip
    for call in (n for n in ast.walk(function) if isinstance(n, ast.Call)):
        if isinstance(call.func, ast.Name) and call.func.id in {"_record", "_keep"}:
            told += call.args
    wanted = {name for node in told for name in names_in(node)}
    for _round in range(3):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value:
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                if any(isinstance(t, ast.Name) and t.id in wanted for t in targets):
                    told.append(node.value)
                    wanted |= names_in(node.value)
    helpers = ("_told", "_written", "_said", "summary")
    called = {n.func.id if isinstance(n.func, ast.Name) else getattr(n.func, "attr", "")
              for node in told for n in ast.walk(node) if isinstance(n, ast.Call)}  # fmt: skip
    returned = [f for name in called if name.startswith(helpers) for f in functions(app)[name]]
    return keys_in([*told, *returned])


@cache
def keys_written() -> dict[str, set[str]]:
    """App → the keys its actions write."""
    found: dict[str, set[str]] = {}
    for path, module in modules().items():
        app = path.relative_to(PACKAGE).parts[0]
        if app in APPS:
            for node in ast.walk(module):
                if isinstance(node, Function) and any(is_code(t) for t in texts(node)):
                    found.setdefault(app, set()).update(written_in(node, app))
    return found


def coded(how: Written | None) -> Iterator[str]:
    """Every marked word that a value may show."""
    match how:
        case Parts():
            yield from (*coded(how.first), *coded(how.rest))
        case Beside():
            for case in how.cases.values():
                yield from coded(case)
        case Inside():
            for word, inner in how.fields.values():
                yield from (word, *coded(inner))
        case dict():
            yield from how.values()


def registers(how: Written) -> Iterator[str]:
    match how:
        case Named():
            yield how.register
        case Tally():
            yield how.keys.register
        case Parts():
            yield from (*registers(how.first), *registers(how.rest))


def test_the_reading_of_the_code_finds_what_it_is_meant_to_find() -> None:
    assert {"works.take_back_phase", "territory.attach", "accounts.sign_in"} <= recorded()
    assert {"points", "steps", "last_day", "is_exempt", "days"} <= keys_written()["budget"]
    assert {"totals", "due_day", "valid_to"} <= keys_written()["intake"]
    assert {"population", "phase", "programme"} <= keys_written()["works"]


def test_every_recorded_action_has_a_label_and_every_label_an_action() -> None:
    assert sorted(recorded() ^ labels().keys()) == []


@pytest.mark.parametrize("app", APPS)
def test_every_key_an_action_writes_has_a_name_and_a_way_to_be_written(app: str) -> None:
    assert fields(app).keys() == values(app).keys()
    assert sorted(keys_written().get(app, set()) - fields(app).keys()) == []


SAME_IN_FRENCH = {
    "Description", "Source", "Suspension", "Services", "Date", "Note", "Points", "Population",
    "Convention", "Extension", "Programme", "Site", "Phase", "SEGMA", "Lots", "Total",
    "Populations", "dirhams", "Document", "Lot",
}  # fmt: skip


@pytest.mark.parametrize("lang", ["ar", "fr"])
@pytest.mark.parametrize("app", APPS)
def test_every_word_of_a_history_is_translated(app: str, lang: str) -> None:
    own = [text for action, text in labels().items() if action.startswith(f"{app}.")]
    words = {*own, *fields(app).values(), *(w for how in values(app).values() for w in coded(how))}
    with override("en"):
        source = {word: gettext(word) for word in words}
    with override(lang):
        same = {word for word in words if gettext(word) == source[word]}
    assert sorted(same - (SAME_IN_FRENCH if lang == "fr" else set())) == []


@pytest.mark.parametrize("app", APPS)
def test_every_register_is_named_by_the_settings(app: str) -> None:
    for register in {one for how in values(app).values() for one in registers(how)}:
        assert callable(import_string(settings.TRAIL_NAMES[register]))


def test_values_are_called_as_their_app_says() -> None:
    assert fields("accounts")["valid_from"] == "Held from"
    assert fields("gone") == {}


def test_action_of_an_app_that_left_shows_its_code() -> None:
    assert label("gone.did_something") == "gone.did_something"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ({}, {}, []),
        ({}, {"a": "1"}, ["a"]),
        ({"a": "1", "b": 2}, {"a": "1", "b": 3}, ["b"]),
        ({"a": "1"}, {"a": None}, ["a"]),
        ({"a": ["x"]}, {}, ["a"]),
        ({"a": ""}, {}, []),
        ({}, {"a": 0}, ["a"]),
        ({"a": False}, {"a": 0}, ["a"]),
    ],
)
def test_changes_are_the_values_that_differ(
    before: dict[str, object], after: dict[str, object], expected: list[str]
) -> None:
    assert changed(before, after) == expected
