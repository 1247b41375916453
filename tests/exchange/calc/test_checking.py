"""The checker finds three kinds of faults beside those of the schema, each once, where it is."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.exchange.calc.checking import Finding, check, is_instant, pointer, references_in
from tadbir.exchange.schemas import project_schema
from tadbir.exchange.terms import Fault

SCHEMA = project_schema()
VALUE, CURRENCY = Fault.MISSING_VALUE, Fault.MISSING_CURRENCY
DANGLING, BREACH = Fault.DANGLING_ORGANISATION, Fault.SCHEMA
PARTY = {"id": "A", "name": "Direction"}


def found(
    document: object, *, but: frozenset[Fault] = frozenset({BREACH})
) -> set[tuple[Fault, str]]:
    """The findings of a document by kind and place, those of the schema apart."""
    listed = [(one.fault, one.pointer) for one in check(document, SCHEMA) if one.fault not in but]
    assert len(listed) == len(set(listed))
    return set(listed)


def of_file(shared: Path, name: str) -> list[Finding]:
    """The findings of a file that nobody here wrote."""
    path = shared / "data" / "exchange" / f"oc4ids-{name}.json"
    return check(json.loads(path.read_text(encoding="utf-8")), SCHEMA)


def test_three_kinds_are_found_in_the_file_made_for_them(shared: Path) -> None:
    listed = of_file(shared, "cove-example-additional-checks")

    assert [(one.fault, one.pointer) for one in listed if one.fault is not BREACH] == [
        (VALUE, "/projects/0/locations/1/gazetteer/identifiers"),
        (CURRENCY, "/projects/0/budget/amount"),
        (DANGLING, "/projects/0/publicAuthority"),
        (DANGLING, "/projects/0/contractingProcesses/0/summary/suppliers/0"),
    ]
    assert [one.pointer for one in listed if one.fault is BREACH] == [
        "/projects/0/locations/1/gazetteer/identifiers",
        "/projects/0/status",
    ]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("example", {}),
        ("cove-example-data", {}),
        ("cove-example-additional-codes", {BREACH: 3, VALUE: 1}),
        ("cove-example-additional-checks-no-parties", {BREACH: 2, DANGLING: 15}),
        ("blank", {BREACH: 206, VALUE: 66, DANGLING: 3}),
    ],
)
def test_other_files_have_what_they_have(shared: Path, name: str, counts: dict[Fault, int]) -> None:
    assert Counter(one.fault for one in of_file(shared, name)) == counts


def test_schema_is_the_published_one(shared: Path) -> None:
    path = shared / "data" / "exchange" / "oc4ids-project-schema.json"

    assert json.loads(path.read_text(encoding="utf-8")) == SCHEMA


@pytest.mark.parametrize("empty", [None, "", " \n\u00a0", {}, []])
def test_value_that_says_nothing_is_missing(empty: object) -> None:
    assert found({"id": "x", "title": empty}) == {(VALUE, "/title")}
    assert found({"id": "x", "sector": ["health", empty]}) == {(VALUE, "/sector/1")}


@pytest.mark.parametrize("said", [0, False, "0", [0], {"a": False}])
def test_zero_and_no_are_values(said: object) -> None:
    assert found({"id": "x", "extra": said}) == set()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"amount": 1, "currency": "MAD"}, set()),
        ({"amount": 0}, {(CURRENCY, "/budget/amount")}),
        ({"amount": "1"}, {(CURRENCY, "/budget/amount")}),
        ({"amount": 1, "currency": ""}, {(VALUE, "/budget/amount/currency")}),
        ({"amount": None}, {(VALUE, "/budget/amount/amount")}),
        ({"currency": "MAD"}, set()),
    ],
)
def test_amount_has_a_currency(value: object, expected: set[tuple[Fault, str]]) -> None:
    assert found({"id": "x", "budget": {"amount": value}}) == expected


def test_reference_leads_to_a_party_of_its_own_project() -> None:
    first = {"id": "1", "parties": [PARTY], "publicAuthority": {"id": "A"}}
    second = {"id": "2", "publicAuthority": {"id": "A"}}

    assert found({"projects": [first, second]}) == {(DANGLING, "/projects/1/publicAuthority")}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"publicAuthority": {"name": "without an id"}}, set()),
        ({"publicAuthority": {"id": " "}}, {(VALUE, "/publicAuthority/id")}),
        ({"contractingProcesses": [{"id": "c", "summary": {"suppliers": [PARTY, {"id": "B"}]}}]},
         {(DANGLING, "/contractingProcesses/0/summary/suppliers/1")}),
        ({"lobbyingMeetings": [{"id": "m", "publicOffice": {"organization": {"id": "B"}}}]},
         {(DANGLING, "/lobbyingMeetings/0/publicOffice/organization")}),
    ],
)  # fmt: skip
def test_references_are_found_wherever_they_are(
    fields: dict[str, object], expected: set[tuple[Fault, str]]
) -> None:
    assert found({"id": "x", "parties": [PARTY], **fields}) == expected


def test_names_of_references_come_from_the_schema() -> None:
    assert references_in(SCHEMA) == {
        "administrativeEntity", "financingParty", "organization", "payee", "payer",
        "procuringEntity", "publicAuthority", "sourceParty", "suppliers", "tenderers",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("document", "place"),
    [([], ""), ("text", ""), ({"projects": {}}, "/projects"), ({"projects": [1]}, "/projects/0")],
)
def test_file_that_holds_no_project_breaks_the_schema(document: object, place: str) -> None:
    assert (BREACH, place) in found(document, but=frozenset())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-12-12T00:00:00Z", True), ("2025-12-12t00:00:00.25+01:00", True),
        ("2025-12-12", False), ("2025-12-12T00:00:00", False), ("2025-02-30T00:00:00Z", False),
        ("2025-12-12T24:01:00Z", False), ("soon", False), (12, True),
    ],
)  # fmt: skip
def test_instant_has_a_day_a_time_and_a_zone(text: object, expected: bool) -> None:
    assert is_instant(text) is expected
    project = {"id": "x", "updated": text}
    assert ((BREACH, "/updated") not in found(project, but=frozenset())) is (
        expected and isinstance(text, str)
    )


def test_pointer_escapes_what_it_must() -> None:
    assert pointer(()) == ""
    assert pointer(("a/b", 0, "c~d")) == "/a~1b/0/c~0d"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "amount", "currency", "parties", "suppliers", "projects", "x"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(JSON)
def test_any_json_is_checked_and_each_finding_leads_somewhere(document: object) -> None:
    for one in check(document, SCHEMA):
        part = document
        for step in one.pointer.split("/")[1:]:
            part = part[int(step)] if isinstance(part, list) else part[step]  # type: ignore[index]
