"""Facts of the budget as they land at a commit: in bulk, inside its transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from tadbir.budget.models import (
    Convention,
    ConventionFact,
    Execution,
    Line,
    LineLabel,
    Receipt,
    StandingTotal,
)
from tadbir.budget.terms import AMOUNTS, CONVENTION_AMOUNTS, RECEIPT_AMOUNTS
from tadbir.core.memory import many_objects
from tadbir.intake.bulk import insert_rows, new_keys
from tadbir.intake.contract import Landing, Record, Value
from tadbir.intake.models import Standing

LineKey = tuple[int, int, str, str, str]
"""Holder (id), fiscal year, kind, part, code path."""

_AMOUNT_COUNT = len(AMOUNTS)
_GROUPING = ("fiscal_year", "kind", "part")


@many_objects()
def write_executions(landing: Landing, records: Sequence[Record]) -> None:
    """Keep the executions of a batch, find or make their lines, and store each standing's sums."""
    holders = holder_ids(landing)
    standings = [landing.standings[record.holder, record.on_date] for record in records]
    keys = [_line_key(record, holders) for record in records]
    values = list(zip(*(record.values for record in records), strict=True))
    given = {
        name: column
        for name, column in zip(AMOUNTS, values, strict=False)
        if column.count(None) < len(column)
    }
    columns = {
        "standing_id": standings,
        "line_id": _lines(keys),
        "label_id": _labels(list(zip(*values[_AMOUNT_COUNT:], strict=True))),
        "sheet": [record.sheet for record in records],
        "row": [record.row for record in records],
        **given,
    }
    insert_rows(Execution, list(columns), zip(*columns.values(), strict=True))
    _store_totals(standings, keys, given)


def holder_ids(landing: Landing) -> Mapping[str, int]:
    """The key of each holder of a landing, by its code."""
    found = Standing.objects.filter(pk__in=landing.standings.values())
    return dict(found.values_list("holder__code", "holder_id"))


def _line_key(record: Record, holders: Mapping[str, int]) -> LineKey:
    """The identity of the line a record speaks of."""
    year, kind, part, path = record.key
    return holders[record.holder], int(year), kind, part, path


def _known_lines(keys: Sequence[LineKey]) -> dict[LineKey, int]:
    """The lines that stand for the holders and years of some keys: one query."""
    found = Line.objects.filter(
        holder__in={key[0] for key in keys}, fiscal_year__in={key[1] for key in keys}
    )
    rows = found.values_list("pk", "holder_id", *_GROUPING, "code_path")
    return {(holder, year, kind, part, path): pk for pk, holder, year, kind, part, path in rows}


def _lines(keys: Sequence[LineKey]) -> list[int]:
    """The line of each key; those that no file named before are made at once."""
    known = _known_lines(keys)
    missing = [key for key in dict.fromkeys(keys) if key not in known]
    if missing:
        new = new_keys(Line, len(missing))
        columns = ("id", "holder_id", *_GROUPING, "code_path", "is_exempt")
        rows = ((pk, *key, False) for pk, key in zip(new, missing, strict=True))
        insert_rows(Line, columns, rows)
        known.update(zip(missing, new, strict=True))
    return [known[key] for key in keys]


def _labels(wordings: Sequence[tuple[Value, ...]]) -> list[int | None]:
    """The key of each wording, in the file's language and in Arabic; none where there is none.
    Those that no file used before are made at once."""
    rows = LineLabel.objects.values_list("pk", "text", "ar")
    known: dict[tuple[Value, ...], int | None] = {(text, ar): pk for pk, text, ar in rows}
    known["", ""] = None
    missing = [wording for wording in dict.fromkeys(wordings) if wording not in known]
    if missing:
        new = new_keys(LineLabel, len(missing))
        rows_made = ((pk, *wording) for pk, wording in zip(new, missing, strict=True))
        insert_rows(LineLabel, ("id", "text", "ar"), rows_made)
        known.update(zip(missing, new, strict=True))
    return [known[wording] for wording in wordings]


def _store_totals(
    standings: Sequence[int], keys: Sequence[LineKey], given: Mapping[str, Sequence[Value]]
) -> None:
    """The sums of new standings by budget and part."""
    groups: dict[tuple[int | str, ...], list[int]] = defaultdict(list)
    for row, (standing, key) in enumerate(zip(standings, keys, strict=True)):
        groups[standing, *key[1:-1]].append(row)
    insert_rows(
        StandingTotal,
        ("standing_id", *_GROUPING, "lines", *given),
        [
            (*group, len(rows), *(_sum([column[row] for row in rows]) for column in given.values()))
            for group, rows in groups.items()
        ],
    )


def _sum(amounts: Sequence[Value]) -> int | None:
    """The sum of those given; None where none is."""
    found = [amount for amount in amounts if isinstance(amount, int)]
    return sum(found) if found else None


def write_receipts(landing: Landing, records: Sequence[Record]) -> None:
    """Keep the receipts of a batch."""
    columns = ("standing_id", "fiscal_year", "part", "nature", "code_path",
               *RECEIPT_AMOUNTS, "label_fr", "label_ar", "sheet", "row")  # fmt: skip
    insert_rows(
        Receipt,
        columns,
        (
            (
                landing.standings[record.holder, record.on_date],
                int(record.key[0]),
                *record.key[1:],
                *record.values,
                record.sheet,
                record.row,
            )
            for record in records
        ),
    )


def write_conventions(landing: Landing, records: Sequence[Record]) -> None:
    """Keep the facts of a batch about conventions, and make those that are new."""
    conventions = _conventions(landing, records)
    columns = ("standing_id", "convention_id", "fiscal_year", *CONVENTION_AMOUNTS,
               "purpose", "delegated_owner", "code_path", "part", "sheet", "row")  # fmt: skip
    insert_rows(
        ConventionFact,
        columns,
        (
            (
                landing.standings[record.holder, record.on_date],
                conventions[record.holder, record.key[1]],
                int(record.key[0]),
                *record.values,
                record.sheet,
                record.row,
            )
            for record in records
        ),
    )


def _conventions(landing: Landing, records: Sequence[Record]) -> Mapping[tuple[str, str], int]:
    """The convention of each holder and reference; those that are new are made."""
    holders = holder_ids(landing)
    wanted = dict.fromkeys((record.holder, record.key[1]) for record in records)
    Convention.objects.bulk_create(
        (Convention(holder_id=holders[code], reference=reference) for code, reference in wanted),
        ignore_conflicts=True,
    )
    found = Convention.objects.filter(holder__code__in=holders)
    rows = found.values_list("holder__code", "reference", "pk")
    return {(code, reference): pk for code, reference, pk in rows}
