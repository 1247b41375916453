"""Rates as tables and pages print them: without transfers, at best and at worst, against a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal as D

import pytest
from django.test import Client
from django.utils.translation import override

from tadbir.accounts.models import User
from tadbir.budget import queries
from tadbir.budget.actions import Point, set_target
from tadbir.budget.calc.amounts import Amounts
from tadbir.budget.intake import BUDGET, CONVENTIONS
from tadbir.budget.presenters.compared import sources_table
from tadbir.budget.presenters.holders import net_table
from tadbir.budget.presenters.rates import (
    Around,
    bounds_table,
    completeness_in_words,
    rates_of,
    rates_table,
)
from tadbir.budget.terms import BudgetKind, Part
from tadbir.intake.models import ExpectedReturn
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tadbir.ui.status import Status
from tadbir.ui.tables import Missing, Table
from tests.budget import hand

ONE_OF_TWO = "1\xa0sur\xa02"
NOVEMBER, MEETING = date(2025, 11, 30), date(2025, 12, 12)


@dataclass(frozen=True, slots=True)
class Said:
    """The amounts of a holder in one budget and part."""

    holder: str
    amounts: Amounts
    kind: BudgetKind = BudgetKind.GENERAL
    part: Part = Part.INVESTMENT


SEFROU = Said("D591", Amounts(delegated_credits=D(600), commitments=D(300), issuances=D(150),
                              payments=D(90)))  # fmt: skip
FES = Said("D231", Amounts(delegated_credits=D(400), commitments=D(100), issuances=D(20),
                           payments=D(10)))  # fmt: skip
CENTRE = Said("CH231", Amounts(opened_credits=D(50), commitments=D(20)), BudgetKind.SEGMA,
              Part.OPERATING)  # fmt: skip


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    with override("fr"):
        yield


def told(table: Table, *keys: str) -> list[tuple[object, ...]]:
    """Some columns of every row."""
    return [tuple(row.get(key) for key in keys) for row in table.rows]


def test_rate_stands_with_its_parts_its_plan_and_its_returns() -> None:
    """400 on 1000 where half was planned: eight tenths of the plan, which is to watch."""
    around = Around(silent={"D231": "delegation"}, expected=2,
                    planned={"investment_commitment_rate": D("0.5")})  # fmt: skip

    table = rates_table(rates_of([SEFROU, FES], around), around)

    assert told(table, "value", "status", "above", "below", "returns") == [
        (D("0.4"), Status.WATCH, D(400), D(1000), ONE_OF_TWO),
        (D("0.425"), Missing("sans objectif"), D(170), D(400), ONE_OF_TWO),
        (D("0.17"), Missing("sans objectif"), D(170), D(1000), ONE_OF_TWO),
        (D(100) / D(170), Missing("sans objectif"), D(100), D(170), ONE_OF_TWO),
        (D("0.1"), Missing("sans objectif"), D(100), D(1000), ONE_OF_TWO),
    ]
    assert "net" not in {column.key for column in table.columns}


def test_rate_without_transfers_is_printed_where_there_is_a_convention() -> None:
    """Sefrou sent 60: 240 on 540 of its own, 340 on 940 with Fès; the SEGMA sends nothing."""
    around = Around(sent={("D591", Part.INVESTMENT): [D(40), D(20)]})

    table = rates_table(rates_of([SEFROU, FES, CENTRE], around), around)

    first, *_others = told(table, "budget", "net", "net_below")
    assert first == ("Budget général, Investissement", D(340) / D(940), D(940))
    assert {row["net"] for row in table.rows if row["budget"] == "SEGMA, exploitation"} == {None}


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ([D(60)], (D(60), D(540), D(240) / D(540))),
        ([None], (None, Missing("ce qui a été versé depuis le 1er janvier n’est pas connu"), None)),
        ([D(91)], (D(91), Missing("il a été versé plus que ce budget n’a payé : un autre l’a payé"),
                   None)),
    ],
)  # fmt: skip
def test_holders_that_sent_money_stand_in_a_table_of_their_own(
    region: dict[str, Entity], sent: list[D | None], expected: tuple[object, ...]
) -> None:
    land("D591", 600, 300, 150, 90)
    land("D231", 400, 100, 20, 10)
    found = queries.figures(reach=EVERYWHERE, on=MEETING)

    table = net_table(found, Around(sent={("D591", Part.INVESTMENT): sent}))

    assert table is not None
    assert told(table, "sent", "credits", "commitment_rate") == [expected]
    assert net_table(found, Around()) is None


def test_bounds_name_the_returns_that_would_move_the_rate() -> None:
    around = Around(silent={"D231": "delegation"}, expected=2)

    table = bounds_table(rates_of([SEFROU, FES], around))

    first, second, *_others = told(table, "returns", "share", "worst", "value", "best")
    assert first == (ONE_OF_TWO, D("0.6"), D("0.4"), D("0.4"), D("0.7"))
    assert second == (ONE_OF_TWO, D("0.6"), D(170) / D(700), D("0.425"), D(550) / D(700))
    assert completeness_in_words(around) == f"Retours de la période reçus : {ONE_OF_TWO}"


def test_nobody_bounds_a_rate_while_a_holder_never_spoke() -> None:
    """A delegation has no SEGMA: its silence says nothing of one."""
    around = Around(silent={"D231": "delegation"}, expected=2)

    general, segma = rates_of([SEFROU, CENTRE], around)

    unknown = Missing("les crédits d’un gestionnaire silencieux sont inconnus")
    assert set(told(bounds_table([general]), "share", "worst", "best")) == {(unknown,) * 3}
    assert (general.is_complete, segma.is_complete) == (False, True)
    assert bounds_table([segma]).rows == []
    assert completeness_in_words(Around()).startswith("Aucun retour n’est attendu")


def land(
    holder: str, delegated: int, committed: int, issued: int | None, paid: int | None,
    *, source: str = "holder", on: date = NOVEMBER,
) -> None:  # fmt: skip
    """One investment line, in dirhams."""
    amounts = [None if one is None else one * 100 for one in (delegated, committed, issued, paid)]
    of = hand.table([["030", *amounts]],
                    ("path_5", "delegated", "committed", "issued", "paid"),
                    context={"part": "Investissement"})  # fmt: skip
    hand.land(BUDGET, BUDGET.draft(of, hand.sender(holder, on, source)), source=source)


def land_convention(transferred: Mapping[str, int], on: date) -> None:
    """Conventions of DR03 with what was sent since their signature, in dirhams."""
    of = hand.table([[name, "Hôpital", "ANEP", sent * 100] for name, sent in transferred.items()],
                    ["reference", "purpose", "delegated_owner", "transferred"])  # fmt: skip
    hand.land(CONVENTIONS, CONVENTIONS.draft(of, hand.sender("DR03", on)))


def test_year_sends_what_conventions_sent_since_31_december(region: dict[str, Entity]) -> None:
    """C1 sent 350 since it was signed, 150 by the year's end; C2 was signed this year."""
    land_convention({"C1": 150}, date(2024, 12, 31))
    land_convention({"C1": 350, "C2": 80}, NOVEMBER)

    found = queries.conventions(reach=EVERYWHERE, on=MEETING)

    assert [(one.reference, one.sent) for one in found] == [("C1", D(200)), ("C2", D(80))]
    assert queries.sent_by(found) == {("DR03", Part.INVESTMENT): [D(200), D(80)]}


def test_year_sends_an_unknown_amount_when_nobody_spoke_before(region: dict[str, Entity]) -> None:
    land_convention({"C1": 350}, NOVEMBER)

    (found,) = queries.conventions(reach=EVERYWHERE, on=MEETING)

    assert (found.amounts["transferred"], found.sent) == (D(350), None)


def test_sources_contradict_one_another_on_what_both_say(region: dict[str, Entity]) -> None:
    """The directorate's file of Fès lacks what was issued and paid: that is no contradiction."""
    land("D231", 400, 100, 20, 10)
    land("D231", 400, 100, None, None, source="directorate")
    land("D591", 600, 300, 150, 90)
    land("D591", 600, 310, 150, 80, source="treasury")

    table = sources_table(queries.by_source(reach=EVERYWHERE, on=MEETING))

    assert told(table, "name", "committed", "differs") == [
        ("Délégation de Sefrou", D(300), "Engagements visés, Paiements"),
        ("Délégation de Sefrou", D(310), "Engagements visés, Paiements"),
        ("Délégation de Fès", D(100), None),
        ("Délégation de Fès", D(100), None),
    ]


def test_page_says_what_is_missing_what_was_sent_and_how_it_stands(
    region: dict[str, Entity],
) -> None:
    """Sefrou 300 on 600 is silent since October; DR03 sent 50 of its 100 paid: 400 - 50 on 950."""
    land("D591", 600, 300, 150, 90, on=date(2025, 10, 31))
    land("DR03", 400, 100, 100, 100)
    land_convention({"C1": 150}, date(2024, 12, 31))
    land_convention({"C1": 200}, NOVEMBER)
    for code in ("D591", "DR03"):
        ExpectedReturn.objects.create(dataset="budget", sender=region[code], rhythm="monthly",
                                      due_day=10, valid_from=date(2025, 1, 1))  # fmt: skip
    set_target(by=hand.BY, entity=region["DR03"], indicator="investment_commitment_rate",
               fiscal_year=2025, points=[Point(date(2025, 12, 12), D("0.6"))])  # fmt: skip
    director = hand.signed_in("director", region["DR03"])
    User.objects.update(language="fr")

    text = director.get("/budget/?on=2025-12-12").content.decode()

    assert f"Retours de la période reçus : {ONE_OF_TWO}" in text
    assert "Si les retours manquants arrivaient" in text
    assert "Hors versements aux maîtres d’ouvrage délégués" in text
    assert "36,8" in text  # 350 on 950 without transfers
    assert "70,0" in text  # at best, (100 + 600) on 1000
    assert "En retard" in text  # 40,0 % is less than four fifths of 60 %


def test_page_of_a_delegate_counts_what_it_sees(region: dict[str, Entity]) -> None:
    land("D591", 600, 300, 150, 90)
    land("D231", 400, 100, 20, 10)
    delegate: Client = hand.signed_in("delegate", region["D591"])

    text = delegate.get("/budget/?on=2025-12-12").content.decode()

    assert "50,0" in text  # 300 on 600
    assert "40,0" not in text  # 400 on 1000, with a holder out of reach
