"""Templates of every dataset: heads read alone, lists in the reader's words, words taken back."""

import io
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tadbir.budget.intake.receipts import nature_said as receipt_said
from tadbir.core.refused import Refused
from tadbir.facilities.intake.columns import category_of, status_of
from tadbir.intake import registry, templates
from tadbir.intake.labels import both_texts, key_text
from tadbir.intake.reading.heads import head, vocabulary
from tadbir.procurement.calc import marks, nature
from tadbir.procurement.intake.columns import STATE_COLUMNS
from tadbir.procurement.terms import STEPS, State
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE

DAY = date(2025, 12, 12)
DATASETS = ("facilities", "budget", "receipts", "conventions", "operations")
READ_BACK: Mapping[str, Callable[[str], Any]] = {
    "budget": nature.kind_said,
    "part": nature.part_said,
    "type": marks.kind_said,
    "nature": receipt_said,
    "category": category_of,
    "status": status_of,
}


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("code", DATASETS)
def test_every_word_of_a_list_is_read_as_its_code(code: str, lang: str) -> None:
    dataset = registry.dataset(code)
    offered = {c.name: dataset.wording.words.get(c.name, {}) for c in dataset.columns}

    with translation.override(lang):
        said = {
            (name, str(value)): READ_BACK[name](translation.gettext(word))
            for name, words in offered.items()
            for value, word in words.items()
        }
        words = [translation.gettext(w) for some in offered.values() for w in some.values()]

    assert said == {(name, value): value for name, value in said}
    assert not [word for word in words if "," in word], "a comma ends a word of a list"


@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_every_stop_is_read_back_from_its_word(lang: str) -> None:
    with translation.override(lang):
        read = {
            stop: marks.read_mark(translation.gettext(STEPS[stop].label))
            for stop in (*marks.STOPS.values(), State.CANCELLED)
        }

    kinds = {stop: kind for (_column, kind), stop in marks.STOPS.items()}
    kinds[State.CANCELLED] = marks.MarkKind.CANCELLED
    assert read == {stop: marks.Mark(kind) for stop, kind in kinds.items()}


@pytest.mark.parametrize("lang", ["fr", "ar"])
@pytest.mark.parametrize("code", DATASETS)
def test_heads_of_a_template_are_read_as_one_column_each(code: str, lang: str) -> None:
    dataset = registry.dataset(code)
    columns = templates.columns_of(dataset, ())
    words = vocabulary(dataset, ())

    titles = templates.titles(dataset, columns, lang)

    assert [c.name for c in columns] == [n.name for n in dataset.columns if n.name in titles]
    assert {c.name: words.columns[head(titles[c.name]).key] for c in columns} == {
        c.name: [c] for c in columns
    }
    assert not {c.name.capitalize() for c in columns if "_" in c.name} & set(titles.values())


def sheet_of(dataset: str, entity: str, lang: str) -> Worksheet:
    """The first sheet of a template."""
    with translation.override(lang):
        body = templates.template(dataset, entity, DAY, reach=EVERYWHERE)
    sheet: Worksheet = load_workbook(io.BytesIO(body)).worksheets[0]
    return sheet


def test_empty_template_has_its_lists_and_its_direction(region: dict[str, Entity]) -> None:
    sheet = sheet_of("receipts", "CH231", "ar")

    assert sheet.sheet_view.rightToLeft
    assert sheet["A2"].value == "إلى غاية 12/12/2025 · السنة المالية 2025"
    lists = {r.formula1 for r in sheet.data_validations.dataValidation if r.type == "list"}
    assert lists == {
        '"التسيير,الاستثمار"', '"المداخيل الذاتية,إعانة,الفائض المرحل,السيولة المتوفرة"',
    }  # fmt: skip


def test_empty_follow_up_template_asks_for_every_state(region: dict[str, Entity]) -> None:
    heads = [cell.value for cell in sheet_of("operations", "D231", "fr")[4]]

    assert len(heads) == 10 + len(STATE_COLUMNS)
    assert {"Montant TTC", "Payé", "Visa / Rejet (motif)"} <= set(heads)


@pytest.mark.parametrize(
    ("dataset", "entity", "code"),
    [
        ("receipts", "D231", "receipts.no-segma"),
        ("receipts", "DR03", "receipts.no-segma"),
        ("facilities", "CH231", "facilities.kept-by-delegations"),
    ],
)
def test_template_that_nobody_could_send_is_refused(
    region: dict[str, Entity], dataset: str, entity: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        templates.template(dataset, entity, DAY, reach=EVERYWHERE)

    assert refused.value.code == code


def test_key_and_days_of_states_are_said_in_words() -> None:
    operations = registry.dataset("operations")
    before = json.dumps({"deposited": "2025-05-19", "launched": "2025-03-10"})
    after = json.dumps({"rejected": "2025-05-22", "deposited": "2025-05-19", "launched": ""})

    with translation.override("fr"):
        key = key_text(operations, ("2025", "14/2025", "general", "investment", "1.2"))
        texts = both_texts(operations, "dates", before, after)
        state = both_texts(operations, "state", "deposited", "rejected")

    assert key.replace("\u2068", "").replace("\u2069", "") == (
        "2025 · 14/2025 · Budget général · Investissement · 1.2"
    )
    assert texts == ("Lancé 10/03/2025", "Lancé · Visa rejeté 22/05/2025")
    assert state == ("Proposition d’engagement déposée", "Visa rejeté")
