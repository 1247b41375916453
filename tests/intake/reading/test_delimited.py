"""Delimited text: what is not certain is asked."""

from pathlib import Path

import pytest

from tadbir.core.refused import Refused
from tadbir.intake.reading.options import ReadOptions
from tadbir.intake.reading.read import read
from tests.intake.reading.datasets import BUDGET

FRENCH = "Entité;Crédits ouverts;Engagements\nFès;1 234,50;1 000,25\nTaza;10,00;5,00\nTotal;1 244,50;1 005,25\n"
ARABIC = "المؤسسة الصحية;الاعتمادات المفتوحة;الالتزامات\nصفرو;100;50\nتازة;10;5\n"


@pytest.mark.parametrize(
    ("encoding", "seen"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16")]
)
def test_unicode_is_proven_and_shown(tmp_path: Path, encoding: str, seen: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(FRENCH, encoding=encoding)

    reading = read(path, BUDGET)

    assert (reading.encoding, reading.delimiter, reading.format) == (seen, ";", "csv")
    [table] = reading.sheets[0].tables
    assert {key: str(total) for key, total in table.totals.items()} == {
        "opened": "1244.50", "committed": "1005.25",
    }  # fmt: skip
    assert table.reconciliation.is_sound


def test_older_encodings_are_asked_with_a_sample_of_each(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(ARABIC, encoding="cp1256")

    with pytest.raises(Refused) as refused:
        read(path, BUDGET)

    assert refused.value.code == "intake.ambiguous-encoding"
    assert "المؤسسة" in str(refused.value.details["cp1256"])
    reading = read(path, BUDGET, options=ReadOptions(encoding="cp1256"))
    assert reading.sheets[0].tables[0].totals["opened"] == 110


def test_sample_shows_where_the_readings_differ(tmp_path: Path) -> None:
    """The letters of French are the same bytes in both: the second line alone tells."""
    path = tmp_path / "f.csv"
    path.write_bytes("Entité;Crédits\n".encode("cp1256") + "تازة;10\n".encode("cp1256"))

    with pytest.raises(Refused) as refused:
        read(path, BUDGET)

    assert refused.value.details["cp1256"] == "تازة;10"
    assert refused.value.details["cp1252"] != refused.value.details["cp1256"]


def test_older_encodings_that_agree_are_not_asked(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(FRENCH.encode("cp1252"))
    assert FRENCH.encode("cp1252") == FRENCH.encode("cp1256")

    reading = read(path, BUDGET)

    assert reading.encoding == "cp1252"
    assert reading.sheets[0].tables[0].columns[0].header == "Entité"


def test_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_bytes(FRENCH.encode("cp1252"))

    with pytest.raises(Refused, match="not written in") as refused:
        read(path, BUDGET, options=ReadOptions(encoding="utf-8"))

    assert refused.value.code == "intake.wrong-encoding"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "Situation\n" + FRENCH.replace(",", ".").replace(";", delimiter), encoding="utf-8"
    )

    reading = read(path, BUDGET)

    assert reading.delimiter == delimiter
    assert reading.sheets[0].tables[0].totals["opened"] * 100 == 124_450


def test_progress_is_told_in_rows(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(FRENCH, encoding="utf-8")
    told: list[tuple[int, int]] = []

    read(path, BUDGET, progress=lambda done, known: told.append((done, known)))

    assert told == [(4, 4)]
