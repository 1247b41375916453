"""From each layout of a budget to records, without a database."""

from datetime import date

from tadbir.budget.intake import BUDGET, CONVENTIONS, RECEIPTS
from tadbir.budget.terms import AMOUNTS
from tadbir.intake.contract import Record, Table, Value
from tests.budget.hand import sender, table

DAY = date(2025, 11, 30)


def values(label: str = "", **amounts: int) -> tuple[Value, ...]:
    """The values of a record, from the amounts that the file has."""
    return (*(amounts.get(name) for name in AMOUNTS), label, "")


def records(of: Table, entity: str | None = "D231") -> list[Record]:
    """The records of a table sent by a delegation, of which nothing is refused."""
    drafted = BUDGET.draft(of, sender(entity))
    assert drafted.refused == ()
    return list(drafted.records)


def test_hierarchy_export_gives_its_leaf_lines_with_codes_and_labels() -> None:
    """Layout 1: code and label share a cell, the nature's label says the part."""
    of = table(
        [
            ["21236 Administration", "2 Biens et services", "629400 Fonds", 400, 450, 100],
            ["21236 Administration", "4 Investissements", "0242100 Matériel", 250, 250, 0],
        ],
        ["path_1", "path_4", "path_5", "opened", "current", "committed"],
    )

    assert records(of) == [
        Record("D231", DAY, ("2025", "general", "operating", "21236.2.629400"),
               values("Fonds", opened=400, current=450, committed=100), "Feuil1", 6),
        Record("D231", DAY, ("2025", "general", "investment", "21236.4.0242100"),
               values("Matériel", opened=250, current=250, committed=0), "Feuil1", 7),
    ]  # fmt: skip


def test_treasury_lines_keep_leading_zeros_and_net_credits() -> None:
    """Layout 2: withdrawals come off delegated credits whatever their sign; consolidation is a
    part, and transfers and carry-overs make the total of credits."""
    of = table(
        [["1.2.2.0.0.14.000", "0100", "010", "0020", "Construction", 900, -100, 50, 300, 700,
          -20, 500, 400]],
        ["path_1", "path_2", "path_3", "path_5", "label", "opened", "transfers", "carried_in",
         "consolidation", "delegated", "withdrawn", "committed", "issued"],
    )  # fmt: skip

    assert records(of) == [
        Record("D231", DAY,
               ("2025", "general", "investment", "1.2.2.0.0.14.000.0100.010.0020"),
               values("Construction", opened=900, current=850, delegated=680, consolidation=300,
                      committed=500, issued=400), "Feuil1", 6),
    ]  # fmt: skip


def test_matrix_of_entities_gives_a_record_for_each_group() -> None:
    """Layout 3: rows are holders, merged heads are parts; the total group is left out."""
    of = table(
        [["Délégation de Fès", 10, 4, 20, 5, 30, 9], ["Sefrou", 7, 7, None, None, 7, 7]],
        ["entity", "operating/delegated", "operating/committed", "investment/delegated",
         "investment/committed", "total/delegated", "total/committed"],
    )  # fmt: skip

    assert [(r.holder, r.key, r.row) for r in records(of, "DR03")] == [
        ("D231", ("2025", "general", "operating", ""), 6),
        ("D591", ("2025", "general", "operating", ""), 7),
        ("D231", ("2025", "general", "investment", ""), 6),
    ]


def test_arabic_sheet_names_its_holders_by_province() -> None:
    """Layout 5: the title says the part in Arabic; the province names the delegation."""
    of = table(
        [["إقليم صفرو", 100, 60, 30]],
        ["province", "opened", "committed", "paid"],
        context={"title": "وضعية تنفيذ ميزانية الاستثمار"},
    )

    assert records(of, None) == [
        Record("D591", DAY, ("2025", "general", "investment", ""),
               values(opened=100, committed=60, paid=30), "Feuil1", 6),
    ]  # fmt: skip


def test_sheet_of_a_province_speaks_for_it() -> None:
    """Layout 6: the sheet's name is the holder; a heading above the rows says the part."""
    of = table(
        [["10", 100], ["20", 200]],
        ["path_5", "opened"],
        sheet="Sefrou",
        headings=["FONCTIONNEMENT", "INVESTISSEMENT"],
    )

    assert [(r.holder, r.key[2:]) for r in records(of, "DR03")] == [
        ("D591", ("operating", "10")),
        ("D591", ("investment", "20")),
    ]


def test_stale_copy_of_another_province_is_refused() -> None:
    of = table([["10", 100]], ["path_5", "opened"], sheet="Sefrou",
               context={"title": "Délégation de Fès", "part": "Fonctionnement"})  # fmt: skip

    refused = BUDGET.draft(of, sender("DR03")).refused

    assert [(r.code, r.cell) for r in refused] == [("holder.ambiguous", "A6")]


def test_file_for_another_holder_is_refused() -> None:
    of = table([["10", 100]], ["path_5", "opened"], sheet="Sefrou",
               context={"part": "Fonctionnement"})  # fmt: skip

    assert BUDGET.draft(of, sender("D231")).refused[0].code == "holder.contradicted"


def test_table_without_part_is_refused_once() -> None:
    of = table([["10", 100], ["20", 100]], ["path_5", "opened"])

    drafted = BUDGET.draft(of, sender())

    assert drafted.records == []
    assert {r.code for r in drafted.refused} == {"line.no-part"}


def test_table_without_holder_is_refused_once() -> None:
    of = table([["10", 100], ["20", 100]], ["path_5", "opened"], context={"p": "Investissement"})

    assert [r.code for r in BUDGET.draft(of, sender(None)).refused] == ["holder.missing"]


def test_same_line_twice_is_refused_at_its_second_row() -> None:
    of = table([["10", 1], ["10", 2]], ["path_5", "opened"], context={"p": "Investissement"})

    drafted = BUDGET.draft(of, sender())

    assert [r.row for r in drafted.records] == [6]
    assert [(r.cell, r.details) for r in drafted.refused] == [("A7", {"first": "6"})]


def test_table_of_ratios_gives_nothing() -> None:
    of = table([["Fès", 1]], ["entity", "commitment_rate"])

    assert BUDGET.draft(of, sender()).records == ()


def test_receipts_are_told_apart_by_their_words() -> None:
    of = table(
        [
            ["Recettes propres", 100, 80],
            ["Subvention de l'État", 50, 50],
            ["Excédent reporté", 20, 20],
            ["Disponibilités au Trésor", None, 33],
        ],
        ["nature", "forecast", "collected"],
        context={"title": "Budget d'exploitation"},
    )

    drafted = RECEIPTS.draft(of, sender("CH231"))

    assert [(r.key, r.values) for r in drafted.records] == [
        (("2025", "operating", "own_receipts", ""), (100, 80, "", "")),
        (("2025", "operating", "subsidy", ""), (50, 50, "", "")),
        (("2025", "operating", "excess_brought_forward", ""), (20, 20, "", "")),
        (("2025", "operating", "cash", ""), (None, 33, "", "")),
    ]


def test_conventions_are_investment_unless_they_say_otherwise() -> None:
    of = table(
        [["C12/2024", "Réhabilitation", "ANEP", 1000, 400, 400, 250]],
        ["reference", "purpose", "delegated_owner", "agreed", "called", "transferred", "justified"],
    )

    drafted = CONVENTIONS.draft(of, sender("DR03"))

    assert drafted.records == [
        Record("DR03", DAY, ("2025", "C12/2024"),
               (1000, 400, 400, 250, "Réhabilitation", "ANEP", "", "investment"), "Feuil1", 6),
    ]  # fmt: skip
