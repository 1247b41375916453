"""What the sender says of a file before it is read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.contract import Dataset, Table
from tadbir.intake.reading.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Declared:
    """The kind of file, its source, for whom and when it speaks, when it was learned.

    `source`, `entity` and `sheet` are empty and `on_date` None where the file says it; so are
    `encoding` and `delimiter` of a text file. `mapping` gives a
    canonical column for a header, as `ReadOptions` does; it is remembered for `sender` under
    `layout`, the signature of the file before it was corrected.
    """

    dataset: Dataset
    source: str
    known_on: date
    entity: str = ""
    on_date: date | None = None
    sheet: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    layout: str = ""
    sender: str = ""
    encoding: str = ""
    delimiter: str = ""

    def options(self, mapping: Mapping[str, str]) -> ReadOptions:
        """What the reader is told, with columns matched as `mapping` says."""
        return ReadOptions(self.encoding or None, self.delimiter or None, mapping=mapping)


def source_of(dataset: Dataset, source: str | None) -> str:
    """The source declared, "" where the file shows it, else the dataset's first.

    Raises `Refused("intake.source.unknown")`.
    """
    if source is None:
        return "" if dataset.source_of else dataset.sources[0]
    if source not in dataset.sources:
        raise Refused(
            "intake.source.unknown",
            N_("There is no source named {source} for this kind of file. Known sources: {known}."),
            source=source,
            known=", ".join(dataset.sources),
        )
    return source


def source_shown(dataset: Dataset, declared: str, tables: Iterable[Table]) -> str:
    """The source declared, else the one that every table shows, else the dataset's first.

    Raises `Refused("intake.two-sources")` when tables of one file show different ones.
    """
    if declared or dataset.source_of is None:
        return declared or dataset.sources[0]
    shown = sorted({found for table in tables if (found := dataset.source_of(table))})
    if len(shown) > 1:
        raise Refused(
            "intake.two-sources",
            N_("Tables of this file come from different sources: {shown}. Send one sheet a time."),
            shown=", ".join(shown),
        )
    return shown[0] if shown else dataset.sources[0]


def check_days(on_date: date | None, known_on: date, today: date) -> None:
    """Refuses days that cannot be: learned in the future, or known before they happened."""
    if known_on > today:
        raise Refused(
            "intake.known-in-the-future",
            N_("A file cannot have been known on {day}, which is still to come."),
            day=known_on.isoformat(),
        )
    if on_date is not None and on_date > known_on:
        raise Refused(
            "intake.known-before-it-happened",
            N_("Figures of {on_date} cannot have been known on {known_on}."),
            on_date=on_date.isoformat(),
            known_on=known_on.isoformat(),
        )
