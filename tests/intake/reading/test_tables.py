"""Tables by hand: columns matched, units, groups, and what is refused of a whole table."""

from decimal import Decimal

from tadbir.intake.reading.options import LEAVE_ASIDE
from tests.intake.reading.datasets import BUDGET, FACILITIES, WORKS
from tests.intake.reading.sheets import refusals, sheet, table, totals

HEADS: list[object] = ["Entité", "Crédits ouverts", "Engagements"]


def test_amounts_of_a_column_nobody_knows_are_refused_until_mapped_or_left_aside() -> None:
    rows = [[*HEADS, "Montant X"], ["Fès", 100, 50, 7000], ["Taza", 10, 5, 900]]

    assert refusals(table(rows, BUDGET)) == [("D1", "intake.unmapped-column")]
    mapped = table(rows, BUDGET, mapping={"montant x": "paid"})
    assert (refusals(mapped), totals(mapped)["paid"]) == ([], "7900.00")
    aside = table(rows, BUDGET, mapping={"Montant X": LEAVE_ASIDE})
    assert (refusals(aside), aside.lines_aside) == ([], ["Montant X"])


def test_figures_without_a_head_are_refused() -> None:
    rows = [HEADS, ["Fès", 100, 50, "", 7000], ["Taza", 10, 5, "", 900]]

    assert refusals(table(rows, BUDGET)) == [("E2", "intake.figures-outside")]


def test_missing_column_is_said_and_the_table_not_read() -> None:
    found = table([["Entité", "Crédits ouverts", "Paiements"], ["Fès", 1, 2]], BUDGET)

    assert refusals(found) == [("A1", "intake.missing-column")]
    assert not found.is_read


def test_two_columns_of_one_name_are_refused_unless_they_say_the_same() -> None:
    heads = [*HEADS, "Engagement"]

    differing = table([heads, ["Fès", 100, 50, 60]], BUDGET)
    same = table([heads, ["Fès", 100, 50, 50]], BUDGET)

    assert refusals(differing) == [("D1", "intake.two-columns")]
    assert refusals(same) == []


def test_available_is_taken_for_what_its_arithmetic_says_or_refused() -> None:
    heads = [*HEADS, "Disponible"]
    is_rest = table([heads, ["Fès", 100, 60, 40], ["Taza", 10, 4, 6]], BUDGET)
    is_not = table([heads, ["Fès", 100, 60, 90], ["Taza", 10, 4, 11]], BUDGET)

    assert totals(is_rest)["uncommitted"] == "46.00"
    assert refusals(is_not) == [("D1", "intake.ambiguous-column")]


def test_row_that_breaks_the_arithmetic_of_its_column_is_a_difference() -> None:
    rows = [[*HEADS, "Disponible"], *([f"D{n}", 100, 60, 40] for n in range(9)), ["X", 100, 61, 40]]

    found = table(rows, BUDGET).reconciliation

    [gap] = found.differences
    assert (gap.cell, gap.stated, gap.computed) == ("D11", 40, 39)
    assert not found.is_sound


def test_unit_is_taken_from_the_heads_or_the_line_above() -> None:
    above = table([["Budget 2025 (en milliers de DH)"], HEADS, ["Fès", 1.5, 1]], BUDGET)
    in_heads = table(
        [["Entité", "Crédits ouverts (MDH)", "Engagements (MDH)"], ["Fès", 1.5, 1]], BUDGET
    )

    assert (above.unit_factor, totals(above)["opened"]) == (Decimal(1000), "1500.00")
    assert (in_heads.unit_factor, totals(in_heads)["opened"]) == (Decimal(10**6), "1500000.00")


def test_unit_said_of_one_head_only_or_twice_is_refused() -> None:
    one = table([["Entité", "Crédits ouverts (MDH)", "Engagements"], ["Fès", 1, 1]], BUDGET)
    two = table([["Entité", "Crédits ouverts (MDH)", "Engagements (KDH)"], ["Fès", 1, 1]], BUDGET)

    assert refusals(one) == [("A1", "intake.ambiguous-unit")]
    assert refusals(two) == [("A1", "intake.ambiguous-unit")]


def test_groups_are_kept_and_an_unknown_one_beside_them_is_refused() -> None:
    top: list[object] = ["Entité", "Fonctionnement", "", "Investissement", ""]
    heads: list[object] = ["", "Dotation", "Engagement", "Dotation", "Engagement"]
    merged = (((0, 1), (0, 2)), ((0, 3), (0, 4)))
    row: list[object] = ["Fès", 1, 2, 3, 4]

    known = table([top, heads, row], BUDGET, merged=merged)
    lost = table([[*top[:3], "Équippement", ""], heads, row], BUDGET, merged=merged)

    assert list(known.vectors) == [
        "holder", "operating/opened", "operating/committed",
        "investment/opened", "investment/committed",
    ]  # fmt: skip
    assert refusals(lost) == [("D2", "intake.unknown-group"), ("E2", "intake.unknown-group")]


def test_tables_side_by_side_are_read_apart() -> None:
    rows = [[*HEADS, "", *HEADS], ["Fès", 1, 2, "", "Taza", 30, 40]]

    left, right = sheet(rows, BUDGET).tables

    assert (totals(left)["opened"], totals(right)["opened"]) == ("1.00", "30.00")
    assert (refusals(left), refusals(right)) == ([], [])


def test_heads_repeated_on_each_page_are_passed_over() -> None:
    rows = [HEADS, ["Fès", 1, 2], HEADS, ["Taza", 3, 4], ["Total", 4, 6]]

    found = table(rows, BUDGET)

    assert (list(found.rows), totals(found)["opened"]) == ([2, 4], "4.00")
    assert found.reconciliation.is_sound


def test_row_that_numbers_the_columns_belongs_to_the_heads() -> None:
    numbered = table([HEADS, [1, 2, 3], ["Fès", 10, 20]], BUDGET)
    lettered = table([HEADS, ["A", "B", "C=A-B"], ["Fès", 10, 20]], BUDGET)

    assert (list(numbered.rows), list(lettered.rows)) == ([3], [3])


def test_province_merged_down_is_said_on_each_of_its_rows() -> None:
    heads: list[object] = ["Province", "Établissement", "Montant TTC"]
    rows = [heads, ["Sefrou", "CSR1 A", 1], ["", "CSR1 B", 2], ["Taza", "CSR1 C", 3]]

    found = table(rows, WORKS, merged=(((1, 0), (2, 0)),))

    assert found.vectors["province"].values() == ["Sefrou", "Sefrou", "Taza"]


def test_outer_codes_written_once_are_carried_down() -> None:
    heads: list[object] = ["Chapitre", "Article", "Ligne", "Crédits ouverts", "Engagements"]
    rows = [
        heads, ["10", "", "", 6, 3], ["", "20", "", 6, 3],
        ["", "", "01", 2, 1], ["", "", "02", 4, 2],
    ]  # fmt: skip

    found = table(rows, BUDGET)

    assert list(found.rows) == [4, 5]
    assert found.vectors["chapter"].values() == ["10", "10"]
    assert found.vectors["article"].values() == ["20", "20"]
    assert (found.reconciliation.equalities, found.reconciliation.is_sound) == (4, True)


def test_context_says_day_year_group_and_labels() -> None:
    rows = [
        ["Exercice : 2025", "Section:42"],
        ["Budget d'investissement, situation au 30 juin 2025"],
        HEADS,
        ["Fès", 1, 2],
    ]

    found = table(rows, BUDGET)

    assert (str(found.as_of), found.fiscal_year) == ("2025-06-30", 2025)
    assert found.context["section"] == "42"
    assert found.context["group"] == "investment"


def test_two_days_around_a_table_are_not_chosen_between() -> None:
    rows = [["Situation au 30/06/2025"], ["arrêtée au 31/07/2025"], HEADS, ["Fès", 1, 2]]

    assert table(rows, BUDGET).as_of is None


def test_legend_at_the_side_and_blank_columns_do_not_enter_a_list() -> None:
    rows = [
        [
            "",
            "Catégorie",
            "",
            "Région",
            "Délégation",
            "Commune",
            "Établissement",
            "Type",
            "",
            "Sens",
        ],
        ["", "CSR-1", "", "R", "D", "C", "Aïn", "CSR-1", "", "Rural"],
        ["", "CSU-1", "", "R", "D", "C", "Bab", "CSU-1", "", "Urbain"],
        ["", "DR", "", "", "", "", "", "", "", "Dispensaire"],
    ]

    found = table([list(row) for row in rows], FACILITIES)

    assert found.counts.data == 2
    assert found.vectors["facility"].values() == ["Aïn", "Bab"]


def test_sheet_of_figures_without_heads_is_refused() -> None:
    found = sheet([["x", 1000, 2000], ["y", 3000, 4000]], BUDGET)

    assert refusals(found.tables[0]) == [("B1", "intake.unread-sheet")]
