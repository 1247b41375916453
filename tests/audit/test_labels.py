"""Every action that the code records has a label, and every label an action."""

import ast
from pathlib import Path

import pytest

from tadbir.audit.labels import fields, label, labels
from tadbir.audit.presenters import Change, changes

PACKAGE = Path(__file__).parent.parent.parent / "tadbir"


def recorded() -> set[str]:
    """The codes of actions written out in the package, as "app.verb" after `action=`."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "action":
                found |= {
                    part.value
                    for part in ast.walk(node.value)
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and "." in part.value.strip(".")
                }
    return found


def test_every_recorded_action_has_a_label() -> None:
    assert sorted(recorded() - labels().keys()) == []


def test_values_are_called_as_their_app_says() -> None:
    assert fields("accounts")["valid_from"] == "Held from"
    assert fields("gone") == {}


def test_action_of_an_app_that_left_shows_its_code() -> None:
    assert label("gone.did_something") == "gone.did_something"


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", []),
        ("", '{"a":"1"}', [Change("a", "", "1")]),
        ('{"a":"1","b":2}', '{"a":"1","b":3}', [Change("b", "2", "3")]),
        ('{"a":"1"}', '{"a":null}', [Change("a", "1", "")]),
        ('{"a":["x"]}', "", [Change("a", '["x"]', "")]),
    ],
)
def test_changes_are_the_values_that_differ(
    before: str, after: str, expected: list[Change]
) -> None:
    assert changes(before, after) == expected
