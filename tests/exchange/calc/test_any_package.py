"""Whatever the facts, a package follows the schema, and nothing the check looks for is found."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tadbir.exchange.calc.building import package, project
from tadbir.exchange.calc.checking import check
from tadbir.exchange.calc.facts import (
    Body,
    Contract,
    Document,
    Moved,
    Package,
    Place,
    Project,
    Step,
)
from tadbir.exchange.schemas import project_schema
from tadbir.exchange.terms import Role
from tadbir.procurement.terms import Nature, State
from tadbir.works.terms import Phase, ProjectKind

SCHEMA = project_schema()
TEXTS = st.text(max_size=12)
CODES = st.text(st.characters(categories=["Lu", "Nd"]), min_size=1, max_size=6)
DAYS = st.dates(date(2015, 1, 1), date(2035, 1, 1))
MONEY = st.decimals(Decimal(0), Decimal(10) ** 11, places=2)
BODIES = st.builds(Body, CODES, TEXTS)
PAPERS = st.lists(
    st.builds(Document, CODES, st.just("tenderNotice"), TEXTS, st.just(""), st.none() | DAYS),
    max_size=2, unique_by=lambda one: one.code,
)  # fmt: skip


@st.composite
def contracts(draw: st.DrawFn) -> Contract:
    """A contract of which anything may be unsaid."""
    start = draw(st.none() | DAYS)
    end = None if start is None else draw(st.none() | DAYS.map(lambda day: max(day, start)))
    moves = [Moved(end, end, end + timedelta(days=9))] if end and draw(st.booleans()) else []
    return Contract(
        draw(CODES), draw(TEXTS), draw(TEXTS), draw(st.sampled_from(State)), draw(BODIES),
        draw(st.none() | st.sampled_from(Nature)), draw(st.none() | BODIES),
        draw(st.none() | MONEY), draw(st.none() | DAYS), start, end, moves, draw(PAPERS),
    )  # fmt: skip


POINTS = st.none() | st.tuples(st.floats(-17, -1), st.floats(20, 36))
PLACES = st.builds(Place, CODES, TEXTS, TEXTS, TEXTS, TEXTS, POINTS, TEXTS)
STEP = st.builds(Step, st.sampled_from(Phase), TEXTS, DAYS)
PROJECTS = st.builds(
    Project, CODES, TEXTS, TEXTS, st.sampled_from(ProjectKind), BODIES, PLACES,
    st.lists(STEP, min_size=1, max_size=4), st.sampled_from(["fr", "ar"]), st.none() | MONEY,
    st.lists(contracts(), max_size=3, unique_by=lambda one: one.code), PAPERS,
)  # fmt: skip


@given(st.lists(PROJECTS, min_size=1, max_size=2, unique_by=lambda one: one.code), DAYS)
def test_any_package_follows_the_schema_and_misses_nothing(of: list[Project], on: date) -> None:
    assert check(package(Package("DR03", "Direction", on, "tadbir", of)), SCHEMA) == []


@given(PROJECTS)
def test_every_organisation_has_a_role_and_every_reference_a_party(of: Project) -> None:
    written: Any = project(of, prefix="tadbir")

    assert all(set(party["roles"]) <= {one.value for one in Role} for party in written["parties"])
    assert all(party["roles"] for party in written["parties"])
