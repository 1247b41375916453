"""Heads compared by meaning."""

from decimal import Decimal

import pytest

from tadbir.intake.reading.heads import head, unit_said


@pytest.mark.parametrize(
    ("written", "synonym"),
    [
        ("Budget Actuel (B)", "budget actuel"),
        ("Disponible sur Eng (D)=(B)-(C)", "Disponible sur Eng"),
        ("Tx_Eng (D=C/B*100)", "TX ENG"),
        ("Taux mandats émis          ( I = H/C) ", "Taux mandats émis"),
        ("Taux des mandats visé cf          ( K= J/H)", "Taux mandats visé CF"),
        ("Crédits  ouverts \u00a0", "CREDIT OUVERT"),
        ("Crédits ouverts au titre de l'exercice 2025", "Crédits ouverts"),
        ("Engagements au 30/06/2025", "Engagement"),
        ("Crédits ouverts (en milliers de DH)", "Crédits ouverts"),
        ("الاعتمــادات المفتوحة (مليون درهم)", "اعتمادات المفتوحه"),
        ("Montant TTC (DH)", "Montant TTC"),
        ("Paiements (1)", "Paiements"),
    ],
)
def test_head_is_known_whatever_its_dress(written: str, synonym: str) -> None:
    assert head(written).key == head(synonym).key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Crédits à engager", "Crédits engagés"),
        ("Reste à engager", "Engagements"),
        ("Taux d'émission", "Taux d'émission sur engagements"),
        ("Crédits ouverts", "Crédits délégués"),
    ],
)
def test_different_heads_stay_different(one: str, other: str) -> None:
    assert head(one).key != head(other).key


@pytest.mark.parametrize(
    ("line", "factor"),
    [
        ("(en milliers de DH)", 1_000),
        ("Montants exprimés en millions de dirhams", 1_000_000),
        ("المبالغ بملايين الدراهم", 1_000_000),
        ("Situation (MDH)", 1_000_000),
        ("En DH", 1),
        ("un budget de 12 millions de dirhams", None),
        ("Arrêté à la somme de douze mille dirhams", None),
        ("12 MDH", None),
        ("Situation des crédits", None),
    ],
)
def test_unit_of_a_line_above_is_told_from_a_sum_of_money(line: str, factor: int | None) -> None:
    assert unit_said(line) == (None if factor is None else Decimal(factor))
