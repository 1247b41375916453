"""A dataset of the tests' own: a ledger of sums, with its table and a reader of a plain format."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import models

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import standings
from tadbir.intake.contract import (
    Column,
    Dataset,
    Difference,
    Drafted,
    Kind,
    Landing,
    Match,
    Reading,
    Reconciliation,
    Record,
    Refusal,
    RowCounts,
    Scope,
    Sender,
    Sheet,
    Table,
    Value,
)
from tadbir.intake.models import Standing
from tadbir.intake.reading.read import Job
from tadbir.intake.registry import StandingChange

MOVED: list[tuple[tuple[StandingChange, ...], int]] = []
"""What the refresher was told, in order."""


class LedgerFact(models.Model):
    """One sum of the ledger; its table is made by the tests, beside the product's."""

    standing = models.ForeignKey(Standing, models.PROTECT, related_name="+", db_constraint=False)
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=80)
    amount = models.BigIntegerField(null=True)
    sheet = models.CharField(max_length=40)
    row = models.PositiveIntegerField()

    class Meta:
        app_label = "ledger"

    def __str__(self) -> str:
        return self.key


def draft(table: Table, sender: Sender) -> Drafted:
    """One record a row; the holder is the row's, else the sender's, else nobody."""
    day = sender.on_date or table.as_of
    assert day is not None
    rows = zip(*(table.values[name] for name in ("holder", "code", "label", "amount")), strict=True)
    records = [
        Record(
            str(holder or sender.entity or ""), day, (str(code),), (label, amount), table.sheet, row
        )
        for row, (holder, code, label, amount) in zip(table.rows, rows, strict=True)
    ]
    return Drafted(records)


def standing(scope: Scope) -> Mapping[tuple[str, date, tuple[str, ...]], tuple[Value, ...]]:
    """What stands for a scope."""
    facts = LedgerFact.objects.filter(standing__in=standings.of(scope)).values_list(
        "standing__holder__code", "standing__on_date", "key", "label", "amount"
    )
    return {(holder, day, (key,)): (label, amount) for holder, day, key, label, amount in facts}


def write(landing: Landing, records: Sequence[Record]) -> None:
    """Store the facts."""
    LedgerFact.objects.bulk_create(
        LedgerFact(
            standing_id=landing.standings[r.holder, r.on_date], key=r.key[0],
            label=r.values[0], amount=r.values[1], sheet=r.sheet, row=r.row,
        )
        for r in records
    )  # fmt: skip


def template(holder: str, on: date) -> Sequence[Mapping[str, Value]]:
    """The rows that stand for a holder on a day."""
    found = LedgerFact.objects.filter(
        standing__in=standings.current("notes"),
        standing__holder__code=holder,
        standing__on_date=on,
    ).order_by("row")
    return [{"holder": holder, "code": f.key, "label": f.label, "amount": f.amount} for f in found]


NOTES = Dataset(
    code="notes",
    title=N_("Budget execution"),
    domain="budget",
    columns=(
        Column("holder", N_("Budget holder"), Kind.TEXT, ("Structure",), identifies=True),
        Column("code", N_("Line"), Kind.CODE, ("Ligne",), required=True, identifies=True),
        Column("label", N_("Title of the line"), Kind.TEXT, ("Intitulé",)),
        Column("amount", N_("Opened credits"), Kind.AMOUNT, ("Crédits ouverts",), additive=True),
    ),
    groups=(),
    value_names=("label", "amount"),
    sources=("holder", "treasury"),
    draft=draft,
    standing=standing,
    write=write,
    template=template,
)


def refresh(changes: Sequence[StandingChange], number: int) -> None:
    """Remember what moved."""
    MOVED.append((tuple(changes), number))


def plain_file(folder: Path, name: str, rows: Sequence[Sequence[Any]], **told: Any) -> Path:
    """Write a file in the tests' plain format: rows are (holder, code, label, centimes)."""
    path = folder / name
    path.write_text(json.dumps({"rows": rows, **told}, default=str), encoding="utf-8")
    return path


def read_plain(path: Path, dataset: Dataset, **_options: Any) -> Reading:
    """Read the plain format; `total` in centimes is the file's own total, `bad` refused cells."""
    content = path.read_bytes()
    said = json.loads(content)
    if said.get("unreadable"):
        raise Refused("file.unreadable", N_("The file {name} is empty."), name="x")
    return Reading(
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        format="xlsx",
        encoding="",
        delimiter="",
        sheets=(Sheet("Feuil1", (_table(said),)),),
    )


def read_all_plain(jobs: Sequence[Job]) -> list[Reading | Refused]:
    """Read several files in the plain format, as one child would."""
    found: list[Reading | Refused] = []
    for job in jobs:
        try:
            found.append(read_plain(job.path, job.dataset))
        except Refused as refused:
            found.append(refused)
    return found


def _table(said: Mapping[str, Any]) -> Table:
    rows, bad = said["rows"], said.get("bad", ())
    columns = tuple(zip(*rows, strict=True)) or ((), (), (), ())
    total = sum(amount or 0 for amount in columns[3])
    stated = said.get("total")
    differences = ()
    if stated is not None and stated != total:
        differences = (
            Difference("Feuil1", "D99", "amount", Decimal(stated) / 100, Decimal(total) / 100),
        )
    names = ("holder", "code", "label", "amount")
    return Table(
        sheet="Feuil1", layout="list", header_cells="A1:D1",
        as_of=date.fromisoformat(said["as_of"]) if said.get("as_of") else None,
        fiscal_year=2025, unit_factor=Decimal(1),
        columns=tuple(
            Match(name, "", dataset_column.synonyms[0], letter, index)
            for index, (name, letter, dataset_column) in enumerate(
                zip(names, "ABCD", NOTES.columns, strict=True)
            )
        ),
        rows=tuple(range(2, 2 + len(rows))),
        values=dict(zip(names, columns, strict=True)),
        headings=("",) * len(rows), marks={},
        counts=RowCounts(len(rows), 0, 0, 0, len(bad)),
        totals={"amount": Decimal(total) / 100},
        reconciliation=Reconciliation(
            int(stated is not None), int(stated == total), differences
        ),
        refused=tuple(_refusal(cell) for cell in bad),
        context={}, has_own_totals=stated is not None,
    )  # fmt: skip


def _refusal(cell: str) -> Refusal:
    return Refusal(
        "Feuil1", cell, "abc", "amount.unreadable",
        N_("Keep one of the two rows."), N_("Keep one of the two rows."),
    )  # fmt: skip
