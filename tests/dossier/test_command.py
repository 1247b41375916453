"""`tadbir dossier`: what it prints, what it writes, and its exit codes."""

import json
from pathlib import Path

import pytest

from tadbir.cli.main import main
from tadbir.dossier.models import Pack
from tadbir.territory.models import Entity
from tests.budget.hand import signed_in
from tests.dossier.conftest import CODE

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> int:
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(["dossier", *arguments])
    return int(ended.value.code or 0)


def test_frozen_pack_is_written_replayed_and_verified(
    region: dict[str, Entity],
    light_makers: None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    signed_in("meeting_secretary", region["DR03"])
    out = str(tmp_path / "out")

    assert run(CODE, "--by", "meeting_secretary.DR03", "--both", "--out", out, "--json") == 0
    frozen = json.loads(capsys.readouterr().out)
    assert run(CODE, "--replay", "--lang", "ar", "--out", out, "--json") == 0
    again = json.loads(capsys.readouterr().out)
    assert run(CODE, "--verify", "--json") == 0
    verdict = json.loads(capsys.readouterr().out)

    assert sorted(Path(row["path"]).name for row in frozen) == [
        f"{CODE}-ar.pdf", f"{CODE}-ar.xlsx", f"{CODE}-fr.pdf", f"{CODE}-fr.xlsx",
    ]  # fmt: skip
    assert [(row["lang"], row["same"]) for row in again] == [("ar", True), ("ar", True)]
    assert verdict["whole"]


def test_altered_pack_ends_with_refused(pack: Pack, capsys: pytest.CaptureFixture[str]) -> None:
    Pack.objects.update(digest="0" * 64)

    assert run(CODE, "--verify") == 3


def test_meeting_without_pack_gives_a_marked_draft(
    region: dict[str, Entity], light_makers: None, tmp_path: Path
) -> None:
    assert run(CODE, "--lang", "fr", "--out", str(tmp_path)) == 0

    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == [
        f"{CODE}-draft-fr.pdf", f"{CODE}-draft-fr.xlsx",
    ]  # fmt: skip
    assert not Pack.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["DR03-2099-01-01"], 4),
        ([CODE, "--verify"], 4),
        ([], 2),
        (["--region", "03"], 2),
        ([CODE, "--by", "nobody"], 4),
    ],
)
def test_exit_codes(region: dict[str, Entity], arguments: list[str], code: int) -> None:
    assert run(*arguments) == code


def test_second_freeze_ends_with_already_there(pack: Pack, region: dict[str, Entity]) -> None:
    signed_in("director", region["DR03"])

    assert run(CODE, "--by", "director.DR03") == 6
