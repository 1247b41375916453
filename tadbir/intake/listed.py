"""Long lists of a file, page by page: those of a preview, the refused cells of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext

from tadbir.intake.models import Batch
from tadbir.intake.presenters import refused_rows, refused_table
from tadbir.ui import formats
from tadbir.ui.tables import Table
from tadbir.ui.words import language

ON_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a long list; `name` is that of its page in the address, `notes` how many rows
    there are."""

    name: str
    title: str
    table: Table
    page: Page[Any]
    notes: Sequence[str]


def shown(number: int, of: int) -> str:
    """How many rows of a list are on the page."""
    return gettext("Shown: %(shown)s") % {"shown": formats.x_of_y(number, of, language())}


def cells_left_out(batch: Batch, page: str | None) -> Listed | None:
    """A page of the refused cells of a batch; None when it has none. Two queries, one for none."""
    found = Paginator(batch.refused.all(), ON_A_PAGE).get_page(page)
    if not found.paginator.count:
        return None
    rows = refused_rows(found.object_list)
    notes = [shown(len(rows), found.paginator.count)]
    return Listed("refused", gettext("Cells left out"), refused_table(rows), found, notes)
