"""What no linter checks: sizes, first sentences, the share of files that do not know Django."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "tadbir"
FILES = sorted(
    path
    for folder in ("tadbir", "tools", "bench", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
LARGEST_FILE = 300
LARGEST_FUNCTION = 40
PURE_SHARE = 0.40
FRAMEWORKS = ("django", "allauth", "axes")


def name(path: Path) -> str:
    """The path as it is printed in a failure."""
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_file_is_small_and_opens_with_a_sentence(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert len(text.splitlines()) <= LARGEST_FILE
    if text.strip() and not path.name.startswith("test_"):
        assert ast.get_docstring(tree), "a module opens with one sentence"
    assert [
        f"{node.name} takes {length} lines"
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LARGEST_FUNCTION
    ] == []


def imports(path: Path) -> set[str]:
    """The modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


def test_two_lines_in_five_do_not_know_the_framework() -> None:
    sizes = {True: 0, False: 0}
    for path in (p for p in FILES if PACKAGE in p.parents):
        is_pure = not any(module.split(".")[0] in FRAMEWORKS for module in imports(path))
        sizes[is_pure] += len(path.read_text(encoding="utf-8").splitlines())

    assert sizes[True] / sum(sizes.values()) >= PURE_SHARE, sizes


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{name(path)}:{inner.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_everywhere_is_asked_for_only_by_what_prepares_and_by_commands() -> None:
    allowed = re.compile(
        r"tadbir/(territory/reach|scorecard/|cockpit/sheets|dossier/(actions|content|works_content|frames)|cli/|accounts/doors"
        r"|budget/(actions|intake)|procurement/(actions|intake)|facilities/(actions|intake))"
    )
    callers = [
        name(path)
        for path in FILES
        if PACKAGE in path.parents
        and re.search(r"\bEVERYWHERE\b", path.read_text(encoding="utf-8"))
        and not allowed.search(name(path))
    ]
    assert callers == []


def test_no_machine_path_nor_registry_address_is_named() -> None:
    places = re.compile(r"/(?:root|tmp|work|home)/[a-z]|index-url|pypi\.org|files\.pythonhosted")
    suffixes = {".py", ".md", ".toml", ".txt", ".in", ".yaml", ".html", ".typ", ".service", ".conf"}
    found = [
        f"{name(path)}:{number}"
        for path in ROOT.rglob("*")
        if path.suffix in suffixes
        and not {".venv", "var", "out", "build", "dist", ".git"} & set(path.parts)
        and path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if places.search(line)
    ]
    assert found == []
