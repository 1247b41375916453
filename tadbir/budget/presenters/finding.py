"""Budget lines as the search shows them."""

from django.utils.translation import gettext as _

from tadbir.budget import queries
from tadbir.budget.presenters.words import budget_name, name_of
from tadbir.core import clock
from tadbir.territory import queries as territory
from tadbir.territory.finding import SHOWN, Found
from tadbir.territory.reach import Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Table


def lines(text: str, reach: Reach) -> Found | None:
    """Lines of this year's returns by their code and their titles, each with its holder."""
    if not reach.sees("budget"):
        return None
    some, count = queries.lines_named(text, reach=reach, on=clock.today(), limit=SHOWN)
    holders = {
        one.code: name_of(one.name_fr, one.name_ar)
        for one in territory.entities(reach=reach, kinds=HOLDER_KINDS)
    }
    table = Table(
        columns=[
            Column("label", _("Line"), href="href", wide=True),
            Column("code", _("Code"), "code"),
            Column("holder", _("Budget holder")),
            Column("budget", _("Budget")),
            Column("on_date", _("Situation on"), "day"),
        ],
        rows=[
            {
                "label": name_of(one.label, one.label_ar) or one.code_path,
                "href": page_address("budget:line", one.line),
                "code": one.code_path,
                "holder": holders.get(one.holder, one.holder),
                "budget": budget_name(one.kind, one.part),
                "on_date": one.on_date,
            }
            for one in some
        ],
    )
    return Found(_("Budget lines"), table, count)
