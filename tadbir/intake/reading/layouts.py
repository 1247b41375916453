"""Which of the known layouts a table has, told from its features; a label for the preview."""

from collections.abc import Sequence

from tadbir.intake.contract import Column, Dataset, Kind, Match


def layout(dataset: Dataset, matches: Sequence[Match], has_structure: bool) -> str:
    """The layout's number in the handbook, "1" to "7"; a list without figures is named after its
    dataset; "list" is a plain table."""
    columns = [dataset.column(match.name) for match in matches]
    if not any(column.additive for column in dataset.columns):
        return dataset.code
    features = (
        ("5", _is_arabic(matches)),
        ("7", _count(columns, Kind.STATE) >= 3),
        ("4", _count(columns, Kind.PROGRESS) > 0),
        ("3", len({match.group for match in matches if match.group}) > 1),
        ("1", has_structure and any(m.header == "" for m in matches)),
        ("2", sum(column.level > 0 for column in columns) > 1),
    )
    return next((number for number, holds in features if holds), "list")


def _count(columns: Sequence[Column], kind: Kind) -> int:
    return sum(column.kind is kind for column in columns)


def _is_arabic(matches: Sequence[Match]) -> bool:
    named = [match.header for match in matches if match.header]
    arabic = sum(any("\u0600" <= c <= "\u06ff" for c in header) for header in named)
    return arabic * 2 > len(named)
