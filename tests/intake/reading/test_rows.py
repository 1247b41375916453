"""Rows classed by label and arithmetic together."""

import pytest

from tadbir.intake.reading.rows import is_grand_label, is_total_label
from tests.intake.reading.datasets import BUDGET, OPERATIONS
from tests.intake.reading.sheets import refusals, table, totals

HEADS: list[object] = ["N°", "Intitulé", "Crédits ouverts", "Engagements"]


@pytest.mark.parametrize(
    "label",
    ["TOTAL", "Total général", "Sous-total", "SUB TOTAL 07", "Sub Total 07", "SUBTOTAL - 07",
     "S/Total", "Totaux", "TOTAL ARTICLE 10", "المجموع العام", "المجمـوع", "مجموع الفصل",
     "الإجمالي", "Ensemble", "À reporter"],
)  # fmt: skip
def test_label_of_a_total_is_known(label: str) -> None:
    assert is_total_label(label)


@pytest.mark.parametrize(
    "label", ["Achat total", "Ensemblier", "Totalement", "Reportage", "Report de crédits", "Fès"]
)
def test_other_words_are_no_total(label: str) -> None:
    assert not is_total_label(label)


def test_label_of_the_whole_is_told_from_that_of_a_part() -> None:
    assert is_grand_label("TOTAL GÉNÉRAL")
    assert is_grand_label("المجموع العام")
    assert not is_grand_label("TOTAL ARTICLE 10")


def test_subtotals_without_a_label_are_known_by_their_sum() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", 20, 5], ["", "", 30, 9], ["", "TOTAL", 30, 9]]

    found = table(rows, BUDGET)

    assert (found.counts.data, found.counts.subtotal) == (2, 2)
    assert totals(found) == {"opened": "30.00", "committed": "9.00"}


def test_figures_without_label_that_sum_to_nothing_are_refused() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", 20, 5], ["", "", 31, 9]]

    found = table(rows, BUDGET)

    assert refusals(found) == [("B4", "intake.unlabelled-amounts")]
    assert (found.counts.data, found.counts.refused) == (2, 1)


def test_sum_under_an_ordinary_label_is_refused_without_a_total_to_prove_it() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", 20, 5], [3, "Divers", 30, 9]]

    assert refusals(table(rows, BUDGET)) == [("B4", "intake.ambiguous-subtotal")]


def test_sum_under_an_ordinary_label_is_data_where_the_total_counts_it() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", 20, 5], [3, "C", 30, 9], ["", "Total", 60, 18]]

    found = table(rows, BUDGET)

    assert (refusals(found), found.counts.data) == ([], 3)
    assert found.reconciliation.is_sound


def test_total_that_does_not_sum_is_a_difference_with_its_cell() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", 20, 5], ["", "Total", 31, 9]]

    found = table(rows, BUDGET).reconciliation

    [gap] = found.differences
    assert (gap.cell, gap.column, gap.stated, gap.computed) == ("C4", "opened", 31, 30)
    assert (found.equalities, found.held) == (2, 1)


def test_total_that_leaves_the_first_row_out_does_not_hold() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", 20, 5], [3, "C", 7, 3], ["", "Total", 27, 8]]

    assert not table(rows, BUDGET).reconciliation.is_sound


def test_total_above_its_rows_is_known() -> None:
    rows = [HEADS, ["", "Total", 30, 9], [1, "A", 10, 4], [2, "B", 20, 5]]

    found = table(rows, BUDGET)

    assert (found.counts.data, found.reconciliation.is_sound) == (2, True)


def test_titles_notes_and_signatures_are_set_aside() -> None:
    rows = [
        HEADS,
        ["CHAPITRE 10", "", "", ""],
        [1, "A", 10, 4],
        ["CHAPITRE 20", "", "", ""],
        ["", "B", 20, 5],
        ["", "Total", 30, 9],
        ["", "", "", ""],
        ["Arrêté la présente situation à la somme de trente dirhams"],
        ["", "Le chef de service", "", "Le directeur"],
    ]

    found = table(rows, BUDGET)

    assert found.headings.values() == ["CHAPITRE 10", "CHAPITRE 20"]
    assert (found.counts.title, found.counts.note, found.counts.data) == (2, 2, 2)
    assert refusals(found) == []


def test_word_where_an_amount_belongs_is_refused_with_its_cell() -> None:
    rows = [HEADS, [1, "A", 10, "en cours"], [2, "B", 20, 5]]

    assert refusals(table(rows, BUDGET)) == [("D2", "intake.not-an-amount")]


def test_last_row_of_words_under_amounts_is_refused_not_dropped() -> None:
    rows = [HEADS, [1, "A", 10, 4], [2, "B", "néant", "néant"]]

    assert refusals(table(rows, BUDGET)) == [
        ("C3", "intake.not-an-amount"),
        ("D3", "intake.not-an-amount"),
    ]


def test_row_without_amounts_is_data_when_it_is_identified() -> None:
    rows = [["Objet", "Montant TTC", "Émis"], ["Lits", 10, ""], ["Scanner", "", "x"]]

    found = table([list(row) for row in rows], OPERATIONS)

    assert found.vectors["amount"].values() == [1000, None]


def test_supplier_called_total_is_data_when_its_row_is_identified() -> None:
    heads: list[object] = ["Objet", "Type", "Montant TTC", "Observations"]
    rows = [
        heads,
        ["Carburant", "BC", 10, "Total Maroc"],
        ["Pneus", "BC", 5, ""],
        ["Total", "", 15, ""],
    ]

    found = table(rows, OPERATIONS)

    assert (found.counts.data, found.counts.subtotal) == (2, 1)
    assert found.reconciliation.is_sound


def test_blank_never_becomes_zero() -> None:
    rows = [HEADS, [1, "A", 10, ""], [2, "B", 20, 0]]

    assert table(rows, BUDGET).vectors["committed"].values() == [None, 0]
