"""How intake names things in the reader's language: kinds of files, sources, columns, values."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from tadbir.core import money
from tadbir.intake import registry
from tadbir.intake.contract import Column, Dataset, Kind
from tadbir.intake.terms import SOURCES
from tadbir.territory.models import Entity
from tadbir.ui import formats
from tadbir.ui.words import language


def dataset_label(code: str) -> str:
    """The kind of file in the reader's language; the code of one that is no longer there."""
    found = registry.datasets().get(code)
    return gettext(found.title) if found else code


def dataset_names(codes: Collection[str]) -> dict[str, str]:
    """Kinds of files by code, for histories; one that is no longer there has no name."""
    known = registry.datasets()
    return {code: gettext(known[code].title) for code in codes if code in known}


def column_names(keys: Collection[str]) -> dict[str, str]:
    """Titles of column keys, whatever the dataset, for the totals that histories tell."""
    names: dict[str, str] = {}
    for dataset in registry.datasets().values():
        told = ((key, column_label(dataset, key)) for key in keys if key not in names)
        names |= {key: title for key, title in told if title != key}
    return names


def source_label(code: str) -> str:
    """Who sends, in the reader's language."""
    return gettext(SOURCES[code]) if code in SOURCES else code


def name_of(entity: Entity) -> str:
    """The entity's name in the reader's language, or in the other one where it lacks it."""
    first, second = (entity.name_ar, entity.name_fr)
    return (first or second) if language() == "ar" else (second or first)


def taken_before(one: Mapping[str, Any], names: Mapping[str, str] | None = None) -> str:
    """That the same bytes became a batch already, as `queries.taken_before` tells of it."""
    said = gettext(
        "These same bytes are already batch %(batch)s: %(kind)s, source: %(source)s,"
        " entity: %(entity)s; kept by %(by)s on %(day)s."
    )
    entity = one["entity"]
    return said % {
        "batch": one["batch"],
        "kind": dataset_label(one["dataset"]),
        "source": source_label(one["source"]),
        "entity": (names or {}).get(entity, entity) or formats.DASH,
        "by": one["by"],
        "day": formats.day(datetime.fromisoformat(one["at"]).date(), language()),
    }


def column_of(dataset: Dataset, name: str) -> Column | None:
    """The column of a name, in the files or derived; None where the dataset has none."""
    every = (*dataset.columns, *dataset.wording.derived)
    return next((column for column in every if column.name == name), None)


def column_label(dataset: Dataset, key: str) -> str:
    """The title of a column key ("amount", "investment/amount") in the reader's language."""
    _group, _bar, name = key.rpartition("/")
    column = column_of(dataset, name)
    return gettext(column.title) if column else key


def value_text(dataset: Dataset, name: str, value: object) -> str:
    """A value of a report as text: amounts arrive in centimes, rates as decimal text, days as ISO
    text, codes without their words."""
    column = column_of(dataset, name)
    lang = language()
    if value is None or value == "":
        return formats.DASH
    kind = column.kind if column else Kind.TEXT
    if isinstance(value, int):
        is_money = kind is Kind.AMOUNT
        return (
            formats.amount(money.dirhams(value), lang) if is_money else formats.count(value, lang)
        )
    text = str(value)
    read = _READERS.get(kind)
    return read(dataset, name, text) if read else word(dataset, name, text)


def word(dataset: Dataset, name: str, code: str) -> str:
    """The word of a code in the reader's language; a text that is no code is itself."""
    found = dataset.wording.words.get(name, {}).get(code)
    return gettext(found) if found else code


def _day_text(_dataset: Dataset, _name: str, text: str) -> str:
    return formats.day(date.fromisoformat(text), language())


def _percent_text(_dataset: Dataset, _name: str, text: str) -> str:
    return formats.percent(Decimal(text), language())


def both_texts(dataset: Dataset, name: str, before: object, after: object) -> tuple[str, str]:
    """What a value was and what it becomes; of days by code, those alone that differ."""
    column = column_of(dataset, name)
    if column and column.kind is Kind.STATE and before and after:
        was, will = json.loads(str(before)), json.loads(str(after))
        same = was.items() & will.items()
        before, after = (json.dumps(dict(some.items() - same)) for some in (was, will))
    return value_text(dataset, name, before), value_text(dataset, name, after)


def dated_text(dataset: Dataset, name: str, value: str) -> str:
    """A JSON text of ISO days by code ("" for a day that nobody knows, or a code of its own)
    as words and days."""
    days: Mapping[str, str] = json.loads(value)
    words = dataset.wording.words[name]
    lang = language()
    known = ((gettext(words[code]), days[code]) for code in words if code in days)
    return " · ".join(
        f"{word} {gettext(words[day]) if day in words else formats.day(date.fromisoformat(day), lang)}"
        if day
        else word
        for word, day in known
    ) or formats.DASH  # fmt: skip


_READERS: Mapping[Kind, Callable[[Dataset, str, str], str]] = {
    Kind.STATE: dated_text,
    Kind.DATE: _day_text,
    Kind.RATE: _percent_text,
    Kind.PROGRESS: _percent_text,
}
"""How a text of a report is said, by the kind of its column; other texts may be codes."""


def key_text(dataset: Dataset, key: Sequence[str]) -> str:
    """What a row speaks of: the parts of its key that tell a reader something, in words."""
    names = dataset.wording.key_names or ("",) * len(key)
    told = (
        word(dataset, name, part)
        for name, part in zip(names, key, strict=True)
        if part and (name or not dataset.wording.key_names)
    )
    return " · ".join(formats.isolate(part, formats.FIRST_STRONG) for part in told)


def row_text(dataset: Dataset, row: Mapping[str, Any]) -> str:
    """How a row of a report is called: its title, then what it speaks of."""
    title = formats.isolate(row["title"], formats.FIRST_STRONG) if row["title"] else ""
    return " — ".join(part for part in (title, key_text(dataset, row["key"])) if part)


def sum_value(dataset: Dataset, name: str, value: int | str | None) -> Decimal | None:
    """A sum of a report as a number: dirhams for amounts, which arrive in centimes."""
    if value is None:
        return None
    column = column_of(dataset, name)
    if column and column.kind is Kind.AMOUNT and isinstance(value, int):
        return money.dirhams(value)
    return Decimal(value)
