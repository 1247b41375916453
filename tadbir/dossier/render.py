"""The typeset pack: frozen content in, one PDF in one language out; same content, same bytes."""

from collections.abc import Mapping
from pathlib import Path

from django.utils.translation import override

from tadbir import __version__
from tadbir.budget.presenters.words import budget_name
from tadbir.budget.terms import BudgetKind, Part
from tadbir.dossier import (
    figures,
    holders,
    opening,
    resources,
    sections,
    sentences,
    works_risks,
    works_sections,
)
from tadbir.dossier.pack import Pack
from tadbir.dossier.phrases import phrases
from tadbir.dossier.sheets import demonstration_mark
from tadbir.ui import pdf
from tadbir.ui.charts.figure import Figure
from tadbir.ui.tables import Table, texts
from tadbir.ui.words import reader

TEMPLATE = Path(__file__).parent / "templates" / "dossier" / "pack.typ"


def document(pack: Pack, *, digest: str, lang: str) -> bytes:
    """The PDF of a pack; `digest` is that of its canonical text, printed on the cover."""
    with override(lang):
        drawn = _drawings(pack)
        data = _data(pack, digest) | {
            "twins": {name: texts(one.twin, reader()) for name, one in drawn.items()},
            "charts": {name: _chart(name, one) for name, one in drawn.items()},
            "has": sorted(drawn),
        }
        images = {name: _paper(name, one) for name, one in drawn.items()}
        images["silhouette"] = figures.silhouette(pack)
        return pdf.compile_pdf(TEMPLATE, data, images, lang=lang, created=pack.frame.on)


def _drawings(pack: Pack) -> Mapping[str, Figure]:
    """The drawings by the name under which the template places them."""
    found = {f"curve_{name}": one for name, one in figures.curves(pack).items()}
    found |= {f"gap_{part.value}": one for part, one in figures.gaps(pack).items()}
    found["map"] = figures.region_map(pack)
    drawn = {"unblock": figures.unblock(pack), "works": figures.works_by_delegation(pack)}
    return found | {name: one for name, one in drawn.items() if one is not None}


SIDE_BY_SIDE = frozenset(
    {"curve_operating", "curve_investment", "gap_operating", "gap_investment", "unblock"}
)
"""Drawings that stand two in a row on paper: their narrow width keeps its letters readable."""


def _paper(name: str, figure: Figure) -> str:
    return figure.narrow if name in SIDE_BY_SIDE else figure.wide


def _chart(name: str, figure: Figure) -> dict[str, str]:
    """Title and alternative text; gaps bear the name of their budget, for there are two."""
    part = name.removeprefix("gap_")
    title = figure.title if part == name else budget_name(BudgetKind.GENERAL, Part(part))
    alt = " ".join(filter(None, (f"{title}.", figure.description, figure.note)))
    return {"title": title, "alt": alt, "note": figure.note}


def _data(pack: Pack, digest: str) -> dict[str, object]:
    return {
        "words": phrases(),
        "cover": opening.cover(pack, digest=digest, release=__version__),
        "mark": demonstration_mark(pack),
        "draft": not pack.frame.meeting,
        "tiles": [opening.tile(one) for one in sentences.tiles(pack)],
        "late": [opening.said(one) for one in sentences.late(pack)],
        "saving": [opening.said(one) for one in sentences.saving(pack)],
        "moved": [opening.said(one) for one in sentences.moved(pack)],
        "silent": [opening.said(one) for one in sentences.silent(pack)],
        "rates": opening.rates_matrix(pack),
        "parts": [part.value for part in Part],
        "weeks": opening.weeks(pack),
        "operations": opening.operations(pack),
        "works-note": works_sections.note(pack),
        "works-shown": {name: works_sections.shown(one) for name, one in _lists(pack).items()},
        "operations-note": opening.operations_note(pack),
        "tables": {name: texts(table, reader()) for name, table in _tables(pack).items()},
    }


def _works_tables(pack: Pack) -> Mapping[str, Table]:
    """The works: whole where they are short, their first rows elsewhere."""
    long = {f"works_{name}": works_sections.on_paper(one) for name, one in _lists(pack).items()}
    return long | {
        "works_counts": works_sections.counts_table(pack),
        "works_outlooks": works_sections.outlooks_table(pack, works_sections.LISTED_ON_PAPER),
    }


def _lists(pack: Pack) -> Mapping[str, Table]:
    """The long lists of works, each whole."""
    return {
        "openings": works_sections.openings_table(pack),
        "risk": works_risks.at_risk_table(pack),
        "crossings": works_risks.crossings_table(pack),
        "places": works_sections.places_table(pack),
    }


def _tables(pack: Pack) -> Mapping[str, Table]:
    return {
        "gap": sections.gap_table(pack),
        "explained": sections.explained_on_paper(pack),
        "forecast": resources.forecast_on_paper(pack),
        "holders": holders.holders_table(pack),
        "calendar": resources.calendar_on_paper(pack),
        "segma": resources.segma_on_paper(pack),
        "conventions": resources.conventions_on_paper(pack),
        "contradictions": sections.contradictions_table(pack),
        "missing": resources.missing_table(pack),
        **_works_tables(pack),
        "sources": resources.sources_table(pack),
        "glossary": sections.glossary_table(),
    }
