"""Templates pre-filled with what stands, which our own reader must take back unchanged."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time

from django.utils.translation import gettext

from tadbir.intake import registry
from tadbir.intake.contract import Dataset, Value
from tadbir.intake.labels import dataset_label, name_of
from tadbir.intake.template_workbook import TemplateOf, write
from tadbir.territory import queries as territory
from tadbir.territory.reach import Reach
from tadbir.ui.words import language

DAY_LINES = {"ar": "إلى غاية {day}", "fr": "Situation du {day}"}
"""How the day is written above the table: words of the reader's vocabulary, not a translation."""
MOST_CHOICES = 12
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def template(dataset: str, entity: str, on: date, *, reach: Reach) -> bytes:
    """The workbook of a dataset for one entity and day, in the reader's language.

    Raises `Refused` for an unknown dataset, or an entity out of reach.
    """
    kind = registry.dataset(dataset)
    holder = territory.entity(entity, reach=reach)
    lang = language()
    rows = kind.template(holder.code, on)
    return write(
        TemplateOf(
            dataset=kind,
            title=f"{dataset_label(dataset)} · {name_of(holder)}",
            day_line=DAY_LINES[lang].format(day=f"{on:%d/%m/%Y}"),
            titles=titles(kind, lang),
            rows=rows,
            choices=choices(kind, rows),
            is_rtl=lang == "ar",
            sheet=gettext("Template"),
            created=datetime.combine(on, time(), UTC),
        )
    )


def titles(dataset: Dataset, lang: str) -> dict[str, str]:
    """A head for each column that the reader knows: its first synonym in the language's script."""
    found = {}
    for column in dataset.columns:
        in_script = [s for s in column.synonyms if bool(_ARABIC.search(s)) == (lang == "ar")]
        found[column.name] = (*in_script, *column.synonyms, column.name)[0]
    return found


def choices(dataset: Dataset, rows: Sequence[Mapping[str, Value]]) -> dict[str, Sequence[str]]:
    """The texts a column takes today, where they are few enough to choose from."""
    found: dict[str, Sequence[str]] = {}
    for column in dataset.columns:
        texts = {str(v) for row in rows if isinstance(v := row.get(column.name), str) and v}
        is_safe = not any("," in text for text in texts)
        if is_safe and 0 < len(texts) <= MOST_CHOICES < len(rows):
            found[column.name] = sorted(texts)
    return found
