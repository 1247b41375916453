"""The follow-up template sent back untouched changes nothing, whatever state operations are in."""

import io
from datetime import date
from itertools import product
from pathlib import Path

import pytest
from django.utils import translation
from openpyxl import load_workbook

from tadbir.core import clock
from tadbir.intake import mappings, staging, templates
from tadbir.intake.contract import Table, Value
from tadbir.intake.said import declare
from tadbir.procurement.intake import OPERATIONS
from tadbir.procurement.terms import BudgetKind, Kind, Part, TaxBasis
from tadbir.territory.models import Entity, EntityName
from tadbir.territory.reach import EVERYWHERE
from tests.budget.hand import land, sender, table

DAY = date(2025, 11, 30)
D1, D2 = date(2025, 3, 10), date(2025, 5, 22)
STATES: tuple[dict[str, Value], ...] = (
    {},
    {"on_launched": D1},
    {"on_launched": True, "on_deposited": D2},
    {"on_deposited": D1, "on_visaed": "Rejeté le 22/05/2025 : dépense non conforme à la rubrique"},
    {"on_deposited": D1, "on_visaed": "suspendu"},
    {"on_launched": D1, "on_bids_opened": "infructueux : aucune offre"},
    {"on_visaed": D1, "on_issued": D2, "on_accepted_by_accountant": "rejeté : RIB"},
    {"on_issued": D2, "on_accepted_by_accountant": D2, "on_paid": "rejeté"},
    {"on_launched": D1, "on_awarded": "annulé"},
    {"on_visaed": D1, "on_notified": "en cours"},
    {"on_visaed": "en cours"},
    {"on_deposited": D1, "on_visaed": "en cours", "on_approved": "en instance"},
    {"on_launched": "en cours"},
    {"on_issued": "en cours", "on_paid": "في طور الإنجاز"},
    {"on_deposited": D1, "on_visaed": "rejeté : RIB", "on_paid": "en cours"},
    {"on_paid": D2},
)
AMOUNT_OF = {
    TaxBasis.WITH_TAX: "amount_with_tax",
    TaxBasis.WITHOUT_TAX: "amount_without_tax",
    TaxBasis.UNSAID: "amount",
}
DATED = ("on_launched", "on_bids_opened", "on_awarded", "on_deposited", "on_visaed", "on_approved",
         "on_notified",
         "on_issued", "on_accepted_by_accountant", "on_paid")  # fmt: skip
NAMES = ("reference", "purpose", "type", "budget", "part", "code_path", "supplier",
         *AMOUNT_OF.values(), *DATED, "observations")  # fmt: skip


def every_operation() -> Table:
    """An operation in each state for each kind, and in each budget, part and tax basis."""
    rows: list[list[Value]] = []
    marks: dict[int, tuple[str, ...]] = {}
    natures = list(product(BudgetKind, Part, TaxBasis))
    for number, (state, kind) in enumerate(product(STATES, Kind)):
        budget, part, tax = natures[number % len(natures)]
        said: dict[str, Value] = {
            "reference": f"{number}/2025" if number % 3 else "",
            "purpose": f"Objet n° {number}", "type": kind.value, "budget": budget.value,
            "part": part.value, "code_path": f"1.{number:03}", "supplier": "Sté Alpha",
            AMOUNT_OF[tax]: None if number % 7 == 3 and tax is TaxBasis.WITH_TAX else 100_01 + number,
            "observations": "à suivre", **state,
        }  # fmt: skip
        rows.append([said.get(name) for name in NAMES])
        if number % 5 == 0:
            marks[6 + number] = ("struck",)
    equal = {"reference": "9000/2025", "purpose": "Deux lignes", "type": "contract",
             "budget": "general", "part": "investment", AMOUNT_OF[TaxBasis.WITH_TAX]: 500_00}  # fmt: skip
    rows += [[(equal | {"code_path": line}).get(name) for name in NAMES] for line in ("2.1", "2.2")]
    return table(rows, NAMES, marks=marks, has_own_totals=True)


@pytest.fixture
def holder(region: dict[str, Entity]) -> None:
    """The holder answers to its name."""
    EntityName.objects.create(entity=region["D231"], name_fr="Délégation de Fès", name_ar="")


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_template_sent_back_untouched_changes_nothing(
    holder: None, tmp_path: Path, lang: str
) -> None:
    clock.fix_today(DAY)
    drafted = OPERATIONS.draft(every_operation(), sender())
    land(OPERATIONS, drafted)
    path = tmp_path / "template.xlsx"
    with translation.override(lang):
        path.write_bytes(templates.template("operations", "D231", DAY, reach=EVERYWHERE))

    declared = declare(reach=EVERYWHERE, sender="x", dataset="operations")
    found = staging.prepare(mappings.matched(path, path.name, declared), declared, reach=EVERYWHERE)

    changes = found.changes
    assert [row.key for row in changes.gone_rows] == []
    assert (found.report["refused"], changes.figures) == ([], ())
    assert (changes.new, changes.changed, changes.gone, changes.same) == (
        0,
        0,
        0,
        len(STATES) * 7 + 2,
    )


def test_days_are_days_and_a_refusal_keeps_its_reason(holder: None) -> None:
    land(OPERATIONS, OPERATIONS.draft(every_operation(), sender()))
    with translation.override("fr"):
        body = templates.template("operations", "D231", DAY, reach=EVERYWHERE)

    sheet = load_workbook(io.BytesIO(body)).worksheets[0]
    heads = {cell.value: cell.column for cell in sheet[4]}
    row = next(
        row for row in range(5, sheet.max_row + 1)
        if sheet.cell(row, heads["Référence"]).value == "22/2025"
    )  # fmt: skip
    deposited, visa = (sheet.cell(row, heads[h]) for h in ("Dépôt visa", "Visa / Rejet (motif)"))
    assert (deposited.number_format, deposited.value.date()) == ("dd/mm/yyyy", D1)
    assert visa.value == "Visa rejeté 22/05/2025 : dépense non conforme à la rubrique"


def test_en_cours_stands_again_in_its_column(holder: None) -> None:
    """Operation 63 was notified "en cours" after its visa of the 10th of March."""
    number = STATES.index({"on_visaed": D1, "on_notified": "en cours"}) * len(Kind)
    land(OPERATIONS, OPERATIONS.draft(every_operation(), sender()))
    with translation.override("fr"):
        rows = OPERATIONS.template("D231", DAY)

    row = next(row for row in rows if row["purpose"] == f"Objet n° {number}")
    assert (row["on_visaed"], row["on_notified"], row["on_paid"]) == (D1, "en cours", None)
