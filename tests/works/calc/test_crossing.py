"""Contradictions stand side by side, dated, with who must settle them."""

from datetime import date
from decimal import Decimal as D

from hypothesis import given
from hypothesis import strategies as st

from tadbir.works.calc.crossing import (
    Crossing,
    CrossingKind,
    Crossings,
    Paid,
    Report,
    Side,
    crossings,
)
from tadbir.works.terms import Actor, ReportSource

NOV, DEC = date(2025, 11, 30), date(2025, 12, 10)
AGENCY = Report(ReportSource.AGENCY, DEC, D("0.62"))
DELEGATION = Report(ReportSource.DELEGATION, NOV, D("0.45"))
PAYMENTS = [Paid(date(2025, 6, 30), D(200)), Paid(NOV, D(410))]


def test_agency_says_62_percent_and_payments_say_41() -> None:
    found = crossings([AGENCY, DELEGATION], PAYMENTS, amount=D(1000), on=DEC)
    agency, paid = Side(ReportSource.AGENCY, DEC, D("0.62")), Side(None, NOV, D("0.41"))

    assert found == Crossings(
        (AGENCY, DELEGATION),
        paid,
        (
            Crossing(CrossingKind.PHYSICAL_AHEAD, agency, paid, (Actor.AGENCY,)),
            Crossing(
                CrossingKind.SOURCES_DISAGREE,
                agency,
                Side(ReportSource.DELEGATION, NOV, D("0.45")),
                (Actor.AGENCY, Actor.DELEGATION),
            ),
        ),
    )
    assert [one.gap for one in found.found] == [D("0.21"), D("0.17")]
    assert found.found[0].days_apart == 10


def test_payment_ahead_of_the_works_is_for_payer_and_owner() -> None:
    [found] = crossings([DELEGATION], [Paid(NOV, D(700))], amount=D(1000), on=DEC).found

    assert (found.kind, found.settled_by) == (
        CrossingKind.PAYMENT_AHEAD,
        (Actor.AGENCY, Actor.OWNER),
    )


def test_agency_that_sends_no_payment_leaves_none() -> None:
    assert crossings([DELEGATION], [], amount=D(1000), on=DEC) == Crossings((DELEGATION,), None, ())
    assert crossings([DELEGATION], PAYMENTS, amount=None, on=DEC).paid is None


def test_only_what_was_known_by_the_day_counts_and_the_last_word_of_a_source() -> None:
    early = Report(ReportSource.AGENCY, NOV, D("0.40"))
    found = crossings([AGENCY, early, DELEGATION], PAYMENTS, amount=D(1000), on=NOV)

    assert (found.reports, found.found) == ((early, DELEGATION), ())


shares = st.decimals(0, 1, places=2)


@given(one=shares, other=shares, paid=shares)
def test_no_figure_is_made_of_two_others(one: D, other: D, paid: D) -> None:
    reports = [Report(ReportSource.AGENCY, DEC, one), Report(ReportSource.DELEGATION, DEC, other)]
    found = crossings(reports, [Paid(DEC, paid * 1000)], amount=D(1000), on=DEC)
    shown = {side.value for crossing in found.found for side in (crossing.ahead, crossing.behind)}

    assert shown <= {one, other, paid}
    assert all(crossing.gap > D("0.10") for crossing in found.found)
