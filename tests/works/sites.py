"""A province with sites that bear alike names, their projects, and workbooks of works sent in."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from tadbir.facilities.models import Facility
from tadbir.intake import actions
from tadbir.intake.outcome import Outcome
from tadbir.intake.verdict import Ticks
from tadbir.territory.models import Alias, Area, Attachment, Entity, EntityName
from tadbir.territory.reach import EVERYWHERE
from tadbir.works.actions import Entered, NewProject, enter_project, prepared_once
from tadbir.works.terms import Phase, ProjectKind
from tests.budget.hand import BY, NAMES

DAY = date(2025, 11, 30)
SITES = {
    "F591A": ("CSR-1", "Aïn Chkef", "عين الشكاك", "D591"),
    "F591B": ("CSU-2", "Aïn Chkef", "", "D591"),
    "F591C": ("HP", "Mohammed V", "محمد الخامس", "D591"),
    "F591D": ("CSR-2", "Ribate El Kheir", "رباط الخير", "D591"),
    "F591E": ("DR", "Oulad Mkoudou", "", "D591"),
    "F231A": ("CSR-1", "Aïn Chkef", "", "D231"),
}
PROJECTS = {"P-A": "F591A", "P-B": "F591B", "P-C": "F591C", "P-D": "F591D", "P-F": "F231A"}
HEADS = ("N°", "Province/Préfecture", "Établissement", "N° marché", "Titulaire",
         "Montant TTC (DH)", "Date OS", "Délai (mois)", "Ordres d'arrêt / reprise",
         "Délai écoulé", "Av. physique %", "Av. financier %", "Cumul décomptes",
         "Date prév. d'achèvement", "Réserves / Observations")  # fmt: skip


def found_sites(region: dict[str, Entity]) -> None:
    """The sites of two provinces, under the names that files give them."""
    for code in ("DR03", "D231", "D591", "CH231"):
        for name in NAMES[code]:
            Alias.objects.create(entity=region[code], text=name, folded=name.casefold())
    for code, (category, name_fr, name_ar, holder) in SITES.items():
        above = region[holder]
        entity = Entity.objects.create(
            code=code, kind="facility", area=above.area, path=f"{above.path}{code}/",
            name_fr=name_fr, name_ar=name_ar, search="|",
        )  # fmt: skip
        EntityName.objects.create(entity=entity, name_fr=name_fr, name_ar=name_ar)
        Attachment.objects.create(entity=entity, parent=above, tree="administrative")
        Facility.objects.create(
            entity=entity, commune=Area.objects.get(), family="primary_care", category=category,
            folded=name_fr.casefold(), listed_on=date(2024, 12, 31),
        )  # fmt: skip


def enter_projects(phase: Phase = Phase.WORKS, since: date = date(2025, 3, 1)) -> None:
    """A project on each site but the dispensary."""
    with prepared_once():
        for code, site in PROJECTS.items():
            new = NewProject(code, site, ProjectKind.PRIMARY_CARE_REFURBISHMENT)
            enter_project(
                by=BY, reach=EVERYWHERE, programme="SSP2", new=new, first=Entered(phase, since)
            )


def statement(
    path: Path, rows: Sequence[Sequence[Any]], *, heads: Sequence[str] = HEADS,
    title: str = "État d'avancement des travaux – Situation au 30/11/2025",
    sheet: str = "Travaux", rtl: bool = False,
) -> Path:  # fmt: skip
    """A workbook in layout 4: a title, heads in row 3, a row for each site."""
    book = Workbook()
    page = book.worksheets[0]
    page.title = sheet
    page.sheet_view.rightToLeft = rtl
    for row in ([title], [], heads, *rows):
        page.append(list(row))
    book.save(path)
    return path


def send(
    path: Path, *, dataset: str = "progress", ticks: Ticks | None = None, **said: Any
) -> Outcome:
    """A file taken in as a command does."""
    said.setdefault("entity", "DR03")
    return actions.take_in(
        by=BY, path=path, reach=EVERYWHERE, dataset=dataset, ticks=ticks or Ticks(), **said
    )


def refused(outcome: Outcome) -> list[tuple[str, str]]:
    """The cells refused, with the code of each."""
    report = outcome.report or {}
    return [(one["cell"], one["code"]) for one in report["refused"]]
