"""The values of the trail in the reader's words, worked by hand."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tadbir.audit.wording import Words

UNKNOWN = "Code inconnu : \u2066{}\u2069"


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    with override("fr"):
        yield


def said(app: str, field: str, row: dict[str, object]) -> tuple[str, ...]:
    return Words.of([(app, row)]).lines(app, field, row)


@pytest.mark.parametrize(
    ("app", "row", "expected"),
    [
        ("accounts", {"role": "director"}, ("Directeur régional",)),
        ("accounts", {"is_active": False}, ("Non",)),
        ("accounts", {"valid_to": None}, ()),
        ("accounts", {"valid_from": "2025-12-12"}, ("12/12/2025",)),
        ("accounts", {"role": "king"}, (UNKNOWN.format("king"),)),
        ("accounts", {"valid_from": "yesterday"}, (UNKNOWN.format("yesterday"),)),
        ("accounts", {"shoe_size": 42}, (UNKNOWN.format("42"),)),
        ("intake", {"due_day": 5, "rhythm": "weekly"}, ("vendredi",)),
        ("intake", {"due_day": 10, "rhythm": "monthly"}, ("10",)),
        ("intake", {"dataset": "budget"}, ("Exécution du budget",)),
        ("intake", {"totals": [{}]}, ()),
        ("budget", {"points": ["2025-03-31 0.3200"]}, ("31/03/2025 : 32,0\u202f%",)),
        ("budget", {"steps": ["award 12"]}, ("Attribution et signature : 12",)),
        ("budget", {"value": "0.02", "unit": "share of the ministry's investment credits"},
         ("2,0\u202f%",)),
        ("budget", {"value": "1.5"}, (UNKNOWN.format("1.5"),)),
        ("procurement", {"penalty_rate": "0.001"}, ("0,001",)),
        ("procurement", {"lots": [{"number": 1, "amount": "1200.50", "title": ""}]},
         ("Numéro du lot : 1", "Montant : 1\u202f200,50\u00a0DH")),
        ("dossier", {"pdf ar": "5c2167447b7d423a0c2b"}, ("\u20665c2167447b7d…\u2069",)),
    ],
)  # fmt: skip
def test_values_are_said(app: str, row: dict[str, object], expected: tuple[str, ...]) -> None:
    assert said(app, next(iter(row)), row) == expected


def test_key_without_a_name_is_marked() -> None:
    assert Words.of([]).field("accounts", "shoe_size") == UNKNOWN.format("shoe_size")


def test_totals_bear_the_titles_of_their_columns() -> None:
    row: dict[str, object] = {"totals": [{"committed": "6894554.54", "nonsense": "1"}]}

    known, unknown = said("intake", "totals", row)

    assert known.endswith(" : 6\u202f894\u202f554,54\u00a0DH")
    assert "committed" not in known
    assert unknown == f"{UNKNOWN.format('nonsense')} : 1,00\u00a0DH"


@pytest.mark.django_db
def test_entity_that_is_not_there_is_marked() -> None:
    assert said("accounts", "entity", {"entity": "D999"}) == (UNKNOWN.format("D999"),)
