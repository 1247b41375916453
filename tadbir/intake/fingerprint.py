"""Digests of records, made again from stored facts: how figures altered behind our back show."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, islice

from tadbir.intake.contract import Value

Places = Mapping[str, Sequence[Sequence[int]]]
"""By sheet, the first and last row of each run of rows that follow one another."""

AT_ONCE = 5_000


def canonical(value: object) -> object:
    """What JSON writes for a value it does not know: days and exact decimals, tagged."""
    if isinstance(value, Decimal):
        return {"decimal": _written(value)}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"a record cannot hold {value!r}")


def _written(value: Decimal) -> str:
    """Every digit of a number, without zeros that end it: arithmetic would round at 28 digits."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


_encode = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=canonical
).encode


def digest_of(rows: Iterable[tuple[Sequence[str], Sequence[Value]]]) -> str:
    """The digest of records by key, equal for equal values whatever database they come from.

    Keys are distinct, so that their order is one; encoded many at a time, which is what costs.
    """
    digest = hashlib.sha256()
    ordered = iter(sorted(rows, key=lambda row: tuple(row[0])))
    while some := [(*key, "|", *values) for key, values in islice(ordered, AT_ONCE)]:
        digest.update(_encode(some).encode())
    return digest.hexdigest()


def batch_digest(standings: Iterable[tuple[str, date, str]]) -> str:
    """The digest of a batch from its standings' (holder, day, digest)."""
    lines = sorted(_encode((holder, day.isoformat(), one)) for holder, day, one in standings)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def places(cells: Iterable[tuple[str, int]]) -> dict[str, list[list[int]]]:
    """The rows of some (sheet, row), as runs: interleaved holders cost one run a row."""
    runs: dict[str, list[list[int]]] = {}
    for sheet, rows in groupby(sorted(set(cells)), key=lambda cell: cell[0]):
        of_sheet = runs.setdefault(sheet, [])
        for _sheet, row in rows:
            if of_sheet and of_sheet[-1][1] == row - 1:
                of_sheet[-1][1] = row
            else:
                of_sheet.append([row, row])
    return runs


def covers(runs: Places, sheet: str, row: int) -> bool:
    """Whether a row of a sheet is among some places."""
    return any(first <= row <= last for first, last in runs.get(sheet, ()))
