"""Templates pre-filled with what stands, which our own reader must take back unchanged."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from itertools import groupby

import numpy as np
from django.utils.translation import gettext

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import registry
from tadbir.intake.columns import YEAR, Column
from tadbir.intake.contract import Dataset, Value
from tadbir.intake.labels import dataset_label, name_of
from tadbir.intake.reading.heads import Vocabulary, head, vocabulary
from tadbir.intake.reading.sums import sums_of_rows_above
from tadbir.intake.template_workbook import Page, TemplateOf, write
from tadbir.territory import queries as territory
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.words import language

DAY_LINES = {"ar": "إلى غاية {day}", "fr": "Situation du {day}"}
YEAR_LINES = {"ar": "السنة المالية {year}", "fr": "Exercice {year}"}
"""How the day and the year are written above the table: words that our reader knows, no translation."""
TOTALS = {"ar": "المجموع العام", "fr": "Total général"}
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def template(dataset: str, entity: str, on: date, *, reach: Reach) -> bytes:
    """The workbook of a dataset for one entity and day, in the reader's language.

    Raises `Refused` for an unknown dataset, an entity out of reach, or one of which such files
    cannot speak.
    """
    kind = registry.dataset(dataset)
    holder = territory.entity(entity, reach=reach)
    if holder.kind not in HOLDER_KINDS:
        raise Refused(
            "intake.not-a-holder",
            N_("{entity} sends no figures: templates are made for directorates, delegations and"
               " hospital centres."),
            entity=entity,
        )  # fmt: skip
    lang = language()
    rows = [_in_words(kind, row) for row in kind.template(holder.code, on)]
    columns = columns_of(kind, rows)
    return write(
        TemplateOf(
            title=f"{dataset_label(dataset)} · {name_of(holder)}",
            columns=columns,
            titles=titles(kind, columns, lang),
            pages=_pages(kind, rows, on, lang),
            choices={name: _said(words.values()) for name, words in kind.wording.words.items()},
            is_rtl=lang == "ar",
            lists=gettext("Lists"),
            created=datetime.combine(on, time(), UTC),
        )
    )


def _said(words: Iterable[str]) -> list[str]:
    """The words of a column in the reader's language."""
    return [gettext(word) for word in words]


def _in_words(dataset: Dataset, row: Mapping[str, Value]) -> Mapping[str, Value]:
    """A row with the reader's words in place of the codes that have some."""
    found = dict(row)
    for name in dataset.wording.words.keys() & row.keys():
        word = dataset.wording.words[name].get(str(row[name]))
        found[name] = gettext(word) if word else row[name]
    return found


def _pages(kind: Dataset, rows: Sequence[Mapping[str, Value]], on: date, lang: str) -> list[Page]:
    """A page for each fiscal year that rows tell, one without rows when there are none."""
    day_line = DAY_LINES[lang].format(day=f"{on:%d/%m/%Y}")
    sheet = gettext("Template")

    def year_of(row: Mapping[str, Value]) -> str:
        return str(row.get(YEAR) or on.year)

    by_year = {
        year: list(some) for year, some in groupby(sorted(rows, key=year_of), key=year_of)
    } or {str(on.year): []}
    return [
        Page(
            name=sheet if len(by_year) == 1 else f"{sheet} {year}",
            lines=(day_line, YEAR_LINES[lang].format(year=year)),
            rows=some,
            total=TOTALS[lang] if _needs_total(kind, some) else "",
        )
        for year, some in by_year.items()
    ]


def _needs_total(kind: Dataset, rows: Sequence[Mapping[str, Value]]) -> bool:
    """Whether a row equals the sum of rows above it: only a total tells our reader that it is
    none itself."""
    names = [column.name for column in kind.columns if column.additive]
    known = [name for name in names if any(isinstance(row.get(name), int) for row in rows)]
    if not known:
        return False
    amounts = np.array([[row.get(name) or 0 for name in known] for row in rows], dtype=np.int64)
    return bool(sums_of_rows_above(amounts, np.ones(len(rows), dtype=np.bool_)))


def columns_of(dataset: Dataset, rows: Sequence[Mapping[str, Value]]) -> list[Column]:
    """The columns of a template: those that the rows know, else those of an empty one."""
    known = {name for row in rows for name in row} or set(dataset.wording.template)
    return [c for c in dataset.columns if c.name in known or not known]


def titles(dataset: Dataset, columns: Sequence[Column], lang: str) -> dict[str, str]:
    """A head for each column that our reader takes for that column alone, in the language's script
    where there is one."""
    words = vocabulary(dataset, ())
    return {column.name: _title(column, words, lang) for column in columns}


def _title(column: Column, words: Vocabulary, lang: str) -> str:
    in_script = [s for s in column.synonyms if bool(_ARABIC.search(s)) == (lang == "ar")]
    tried = (*in_script, *column.synonyms, column.name)
    text = next(text for text in tried if words.columns[head(text).key] == [column])
    return text[:1].upper() + text[1:]
