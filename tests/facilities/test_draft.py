"""From the table of a list to records: placed, restored or refused."""

from datetime import date

import pytest

from tadbir.facilities.intake.columns import category_of, status_of
from tadbir.facilities.intake.draft import draft, source_of
from tadbir.intake.contract import Value
from tests.facilities.hand import sender, table

FM = "Fès-Meknès"


def test_row_is_placed_in_its_commune_under_its_delegation() -> None:
    drafted = draft(table([(FM, "Sefrou", "Sefrou (Mun.)", " Bir   Anzarane ", "CSU-1")]), sender())

    (record,) = drafted.records
    assert drafted.refused == ()
    assert record.holder == "D451"
    assert record.on_date == date(2024, 12, 31)
    assert record.key == ("03.451.01.09", "primary_care", "bir anzarane", "")
    assert record.values == ("CSU-1", "Bir Anzarane", None, None, None, None, None, None)
    assert (record.sheet, record.row) == ("Liste", 5)


def test_name_turned_into_a_date_is_put_back() -> None:
    rows = [
        ("Tanger-Tetouan-Al Hoceima", "Ouezzane", "Ouezzane (Mun.)", date(2025, 7, 9), "CSU-1"),
        ("Laayoune-Sakia El Hamra", "Laayoune", "Laayoune (Mun.)", date(2025, 3, 25), "CSU-1"),
        (FM, "Taza", "Taza (Mun.)", "11-janv.", "CSU-1"),
        (FM, "Taza", "Taza (Mun.)", "20 Aout", "CSU-1"),
        (FM, "Taza", "Taza (Mun.)", "20 Aout 1953", "CSU-1"),
    ]

    drafted = draft(table(rows), sender())

    assert [(r.holder, r.values[1]) for r in drafted.records] == [
        ("D405", "9 Juillet"),
        ("D321", "25 Mars"),
        ("D561", "11 Janvier"),
        ("D561", "20 Aout"),
        ("D561", "20 Aout 1953"),
    ]


def test_category_change_keeps_the_key() -> None:
    before = draft(table([(FM, "Taza", "Taza (Mun.)", "Koucha", "CSU-1")]), sender())
    after = draft(table([(FM, "Taza", "Taza (Mun.)", "Koucha", "CSU-2")]), sender())

    assert before.records[0].key == after.records[0].key
    assert before.records[0].values != after.records[0].values


def test_namesakes_of_a_commune_are_told_apart_by_their_category() -> None:
    rows = [
        ("x", "Tinghir", "Boumalne Dades (Mun.)", "Boumalne", "CSU-2"),
        ("x", "Tinghir", "Boumalne Dades (Mun.)", "Boumalne", "CSU-1"),
        ("x", "Tinghir", "Boumalne Dades (Mun.)", "Boumalne", "CDTMR"),
    ]

    keys = [record.key[1:] for record in draft(table(rows), sender()).records]

    assert keys == [
        ("primary_care", "boumalne", "CSU-2"),
        ("primary_care", "boumalne", "CSU-1"),
        ("support", "boumalne", ""),
    ]


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [
        ((FM, "Sefroux", "Sefrou (Mun.)", "A", "CSU-1"), "B5", "facility.unknown-delegation"),
        ((FM, "Sefrou", "Taza (Mun.)", "A", "CSU-1"), "C5", "facility.unknown-commune"),
        ((FM, "Sefrou", "Sefrou (Mun.)", None, "CSU-1"), "D5", "facility.no-name"),
        ((FM, "Sefrou", "Sefrou (Mun.)", 45847, "CSU-1"), "D5", "facility.number-for-a-name"),
        ((FM, "Sefrou", "Sefrou (Mun.)", "A", "CSX"), "E5", "facility.unknown-category"),
    ],
)
def test_doubt_is_refused_with_its_cell(row: tuple[Value, ...], cell: str, code: str) -> None:
    drafted = draft(table([row]), sender())

    assert drafted.records == []
    assert [(r.cell, r.code) for r in drafted.refused] == [(cell, code)]


def test_same_site_twice_is_refused_the_second_time() -> None:
    row = (FM, "Sefrou", "Sefrou (Mun.)", "A", "CSU-1")

    drafted = draft(table([row, row]), sender())

    assert [record.key[3] for record in drafted.records] == [""]
    assert [r.code for r in drafted.refused] == ["row.twice"]
    assert drafted.refused[0].details == {"first": "5"}


def test_list_without_a_day_is_refused() -> None:
    rows = [(FM, "Sefrou", "Sefrou (Mun.)", "A", "CSU-1")]

    assert [r.code for r in draft(table(rows), sender(None)).refused] == ["table.no-day"]
    dated = draft(table(rows, as_of=date(2024, 12, 31)), sender(None))
    assert dated.records[0].on_date == date(2024, 12, 31)


def test_own_list_tells_beds_opening_and_status() -> None:
    columns = ("code", "commune", "name", "name_ar", "category", "existing_beds",
               "functional_beds", "opening_date", "status", "status_reason")  # fmt: skip
    rows = [
        ("F451-001", "صفرو", "Mohamed V", "محمد الخامس", "المستشفى الإقليمي", 120, 95,
         date(1985, 1, 1), "suspendu", "Travaux"),
        ("", "El Menzel", "El Menzel", None, "CSR1", 3, 5, None, None, None),
        ("", "El Menzel", "El Menzel", None, "CSR1", None, None, None, "fermé", None),
        ("F451-999", "El Menzel", "El Menzel", None, "CSR1", None, None, None, None, None),
    ]  # fmt: skip

    drafted = draft(table(rows, columns), sender(entity="D451", codes=("F451-001",)))

    (record,) = drafted.records
    assert record.key == ("03.451.01.09", "hospital", "F451-001", "")
    assert record.values == (
        "HP", "Mohamed V", "محمد الخامس", 120, 95, date(1985, 1, 1), "suspended", "Travaux",
    )  # fmt: skip
    assert [(r.cell, r.code) for r in drafted.refused] == [
        ("G6", "facility.more-functional-beds"),
        ("I7", "facility.stop-without-reason"),
        ("A8", "facility.unknown-code"),
    ]


@pytest.mark.parametrize(
    ("categories", "source"),
    [
        (("CSU-1", "DR", "LSP"), "ministry-primary-care"),
        (("HP", "HPr"), "ministry-hospitals"),
        (("HP", "CSU-1"), "directorate"),
    ],
)
def test_list_tells_its_source(categories: tuple[str, ...], source: str) -> None:
    rows = [(FM, "Sefrou", "Sefrou (Mun.)", "A", category) for category in categories]

    assert source_of(table(rows)) == source


def test_categories_and_statuses_are_read_in_both_languages() -> None:
    assert category_of("Centre de Santé Rural niveau1") == "CSR-1"
    assert category_of("csu2") == "CSU-2"
    assert category_of("hpr") == "HPr"
    assert category_of("مستشفى القرب") == "HPr"
    assert category_of("") is None
    assert status_of("En travaux") == "in_works"
    assert status_of("مغلقة") == "closed"
