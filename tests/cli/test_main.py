"""The command in front of a database of another release: words and a code, never a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tadbir.cli import usage

COMMANDS = (
    ("audit", "verify"),
    ("show", "entities", "--by", "someone"),
    ("user", "list"),
    ("sheets",),
)


def run(folder: Path, lang: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command in a data folder of its own, without a database server."""
    environment = {**os.environ, "TADBIR_DATA": str(folder), "DATABASE_URL": ""}
    environment["DJANGO_SETTINGS_MODULE"] = "tadbir.config.settings"
    command = [sys.executable, "-m", "tadbir.cli", "--lang", lang, *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_database_never_migrated_is_told_how_to_be(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    said = run(tmp_path, "fr", *arguments)

    assert said.returncode == 2
    assert "tadbir migrate" in said.stderr
    assert "Traceback" not in said.stderr
    assert said.stdout == ""


def test_reader_of_arabic_is_told_in_arabic(tmp_path: Path) -> None:
    assert "قاعدة البيانات" in run(tmp_path, "ar", "sheets").stderr


def test_usage_is_told_in_the_language_asked_for(tmp_path: Path) -> None:
    french = run(tmp_path, "fr", "intake", "a.xlsx", "--foo")
    arabic = run(tmp_path, "ar", "intake", "a.xlsx")

    assert (french.returncode, arabic.returncode) == (2, 2)
    assert french.stderr.splitlines()[-1].startswith("Erreur : Il n'y a pas d'option '--foo'.")
    assert arabic.stderr.splitlines()[-1].startswith("خطأ: ينقص الخيار '--as'")


@pytest.mark.parametrize("words", [(), ("intake",), ("intake", "take"), ("show", "budget")])
def test_help_is_told_in_the_language_asked_for(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Nothing of the English of the code is left, and each language is its own."""
    french = run(tmp_path, "fr", *words, "--help")
    arabic = run(tmp_path, "ar", *words, "--help")

    assert (french.returncode, arabic.returncode) == (0, 0)
    assert french.stdout.startswith("Usage : tadbir")
    assert arabic.stdout.startswith("الاستعمال: tadbir")
    for told in (french.stdout, arabic.stdout):
        for english in ("Usage:", "COMMAND ", "Print ", "Show this", "Take ", "Read ", "Who "):
            assert english not in told


def test_language_of_the_terminal_is_spoken_where_none_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "ar_MA.UTF-8")
    assert usage.language_of(("intake", "--help")) == "ar"
    assert usage.language_of(("--lang", "fr", "intake")) == "fr"
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert usage.language_of(()) == "fr"
