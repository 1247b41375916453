"""How intake names things in the reader's language: kinds of files, sources, columns, values."""

from collections.abc import Mapping
from datetime import datetime
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
    """The column of a name; None for a value that a dataset derives."""
    return next((column for column in dataset.columns if column.name == name), None)


def column_label(dataset: Dataset, key: str) -> str:
    """The title of a column key ("amount", "investment/amount") in the reader's language."""
    _group, _bar, name = key.rpartition("/")
    column = column_of(dataset, name)
    return gettext(column.title) if column else key


def value_text(dataset: Dataset, name: str, value: object) -> str:
    """A value of a report as text: amounts arrive in centimes, rates as decimal text."""
    column = column_of(dataset, name)
    lang = language()
    if value is None or value == "":
        return formats.DASH
    if column and column.kind is Kind.AMOUNT and isinstance(value, int):
        return formats.amount(money.dirhams(value), lang)
    if column and column.kind in {Kind.RATE, Kind.PROGRESS} and isinstance(value, str):
        return formats.percent(Decimal(value), lang)
    return formats.count(value, lang) if isinstance(value, int) else str(value)


def sum_value(dataset: Dataset, name: str, value: int | str | None) -> Decimal | None:
    """A sum of a report as a number: dirhams for amounts, which arrive in centimes."""
    if value is None:
        return None
    column = column_of(dataset, name)
    if column and column.kind is Kind.AMOUNT and isinstance(value, int):
        return money.dirhams(value)
    return Decimal(value)
