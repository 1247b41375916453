"""The workbook of a pack: one sheet a section, real numbers, the same rows as the document."""

from collections.abc import Sequence
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import override

from tadbir.budget.terms import Part
from tadbir.core.words import N_
from tadbir.dossier import (
    figures,
    holders,
    key_figures,
    opening,
    rates,
    resources,
    sections,
    sentences,
    works_risks,
    works_sections,
)
from tadbir.dossier.pack import Pack
from tadbir.ui import workbook
from tadbir.ui.tables import Table
from tadbir.ui.words import reader
from tadbir.ui.workbook import DEMONSTRATION, Sheet

CURVE_TABS = {
    Part.OPERATING.value: N_("Curve, operating"),
    Part.INVESTMENT.value: N_("Curve, investment"),
    "segma": N_("Curve, SEGMA"),
}


def demonstration_mark(pack: Pack) -> str | None:
    """The words that mark every page and sheet of a demonstration; None elsewhere."""
    return _(DEMONSTRATION) if pack.frame.demonstration else None


def book(pack: Pack, *, digest: str, lang: str) -> bytes:
    """The workbook of a pack in one language; the same content gives the same bytes."""
    with override(lang):
        notes = opening.notes(pack, digest=digest)
        sheets = [Sheet(table.caption, table, notes, tab) for tab, table in tables(pack)]
        created = datetime.combine(pack.frame.on, time(), UTC)
        return workbook.write(
            sheets, reader(), demonstration=demonstration_mark(pack), created=created
        )


def _works(pack: Pack) -> Sequence[tuple[str, Table]]:
    """The works, each list whole."""
    drawn = figures.works_by_delegation(pack)
    return [
        (_("Works"), works_sections.counts_table(pack)),
        *([(_("Works by delegation"), drawn.twin)] if drawn else []),
        (_("Openings"), works_sections.openings_table(pack)),
        (_("Ready on 31 December"), works_sections.outlooks_table(pack)),
        (_("Works at risk"), works_risks.at_risk_table(pack)),
        (_("Works that contradict"), works_risks.crossings_table(pack)),
        (_("Quality of the places"), works_sections.places_table(pack)),
    ]


def tables(pack: Pack) -> Sequence[tuple[str, Table]]:
    """The sections under the names of their tabs, in the order of the document.

    The twins of its drawings are among them.
    """
    curves = [(_(CURVE_TABS[name]), one.twin) for name, one in figures.curves(pack).items()]
    unblock = figures.unblock(pack)
    return [
        (_("Key figures"), key_figures.table(pack)),
        (_("To know"), sentences.know_table(pack)),
        (_("Rates"), rates.table(pack)),
        (_("Bounds of the rates"), rates.bounds(pack)),
        (_("The gap explained"), sections.gap_table(pack)),
        (_("Lines of the gap"), sections.explained_table(pack)),
        *curves,
        (_("Forecast"), resources.forecast_table(pack)),
        (_("Budget holders"), holders.holders_table(pack)),
        *([(_("What would lapse"), unblock.twin)] if unblock else []),
        (_("To save"), sections.to_save_table(pack)),
        (_("Last days"), resources.calendar_table(pack)),
        (_("Map"), figures.region_map(pack).twin),
        (_("SEGMA centres"), resources.segma_table(pack)),
        (_("Conventions"), resources.conventions_table(pack)),
        *_works(pack),
        (_("Contradictions"), sections.contradictions_table(pack)),
        (_("Missing returns"), resources.missing_table(pack)),
        (_("Sources"), resources.sources_table(pack)),
        (_("Glossary"), sections.glossary_table()),
    ]
