"""The workbook of a pack: one sheet a section, real numbers, the same rows as the document."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import override

from tadbir.dossier import figures, holders, opening, resources, sections, sentences
from tadbir.dossier.pack import Pack
from tadbir.ui import workbook
from tadbir.ui.tables import Table
from tadbir.ui.words import reader
from tadbir.ui.workbook import DEMONSTRATION, Sheet


def demonstration_mark(pack: Pack) -> str | None:
    """The words that mark every page and sheet of a demonstration; None elsewhere."""
    return _(DEMONSTRATION) if pack.frame.demonstration else None


def book(pack: Pack, *, digest: str, lang: str) -> bytes:
    """The workbook of a pack in one language; the same content gives the same bytes."""
    with override(lang):
        notes = opening.notes(pack, digest=digest)
        sheets = [Sheet(table.caption, table, notes) for table in tables(pack)]
        created = datetime.combine(pack.frame.on, time(), UTC)
        return workbook.write(
            sheets, reader(), demonstration=demonstration_mark(pack), created=created
        )


def tables(pack: Pack) -> Sequence[Table]:
    """The sections in the order of the document, the twins of its drawings among them."""
    curves = [one.twin for one in figures.curves(pack).values()]
    unblock = figures.unblock(pack)
    return [
        sentences.know_table(pack),
        sections.rates_table(pack),
        sections.gap_table(pack),
        sections.explained_table(pack),
        *curves,
        resources.forecast_table(pack),
        holders.holders_table(pack),
        *([unblock.twin] if unblock else []),
        sections.to_save_table(pack),
        resources.calendar_table(pack),
        figures.region_map(pack).twin,
        resources.segma_table(pack),
        resources.conventions_table(pack),
        sections.contradictions_table(pack),
        resources.missing_table(pack),
        resources.sources_table(pack),
        sections.glossary_table(),
    ]
