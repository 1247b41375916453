"""A copy brought back elsewhere is the installation it was; real data and a demonstration never mix."""

import json
import subprocess
import sys
import tarfile
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

import pytest

from tests.installation import ROOT, own_environment

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ORIGINAL = "files/original.xlsx"
DECLARE = """
import django; django.setup()
from datetime import date
from tadbir.audit import installation
installation.declare_demonstration(date(2025, 12, 12))
"""
Done = subprocess.CompletedProcess[str]


def run(where: Mapping[str, str], *arguments: str) -> Done:
    """The command, or any other of Python's, in an environment."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=where, cwd=ROOT, capture_output=True, text=True, check=False)


def tadbir(where: Mapping[str, str], *arguments: str) -> Done:
    """The command in an environment."""
    return run(where, "-m", "tadbir.cli", *arguments)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """An installation with one account and one kept file."""
    with own_environment(tmp_path / "here", "kept") as where:
        tadbir(where, "--quiet", "migrate")
        tadbir(where, "user", "add", "a.admin", "Administratrice", "--by", "root")
        (tmp_path / "here" / "files").mkdir()
        (tmp_path / "here" / "files" / "original.xlsx").write_bytes(b"as it came")
        yield where


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    """Where nothing stands."""
    with own_environment(tmp_path / "there", "empty") as where:
        yield where


def copy_of(where: Mapping[str, str], *before: str) -> str:
    """The path of a copy just made."""
    said = tadbir(where, "--json", *before, "backup", where["TADBIR_DATA"] + "/backups")
    assert said.returncode == 0, said.stderr
    return str(json.loads(said.stdout)["backup"])


def test_copy_brought_back_is_the_installation_it_was(
    kept: Mapping[str, str], empty: Mapping[str, str]
) -> None:
    copy = copy_of(kept)

    assert tadbir(empty, "restore", copy).returncode == 0

    assert tadbir(empty, "user", "list").stdout == tadbir(kept, "user", "list").stdout != ""
    here, there = (Path(where["TADBIR_DATA"]) for where in (kept, empty))
    for name in (ORIGINAL, "secret-key"):
        assert (there / name).read_bytes() == (here / name).read_bytes()
    assert tadbir(empty, "restore", copy).returncode == 6


def rewritten(copy: str, target: Path, change: Mapping[str, tuple[str, bytes]]) -> str:
    """A copy where some files, by name, have another name and content."""
    with tarfile.open(copy) as source, tarfile.open(target, "w:gz") as archive:
        for member in source:
            content = source.extractfile(member)
            assert content is not None
            name, body = change.get(member.name, (member.name, content.read()))
            member.name, member.size = name, len(body)
            archive.addfile(member, BytesIO(body))
    return str(target)


@pytest.mark.parametrize(
    "instead", [(ORIGINAL, b"as it never came"), ("files/other.xlsx", b"as it came")]
)
def test_copy_with_a_file_altered_or_missing_is_refused(
    instead: tuple[str, bytes], kept: Mapping[str, str], empty: Mapping[str, str], tmp_path: Path
) -> None:
    altered = rewritten(copy_of(kept), tmp_path / "altered.tar.gz", {ORIGINAL: instead})

    said = tadbir(empty, "restore", altered)

    assert (said.returncode, ORIGINAL in said.stderr) == (3, True)


def test_copy_writes_nothing_outside_the_data_folder(
    kept: Mapping[str, str], empty: Mapping[str, str], tmp_path: Path
) -> None:
    copy, outside = copy_of(kept), "../outside.xlsx"
    with tarfile.open(copy) as archive:
        manifest = archive.extractfile("manifest.json")
        assert manifest is not None
        said = manifest.read().replace(ORIGINAL.encode(), outside.encode())
    change = {"manifest.json": ("manifest.json", said), ORIGINAL: (outside, b"as it came")}

    done = tadbir(empty, "restore", rewritten(copy, tmp_path / "altered.tar.gz", change))

    assert (done.returncode, outside in done.stderr) == (3, True)


def test_copy_of_a_demonstration_needs_the_word(
    kept: Mapping[str, str], empty: Mapping[str, str], tmp_path: Path
) -> None:
    shown = {**empty, "TADBIR_DATA": str(tmp_path / "shown" / "demonstration"), "DATABASE_URL": ""}
    run(shown, "-m", "tadbir.cli", "--quiet", "migrate")
    assert run(shown, "-c", DECLARE).returncode == 0
    copy = copy_of(shown, "--demonstration")
    elsewhere = {**shown, "TADBIR_DATA": str(tmp_path / "elsewhere")}

    said = tadbir(elsewhere, "restore", copy)
    assert (said.returncode, "tadbir --demonstration restore" in said.stderr) == (3, True)
    assert "tadbir migrate" in tadbir(elsewhere, "user", "list").stderr  # nothing stands there

    assert tadbir(elsewhere, "--demonstration", "restore", copy).returncode == 0
    assert (tmp_path / "elsewhere" / "demonstration" / "tadbir.sqlite3").exists()


def test_copy_of_real_data_is_not_for_the_demonstration(
    kept: Mapping[str, str], empty: Mapping[str, str]
) -> None:
    assert tadbir(empty, "--demonstration", "restore", copy_of(kept)).returncode == 3
