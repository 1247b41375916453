"""What is known of a project is written, what is not is left out, and the whole passes the check."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tadbir.exchange.calc.building import kept, money, package, period, project
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
from tadbir.exchange.calc.periods import moved
from tadbir.exchange.calc.restricted import cleared
from tadbir.exchange.schemas import project_schema
from tadbir.exchange.terms import (
    NATURE_OF,
    PROCESS_STATUS_OF,
    STATUS_OF,
    TYPE_OF,
    ProcessStatus,
)
from tadbir.procurement.terms import DurationUnit, Nature, OrderKind, State
from tadbir.works.terms import Phase, ProjectKind

SCHEMA: Any = project_schema()
OWNER, HOLDER = Body("DR03", "Direction régionale"), Body("D231", "Délégation de Fès")
BUILDER = Body("supplier-7", "Atlas Travaux")
PLACE = Place("03.231", "Fès", "Maroc", "", "Fès-Meknès", (-4.9419, 33.9912), "Milieu de Fès")
STEPS = (
    Step(Phase.WORKS, "Travaux", date(2025, 1, 15)),
    Step(Phase.PROVISIONAL_ACCEPTANCE, "Réception provisoire", date(2025, 11, 30)),
)
CONTRACT = Contract(
    "D231-12/2025", "12/2025", "Réhabilitation", State.SERVICE_ORDER, HOLDER, Nature.WORKS,
    BUILDER, Decimal("4200000.50"), date(2024, 10, 1), date(2025, 1, 15), date(2025, 5, 15),
    (Moved(date(2025, 3, 11), date(2025, 5, 15), date(2025, 5, 25)),),
)  # fmt: skip
PROJECT = Project(
    "P1", "Réaménagement · CSU Narjiss", "Programme SSP2.",
    ProjectKind.PRIMARY_CARE_REFURBISHMENT, OWNER, PLACE, STEPS, "fr", None, (CONTRACT,),
)  # fmt: skip


WRITTEN_PROCESS = {
    "id": "D231-12/2025",
    "summary": {
        "externalReference": "12/2025",
        "nature": ["construction"],
        "title": "Réhabilitation",
        "status": "active",
        "tender": {
            "datePublished": "2024-10-01T00:00:00Z",
            "procuringEntity": {"name": "Délégation de Fès", "id": "D231"},
        },
        "suppliers": [{"name": "Atlas Travaux", "id": "supplier-7"}],
        "contractValue": {"amount": 4200000.5, "currency": "MAD"},
        "contractPeriod": {
            "startDate": "2025-01-15T00:00:00Z", "endDate": "2025-05-15T00:00:00Z",
            "durationInDays": 120,
        },
        "modifications": [
            {
                "id": "1", "date": "2025-03-11T00:00:00Z", "type": "duration",
                "oldContractPeriod": {
                    "startDate": "2025-01-15T00:00:00Z",
                    "endDate": "2025-05-15T00:00:00Z", "durationInDays": 120,
                },
                "newContractPeriod": {
                    "startDate": "2025-01-15T00:00:00Z",
                    "endDate": "2025-05-25T00:00:00Z", "durationInDays": 130,
                },
            }
        ],
    },
}  # fmt: skip
WRITTEN = {
    "id": "oc4ids-abc123-P1",
    "updated": "2025-11-30T00:00:00Z",
    "language": "fr",
    "identifiers": [{"id": "P1"}],
    "title": "Réaménagement · CSU Narjiss",
    "description": "Programme SSP2.",
    "status": "completion",
    "type": "rehabilitation",
    "sector": ["health"],
    "period": {
        "startDate": "2025-01-15T00:00:00Z", "endDate": "2025-05-25T00:00:00Z",
        "durationInDays": 130,
    },
    "locations": [
        {
            "id": "03.231", "description": "Milieu de Fès",
            "geometry": {"type": "Point", "coordinates": [-4.9419, 33.9912]},
            "address": {"region": "Fès-Meknès", "countryName": "Maroc"},
        }
    ],
    "parties": [
        {"name": "Direction régionale", "id": "DR03", "roles": ["publicAuthority"]},
        {"name": "Délégation de Fès", "id": "D231", "roles": ["buyer", "procuringEntity"]},
        {"name": "Atlas Travaux", "id": "supplier-7", "roles": ["supplier"]},
    ],
    "publicAuthority": {"name": "Direction régionale", "id": "DR03"},
    "contractingProcesses": [WRITTEN_PROCESS],
    "milestones": [
        {"id": "1", "title": "Travaux", "code": "works", "dateMet": "2025-01-15T00:00:00Z",
         "status": "met"},
        {"id": "2", "title": "Réception provisoire", "code": "provisional_acceptance",
         "dateMet": "2025-11-30T00:00:00Z", "status": "met"},
    ],
    "completion": {
        "endDate": "2025-11-30T00:00:00Z", "endDateDetails": "Réception provisoire",
    },
}  # fmt: skip


def test_whole_project_is_written() -> None:
    assert project(PROJECT, prefix="oc4ids-abc123") == WRITTEN


def test_what_nobody_said_is_left_out() -> None:
    place = Place("03", "Fès-Meknès", "Maroc", region="Fès-Meknès")
    bare = replace(PROJECT, contracts=(), steps=STEPS[:1], place=place, description=" ")
    written = project(bare, prefix="tadbir")

    assert set(PROJECT_FIELDS) - set(written) == {
        "description", "period", "contractingProcesses", "completion",
    }  # fmt: skip
    assert written["locations"] == [
        {"id": "03", "description": "Fès-Meknès",
         "address": {"region": "Fès-Meknès", "countryName": "Maroc"}}
    ]  # fmt: skip
    assert "budget" not in written


PROJECT_FIELDS = project(PROJECT, prefix="tadbir")


def test_before_the_award_the_amount_is_an_estimate_and_nobody_supplies() -> None:
    early = replace(CONTRACT, state=State.LAUNCHED)
    written: Any = project(replace(PROJECT, contracts=(early,)), prefix="tadbir")
    summary = written["contractingProcesses"][0]["summary"]

    assert summary["status"] == "pre-award"
    assert summary["tender"]["costEstimate"] == {"amount": 4200000.5, "currency": "MAD"}
    assert not summary.keys() & {"suppliers", "contractValue", "contractPeriod"}
    assert [party["id"] for party in written["parties"]] == ["DR03", "D231"]


def test_organisation_with_several_roles_is_described_once() -> None:
    own = replace(CONTRACT, holder=OWNER)
    written: Any = project(replace(PROJECT, contracts=(own, replace(own, code="2"))), prefix="t")

    assert written["parties"][0]["roles"] == ["publicAuthority", "buyer", "procuringEntity"]
    assert len(written["parties"]) == 2


def test_budget_and_documents_are_written_where_they_are_known() -> None:
    paper = Document("d1", "completionCertificate", "Procès-verbal", published_on=date(2025, 12, 1))
    written: Any = project(replace(PROJECT, budget=Decimal(5), documents=(paper,)), prefix="t")

    assert written["budget"] == {"amount": {"amount": 5, "currency": "MAD"}}
    assert written["documents"] == [
        {"id": "d1", "documentType": "completionCertificate", "title": "Procès-verbal",
         "datePublished": "2025-12-01T00:00:00Z"}
    ]  # fmt: skip


def test_works_taken_up_again_are_not_complete() -> None:
    again = (*STEPS, Step(Phase.CANCELLED, "Annulé", date(2025, 12, 1)))

    assert "completion" not in project(replace(PROJECT, steps=again), prefix="t")


def test_same_facts_give_the_same_package_and_others_another_name() -> None:
    of = Package("DR03", "Direction", date(2025, 12, 12), "tadbir", [PROJECT])
    first = package(of)

    assert first == package(of)
    assert {k: v for k, v in first.items() if k not in {"projects", "uri"}} == {
        "version": "0.9",
        "publishedDate": "2025-12-12T00:00:00Z",
        "publisher": {"name": "Direction"},
    }
    assert str(first["uri"]).startswith("urn:uuid:")
    assert first["uri"] != package(replace(of, on=date(2025, 12, 11)))["uri"]


def test_nothing_is_kept_of_nothing() -> None:
    assert kept({"a": " ", "b": {"c": None, "d": [{}, {"e": ""}]}, "f": " x ", "g": 0}) == {
        "f": "x", "g": 0,
    }  # fmt: skip
    assert money(None) is None
    assert period(None, date(2025, 1, 1)) == {
        "startDate": None, "endDate": "2025-01-01T00:00:00Z", "durationInDays": None,
    }  # fmt: skip


def test_every_word_of_ours_has_one_of_the_standard() -> None:
    properties = SCHEMA["properties"]
    summary = SCHEMA["definitions"]["ContractingProcessSummary"]["properties"]

    assert set(STATUS_OF) == set(Phase)
    assert {one.value for one in STATUS_OF.values()} <= set(properties["status"]["enum"])
    assert set(TYPE_OF) == set(ProjectKind)
    assert set(TYPE_OF.values()) <= set(properties["type"]["enum"])
    assert set(PROCESS_STATUS_OF) == set(State)
    assert {one.value for one in ProcessStatus} == set(summary["status"]["enum"])
    assert set(NATURE_OF.values()) <= set(summary["nature"]["items"]["enum"])


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("Réhabilitation du service des urgences", True),
        ("Aménagement de l'unité de prise en charge des Détenus", False),
        ("Grilles, secteur PÉNITENTIAIRE", False),
        ("تهيئة وحدة خاصة للتكفل بالسجناء", False),
        ("", True),
    ],
)
def test_text_about_the_prisoners_unit_does_not_leave(text: str, leaves: bool) -> None:
    assert cleared(text) == (text if leaves else "")


def test_each_lifted_suspension_moves_the_end() -> None:
    start, months = date(2025, 1, 31), DurationUnit.MONTHS
    orders = [
        (date(2025, 3, 1), OrderKind.SUSPENSION), (date(2025, 3, 11), OrderKind.RESTART),
        (date(2025, 4, 1), OrderKind.SUSPENSION), (date(2025, 4, 4), OrderKind.RESTART),
        (date(2025, 5, 1), OrderKind.SUSPENSION),
    ]  # fmt: skip
    first = Moved(date(2025, 3, 11), date(2025, 5, 31), date(2025, 6, 10))

    assert moved(start, 4, months, orders, date(2025, 3, 31)) == [first]
    assert moved(start, 4, months, orders, date(2025, 12, 12)) == [
        first, Moved(date(2025, 4, 4), date(2025, 6, 10), date(2025, 6, 13)),
    ]  # fmt: skip
    assert moved(start, None, months, orders, date(2025, 12, 12)) == []
