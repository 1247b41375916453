"""What an aggregate is made of: the holders of a total or of a rate, the conventions of transfers."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from tadbir.budget import presenters, queries
from tadbir.budget.calc.rates import RateKind
from tadbir.budget.terms import Part
from tadbir.budget.views.moment import Asking, Scope, asking, scope_of
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.ui.pages import render, wants_workbook, workbook_response
from tadbir.ui.tables import Table
from tadbir.ui.workbook import Sheet


@require_GET
def total(request: HttpRequest, amount: str) -> HttpResponse:
    """The holders that an amount of all is the sum of; each leads to its cells."""
    asked = asking(request)
    scope = scope_of(request, asked)
    of = presenters.amounts.named(amount, request.GET.get("budget", ""))
    found = queries.figures(**scope.told)
    around = presenters.rates.Around(hidden=scope.hidden)
    table = presenters.composition.total_table(found, of, around)
    return _page(
        request, asked, scope, table, note=_("The holders that this amount is the sum of.")
    )


@require_GET
def rate(request: HttpRequest, rate: str) -> HttpResponse:
    """The holders whose amounts a rate divides, with or without what they sent to owners."""
    asked = asking(request)
    scope = scope_of(request, asked)
    kind, part = presenters.amounts.budget_named(request.GET.get("budget", ""))
    if rate not in {*RateKind} or part is None:
        raise Refused("budget.unknown", N_("There is no such rate."))
    found = queries.figures(**scope.told)
    sent = queries.sent_by(queries.conventions(**scope.told))
    made = presenters.composition.rate_of(
        found, RateKind(rate), (kind, part),
        presenters.rates.Around(sent=sent, hidden=scope.hidden),
        is_net=bool(request.GET.get("net")),
    )  # fmt: skip
    note = _("The rate of the totals, never the mean of the rates: each amount leads to its cells.")
    return _page(request, asked, scope, made.table, note=note, left_out=_left_out(made.left_out))


@require_GET
def transfers(request: HttpRequest) -> HttpResponse:
    """The conventions whose transfers of the year rates leave out; each leads to its two cells."""
    asked = asking(request)
    scope = scope_of(request, asked)
    part = request.GET.get("part", "")
    if part not in {*Part}:
        raise Refused("budget.unknown", N_("There is no such amount."))
    found = [one for one in queries.transfers(**scope.told) if one.now.part == part]
    table = presenters.composition.transfers_table(found, scope.name_of, scope.hidden)
    note = _("What was sent this year is what was sent since the signature, less what was before.")
    return _page(request, asked, scope, table, note=note)


def _left_out(count: int) -> str:
    """How many holders a rate does not count, and why; nothing where it counts all."""
    if not count:
        return ""
    return ngettext(
        "%(count)d holder is not counted: one of its two amounts was not received.",
        "%(count)d holders are not counted: one of their two amounts was not received.",
        count,
    ) % {"count": count}


def _page(
    request: HttpRequest,
    asked: Asking,
    scope: Scope,
    table: Table,
    *,
    note: str,
    left_out: str = "",
) -> HttpResponse:
    """The table of a composition on its page, or as a workbook."""
    if wants_workbook(request):
        name = request.path.strip("/").replace("/", "-")
        sheet = Sheet(table.caption, table, _notes(asked, scope))
        return workbook_response(request, f"{name}-{asked.on}", [sheet])
    return render(request, "budget/composition.html", {
        "asked": asked, "scope": scope, "table": table, "note": note, "left_out": left_out,
    })  # fmt: skip


def _notes(asked: Asking, scope: Scope) -> Sequence[str]:
    return [*([scope.name] if scope.name else []), *asked.notes]
