"""What holds works back in a pack, and what sources and payments contradict, as tables."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.dossier.pack import Pack
from tadbir.dossier.works import Crossed, SiteState
from tadbir.dossier.works_sections import name_of, under
from tadbir.ui import formats
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language
from tadbir.works.presenters import words
from tadbir.works.presenters.progress import CROSSING_LABELS
from tadbir.works.terms import ACTOR_LABELS


def at_risk_table(pack: Pack) -> Table:
    """Works that stand still, run past their contract, or that nobody reports; the longest first."""
    found = [one for one in pack.works if one.is_at_risk]
    found.sort(key=lambda one: (not one.is_stopped, -(one.days_late or 0), one.project))
    late = [one.penalty for one in found if one.penalty is not None]
    return Table(
        columns=[
            Column("site", _("Site"), wide=True),
            Column("holder", _("Delegation")),
            Column("why", _("What holds it back")),
            Column("deadline", _("Deadline of the contract"), "day"),
            Column("days", _("Days late"), "count"),
            Column("penalty", _("Delay penalty"), "amount"),
            Column("reported", _("Last report"), "day"),
            Column("status", _("Status"), "status"),
        ],
        rows=[_risk_row(pack, one) for one in found],
        caption=_("Works at risk"),
        footer={"site": _("Total"), "penalty": sum(late, Decimal(0))} if late else None,
        empty=_("No works stand still, run late or lack a report."),
    )


def _risk_row(pack: Pack, one: SiteState) -> Row:
    why = ((_("stopped"), one.is_stopped), (_("late on the contract"), one.is_late),
           (_("no report for over a month"), one.is_silent))  # fmt: skip
    is_grave = one.is_stopped or one.is_late
    return {
        "site": name_of(pack, one.project),
        "holder": under(pack, one.project),
        "why": _(", ").join(said for said, is_so in why if is_so),
        "deadline": one.deadline,
        "days": one.days_late or None,
        "penalty": _penalty(one),
        "reported": one.reported_on or Missing(_("not received")),
        "status": "late" if is_grave else "watch",
    }


def _penalty(one: SiteState) -> Decimal | Missing | None:
    if one.penalty is None and one.is_late:
        return Missing(_("the contract’s amount or rate is not entered"))
    return one.penalty


def crossings_table(pack: Pack) -> Table:
    """Figures that contradict each other, side by side and dated, with who must settle them."""
    found = [(one.project, crossed) for one in pack.works for crossed in one.crossed]
    found.sort(key=lambda pair: (pair[1].behind_share - pair[1].ahead_share, pair[0]))
    return Table(
        columns=[
            Column("site", _("Site"), wide=True),
            Column("kind", _("What crosses")),
            Column("ahead", _("The higher figure")),
            Column("behind", _("The lower figure")),
            Column("gap", _("Gap"), "points"),
            Column("who", _("Who must settle it")),
        ],
        rows=[_crossing_row(pack, code, one) for code, one in found],
        caption=_("Works: figures that contradict each other"),
        empty=_("No two figures of works contradict each other."),
    )


def _crossing_row(pack: Pack, code: str, one: Crossed) -> Row:
    return {
        "site": name_of(pack, code),
        "kind": _(CROSSING_LABELS[one.kind]),
        "ahead": _said(one.ahead and words.source(one.ahead), one.ahead_share, one.ahead_on),
        "behind": _said(one.behind and words.source(one.behind), one.behind_share, one.behind_on),
        "gap": one.ahead_share - one.behind_share,
        "who": _(", ").join(_(ACTOR_LABELS[actor]) for actor in one.settled_by),
    }


def _said(who: str | None, share: Decimal, on: date) -> str:
    """One figure with who says it and its day; without a source it is what was paid."""
    return _("%(who)s: %(share)s on %(day)s") % {
        "who": who or _("Payments of the agency"),
        "share": formats.percent(share, language()),
        "day": formats.day(on, language()),
    }
