"""Generated figures hold together: what is paid was issued, what is issued was committed."""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from tadbir.cli.demonstration import days, facts
from tadbir.cli.demonstration.dossiers import NEVER
from tadbir.cli.demonstration.facilities import facilities
from tadbir.cli.demonstration.figures import MEASURES, Figures, figures
from tadbir.cli.demonstration.histories import CARRIED_OVER, YEARS, Year, history
from tadbir.cli.demonstration.holders import Holder, every_holder, holders
from tadbir.cli.demonstration.nomenclature import rubrics
from tadbir.core.period import year_end


def every_year() -> list[Year]:
    """The years of every holder."""
    return [year for holder in every_holder() for year in history(holder)]


@pytest.fixture(scope="module")
def known() -> list[Figures]:
    return [figures(year, days.days(year.year)) for year in every_year()]


@pytest.mark.parametrize(
    ("smaller", "larger"),
    [
        ("paid", "accepted"), ("accepted", "issued"), ("issued", "committed"),
        ("committed", "current"), ("notified", "current"), ("consolidation", "opened"),
        ("commitments_on_commitment_credits", "commitment_credits"),
    ],
)  # fmt: skip
def test_amount_never_passes_the_one_it_comes_from(
    known: list[Figures], smaller: str, larger: str
) -> None:
    below, above = MEASURES.index(smaller), MEASURES.index(larger)

    assert all((found.cube[below] <= found.cube[above]).all() for found in known)


@pytest.mark.parametrize(
    ("smaller", "larger"), [("committed", "delegated"), ("delegated", "notified")]
)
def test_general_budget_is_bound_by_its_delegation(
    known: list[Figures], smaller: str, larger: str
) -> None:
    below, above = MEASURES.index(smaller), MEASURES.index(larger)
    for found in known:
        rows = [i for i, rubric in enumerate(found.rubrics) if rubric.budget.kind == "general"]
        assert (found.cube[below, rows] <= found.cube[above, rows]).all()


def test_amounts_are_never_negative_and_commitments_never_fall(known: list[Figures]) -> None:
    for found in known:
        signed = found.cube[MEASURES.index("transfers")]
        assert (np.delete(found.cube, MEASURES.index("transfers"), axis=0) >= 0).all()
        assert (signed.sum(axis=0) == 0).all()
        assert (np.diff(found.cube[MEASURES.index("committed")], axis=1) >= 0).all()


def test_total_of_credits_is_what_it_is_made_of(known: list[Figures]) -> None:
    for found in known:
        parts = {name: found.cube[MEASURES.index(name)] for name in MEASURES}
        made = parts["opened"] + parts["transfers"] + parts["carried_in"]
        assert (made == parts["current"]).all()


def test_commitments_of_a_line_are_its_visaed_dossiers(known: list[Figures]) -> None:
    found = next(f for f in known if f.year.holder.code == "D451" and f.year.year == 2025)
    visaed: Counter[object] = Counter()
    for dossier in found.year.dossiers:
        if dossier.visaed_on <= days.TODAY.toordinal():
            visaed[dossier.rubric] += dossier.amount

    committed = found.of("committed", days.TODAY).tolist()

    assert committed == [visaed[rubric] for rubric in found.rubrics]


def test_what_a_year_leaves_unissued_is_what_the_next_carries() -> None:
    for holder in every_holder():
        for before, after in zip(history(holder), history(holder)[1:], strict=False):
            end = year_end(before.year).toordinal()
            owed = sum(
                dossier.amount - dossier.issued
                for dossier in before.dossiers
                if dossier.rubric.budget.code in CARRIED_OVER and dossier.visaed_on <= end
            )
            carried = sum(line.consolidation + line.carried for line in after.credits.values())
            assert carried == owed


def test_steps_of_a_dossier_follow_one_another() -> None:
    for year in every_year():
        for d in (d for d in year.dossiers if not d.is_carried):
            way = [d.launched_on, d.opened_on, d.awarded_on, d.deposited_on, d.suspended_on,
                   d.deposited_again_on, d.visaed_on, d.approved_on, d.service_order_on]  # fmt: skip
            reached = [day for day in way if day < NEVER]
            assert reached == sorted(reached)
            assert all(date.fromordinal(day).isoweekday() < 6 for day in reached)


def test_number_names_one_dossier_of_a_holder_in_a_year() -> None:
    for year in every_year():
        assert len({d.number for d in year.dossiers}) == len(year.dossiers)


def test_there_is_money_to_save_on_the_day_of_the_meeting() -> None:
    today = days.TODAY.toordinal()
    waiting = [
        dossier
        for holder in holders("03")
        for dossier in history(holder)[-1].dossiers
        if dossier.deposited_on <= today < min(dossier.visaed_on, dossier.rejected_on)
    ]
    assert len(waiting) > 20
    assert sum(dossier.amount for dossier in waiting) > 1_000_000_000


@pytest.mark.parametrize("region", facts.REGIONS)
def test_credits_of_a_region_are_of_the_order_of_the_public_figures(region: str) -> None:
    total = sum(
        line.current for holder in holders(region) for line in history(holder)[-1].credits.values()
    )
    people = holders(region)[0].population
    assert 150 < total / 100 / people < 350


@pytest.mark.parametrize(
    ("region", "centres", "hospitals"), [("03", 426, 21), ("05", 289, 12)]
)  # fmt: skip
def test_facilities_are_in_the_public_counts(region: str, centres: int, hospitals: int) -> None:
    found = Counter(facility.category for facility in facilities(region))
    primary = ("CSU-1", "CSU-2", "CSR-1", "CSR-2", "DR")
    support = ("CRSR", "CDTMR", "LSP")

    assert sum(found[category] for category in primary) == centres
    assert sum(n for category, n in found.items() if category not in primary + support) == hospitals


def test_facility_is_named_once_in_its_commune() -> None:
    for region in facts.REGIONS:
        hospitals = {"HP", "HPr", "HR", "HIR", "CRO", "CPU"}
        keys = [
            (f.province, f.commune, f.name_fr, f.category in hospitals) for f in facilities(region)
        ]
        assert len(set(keys)) == len(keys)


def test_every_carried_fact_has_its_source() -> None:
    lists = ("essp_by_province", "hospitals_by_province", "hospitals_by_region", "phc_openings",
             "phc_opened_facilities", "hospital_projects", "works_programme")  # fmt: skip
    assert all(row["source"] for name in lists for row in facts.rows(name))


def test_holders_are_one_directorate_its_delegations_and_its_centres() -> None:
    kinds = Counter((holder.region, holder.kind) for holder in every_holder())

    assert kinds == {
        ("03", "directorate"): 1, ("03", "delegation"): 9, ("03", "hospital_centre"): 8,
        ("05", "directorate"): 1, ("05", "delegation"): 5, ("05", "hospital_centre"): 5,
    }  # fmt: skip


def test_line_has_one_code_path_and_both_labels() -> None:
    assert len({rubric.code_path for rubric in rubrics()}) == len(rubrics())
    assert all(rubric.label_fr and rubric.label_ar for rubric in rubrics())


def test_years_are_the_four_of_the_demonstration() -> None:
    first: Holder = every_holder()[0]
    assert tuple(year.year for year in history(first)) == YEARS
