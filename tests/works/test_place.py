"""What is asked of places and what was found there: rows added, texts of their day, own sites."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from tadbir.audit.trail import Subject, history
from tadbir.core.refused import Refused
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tadbir.works.actions import (
    Found,
    Wording,
    ask,
    assess,
    end_requirement,
    load_requirements,
    replace_requirement,
)
from tadbir.works.actions.starter import proposed
from tadbir.works.models import Assessment, Programme, Requirement
from tadbir.works.terms import STARTER_SOURCE, Answer, Place
from tests.budget.hand import BY
from tests.works.places import ALL, BEGUN, CENTRE, D231, TODAY, standing
from tests.works.places import asked as ask_of
from tests.works.places import found as note
from tests.works.places import project as enter

pytestmark = pytest.mark.django_db
MET, PARTLY, NOT_MET = Answer.MET, Answer.PARTLY, Answer.NOT_MET
RECEPTION, MORTUARY = Place.RECEPTION, Place.MORTUARY


@pytest.fixture(autouse=True)
def _programme(programme: Programme) -> None:
    """The programme that every project here belongs to."""


def refused(act: Callable[[], object]) -> str:
    """The code under which something is refused; it leaves no row."""
    before = (Requirement.objects.count(), Assessment.objects.count())
    with pytest.raises(Refused) as refusal:
        act()
    assert (Requirement.objects.count(), Assessment.objects.count()) == before
    return refusal.value.code


def last_action(subject: Subject) -> str:
    return history(subject)[0].action


def test_proposed_list_has_every_place_both_languages_and_nothing_on_guarding() -> None:
    listed = proposed()

    assert {one.place for one in listed} == set(Place)
    assert len({one.code for one in listed}) == len(listed) == 44
    assert all(one.text_fr and one.text_ar and 1 <= one.weight <= 3 for one in listed)
    words = " ".join(one.text_fr.casefold() for one in listed)
    assert not [
        w for w in ("gardien", "surveill", "escorte", "barreau", "menott", "plan ") if w in words
    ]


def test_proposed_list_is_loaded_once_under_its_own_source() -> None:
    assert load_requirements(by=BY, reach=EVERYWHERE, entity="DR03") == 44
    assert load_requirements(by=BY, reach=EVERYWHERE, entity="DR03") == 0

    rows = queries.requirements(reach=EVERYWHERE, places=ALL)
    assert len(rows) == 44
    assert {one.source for one in rows} == {STARTER_SOURCE}
    assert {one.since for one in rows} == {TODAY}
    assert [entry.action for entry in history(Subject("requirements", "DR03"))] == [
        "works.load_requirements"
    ] * 2
    assert (
        refused(lambda: load_requirements(by=BY, reach=D231, entity="DR03")) == "territory.unknown"
    )


def test_score_of_a_project_is_of_weights() -> None:
    """3 met of 3 + 1 of 2 partly = 4 of 5 assessed, 5 of 9 asked."""
    enter("P1", "CH231")
    first, second = ask_of(RECEPTION, 3, "guichet"), ask_of(RECEPTION, 2, "horaires")
    ask_of(MORTUARY, 4, "froid")
    note("P1", first, MET)
    note("P1", second, PARTLY)

    assert standing("P1") == (Decimal("0.8"), Decimal(5) / 9)


def test_centre_is_not_asked_what_only_hospitals_have() -> None:
    enter("P1", "D231", CENTRE)
    ask_of(RECEPTION, 3, "guichet")
    cold = ask_of(MORTUARY, 4, "froid")

    found = queries.findings(reach=EVERYWHERE, on=TODAY, places=ALL)
    assert [one.requirement.place for one in found] == ["reception"]
    assert refused(lambda: note("P1", cold, MET)) == "works.not-asked"


def test_body_asks_of_its_own_sites_alone() -> None:
    enter("P1", "CH231")
    enter("P2", "D591")
    ask_of(RECEPTION, 1, "Fès seule", entity="D231")
    ask_of(RECEPTION, 1, "autre région", entity="DR05")

    found = queries.findings(reach=EVERYWHERE, on=TODAY, places=ALL)
    assert [(one.project.code, one.requirement.text_fr) for one in found] == [("P1", "Fès seule")]


def test_later_row_corrects_an_earlier_one_also_of_the_same_day() -> None:
    enter("P1", "CH231")
    one = ask_of(RECEPTION, 1, "guichet")
    note("P1", one, MET, on=date(2025, 6, 1))
    note("P1", one, NOT_MET, on=date(2025, 10, 1))
    note("P1", one, PARTLY, on=date(2025, 10, 1), evidence="relu")

    assert standing("P1", on=date(2025, 5, 31)) == (None, Decimal(0))
    assert standing("P1", on=date(2025, 9, 30)) == (Decimal(1), Decimal(1))
    assert standing("P1") == (Decimal("0.5"), Decimal(1))
    of = queries.project("P1", reach=EVERYWHERE)
    past = queries.assessed(of, on=TODAY, places=ALL, reach=EVERYWHERE)
    assert [(row.answer, row.evidence, row.assessed_by) for row in past] == [
        ("partly", "relu", "test"), ("not_met", "vu", "test"), ("met", "vu", "test"),
    ]  # fmt: skip
    entry = history(Subject("place", "P1/reception"))[0]
    assert entry.action == "works.assess_place"
    assert one.code in entry.after
    assert "relu" not in entry.after
    assert len(entry.digest) == 64


def test_replaced_text_keeps_what_was_assessed_and_is_asked_anew() -> None:
    enter("P1", "CH231")
    old = ask_of(RECEPTION, 1, "guichet")
    note("P1", old, MET, on=date(2025, 6, 1))
    new = replace_requirement(
        by=BY, reach=EVERYWHERE, code=old.code,
        wording=Wording("guichet tenu", "شباك", "Circulaire 13", 4, date(2025, 9, 1)),
    )  # fmt: skip

    assert new.code == f"{old.code}.2"
    assert standing("P1", on=date(2025, 8, 31)) == (Decimal(1), Decimal(1))
    assert standing("P1", on=date(2025, 9, 1)) == (None, Decimal(0))
    of = queries.project("P1", reach=EVERYWHERE)
    past = queries.assessed(of, on=TODAY, places=ALL, reach=EVERYWHERE)
    assert [row.requirement.text_fr for row in past] == ["guichet"]
    assert last_action(Subject("requirement", old.code)) == "works.replace_requirement"
    early = Wording("z", "", "C", 1, date(2025, 8, 31))
    assert refused(
        lambda: replace_requirement(by=BY, reach=EVERYWHERE, code=new.code, wording=early)
    ) == "works.out-of-order"  # fmt: skip
    third = replace_requirement(
        by=BY, reach=EVERYWHERE, code=new.code, wording=Wording("x", "", "C", 1, date(2025, 9, 1))
    )
    assert third.code == f"{old.code}.3"
    again = Wording("y", "", "C", 1, TODAY)
    assert refused(
        lambda: replace_requirement(by=BY, reach=EVERYWHERE, code=old.code, wording=again)
    ) == "works.ended"  # fmt: skip


def test_ended_requirement_is_no_longer_asked_from_its_day() -> None:
    enter("P1", "CH231")
    one = ask_of(RECEPTION, 1, "guichet")
    end = {"by": BY, "reach": EVERYWHERE, "code": one.code}
    assert refused(lambda: end_requirement(**end, until=TODAY, why="")) == "works.no-reason"
    early = date(2024, 12, 31)
    assert refused(lambda: end_requirement(**end, until=early, why="x")) == "works.out-of-order"
    end_requirement(**end, until=date(2025, 9, 1), why="doublon")

    assert standing("P1", on=date(2025, 8, 31)) == (None, Decimal(0))
    assert standing("P1", on=date(2025, 9, 1)) == (None, None)
    assert history(Subject("requirement", one.code))[0].why == "doublon"
    assert refused(lambda: note("P1", one, MET, on=date(2025, 9, 1))) == "works.not-asked"
    note("P1", one, MET, on=date(2025, 8, 31))


def test_what_is_asked_today_may_be_answered_for_a_visit_before() -> None:
    enter("P1", "CH231")
    load_requirements(by=BY, reach=EVERYWHERE, entity="DR03")
    one = Requirement.objects.get(code="DR03-ACC-01")
    note("P1", one, MET, on=date(2025, 12, 1))

    assert standing("P1", on=date(2025, 12, 11)) == (None, None)
    assert standing("P1")[0] == Decimal(1)


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        (Wording("", "", "C", 1, BEGUN), "works.no-text"),
        (Wording("x", "", "", 1, BEGUN), "works.no-source"),
        (Wording("x", "", "C", 0, BEGUN), "works.weight"),
        (Wording("x", "", "C", 11, BEGUN), "works.weight"),
    ],
)
def test_requirement_needs_a_text_a_source_and_a_weight(wording: Wording, code: str) -> None:
    assert refused(
        lambda: ask(by=BY, reach=EVERYWHERE, entity="DR03", place=RECEPTION, wording=wording)
    ) == code  # fmt: skip


def test_body_out_of_reach_is_neither_given_nor_denied_a_requirement() -> None:
    one = ask_of(RECEPTION, 1, "guichet")
    new = Wording("x", "", "C", 1, TODAY)
    assert refused(lambda: ask(by=BY, reach=D231, entity="DR03", place=RECEPTION, wording=new)) == (
        "territory.unknown"
    )
    assert refused(
        lambda: replace_requirement(by=BY, reach=D231, code=one.code, wording=new)
    ) == "works.unknown"  # fmt: skip
    assert refused(
        lambda: end_requirement(by=BY, reach=D231, code=one.code, until=TODAY, why="x")
    ) == "works.unknown"  # fmt: skip


def test_assessment_is_of_a_day_past_of_something_and_rests_on_something() -> None:
    enter("P1", "CH231")
    one = ask_of(RECEPTION, 1, "guichet")
    cold = ask_of(MORTUARY, 1, "froid")
    assert refused(lambda: note("P1", one, MET, on=date(2025, 12, 13))) == "works.not-yet"
    assert refused(lambda: note("P1", one, MET, evidence="")) == "works.no-evidence"
    assert refused(lambda: note("P1", one, NOT_MET, photo=9)) == "works.no-such-photograph"
    assert refused(lambda: note("P1", cold, NOT_MET, photo=9)) == "works.no-photograph-there"
    act = {"by": BY, "reach": EVERYWHERE, "project": "P1", "place": RECEPTION, "on": TODAY}
    assert refused(lambda: assess(**act, found=[])) == "works.nothing-found"
    stray = [Found(cold.code, NOT_MET)]
    assert refused(lambda: assess(**act, found=stray)) == "works.not-asked"
    note("P1", one, NOT_MET, evidence="")
