"""The rates of a pack as the pages of the budget present them, from its frozen content alone."""

from collections.abc import Sequence

from tadbir.budget.presenters.rates import (
    Around,
    BudgetRates,
    bounds_table,
    rates_of,
    rates_table,
)
from tadbir.budget.queries import sent_by
from tadbir.dossier.pack import Pack
from tadbir.ui.tables import Table

BUDGET = "budget"


def around(pack: Pack) -> Around:
    """The transfers, the silent senders and the plan that a pack froze."""
    kinds = {one.code: one.kind for one in pack.frame.holders}
    returns = [one for one in pack.returns if one.dataset == BUDGET]
    planned = {
        code: trajectory.planned_on(pack.frame.on)
        for code, trajectory in pack.frame.trajectories.items()
    }
    return Around(
        sent=sent_by(pack.conventions),
        silent={late.sender: kinds.get(late.sender, "") for one in returns for late in one.missing},
        expected=sum(one.expected for one in returns),
        planned={code: value for code, value in planned.items() if value is not None},
    )


def rates(pack: Pack) -> Sequence[BudgetRates]:
    """The rates of each budget and part."""
    return rates_of(pack.held, around(pack))


def table(pack: Pack) -> Table:
    """Every rate with its dirhams, its status, the returns behind it, and without transfers."""
    return rates_table(rates(pack), around(pack))


def bounds(pack: Pack) -> Table:
    """What each rate would be if the missing returns came."""
    return bounds_table(rates(pack))
