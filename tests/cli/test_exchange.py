"""`tadbir exchange` prints what the page gives, and says what is wrong with a file."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from tadbir.cli.main import main
from tadbir.works.models import Programme
from tests.exchange.conftest import enter, person

pytest_plugins = ["tests.exchange.conftest"]
pytestmark = pytest.mark.django_db
BROKEN = {"projects": [{"id": "1", "title": " ", "budget": {"amount": {"amount": 1}},
                        "publicAuthority": {"id": "A"}}]}  # fmt: skip


def run(
    capsys: pytest.CaptureFixture[str], *arguments: str, before: Sequence[str] = ()
) -> tuple[int, str, str]:
    """The exit code of the command, and what it printed."""
    with pytest.raises(SystemExit) as ended:
        main([*before, "exchange", *arguments])
    said = capsys.readouterr()
    return int(ended.value.code or 0), said.out, said.err


def test_projects_are_printed_for_who_sees_them(
    programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    enter("P1")
    enter("P2", "D591")
    director, delegate = person("director", "DR03").username, person("delegate", "D231").username

    def ids(*arguments: str) -> list[str]:
        code, out, _err = run(capsys, "oc4ids", *arguments)
        assert code == 0
        return [one["id"] for one in json.loads(out)["projects"]]

    for region in ((), ("--region", "03"), ("--region", "R03"), ("--region", "DR03")):
        assert ids(*region, "--by", director) == ["tadbir-P1", "tadbir-P2"]
    assert ids("--project", "P2", "--by", director) == ["tadbir-P2"]
    assert ids("--on", "2025-12-01", "--by", delegate) == ["tadbir-P1"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--region", "03"), 4), (("--project", "P2"), 4), (("--region", "D231", "--project", "P1"), 2),
        (("--on", "2025-01-14"), 4),
    ],
)  # fmt: skip
def test_what_is_not_there_or_out_of_reach_is_not_printed(
    programme: Programme, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], code: int
) -> None:
    enter("P1")
    enter("P2", "D591")
    found, out, err = run(capsys, "oc4ids", *arguments, "--by", person("delegate", "D231").username)

    assert (found, out) == (code, "")
    assert err


def test_who_sees_no_works_is_told_there_are_none(
    programme: Programme, capsys: pytest.CaptureFixture[str]
) -> None:
    enter("P1")
    code, out, _err = run(capsys, "oc4ids", "--by", person("reader", "D231").username)

    assert (code, out) == (4, "")


def test_findings_are_printed_by_kind_with_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.json"
    path.write_text(json.dumps(BROKEN), encoding="utf-8")

    assert run(capsys, "check", str(path)) == (
        3,
        "missing_value\t/projects/0/title\n"
        "missing_currency\t/projects/0/budget/amount\n"
        "dangling_organisation\t/projects/0/publicAuthority\n",
        "Constats : Valeur manquante: 1 · Montant sans devise: 1 · Organisme non décrit: 1.\n",
    )
    code, out, _err = run(capsys, "check", str(path), before=("--json",))
    assert (code, json.loads(out)[0]["pointer"]) == (3, "/projects/0/title")


def test_file_without_findings_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "right.json"
    path.write_text('{"id": "1"}', encoding="utf-8")

    assert run(capsys, "check", str(path)) == (0, "", "Rien n’a été relevé.\n")
    assert run(capsys, "check", str(path), before=("--json",))[1] == "[]\n"


def test_file_that_is_not_there_or_is_no_json_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "text.json"
    assert run(capsys, "check", str(path))[0] == 4

    path.write_bytes(b"\xff{")
    assert run(capsys, "check", str(path))[0] == 3
