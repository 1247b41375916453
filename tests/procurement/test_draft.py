"""From follow-up tables to operations: layout 7, and what lands is what is read back."""

import json
from datetime import date

import pytest

from tadbir.intake.contract import Scope, Table, Value
from tadbir.procurement import queries
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.models import Operation, OperationFact, Supplier
from tadbir.procurement.queries import Filter
from tadbir.procurement.terms import Phase, Place, State
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE, Reach
from tests.budget.hand import land, sender, table

DAY = date(2025, 11, 30)
COLUMNS = ("serial", "purpose", "type", "code_path", "amount_with_tax", "on_launched",
           "on_deposited", "on_visaed", "supplier", "observations")  # fmt: skip
LAUNCH, DEPOSIT, VISA = date(2025, 9, 1), date(2025, 11, 3), date(2025, 11, 20)
ROWS: list[list[Value]] = [
    ["1", "Scanner", "AO", "030", 900_00, LAUNCH, DEPOSIT, VISA, "Sté Alpha", ""],
    ["2", "Gaz médicaux", "BC", "010", 50_00, None, DEPOSIT, "rejeté : pièce manquante", "", ""],
    ["3", "Mobilier", "BC", "020", 30_00, None, None, None, "", "à lancer"],
    ["14/2025/DR", "Réseau", "AO", "030", 70_00, LAUNCH, None, None, "ste alpha", ""],
    ["", "", "", "031", 20_00, None, None, None, "", ""],
]


def follow_up(rows: list[list[Value]] = ROWS, **more: object) -> Table:
    """A follow-up table of investment."""
    return table(rows, COLUMNS, context={"title": "Suivi, investissement"}, **more)  # type: ignore[arg-type]


def test_rows_become_operations_and_shares() -> None:
    drafted = OPERATIONS.draft(follow_up(), sender())

    assert drafted.refused == ()
    assert [(r.key, r.values[0], r.values[6], r.row) for r in drafted.records] == [
        (("2025", "scanner", "general", "investment", "030"), 900_00, "visaed", 6),
        (("2025", "gaz medicaux", "general", "investment", "010"), 50_00, "rejected", 7),
        (("2025", "mobilier", "general", "investment", "020"), 30_00, "need", 8),
        (("2025", "14/2025/DR", "general", "investment", "030"), 70_00, "launched", 9),
        (("2025", "14/2025/DR", "general", "investment", "031"), 20_00, "launched", 10),
    ]


def test_values_say_tax_place_dates_and_reason() -> None:
    scanner, gas = OPERATIONS.draft(follow_up(), sender()).records[:2]

    dates = {"launched": "2025-09-01", "deposited": "2025-11-03", "visaed": "2025-11-20"}
    assert scanner.values == (
        900_00, None, "with_tax", "Scanner", "contract", "Sté Alpha", "visaed", VISA,
        "approving_authority", json.dumps(dates, sort_keys=True), "", "",
    )  # fmt: skip
    assert (gas.values[8], gas.values[10]) == ("holder", "pièce manquante")


@pytest.mark.parametrize(
    ("title", "header", "basis"),
    [("Montants HT", "Montant", "without_tax"), ("Suivi", "Montant TTC (DH)", "with_tax"),
     ("Suivi", "Montant", "unsaid")],
)  # fmt: skip
def test_tax_comes_from_the_header_then_the_title(title: str, header: str, basis: str) -> None:
    of = table([["A", "BC", 5]], ("purpose", "type", "amount"), headers={"amount": header},
               context={"title": title})  # fmt: skip

    assert OPERATIONS.draft(of, sender()).records[0].values[2] == basis


def test_struck_row_is_cancelled() -> None:
    drafted = OPERATIONS.draft(follow_up(marks={8: ("struck",)}), sender())

    assert [r.values[6] for r in drafted.records if r.row == 8] == ["cancelled"]


@pytest.mark.parametrize(
    ("row", "code", "cell"),
    [
        (["1", "Scanner", "AO", "030", 5, None, None, None, "", ""], "row.twice", "D11"),
        (["9", "X", "truc", "030", 5, None, None, None, "", ""], "operation.no-kind", "C11"),
        (["9", "X", "BC", "030", 5, None, None, "peut-être", "", ""], "operation.mark-unknown",
         "H11"),
        (["", "", "", "", 5, None, None, None, "", ""], "operation.no-purpose", "B11"),
        (["1", "Scanner", "AO", "040", 900_00, None, None, None, "", ""],
         "operation.same-amount-twice", "D11"),
        (["1", "Scanner", "AO", "040", 5, LAUNCH, None, None, "", ""], "operation.two-states",
         "B11"),
    ],
)  # fmt: skip
def test_row_that_is_not_understood_is_refused(row: list[Value], code: str, cell: str) -> None:
    drafted = OPERATIONS.draft(follow_up([*ROWS, row]), sender())

    assert [(r.code, r.cell) for r in drafted.refused] == [(code, cell)]
    assert len(drafted.records) == len(ROWS)


@pytest.mark.parametrize(
    ("amount", "whole", "refused"),
    [(100, 200, 0), (100, 100, 1), (100, None, 1), (0, 0, 0)],
)
def test_equal_shares_are_told_from_a_whole_written_twice(
    amount: int, whole: int | None, refused: int
) -> None:
    of = table([["12/2024", "Travaux", "AO", line, amount, whole] for line in ("1", "2")],
               ("reference", "purpose", "type", "code_path", "amount", "whole_amount"))  # fmt: skip

    drafted = OPERATIONS.draft(of, sender())

    assert [r.code for r in drafted.refused] == ["operation.same-amount-twice"] * refused
    assert [r.values[0] for r in drafted.records] == [amount] * (2 - refused)


def test_amendment_is_an_operation_of_its_own() -> None:
    of = table([["12/2024", "Travaux", "AO", 100], ["12/2024", "Travaux", "Avenant n° 2", 10]],
               ("reference", "purpose", "type", "amount"))  # fmt: skip

    assert [r.key[1] for r in OPERATIONS.draft(of, sender()).records] == [
        "12/2024", "12/2024 / A2",
    ]  # fmt: skip


def test_what_stands_is_what_was_drafted(region: dict[str, Entity]) -> None:
    drafted = OPERATIONS.draft(follow_up(), sender())
    land(OPERATIONS, drafted)

    found = OPERATIONS.standing(Scope("operations", "holder", frozenset({("D231", DAY)})))

    assert found == {(r.holder, r.on_date, r.key): r.values for r in drafted.records}
    assert Operation.objects.count() == 4
    assert Supplier.objects.count() == 1


def test_amount_of_an_operation_over_two_lines_is_their_sum(region: dict[str, Entity]) -> None:
    land(OPERATIONS, OPERATIONS.draft(follow_up(), sender()))

    fact = OperationFact.objects.get(operation__reference="14/2025/DR")

    assert (fact.amount, fact.shares.count()) == (90_00, 2)


def test_template_reads_back_to_what_stands(region: dict[str, Entity]) -> None:
    land(OPERATIONS, OPERATIONS.draft(follow_up(ROWS[:1]), sender()))
    rows = OPERATIONS.template("D231", date(2025, 12, 12))
    names = tuple(rows[0])

    again = OPERATIONS.draft(table([[row[n] for n in names] for row in rows], names), sender())

    scope = Scope("operations", "holder", frozenset({("D231", DAY)}))
    values = list(OPERATIONS.standing(scope).values())
    assert again.refused == ()
    assert [r.values for r in again.records] == values


def test_list_is_narrowed(region: dict[str, Entity]) -> None:
    land(OPERATIONS, OPERATIONS.draft(follow_up(), sender()))

    def purposes(narrowed: Filter) -> list[str]:
        found = queries.operations(reach=EVERYWHERE, on=date(2025, 12, 12), narrowed=narrowed)
        return [fact.purpose for fact in found]

    assert purposes(Filter()) == ["Scanner", "Réseau", "Gaz médicaux", "Mobilier"]
    assert purposes(Filter(states=(State.REJECTED,))) == ["Gaz médicaux"]
    assert purposes(Filter(places=(Place.APPROVING_AUTHORITY,))) == ["Scanner"]
    assert purposes(Filter(line="031")) == ["Réseau"]
    assert purposes(Filter(text="STE alpha")) == ["Scanner", "Réseau"]
    assert purposes(Filter(holder="D591")) == []


def test_sibling_sees_nothing(region: dict[str, Entity]) -> None:
    land(OPERATIONS, OPERATIONS.draft(follow_up(), sender()))
    sibling = Reach(("/MSPS/DR03/D591/",), frozenset({"procurement"}))

    assert list(queries.operations(reach=sibling, on=date(2025, 12, 12))) == []


def test_operations_add_up_by_state(region: dict[str, Entity]) -> None:
    land(OPERATIONS, OPERATIONS.draft(follow_up(), sender()))

    found = queries.pending(reach=EVERYWHERE, on=date(2025, 12, 12), phases=(Phase.VISA,))

    assert [(t.state, t.count, t.amount) for t in found] == [(State.REJECTED, 1, 50)]
