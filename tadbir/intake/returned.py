"""What goes back to the sender: their workbook annotated, or a new one of the refused rows."""

from django.utils.translation import gettext

from tadbir.core import clock
from tadbir.intake import originals
from tadbir.intake.annotated import annotate, can_annotate
from tadbir.intake.models import SourceFile
from tadbir.intake.presenters import refused_table
from tadbir.intake.report import Report, refusals
from tadbir.intake.source_rows import unreadable
from tadbir.ui import workbook as workbooks
from tadbir.ui.words import reader


def workbook(file: SourceFile, report: Report, *, demonstration: str | None = None) -> bytes:
    """The file with its refused cells marked where it can be, else a workbook that lists them.

    `demonstration` is the mark that a new workbook bears. Raises
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
        heads = [column.title for column in table.columns]
        return annotate(path, refused, title=title, heads=heads, is_rtl=reader().is_rtl)
    sheet = workbooks.Sheet(title, table, notes=(file.name,))
    return workbooks.write([sheet], reader(), demonstration=demonstration, created=clock.now())
