"""The days off of a year that move: religious feasts and decreed days, loaded as they are told."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from django.db import transaction

from tadbir.audit.trail import Actor, Subject, record
from tadbir.budget.actions.ruled import prepare_again
from tadbir.budget.models import DayOff
from tadbir.core.holidays import Certainty
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.core.workdays import Holiday, HolidayKind

HEADS = ("day", "kind", "name", "source")
KINDS = (HolidayKind.RELIGIOUS, HolidayKind.EXCEPTIONAL)


def read_days_off(path: Path, *, year: int) -> list[Holiday]:
    """The days off of a year from a comma-separated file; raises `Refused` with the line at fault.

    A row a day: `day` (2028-02-27), `kind` (religious, exceptional), `name`, `source`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as unread:
        raise Refused(
            "holidays.unreadable", N_("{file} cannot be read as UTF-8 text."), file=path.name
        ) from unread
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != HEADS:
        raise Refused(
            "holidays.bad-heads",
            N_("{file}: the first line must be {heads}."),
            file=path.name, heads=",".join(HEADS),
        )  # fmt: skip
    return [_day_off(row, number, year) for number, row in enumerate(rows, 2)]


def _day_off(row: dict[str, str], number: int, year: int) -> Holiday:
    """One row, or a refusal that names its line."""
    try:
        day, kind = date.fromisoformat(row["day"]), HolidayKind(row["kind"])
    except (ValueError, TypeError):
        day, kind = date.min, HolidayKind.CIVIL
    if day.year != year or kind not in KINDS or not (row["name"] and row["source"]):
        raise Refused(
            "holidays.bad-row",
            N_("Line {line}: a day of {year}, religious or exceptional, a name and a source."),
            line=number, year=year,
        )  # fmt: skip
    return Holiday(day, row["name"], kind, Certainty.ANNOUNCED, row["source"])


@transaction.atomic
def load_days_off(*, by: Actor, year: int, days: Iterable[Holiday]) -> Sequence[DayOff]:
    """Let these stand for the religious and decreed days off of a year, in place of any before.

    Raises `Refused` for an empty list, which would say that the year has no feast.
    """
    told = {off.day: off for off in days}
    if not told:
        raise Refused("holidays.none", N_("No day off was given for {year}."), year=year)
    standing = DayOff.objects.select_for_update().filter(day__year=year)
    before = [_told(row) for row in standing.order_by("day")]
    standing.delete()
    rows = DayOff.objects.bulk_create(
        DayOff(day=off.day, kind=off.kind.value, name=off.name, source=off.source)
        for _day, off in sorted(told.items())
    )
    prepare_again(year=year)
    record(
        by=by,
        action="budget.load_days_off",
        subject=Subject("closing_circular", str(year)),
        before={"days": before} if before else None,
        after={"days": [_told(row) for row in rows]},
    )
    return rows


def _told(row: DayOff) -> str:
    return f"{row.day} {row.name}"
