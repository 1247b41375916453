"""Facts of the budget as they land at a commit: in bulk, inside its transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.db.models import Model

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
from tadbir.intake.contract import Landing, Record
from tadbir.intake.models import Standing
from tadbir.intake.repeated import Repeated

LineKey = tuple[int, int, str, str, str]
"""Holder (id), fiscal year, kind, part, code path."""

_Identity = TypeVar("_Identity", bound=tuple[object, ...])
_UNKNOWN = 0
_GROUPING = ("fiscal_year", "kind", "part")


@many_objects()
def write_executions(landing: Landing, records: Sequence[Record]) -> None:
    """Keep the executions of a batch, find or make their lines, and store each standing's sums."""
    if not records:
        return
    codes, days, keys, values, sheets, rows = zip(*records, strict=True)
    standings = [landing.standings[at] for at in zip(codes, days, strict=True)]
    *amounts, texts, texts_ar = zip(*values, strict=True)
    given = {
        name: column
        for name, column in zip(AMOUNTS, amounts, strict=True)
        if column.count(None) < len(column)
    }
    columns = {
        "standing_id": standings,
        "line_id": _lines(_line_keys(codes, keys, holder_ids(landing))),
        "label_id": _labels(Repeated.of(list(zip(texts, texts_ar, strict=True)))),
        "sheet": sheets,
        "row": rows,
        **given,
    }
    insert_rows(Execution, list(columns), zip(*columns.values(), strict=True))
    years, kinds, parts, _paths = zip(*keys, strict=True)
    _store_totals(zip(standings, years, kinds, parts, strict=True), given)


def _line_keys(
    codes: Iterable[str], keys: Iterable[Sequence[str]], holders: Mapping[str, int]
) -> Repeated[LineKey]:
    """The line that each record speaks of, from the code of its holder and its key."""
    return Repeated.of(
        [
            (holders[code], int(year), kind, part, path)
            for code, (year, kind, part, path) in zip(codes, keys, strict=True)
        ]
    )


def holder_ids(landing: Landing) -> Mapping[str, int]:
    """The key of each holder of a landing, by its code."""
    found = Standing.objects.filter(pk__in=landing.standings.values())
    return dict(found.values_list("holder__code", "holder_id"))


def _known_lines(keys: Sequence[LineKey]) -> dict[LineKey, int]:
    """The lines that stand for the holders and years of some keys: one query."""
    found = Line.objects.filter(
        holder__in={key[0] for key in keys}, fiscal_year__in={key[1] for key in keys}
    )
    rows = found.values_list("pk", "holder_id", *_GROUPING, "code_path")
    return {(holder, year, kind, part, path): pk for pk, holder, year, kind, part, path in rows}


def _lines(wanted: Repeated[LineKey]) -> Repeated[int | None]:
    """The line of each key; those that no file named before are made at once."""
    columns = ("holder_id", *_GROUPING, "code_path", "is_exempt")
    return _found_or_made(Line, columns, wanted, _known_lines(wanted.different), False)


def _labels(wanted: Repeated[tuple[str, str]]) -> Repeated[int | None]:
    """The key of each wording, in the file's language and in Arabic; none where there is none.
    Those that no file used before are made at once."""
    rows = LineLabel.objects.values_list("pk", "text", "ar")
    known: dict[tuple[str, str], int | None] = {(text, ar): pk for pk, text, ar in rows}
    known["", ""] = None
    return _found_or_made(LineLabel, ("text", "ar"), wanted, known)


def _found_or_made(
    model: type[Model],
    columns: Sequence[str],
    wanted: Repeated[_Identity],
    known: Mapping[_Identity, int | None],
    *more: object,
) -> Repeated[int | None]:
    """The key of each of some things by what tells them from one another; those that are not
    known are inserted, each with some values more."""
    keys = [known.get(one, _UNKNOWN) for one in wanted.different]
    missing = [place for place, key in enumerate(keys) if key == _UNKNOWN]
    if missing:
        new = new_keys(model, len(missing))
        pairs = zip(new, (wanted.different[place] for place in missing), strict=True)
        insert_rows(model, ("id", *columns), ((key, *one, *more) for key, one in pairs))
        for place, key in zip(missing, new, strict=True):
            keys[place] = key
    return Repeated(keys, wanted.places)


def _store_totals(
    groups: Iterable[tuple[int, str, str, str]], given: Mapping[str, Sequence[int | None]]
) -> None:
    """The sums of new standings by year, budget and part; `groups` says those of each row."""
    rows_of: dict[tuple[int, str, str, str], list[int]] = defaultdict(list)
    for row, group in enumerate(groups):
        rows_of[group].append(row)
    insert_rows(
        StandingTotal,
        ("standing_id", *_GROUPING, "lines", *given),
        [
            (standing, int(year), kind, part, len(rows),
             *(_sum(column, rows) for column in given.values()))
            for (standing, year, kind, part), rows in rows_of.items()
        ],
    )  # fmt: skip


def _sum(amounts: Sequence[int | None], rows: Iterable[int]) -> int | None:
    """The sum of those given in some rows; None where none is."""
    found = [amount for row in rows if (amount := amounts[row]) is not None]
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
