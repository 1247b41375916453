"""A day before a re-attachment: the budget's pages, the cockpit and the calendar say the same."""

import json
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tadbir.budget import presenters
from tadbir.budget import queries as budget
from tadbir.budget.models import Line
from tadbir.budget.presenters.words import total_name
from tadbir.cli.show import command
from tadbir.cli.terminal import Terminal
from tadbir.cockpit import board
from tadbir.core import clock
from tadbir.intake import returns
from tadbir.scorecard.situation import situation
from tadbir.territory import queries as territory
from tadbir.territory.actions import attach
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, EVERYWHERE, NOWHERE, Reach
from tadbir.territory.terms import Tree
from tadbir.ui import formats
from tadbir.ui.words import language
from tests.budget.hand import BY, signed_in
from tests.scorecard.test_rollup import RATE, take_in

pytestmark = pytest.mark.django_db
SEPTEMBER, ASKED, MOVE = date(2025, 9, 30), date(2025, 10, 10), date(2025, 11, 1)
FES, NEIGHBOUR = Reach(("/MSPS/DR03/",), DOMAINS), Reach(("/MSPS/DR05/",), DOMAINS)


@pytest.fixture(autouse=True)
def _moved(region: dict[str, Entity]) -> None:
    """Sefrou leaves DR03 for DR05 on 1 November; of the four that owe September, three sent."""
    clock.fix_today(date(2025, 12, 12))
    for sender in ("D231", "D591", "CH231", "DR05"):
        returns.expect(
            by=BY, reach=EVERYWHERE, dataset="budget", sender=sender, rhythm="monthly", due_day=10,
            valid_from=date(2025, 1, 1),
        )  # fmt: skip
    take_in("D231", SEPTEMBER, 100_00, 40_00)
    take_in("D591", SEPTEMBER, 50_00, 10_00)
    take_in("DR05", SEPTEMBER, 200_00, 20_00)
    attach(by=BY, entity=region["D591"], parent=region["DR05"], tree=Tree.ADMINISTRATIVE, on=MOVE)


FIRST_ROW = 5
"""Where the figures of a sheet begin, under its title, its day and its heads."""


def of_budget(client: Client, on: date) -> tuple[list[object], list[list[object]]]:
    """The parts of the commitment rate, and each line of holders: name, credits, committed."""
    book = load_workbook(BytesIO(client.get(f"/budget/?on={on}&format=xlsx").content))
    rates = next(book.worksheets[0].iter_rows(FIRST_ROW, values_only=True))
    lines = book.worksheets[-1].iter_rows(FIRST_ROW, values_only=True)
    return list(rates[4:6]), [list(line[:3]) for line in lines]


def of_cockpit(code: str, on: date) -> list[object]:
    """The parts of the same rate on the board, in dirhams."""
    figure = situation(code, reach=Reach((f"/MSPS/{code}/",), DOMAINS), on=on).latest(RATE)
    assert figure is not None
    assert figure.numerator is not None
    assert figure.denominator is not None
    return [figure.numerator // 100, figure.denominator // 100]


@pytest.mark.parametrize(
    ("code", "on", "parts"),
    [
        ("DR03", ASKED, [50, 150]),
        ("DR05", ASKED, [20, 200]),
        ("DR03", MOVE, [40, 100]),
        ("DR05", MOVE, [30, 250]),
    ],
)
def test_total_of_the_budget_is_that_of_the_cockpit(
    region: dict[str, Entity], code: str, on: date, parts: list[object]
) -> None:
    client = signed_in("director", region[code])

    assert of_budget(client, on)[0] == of_cockpit(code, on) == parts


def test_who_is_out_of_reach_today_counts_and_is_not_named(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR03"])

    lines = of_budget(client, ASKED)[1]

    fes, total = lines
    assert fes == ["Délégation de Fès", 100, 40]
    assert total == [total_name(1), 150, 50]
    for page in ("/budget/", "/budget/sources/", "/fichiers/calendrier/"):
        text = client.get(f"{page}?on={ASKED}").content.decode()
        assert "Sefrou" not in text
        assert "D591" not in text


COMPARED = ("/budget/leviers/", "/budget/et-si/", "/budget/changements/?since=2025-01-31",
            "/indicateurs/operating_commitment_rate/")  # fmt: skip


@pytest.mark.parametrize("page", COMPARED)
def test_who_left_is_named_by_no_page_of_either_region(
    region: dict[str, Entity], page: str
) -> None:
    """Fès alone is named in DR03; DR05, which Sefrou joined later, names itself alone."""
    asked = f"{page}{'&' if '?' in page else '?'}on={ASKED}"
    for code in ("DR03", "DR05"):
        answer = signed_in("director", region[code]).get(asked)

        assert answer.status_code == 200
        assert "Sefrou" not in answer.content.decode()
        assert "D591" not in answer.content.decode()


@pytest.mark.parametrize(("code", "on", "names", "lapses"), [
    ("DR03", ASKED, {"Délégation de Fès"}, 100),
    ("DR05", ASKED, {"DR05"}, 180),
    ("DR05", MOVE, {"DR05", "Délégation de Sefrou"}, 220),
])  # fmt: skip
def test_levers_count_the_holders_of_the_day(
    region: dict[str, Entity], code: str, on: date, names: set[str], lapses: int
) -> None:
    """60 of Fès and 40 of Sefrou are not committed; 180 of DR05: the total counts the unnamed."""
    client = signed_in("director", region[code])
    book = load_workbook(BytesIO(client.get(f"/budget/leviers/?on={on}&format=xlsx").content))

    *rows, total = (list(row) for row in book.worksheets[0].iter_rows(5, values_only=True))

    assert {row[1] for row in rows} == names
    assert total[5] == lapses


@pytest.mark.parametrize(("code", "on", "names"), [
    ("DR03", ASKED, {"Délégation de Fès"}),
    ("DR05", ASKED, {"DR05"}),
    ("DR05", MOVE, {"DR05", "Délégation de Sefrou"}),
])  # fmt: skip
def test_changes_are_of_the_holders_of_the_later_day(
    region: dict[str, Entity], code: str, on: date, names: set[str]
) -> None:
    client = signed_in("director", region[code])
    asked = f"/budget/changements/?on={on}&since=2025-01-31&format=xlsx"
    book = load_workbook(BytesIO(client.get(asked).content))

    assert {row[0] for row in book.worksheets[0].iter_rows(5, values_only=True)} == names


def test_rates_of_what_if_are_those_of_the_holders_of_the_day(region: dict[str, Entity]) -> None:
    """40 of Fès more, on what 150 delegated and 50 committed already were: 110 on 150."""
    client = signed_in("director", region["DR03"])
    number = Line.objects.get(holder__code="D231").pk
    levers = budget.levers_on(reach=FES, on=ASKED, today=ASKED, holders=["D231"])
    asked = f"/budget/et-si/?on={ASKED}&format=xlsx" + "".join(
        f"&lever={presenters.what_if.value_of(one)}" for one in levers
    )

    book = load_workbook(BytesIO(client.get(asked).content))
    rates = next(book.worksheets[0].iter_rows(6, values_only=True))

    assert {one.line.line for one in levers if one.line} == {number}
    assert [round(value, 4) for value in rates[1:3]] == [0.3333, 0.7333]
    assert list(rates[4:6]) == [110, 150]


@pytest.mark.parametrize(("code", "on", "shown"), [
    ("DR03", ASKED, ["D231"]), ("DR05", ASKED, ["DR05"]), ("DR05", MOVE, ["DR05", "D591"]),
])  # fmt: skip
def test_command_shows_the_holders_of_the_day(
    region: dict[str, Entity], code: str, on: date, shown: list[str]
) -> None:
    signed_in("director", region[code])

    asked = ["budget", "--on", str(on), "--by", f"director.{code}"]
    ran = CliRunner().invoke(command, asked, obj=Terminal(as_json=True))

    assert ran.exit_code == 0, ran.output
    assert [row["holder"] for row in json.loads(ran.stdout)] == shown


def test_who_was_elsewhere_on_the_day_is_not_counted(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR05"])

    assert of_budget(client, ASKED)[1] == [["DR05", 200, 20]]
    assert "Sefrou" not in client.get(f"/budget/sources/?on={ASKED}").content.decode()


def test_curve_ends_on_the_total_of_the_day() -> None:
    for reach, committed in ((FES, Decimal(50)), (NEIGHBOUR, Decimal(20))):
        those = territory.holders_of_day(ASKED, reach=reach)
        found = budget.history(reach=those.reach, on=ASKED, holders=those.codes)
        assert [point.amounts.commitments for point in found.points] == [committed, committed]


def test_returns_are_counted_alike_by_every_page(region: dict[str, Entity]) -> None:
    """Of the three of DR03 on 10 October, Sefrou and Fès sent and the centre did not."""
    came = returns.completeness("budget", reach=FES, on=ASKED)
    told = formats.x_of_y(2, 3, language())

    assert (came.received, came.expected) == (2, 3)
    assert [due.sender.code for due in came.returns] == ["D231", "CH231"]
    assert [due.sender.code for due in came.hidden] == ["D591"]
    assert board.context(region["DR03"], ASKED, reach=FES)["tiles"][-1].value == told  # type: ignore[index]
    client = signed_in("director", region["DR03"])
    for page in ("/", "/budget/", "/fichiers/calendrier/"):
        assert told in client.get(f"{page}?on={ASKED}").content.decode(), page
    after = returns.completeness("budget", reach=FES, on=MOVE)
    assert (after.received, after.expected, after.hidden) == (0, 2, [])


def test_share_of_the_silent_is_unknown_where_some_returns_are_hidden() -> None:
    came = returns.completeness("budget", reach=FES, on=ASKED)
    money = {"D231": Decimal(100), "CH231": Decimal(100)}

    rows = returns.silent(came, money=money, on=ASKED)

    assert [(row.due.sender.code, row.share) for row in rows] == [("CH231", None)]


def test_holder_that_moved_keeps_its_own_return_on_its_page(region: dict[str, Entity]) -> None:
    client = signed_in("director", region["DR05"])

    text = client.get(f"/budget/D591/?on={ASKED}").content.decode()

    assert formats.x_of_y(1, 1, language()) in text


@pytest.mark.parametrize(("reach", "codes"), [
    (Reach(("/MSPS/",), DOMAINS), {"DR03", "D231", "D591", "CH231", "DR05"}),
    (EVERYWHERE, {"DR03", "D231", "D591", "CH231", "DR05"}),
    (Reach(("/MSPS/DR03/D231/",), DOMAINS), {"D231", "CH231"}),
    (NEIGHBOUR, {"DR05"}),
    (NOWHERE, set()),
])  # fmt: skip
def test_holders_of_a_day_are_those_under_the_entities_of_a_reach(
    reach: Reach, codes: set[str]
) -> None:
    with CaptureQueriesContext(connection) as seen:
        found = territory.holders_of_day(ASKED, reach=reach)

    assert (found.codes, found.hidden) == (codes, set())
    assert len(seen) == (3 if reach.paths else 2)
