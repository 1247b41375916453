"""What parent and child tell each other: questions as JSON, answers as JSON and plain arrays.

Nothing is unpickled: a child that a file has taken over can only answer wrong data, not code.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from tadbir.core.refused import Refused
from tadbir.intake.contract import (
    Column,
    Dataset,
    Difference,
    Drafted,
    Group,
    Kind,
    Match,
    Reading,
    Reconciliation,
    Refusal,
    RowCounts,
    Sheet,
    Table,
    Value,
)
from tadbir.intake.reading.options import Limits, ReadOptions
from tadbir.intake.reading.refusals import UnknownLayout
from tadbir.intake.reading.scene import Draft, Left
from tadbir.intake.reading.vectors import Vector
from tadbir.intake.repeated import Places, Repeated

Json = dict[str, Any]
_MAGIC = b"TADBIR1\n"
_ARRAYS = {"distinct": "<i4", "whole": "<i8", "dates": "<i8", "floats": "<f8"}
"""How the array of a column is written, by what its numbers stand for."""


def question(path: Path, dataset: Dataset, sheet: str | None, options: ReadOptions) -> Json:
    """What the child needs to know to read a file."""
    return {
        "path": str(path),
        "sheet": sheet,
        "code": dataset.code,
        "columns": [asdict(column) for column in dataset.columns],
        "groups": [asdict(group) for group in dataset.groups],
        "encoding": options.encoding,
        "delimiter": options.delimiter,
        "mapping": dict(options.mapping),
        "limits": asdict(options.limits),
    }


def asked(told: Json) -> tuple[Path, Dataset, str | None, ReadOptions]:
    """The question as the child understands it; the dataset only has its columns and groups."""
    options = ReadOptions(
        told["encoding"], told["delimiter"], told["mapping"], Limits(**told["limits"])
    )
    return Path(told["path"]), _dataset(told), told["sheet"], options


def _dataset(told: Json) -> Dataset:
    columns = tuple(
        Column(**{**c, "kind": Kind(c["kind"]), "synonyms": tuple(c["synonyms"]),
                  "within": tuple(c["within"]),
                  "formula": tuple((sign, name) for sign, name in c["formula"]),
                  "share_of": tuple(c["share_of"])})
        for c in told["columns"]
    )  # fmt: skip
    groups = tuple(Group(g["code"], tuple(g["synonyms"])) for g in told["groups"])
    return Dataset(
        told["code"], "", "", columns, groups, (), (),
        draft=lambda table, sender: Drafted(()), standing=lambda scope: {},
        write=lambda landing, records: None, template=lambda entity, day: (),
    )  # fmt: skip


class Packer:
    """Collects arrays behind the JSON that names them."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.length = 0

    def put(self, piece: bytes) -> list[int]:
        """Where a piece will stand: its offset and its length."""
        place = [self.length, len(piece)]
        self.pieces.append(piece)
        self.length += len(piece)
        return place

    def vector(self, vector: Vector) -> Json:
        """A vector as JSON, its arrays put aside."""
        if vector.distinct is not None:
            places = self.put(vector.ints.astype(_ARRAYS["distinct"]).tobytes())
            return {"as": "distinct", "distinct": [_tagged(v) for v in vector.distinct],
                    "at": places}  # fmt: skip
        kind = "floats" if vector.floats is not None else "dates" if vector.are_dates else "whole"
        numbers = vector.ints if vector.floats is None else vector.floats
        at = self.put(numbers.astype(_ARRAYS[kind]).tobytes())
        return {"as": kind, "at": at, "blank": self.put(np.packbits(vector.blank).tobytes())}

    def write(self, path: Path, told: Json) -> None:
        """The whole answer in a file."""
        head = json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")
        with path.open("wb") as file:
            file.write(_MAGIC + len(head).to_bytes(8, "little") + head)
            file.writelines(self.pieces)


def table_told(draft: Draft, packer: Packer) -> Json:
    """A table of the child as JSON."""
    return {
        "sheet": draft.sheet,
        "layout": draft.layout,
        "header_cells": draft.header_cells,
        "as_of": draft.as_of.isoformat() if draft.as_of else None,
        "fiscal_year": draft.fiscal_year,
        "unit_factor": str(draft.unit_factor),
        "columns": [asdict(match) for match in draft.columns],
        "rows": packer.put(np.array(draft.rows, dtype="<i8").tobytes()),
        "values": {key: packer.vector(vector) for key, vector in draft.vectors.items()},
        "headings": packer.vector(draft.headings),
        "marks": [[row, list(marks)] for row, marks in draft.marks.items()],
        "counts": asdict(draft.counts),
        "totals": {k: None if t is None else str(t) for k, t in draft.totals.items()},
        "reconciliation": _reconciliation_told(draft.reconciliation),
        "refused": [asdict(refusal) for refusal in draft.refused],
        "context": dict(draft.context),
        "has_own_totals": draft.has_own_totals,
        "left": _left_told(draft.left, packer) if draft.left else None,
    }


def _left_told(left: Left, packer: Packer) -> Json:
    return {
        "rows": packer.put(np.array(left.rows, dtype="<i8").tobytes()),
        "values": {key: packer.vector(vector) for key, vector in left.vectors.items()},
        "headings": packer.vector(left.headings),
    }


def _reconciliation_told(told: Reconciliation) -> Json:
    gaps = [
        {**asdict(gap), "stated": str(gap.stated), "computed": str(gap.computed)}
        for gap in told.differences
    ]
    return {"equalities": told.equalities, "held": told.held, "differences": gaps,
            "groups": dict(told.groups)}  # fmt: skip


def _tagged(value: Value) -> list[Any]:
    if isinstance(value, Decimal):
        return ["decimal", str(value)]
    if isinstance(value, date):
        return ["date", value.isoformat()]
    return ["plain", value]


def _untagged(tag: str, value: Any) -> Value:
    if tag == "decimal":
        return Decimal(value)
    if tag == "date":
        return date.fromisoformat(value)
    plain: Value = value
    return plain


def _repeated(different: Sequence[Value], places: Places) -> Repeated[Value]:
    """A column of the child; ValueError when it points at values that it did not send."""
    if len(places) and not 0 <= places.min() <= places.max() < len(different):
        raise ValueError("not an answer")
    return Repeated(different, places)


class Answer:
    """An answer of the child, read back."""

    def __init__(self, path: Path) -> None:
        content = path.read_bytes()
        if not content.startswith(_MAGIC):
            raise ValueError("not an answer")
        start = len(_MAGIC) + 8
        length = int.from_bytes(content[len(_MAGIC) : start], "little")
        self.told: Json = json.loads(content[start : start + length])
        self.pieces = memoryview(content)[start + length :]

    def reading(self) -> Reading:
        """The reading; raises `Refused` when the child refused the file."""
        if "refused" in self.told:
            told = self.told["refused"]
            refused = Refused(told["code"], told["message"], **told["details"])
            raise _unknown(refused, self.told["unknown"]) if "unknown" in self.told else refused
        sheets = tuple(
            Sheet(s["name"], tuple(map(self._table, s["tables"])), tuple(s["ignored"]))
            for s in self.told["sheets"]
        )
        told = self.told
        return Reading(
            file=told["file"],
            sha256=told["sha256"],
            format=told["format"],
            encoding=told["encoding"],
            delimiter=told["delimiter"],
            sheets=sheets,
            warnings=tuple(told["warnings"]),
        )

    def _piece(self, place: Sequence[int]) -> memoryview:
        return self.pieces[place[0] : place[0] + place[1]]

    def _vector(self, told: Json) -> Sequence[Value]:
        kind = told["as"]
        numbers = np.frombuffer(self._piece(told["at"]), dtype=_ARRAYS[kind])
        if kind == "distinct":
            different = [_untagged(tag, value) for tag, value in told["distinct"]]
            return _repeated(different, numbers.astype(np.int64))
        bits = np.frombuffer(self._piece(told["blank"]), dtype=np.uint8)
        blank = np.unpackbits(bits, count=len(numbers)).astype(np.bool_)
        if kind == "floats":
            return Vector(floats=numbers, blank=blank).values()
        return Vector(numbers, blank, are_dates=kind == "dates").values()

    def _table(self, told: Json) -> Table:
        table = self._whole(told)
        left = told["left"]
        return replace(table, left=self._part(table, left)) if left else table

    def _part(self, table: Table, told: Json) -> Table:
        """Some more rows of a table, with nothing of what the whole of it says."""
        return replace(table, marks={}, refused=(), **self._body(told))

    def _body(self, told: Json) -> dict[str, Any]:
        return {
            "rows": np.frombuffer(self._piece(told["rows"]), dtype="<i8").tolist(),
            "values": {key: self._vector(vector) for key, vector in told["values"].items()},
            "headings": Repeated.of(self._vector(told["headings"])).each(
                lambda text: str(text or "")
            ),
        }

    def _whole(self, told: Json) -> Table:
        return Table(
            sheet=told["sheet"],
            layout=told["layout"],
            header_cells=told["header_cells"],
            as_of=date.fromisoformat(told["as_of"]) if told["as_of"] else None,
            fiscal_year=told["fiscal_year"],
            unit_factor=Decimal(told["unit_factor"]),
            columns=tuple(Match(**match) for match in told["columns"]),
            **self._body(told),
            marks={row: tuple(marks) for row, marks in told["marks"]},
            counts=RowCounts(**told["counts"]),
            totals={k: None if t is None else Decimal(t) for k, t in told["totals"].items()},
            reconciliation=_reconciliation(told["reconciliation"]),
            refused=tuple(Refusal(**refusal) for refusal in told["refused"]),
            context=told["context"],
            has_own_totals=told["has_own_totals"],
        )


def _unknown(refused: Refused, told: Json) -> UnknownLayout:
    refusals = [Refusal(**one) for one in told["refusals"]]
    return UnknownLayout(refused, told["sheets"], refusals, told["sha256"])


def _reconciliation(told: Mapping[str, Any]) -> Reconciliation:
    def differences() -> Iterator[Difference]:
        for gap in told["differences"]:
            exact = {name: Decimal(gap[name]) for name in ("stated", "computed")}
            yield Difference(**{**gap, **exact})

    return Reconciliation(told["equalities"], told["held"], tuple(differences()), told["groups"])
