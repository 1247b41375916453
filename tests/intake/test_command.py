"""The command at the door: several files, exit codes, what is printed where, in which language."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result
from django.utils import translation
from pytest_django import Settings

from tadbir.cli import audit, intake, show, usage
from tadbir.cli.terminal import Exit, Terminal, exit_of
from tadbir.core.refused import Refused
from tadbir.intake.models import Batch
from tadbir.territory.models import Entity
from tests.intake import ledger
from tests.intake.conftest import Send
from tests.intake.people import person

pytestmark = pytest.mark.django_db
GAS, FES_GAS = ["D451", "10", "Gaz", 5_00], ["D231", "10", "Gaz", 4_00]
TAKE = ("take", "--as", "notes", "--by", "h.alami")


@pytest.fixture(autouse=True)
def _seats(
    territory: dict[str, Entity],
    ledger_only: None,
    may_send_notes: None,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """A head of service and a holder's officer, who send the ledger's files; all speak French."""
    monkeypatch.setattr("tadbir.audit.installation.start_clock", lambda: None)
    person("h.alami", "head_of_service", territory["DR03"])
    person("b.sefrou", "budget_officer", territory["D451"])
    with translation.override("fr"):
        yield


def run(command: click.Command, *words: str | Path, **spoken: bool) -> Result:
    """A command's answer: its exit code, output and talk."""
    return CliRunner().invoke(command, [str(word) for word in words], obj=Terminal(**spoken))


def written(folder: Path, name: str, *rows: list[Any], **told: Any) -> Path:
    """A file of the ledger."""
    return ledger.plain_file(folder, name, rows, as_of="2025-06-30", **told)


def test_several_files_are_told_one_after_another_and_one_code_says_it_all(tmp_path: Path) -> None:
    good = written(tmp_path, "a.json", GAS)
    bad = written(tmp_path, "b.json", FES_GAS, unreadable=True)

    first = run(intake.command, *TAKE, good, bad, tmp_path / "none.json", as_json=True)

    told = json.loads(first.stdout)
    assert [(one["file"], one["verdict"]) for one in told] == [
        ("a.json", "kept"),
        ("b.json", "file.unreadable"),
        ("none.json", "cli.file.not-found"),
    ]
    assert first.exit_code == Exit.REFUSED
    assert Batch.objects.get().pk == told[0]["batch"]


def test_file_there_already_says_by_whom_and_when(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", GAS)
    assert run(intake.command, *TAKE, path).exit_code == Exit.DONE

    for options in ((), ("--dry-run",)):
        again = run(intake.command, *TAKE, path, *options)
        assert again.exit_code == Exit.ALREADY_THERE
        batch = Batch.objects.get()
        day = f"{batch.committed_at:%d/%m/%Y}"
        assert (
            f"Ce fichier est déjà là : lot {batch.pk}, conservé par h.alami le {day}."
            in again.stdout
        )


def test_missing_file_is_not_found(tmp_path: Path) -> None:
    found = run(intake.command, *TAKE, tmp_path / "none.json")

    assert found.exit_code == Exit.NOT_FOUND
    assert "Il n'y a pas de fichier" in found.stdout


def test_quiet_prints_one_line_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", GAS)

    loud = run(intake.command, *TAKE, path, "--dry-run")
    quiet = run(intake.command, *TAKE, path, quiet=True)

    assert loud.stdout.splitlines() == [
        "a.json: peut être conservé",
        "  Feuil1 A1:D1 : disposition list ; lignes de données : 1 sur 1 ;"
        " totaux concordants : 0 sur 0",
        "    Crédits ouverts: 5 DH",
        "  lignes nouvelles: 1 · modifiées: 0 · inchangées: 0 · disparues: 0 · en vigueur et refusées ici, ou peut-être: 0"
        " · situations remplacées: 0",
    ]
    assert quiet.stdout == f"a.json\t{Batch.objects.get().pk}\tconservé\n"


def test_officer_of_a_holder_does_not_speak_for_the_treasury(tmp_path: Path) -> None:
    path = written(tmp_path, "a.json", GAS)
    words = ("take", path, "--as", "notes", "--by", "b.sefrou", "--source", "treasury")

    found = run(intake.command, *words)

    assert isinstance(found.exception, Refused)
    assert found.exception.code == "accounts.not-allowed"
    assert not Batch.objects.exists()


def test_batch_withdrawn_twice_was_already(send: Send) -> None:
    batch = send("a", [tuple(GAS)]).batch
    assert batch is not None
    words = ("undo", str(batch.pk), "--why", "Erreur", "--by", "h.alami")

    first, again = run(intake.command, *words), run(intake.command, *words)

    assert (first.exit_code, first.stdout) == (Exit.DONE, f"{batch.pk}\n")
    assert first.stderr == f"Le lot {batch.pk} est retiré.\n"
    assert isinstance(again.exception, Refused)
    assert exit_of([again.exception]) == Exit.ALREADY_THERE


def test_altered_figure_is_told_in_dirhams(send: Send) -> None:
    send("a", [tuple(GAS)])
    ledger.LedgerFact.objects.update(amount=6_00)

    words, told = run(audit.command, "verify"), run(audit.command, "verify", as_json=True)

    assert words.exit_code == Exit.REFUSED
    line = words.stdout.splitlines()[-1].replace("\u202f", " ").replace("\u00a0", " ")
    assert "Crédits ouverts : il y a 6,00 DH, le fichier conservé disait 5,00 DH" in line
    ((altered,),) = [fault["altered"] for fault in json.loads(told.stdout)["faults"]]
    assert (altered["stored"], altered["committed"]) == ("6.00", "5.00")


def test_nothing_to_show_is_said_on_stderr(settings: Settings) -> None:
    settings.DATASETS = ["tadbir.budget.intake.BUDGET"]
    found = run(show.command, "budget", "--by", "h.alami")

    assert (found.exit_code, found.stdout) == (Exit.DONE, "")
    assert found.stderr == ("Aucun chiffre budgétaire n'a été reçu pour ce que vous pouvez voir.\n")
    assert run(show.command, "budget", "--by", "h.alami", as_json=True).stdout == "[]\n"


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ([None, None], Exit.DONE),
        ([None, "intake.already-there"], Exit.ALREADY_THERE),
        (["intake.already-there", "cli.file.not-found"], Exit.NOT_FOUND),
        (["intake.undecided", "cli.file.not-found"], Exit.REFUSED),
    ],
)
def test_one_code_says_the_gravest(codes: list[str | None], expected: Exit) -> None:
    assert exit_of(code and Refused(code, "x") for code in codes) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--lang", "ar", "show"], "ar"),
        (["show", "--lang=ar"], "ar"),
        (["show"], "fr"),
        (["--lang", "xx"], "fr"),
    ],
)
def test_language_is_known_before_anything_is_read(words: list[str], expected: str) -> None:
    assert usage.language_of(words) == expected
