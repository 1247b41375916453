"""What goes back to the sender: their workbook annotated, or a new one of the refused rows."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext

from tadbir.core import clock
from tadbir.intake import confined, originals
from tadbir.intake.annotated import can_annotate
from tadbir.intake.models import SourceFile
from tadbir.intake.presenters import refused_table
from tadbir.intake.report import Report, refusals
from tadbir.intake.source_rows import unreadable
from tadbir.ui import workbook as workbooks
from tadbir.ui.words import reader

CHILD = "tadbir.intake.annotated_child"
PATIENCE = 150.0


def workbook(file: SourceFile, report: Report, *, demonstration: str | None = None) -> bytes:
    """The file with its refused cells marked where it can be, else a workbook that lists them.

    `demonstration` is the mark that a new workbook bears; a workbook that the child
    cannot mark within its limits is listed too. Raises
    `Refused("intake.source-unreadable")` when the original is gone.
    """
    refused = list(refusals(report["refused"], gettext))
    path = originals.folder() / file.path
    if not path.exists():
        raise unreadable()
    rows = sum(t["rows"]["total"] for sheet in report["sheets"] for t in sheet["tables"])
    table = refused_table(refused)
    title = gettext("Refused cells")
    if can_annotate(file.path, rows):
        marked = _marked(path, refused, title, [column.title for column in table.columns])
        if marked is not None:
            return marked
    sheet = workbooks.Sheet(title, table, notes=(file.name,))
    return workbooks.write([sheet], reader(), demonstration=demonstration, created=clock.now())


def _marked(
    path: Path, refused: Sequence[Report], title: str, heads: Sequence[str]
) -> bytes | None:
    """The workbook with its cells marked, opened by a child alone; None when it could not be."""
    question = {
        "path": str(path.absolute()),
        "refused": refused,
        "title": title,
        "heads": heads,
        "is_rtl": reader().is_rtl,
    }
    return confined.answer(CHILD, question, patience=PATIENCE)
