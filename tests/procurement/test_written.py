"""Marks written again say what was read: state, dates and reason, whatever a row's marks were."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tadbir.procurement.calc.marks import BLANK, Mark, MarkKind, Progress, progress, read_mark
from tadbir.procurement.calc.written import marks_of
from tadbir.procurement.intake.columns import STATE_HEADERS
from tadbir.procurement.terms import State

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2030, 12, 31))
STOPS = (MarkKind.SUSPENDED, MarkKind.REJECTED, MarkKind.UNSUCCESSFUL, MarkKind.CANCELLED)
MARKS = (
    st.just(BLANK)
    | st.builds(Mark, st.just(MarkKind.REACHED), DAYS)
    | st.just(Mark(MarkKind.UNDER_WAY))
    | st.builds(Mark, st.sampled_from(STOPS), DAYS, st.sampled_from(["", "pièce manquante"]))
)
ROWS = st.fixed_dictionaries(dict.fromkeys(STATE_HEADERS, MARKS))


@given(ROWS, st.booleans())
def test_marks_written_again_are_read_as_they_were(
    row: dict[State, Mark], is_cancelled: bool
) -> None:
    found = progress(row, is_cancelled=is_cancelled)
    if isinstance(found, State):
        return

    again = marks_of(found.state, found.dates, found.reason, under_way=found.under_way)

    assert progress(again.by_column, is_cancelled=again.is_struck) == found


def test_refusal_stands_in_the_column_of_its_visa() -> None:
    dates = {State.DEPOSITED: date(2025, 5, 19), State.REJECTED: date(2025, 5, 22)}

    again = marks_of(State.REJECTED, dates, "pièce manquante")

    assert again.by_column == {
        State.DEPOSITED: Mark(MarkKind.REACHED, date(2025, 5, 19)),
        State.VISAED: Mark(MarkKind.REJECTED, date(2025, 5, 22), "pièce manquante"),
    }
    assert not again.is_struck


def test_reason_that_holds_a_day_is_read_the_same_twice() -> None:
    found = read_mark("Rejeté : avis du 12/05/2025 de la commission")
    assert found == Mark(MarkKind.REJECTED, date(2025, 5, 12), "avis du de la commission")

    assert read_mark("Visa rejeté 12/05/2025 : avis du de la commission") == found


def test_en_cours_is_written_where_it_stood() -> None:
    """Deposited on the 19th, the visa under way; then the visa alone, which says no day at all."""
    day = date(2025, 5, 19)

    dated = marks_of(State.DEPOSITED, {State.DEPOSITED: day}, "", under_way={State.VISAED})
    alone = marks_of(State.DEPOSITED, {State.DEPOSITED: None}, "", under_way={State.VISAED})

    waits = Mark(MarkKind.UNDER_WAY)
    assert dated.by_column == {
        State.DEPOSITED: Mark(MarkKind.REACHED, day), State.VISAED: waits,
    }  # fmt: skip
    assert alone.by_column == {State.VISAED: waits}


def test_operation_without_a_mark_is_a_need() -> None:
    assert progress(marks_of(State.NEED, {}, "").by_column) == Progress(State.NEED, None, {}, "")
