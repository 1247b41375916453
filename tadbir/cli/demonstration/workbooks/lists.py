"""Lists of facilities shaped like the ministry's, the abbreviations in a table beside them."""

from collections.abc import Sequence
from pathlib import Path

from tadbir.cli.demonstration.facilities import Facility
from tadbir.cli.demonstration.workbooks.book import Book

_HEADS = ("Région", "Délegation", "Commune", "Nom établissement", "Nom arabe", "Catégorie")
_ABBREVIATIONS = {
    "CSR-1": "Centre de Santé Rural niveau1", "CSR-2": "Centre de Santé Rural niveau2",
    "CSU-1": "Centre de Santé Urbain niveau1", "CSU-2": "Centre de Santé Urbain niveau2",
    "DR": "Dispensaire Rural", "LSP": "Laboratoire de Santé Publique",
    "CRSR": "Centre de Référence en Santé de Reproduction",
    "CDTMR": "Centre de Diagnostic et de Traitement des Maladies Respiratoires",
    "HP": "Hôpital Provincial/Préfectoral", "HR": "Hôpital Régional",
    "HIR": "Hôpital Interrégional", "HPr": "Hôpital de Proximité",
    "CRO": "Centre Régional d'Oncologie", "CPU": "Centre Psychiatrique Universitaire",
}  # fmt: skip


def write(path: Path, title: str, facilities: Sequence[Facility]) -> None:
    """One sheet: a title, a blank row, the heads, the facilities."""
    used = [code for code in _ABBREVIATIONS if code in {f.category for f in facilities}]
    side = len(_HEADS) + 1
    with Book(path) as book:
        page = book.page("Liste 2024")
        page.texts([title], "title").end(2)
        page.texts(_HEADS, "head").texts(["ABREVIATION "], "head", at=side).end()
        page.widths([24, 20, 30, 34, 30, 12, 3, 12, 48])
        for number, facility in enumerate(facilities):
            page.texts([facility.region, facility.province, facility.commune, facility.name_fr,
                        facility.name_ar, facility.category])  # fmt: skip
            if number < len(used):
                page.texts([used[number], _ABBREVIATIONS[used[number]]], at=side)
            page.end()
