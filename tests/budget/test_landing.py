"""What lands is what is read back: lossless, and summed once."""

from datetime import date

import pytest

from tadbir.budget.intake import BUDGET, CONVENTIONS, RECEIPTS
from tadbir.budget.models import Line, StandingTotal
from tadbir.intake.contract import Dataset, Scope, Table
from tadbir.territory.models import Entity
from tests.budget.hand import land, sender, table

DAY = date(2025, 11, 30)


def lines_table() -> Table:
    """Two operating lines and one investment line."""
    return table(
        [["010", "Médicaments", "Fonctionnement", 100_00, 60_00],
         ["020", "", "Fonctionnement", 50_00, None],
         ["030", "Travaux", "Investissement", 300_00, 200_00]],
        ["path_5", "label", "part", "delegated", "committed"],
    )  # fmt: skip


def receipts_table() -> Table:
    """One receipt of exploitation."""
    return table([["Recettes propres", "Exploitation", 10, 8]],
                 ["nature", "part", "forecast", "collected"])  # fmt: skip


def conventions_table() -> Table:
    """One convention."""
    return table([["C1", "Bloc", "ANEP", 5, 4, 3, 2]],
                 ["reference", "purpose", "delegated_owner", "agreed", "called", "transferred",
                  "justified"])  # fmt: skip


@pytest.mark.parametrize(
    ("dataset", "of"),
    [(BUDGET, lines_table()), (RECEIPTS, receipts_table()), (CONVENTIONS, conventions_table())],
    ids=lambda value: getattr(value, "code", "table"),
)
def test_what_stands_is_what_was_drafted(
    region: dict[str, Entity], dataset: Dataset, of: Table
) -> None:
    drafted = dataset.draft(of, sender("D231"))
    land(dataset, drafted)

    scope = Scope(dataset.code, "holder", frozenset({("D231", DAY)}))

    assert dataset.standing(scope) == {
        (r.holder, r.on_date, r.key): r.values for r in drafted.records
    }


def test_totals_are_stored_by_part(region: dict[str, Entity]) -> None:
    land(BUDGET, BUDGET.draft(lines_table(), sender("D231")))

    totals = StandingTotal.objects.order_by("part")
    assert list(totals.values_list("part", "lines", "delegated", "committed", "paid")) == [
        ("investment", 1, 300_00, 200_00, None),
        ("operating", 2, 150_00, 60_00, None),
    ]


def test_second_return_finds_the_same_lines(region: dict[str, Entity]) -> None:
    land(BUDGET, BUDGET.draft(lines_table(), sender("D231")))
    land(BUDGET, BUDGET.draft(lines_table(), sender("D231", date(2025, 12, 5))))

    assert Line.objects.count() == 3


def test_template_reads_back_to_what_stands(region: dict[str, Entity]) -> None:
    land(BUDGET, BUDGET.draft(lines_table(), sender("D231")))
    rows = BUDGET.template("D231", date(2025, 12, 12))
    names = tuple(rows[0])

    again = BUDGET.draft(table([[row[n] for n in names] for row in rows], names), sender("D231"))

    scope = Scope("budget", "holder", frozenset({("D231", DAY)}))
    assert {(r.holder, r.on_date, r.key): r.values for r in again.records} == BUDGET.standing(scope)
