"""Records waiting for a decision, kept in a file of our own until they are committed."""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.contract import Record, Value
from tadbir.intake.fingerprint import canonical

AT_ONCE = 2_000
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=canonical).encode


def _value(tagged: Mapping[str, str]) -> Value:
    if "day" in tagged:
        return date.fromisoformat(tagged["day"])
    return Decimal(tagged["decimal"])


_decode = json.JSONDecoder(object_hook=_value).decode


def write(path: Path, records: Sequence[Record]) -> str:
    """Keep records in a file, whole or not at all; the digest with which to read them again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    digest = hashlib.sha256()
    with unfinished.open("wb") as file:
        for start in range(0, len(records), AT_ONCE):
            some = [_parts(record) for record in records[start : start + AT_ONCE]]
            text = f"{_encode(some)}\n".encode()
            digest.update(text)
            file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
    return digest.hexdigest()


def read(path: Path, digest: str) -> list[Record]:
    """The records of a file.

    Raises `Refused("intake.staging-lost")` when the file is gone or is not the one written.
    """
    lost = Refused(
        "intake.staging-lost",
        N_("What was read from this file is no longer kept. Send the file again."),
    )
    if not path.exists():
        raise lost
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise lost
    lines = content.decode().split("\n")
    days: dict[str, date] = {}
    return [_record(parts, days) for line in lines if line for parts in _decode(line)]


def _parts(record: Record) -> tuple[object, ...]:
    """A record as it is written: its day, which every record has, as plain text."""
    holder, on_date, *rest = record
    return (holder, on_date.isoformat(), *rest)


def _record(parts: Sequence[Any], days: dict[str, date]) -> Record:
    holder, day, key, values, sheet, row = parts
    on_date = days.get(day) or days.setdefault(day, date.fromisoformat(day))
    return Record(holder, on_date, tuple(key), tuple(values), sheet, row)
