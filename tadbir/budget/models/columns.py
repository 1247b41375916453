"""Columns that several tables share."""

from enum import StrEnum

from django.db import models


def centimes() -> "models.BigIntegerField[int | None, int | None]":
    """An amount in whole centimes; null is "not in the file", never zero."""
    return models.BigIntegerField(null=True)


def one_of(field: str, codes: type[StrEnum]) -> models.Q:
    """The condition that a column holds a code of the terms."""
    # Not `IN`: SQLite makes its list anew for each row, which doubles the time of a large insert.
    return models.Q(*((field, str(code)) for code in codes), _connector=models.Q.OR)
