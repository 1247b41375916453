"""The frame of measurements: what holds, what does not, and what is told of it."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import __main__ as bench
from bench.measure import Row, spent

HOLDS = Row("ours", "theirs", 5.0, 4.0, 120.0, "as seen")
MISSES = Row("ours", "theirs", 3.9, 4.0, 120.0)


@pytest.fixture
def told_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Two works that measure nothing, and a folder for what is told."""
    works = {"bench.good": [HOLDS], "bench.bad": [HOLDS, MISSES]}

    def module(name: str) -> SimpleNamespace:
        return SimpleNamespace(measure=lambda: works[name])

    monkeypatch.setattr(bench, "import_module", module)
    monkeypatch.setattr(bench, "OUT", tmp_path / "out" / "bench.json")
    return tmp_path / "out" / "bench.json"


@pytest.mark.parametrize(("ratio", "holds"), [(4.0, True), (4.01, True), (3.99, False)])
def test_row_holds_from_its_goal_on(ratio: float, holds: bool) -> None:
    assert Row("ours", "theirs", ratio, 4.0, 0.0).holds is holds


def test_run_that_holds_ends_well_and_is_kept(told_in: Path) -> None:
    assert bench.main(["good"]) == 0

    assert json.loads(told_in.read_text()) == [
        {"work": "ours", "against": "theirs", "ratio": 5.0, "at_least": 4.0, "peak_mb": 120.0,
         "note": "as seen"}
    ]  # fmt: skip


def test_row_that_misses_its_goal_fails_the_run(
    told_in: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.main(["good", "bad"]) == 1

    said = capsys.readouterr().out
    assert said.count("ok  ours") == 2
    assert said.count("NOT ours") == 1
    assert said.endswith("2 passed, 1 failed\n")


def test_work_that_fails_is_an_error_not_a_row() -> None:
    with pytest.raises(RuntimeError, match="ended with 3"):
        spent(["/bin/sh", "-c", "exit 3"])


def test_spent_counts_the_work_of_children() -> None:
    found = spent(["/bin/sh", "-c", "echo told"])

    assert found.output == "told\n"
    assert found.peak_mb > 0
