"""Lists of programmes, as a directorate keeps them, and what they leave in the register."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tadbir.intake.outcome import Outcome
from tadbir.intake.verdict import Ticks
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tests.works.sites import DAY, send, statement

HEADS = ("N°", "Province", "Établissement", "Programme", "Nature", "Pilotage",
         "Maître d'ouvrage délégué", "Phase", "Depuis", "Motif", "N° marché", "Date OS",
         "Réception provisoire", "Date d'ouverture", "Population", "Effectif", "Observations")  # fmt: skip
HEADS_AR = ("ر.ت", "الإقليم", "المؤسسة الصحية", "البرنامج", "طبيعة المشروع", "القيادة",
            "صاحب المشروع المنتدب", "المرحلة", "منذ", "السبب", "رقم الصفقة", "تاريخ الأمر بالخدمة",
            "التسلم المؤقت", "تاريخ الافتتاح", "الساكنة", "الموارد البشرية", "ملاحظات")  # fmt: skip
PHASE, SINCE, REASON, ORDERED, ACCEPTED, OPENED, PEOPLE, STAFF = 7, 8, 9, 11, 12, 13, 14, 15
TITLE = "Programme de réhabilitation – Situation au 30/11/2025"
P_A, P_B, P_C = "SSP2-F591A", "SSP2-F591B", "SSP2-F591C"


def row(site: str, kind: str = "Réaménagement", *, at: dict[int, Any] | None = None) -> list[Any]:
    """A row of Sefrou, with some cells by place."""
    cells: list[Any] = [1, "Sefrou", site, "", kind, *[""] * 12]
    for place, value in (at or {}).items():
        cells[place] = value
    return cells


A, B, C = "CSR1 Aïn Chkef", "CSU-2 Aïn Chkef", "Hôpital Mohammed V"
ROWS = (
    row(A, at={PHASE: "En travaux", SINCE: date(2025, 3, 12), 10: "12/2025"}),
    row(B, at={ORDERED: "02/04/24", ACCEPTED: "15/01/2025", OPENED: "25/07/2025", PEOPLE: 12_000,
               STAFF: 9, 16: "Annonce publique"}),
    row(C, "Réhabilitation", at={5: "CHU", 6: "ANEP", PHASE: "Études en cours"}),
)  # fmt: skip


def send_list(
    tmp_path: Path, rows: Sequence[list[Any]], on: date = DAY, *, ticks: Ticks | None = None,
    heads: Sequence[str] = HEADS, **said: Any,
) -> Outcome:  # fmt: skip
    """A list sent under the title of a day."""
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.xlsx"
    title = f"Programme de réhabilitation – Situation au {on:%d/%m/%Y}"
    statement(path, rows, heads=heads, title=title, **said)
    return send(path, dataset="projects", ticks=ticks)


def phases(project: str) -> list[tuple[str, date]]:
    """The phases that stand of a project, the first one first."""
    return [(one.phase, one.since) for one in queries.phases(project, reach=EVERYWHERE)]


def contradicted(outcome: Outcome) -> list[tuple[str, str, dict[str, str]]]:
    """The contradictions of a file: cell, code and what is held against what."""
    found = (outcome.report or {}).get("contradictions", ())
    return [(one["cell"], one["code"], one["details"]) for one in found]
