"""The workbooks are the same bytes at every run, marked, and as many as promised."""

import hashlib
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tadbir.cli.demonstration import plan
from tadbir.cli.demonstration.days import TODAY
from tadbir.cli.demonstration.manifest import ALREADY_THERE, REFUSED
from tadbir.cli.demonstration.workbooks.book import MARK, as_text

SMALL = ("matrice-2025-T4", "وضعية", "conventions", "azilal", "hopitaux", "a-refuser",
         "programmes-2025-10-10", "avancement-2025-11", "fiches", "chantiers")  # fmt: skip


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole demonstration, written once for every test of the session."""
    folder = tmp_path_factory.mktemp("demonstration")
    plan.build(folder)
    return folder


@pytest.mark.slow
def test_every_sheet_opens_and_says_that_it_is_generated(built: Path) -> None:
    rows = 0
    for entry in plan.entries():
        book = CalamineWorkbook.from_path(str(built / entry.path))
        for name in book.sheet_names:
            cells = book.get_sheet_by_name(name).to_python()
            assert cells[0][0] == MARK, (entry.path, name)
            rows += len(cells)
    assert 64_000 <= rows <= 86_000


@pytest.mark.slow
def test_same_files_come_out_again(built: Path, tmp_path: Path) -> None:
    small = [entry for entry in plan.entries() if any(part in entry.path for part in SMALL)]
    for entry in small:
        again = tmp_path / "again.xlsx"
        entry.write(again)
        assert digest(again) == digest(built / entry.path), entry.path


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_second_build_writes_nothing(tmp_path: Path) -> None:
    for entry in plan.entries():
        (tmp_path / entry.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / entry.path).write_bytes(b"there")

    manifest = plan.build(tmp_path)

    assert all(manifest.path(entry).read_bytes() == b"there" for entry in manifest.entries)


def test_files_are_some_eighty_in_seven_layouts_and_come_in_the_order_they_were_known() -> None:
    entries = plan.entries()

    assert 75 <= len(entries) <= 90
    assert {entry.layout for entry in entries if entry.layout} == {1, 2, 3, 4, 5, 6, 7}
    known = [entry.known_on for entry in entries]
    assert known == sorted(known)
    assert known[-1] == TODAY
    assert len({entry.path for entry in entries}) == len(entries)


def test_planted_faults_are_few_and_say_what_becomes_of_them() -> None:
    faults = {entry.path: entry.outcome for entry in plan.entries() if entry.is_fault}

    assert faults == {
        "a-refuser/situation-2025-06-deuxieme-envoi.xlsx": ALREADY_THERE,
        "a-refuser/khenifra-total-faux.xlsx": REFUSED,
        "a-refuser/el-hajeb-entite-inconnue.xlsx": REFUSED,
        "a-refuser/el-hajeb-mot-pour-montant.xlsx": REFUSED,
        "a-refuser/taza-avancement-en-recul.xlsx": REFUSED,
        "a-refuser/meknes-avancement-110.xlsx": REFUSED,
        "a-refuser/taounate-novembre-deux-fois.xlsx": REFUSED,
        "a-refuser/ifrane-phases-en-recul.xlsx": REFUSED,
    }
    assert [entry.path for entry in plan.entries() if entry.withdrawn_for] == [
        "beni-mellal-khenifra/azilal-2025-12-05.xlsx"
    ]


@pytest.mark.parametrize(
    ("centimes", "text"),
    [
        (123456789, "1\u00a0234\u00a0567,89"),
        (-1200000, "(12\u00a0000,00)"),
        (5, "0,05"),
        (None, ""),
    ],
)
def test_amount_is_typed_the_french_way(centimes: int | None, text: str) -> None:
    assert as_text(centimes) == text
