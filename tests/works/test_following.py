"""What makes a project late is what its contracts say, whoever else speaks of its works."""

from datetime import date
from pathlib import Path

import pytest

from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tests.works.intake.test_progress import ROWS, row
from tests.works.sites import send, statement

pytestmark = pytest.mark.django_db
TODAY = date(2025, 12, 12)
HEADS = ("N°", "Province", "Établissement", "Avancement", "Situation", "Observations")


def deadlines() -> dict[str, date | None]:
    """The deadline of each project that was told of."""
    found = queries.followed(reach=EVERYWHERE, on=TODAY)
    return {one.code: one.deadline for one in found if one.said}


def test_statement_that_names_no_contract_leaves_the_deadline_of_the_others(
    sites: None, tmp_path: Path
) -> None:
    send(statement(tmp_path / "a.xlsx", [row(ROWS[0]), row(ROWS[1])]))
    before = deadlines()
    said = [(1, "Sefrou", "CSR1 Aïn Chkef", "80 %", "En cours", "")]

    outcome = send(statement(tmp_path / "d.xlsx", said, heads=HEADS), source="delegation")

    assert outcome.refused is None
    assert before["P-A"] is not None
    assert deadlines() == before


def test_statement_without_the_number_of_its_contract_gives_its_time_alone(
    sites: None, tmp_path: Path
) -> None:
    send(statement(tmp_path / "a.xlsx", [row(ROWS[1], D="")]))

    # 120 days from 1 April end on the feast of the Throne: the next day.
    assert deadlines() == {"P-B": date(2025, 7, 31)}
