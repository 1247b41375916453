"""Templates of every dataset, sent back untouched, change nothing: whatever stands, either language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from tadbir.intake import actions, registry, templates
from tadbir.intake.columns import Column, Kind
from tadbir.intake.contract import Dataset, Reading, Value
from tadbir.intake.reading.read import Job, read_all
from tadbir.intake.said import Said
from tadbir.intake.template_workbook import Page, TemplateOf, write
from tadbir.territory.actions import found_region
from tadbir.territory.reach import EVERYWHERE
from tests.intake.conftest import BY
from tests.territory.lean import load_lean_census

DAY = date(2025, 6, 30)


@dataclass(frozen=True, slots=True)
class Sample:
    """A small file of a dataset: whom it speaks for, its heads, its rows, its total if any."""

    holder: str
    heads: Sequence[str]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()


SAMPLES: Mapping[str, Sample] = {
    "budget": Sample(
        "D451",
        ("Budget", "Section", "Ligne", "Intitulé de la rubrique", "Crédits ouverts", "Engagements"),
        [
            ("Budget général", "Fonctionnement", "10.20.030", "Gaz médicaux", 1000.5, -20),
            ("Budget général", "Investissement", "007", "قسطرة القلب", 0, None),
            ("Budget général", "Fonctionnement", "10.20.40", "Eau, électricité", None, 12.01),
            ("Budget général", "Fonctionnement", "10.20.50", "Somme des autres", 1000.5, -7.99),
        ],
        ("", "", "", "TOTAL GÉNÉRAL", 2001, -15.98),
    ),
    "receipts": Sample(
        "CH451",
        ("Section", "Nature de la recette", "Intitulé", "Prévisions", "Recettes encaissées"),
        [
            ("Fonctionnement", "Recettes propres", "Consultations", 5000, 1234.56),
            ("Fonctionnement", "Subvention", "إعانة الدولة", 900, None),
            ("Investissement", "Excédent reporté", "Report", 0, -5),
        ],
    ),
    "conventions": Sample(
        "D451",
        ("N° convention", "Objet", "Maître d'ouvrage délégué", "Montant de la convention", "Versé"),
        [
            ("C 1/2024", "Construction de l'hôpital", "Agence", 1_000_000, 250_000.25),
            ("", "تجهيز المركز الصحي", "الوكالة", 300, None),
            ("C 3/2025", "Annulée", "", 0, -1),
        ],
    ),
    "operations": Sample(
        "D451",
        ("Référence", "Objet", "Type", "Imputation", "Montant TTC", "Dépôt visa", "Visa", "Payé"),
        [
            ("1/2025", "Scanner", "AO", "030", 900.1, date(2025, 3, 1), "en cours", None),
            ("", "شراء الأدوية", "BC", "1.2", None, "x", "rejeté : pièce manquante", None),
            ("2/2025", "Deux lignes", "AO", "3.1", 50, date(2025, 3, 1), date(2025, 4, 1), "en cours"),
            ("2/2025", "Deux lignes", "AO", "3.2", 50, None, None, None),
            ("3/2025", "Avoir", "facture", "3.3", -7, None, None, date(2025, 5, 2)),
        ],
        ("", "TOTAL GÉNÉRAL", "", "", 993.1),
    ),
    "facilities": Sample(
        "D451",
        ("région", "délégation", "commune", "nom établissement", "catégorie"),
        [
            ("Fès-Meknès", "Sefrou", "Sefrou (Mun.)", "Habbouna", "CSU-1"),
            ("Fès-Meknès", "Sefrou", "Sefrou (Mun.)", "Ben Seffar", "CSU-1"),
            ("Fès-Meknès", "Sefrou", "Sefrou (Mun.)", "Ben Seffar", "CDTMR"),
            ("Fès-Meknès", "Sefrou", "El Menzel (Mun.)", "9 Juillet", "CSR-2"),
        ],
    ),
}  # fmt: skip


def workbook(path: Path, sample: Sample) -> Path:
    """A sample as somebody would send it."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Feuille")
        sheet.write(0, 0, "Exercice 2025")
        sheet.write_row(2, 0, sample.heads)
        for index, row in enumerate([*sample.rows, sample.total], 3):
            for column, value in enumerate(row):
                sheet.write(index, column, value)
    return path


@pytest.fixture
def founded(db: None, settings: Settings, tmp_path: Path) -> None:
    """Fès-Meknès with Sefrou and its hospital centre; nothing is prepared at a commit."""
    load_lean_census(by=BY)
    found_region(by=BY, region_code="03")
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.REFRESHERS = ["tadbir.facilities.actions.refresh"]


def said(dataset: str, holder: str) -> Said:
    """What is declared with a file."""
    return Said(dataset=dataset, entity=holder, on_date=DAY)


OF_SITES = {"projects": "programme", "progress": "templates", "gates": "templates"}
"""Datasets whose rows speak of projects that stand: the file of `tests/works/intake` with theirs."""


def test_every_dataset_has_its_sample() -> None:
    assert set(registry.datasets()) == {*SAMPLES, *OF_SITES}
    for code, name in OF_SITES.items():
        tests = Path(__file__).parents[1] / "works" / "intake" / f"test_{name}.py"
        assert f'"{code}"' in tests.read_text(encoding="utf-8")


@pytest.mark.parametrize("code", SAMPLES)
def test_template_sent_back_untouched_changes_nothing(
    founded: None, tmp_path: Path, code: str
) -> None:
    """Twice: as the first file left it, then as its own template did, in the other language."""
    sample = SAMPLES[code]
    first = workbook(tmp_path / "first.xlsx", sample)
    kept = actions.take_in(by=BY, path=first, reach=EVERYWHERE, **said(code, sample.holder))
    assert kept.batch is not None, kept.as_json("fr")
    assert kept.batch.rows == len(sample.rows)

    for lang in ("fr", "ar"):
        with translation.override(lang):
            body = templates.template(code, sample.holder, DAY, reach=EVERYWHERE)
        back = tmp_path / f"{lang}.xlsx"
        back.write_bytes(body)
        found = actions.take_in(by=BY, path=back, reach=EVERYWHERE, **said(code, sample.holder))

        assert found.report is not None, found.as_json("fr")
        assert (found.report["gone"], found.report["refused"], found.report["figures"]) == (
            [],
            [],
            [],
        )
        changes = {name: n for name, n in found.report["changes"].items() if name != "superseded"}
        same = len(sample.rows)
        assert changes == {"new": 0, "changed": 0, "same": same, "gone": 0, "left_out": 0}
        assert found.batch is not None


TEXTS = st.sampled_from(
    [
        "Gaz médicaux",
        "قسطرة القلب",
        "المركز الصحي ‏(صفرو)",
        "=1+1",
        "1 234",
        "Lot n° 3 - 50 %",
        "x",
        "-5,2",
    ]
)
VALUES: Mapping[Kind, st.SearchStrategy[Value]] = {
    Kind.AMOUNT: st.none() | st.integers(-(10**13), 10**13),
    Kind.COUNT: st.none() | st.integers(0, 9_999),
    Kind.DATE: st.none() | st.dates(date(1956, 3, 2), date(2060, 12, 31)),
    Kind.STATE: st.none() | st.just("x") | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    Kind.TEXT: TEXTS,
    Kind.CODE: st.sampled_from(["10.20.030", "007", "12-3", "A1/2", "1234567890123456789"]),
}


@st.composite
def filled(draw: st.DrawFn, dataset: Dataset) -> Mapping[str, Value]:
    """A row of a template, of anything that its columns can hold; each is a row of its own."""
    columns = templates.columns_of(dataset, ())
    return {c.name: draw(VALUES[c.kind]) for c in columns}


def as_read(value: Value, column: Column) -> Value:
    """A value as reading gives it back: a cross is True, marks of direction are no part of a text."""
    if column.kind is Kind.STATE and value == "x":
        return True
    return value.replace("\u200f", "") if isinstance(value, str) else value


@given(st.data())
@examples(max_examples=5)
def test_whatever_a_template_holds_is_read_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Negative amounts, blanks, days, Arabic, texts that look like formulas: every sample at once."""
    folder = tmp_path_factory.mktemp("templates")
    jobs, expected = [], []
    for code in SAMPLES:
        dataset = registry.dataset(code)
        columns = templates.columns_of(dataset, ())
        rows = data.draw(st.lists(filled(dataset), min_size=3, max_size=3))
        path = folder / f"{code}.xlsx"
        heads = templates.titles(dataset, columns, "ar")
        page = Page("نموذج", ("السنة المالية 2025",), rows)
        made = TemplateOf(
            "", columns, heads, [page], {}, True, "Lists", datetime(2025, 6, 30, tzinfo=UTC)
        )
        path.write_bytes(write(made))
        jobs.append(Job(path, dataset))
        expected.append([{c.name: as_read(row[c.name], c) for c in columns} for row in rows])

    for reading, wanted in zip(read_all(jobs), expected, strict=True):
        assert isinstance(reading, Reading)
        (table,) = reading.sheets[0].tables
        known = [
            {name: values[index] for name, values in table.values.items()}
            for index in range(len(table.rows))
        ]
        sums = {r.code for r in table.refused}
        assert sums <= {"intake.ambiguous-subtotal"}
        if not sums:
            assert known == wanted
