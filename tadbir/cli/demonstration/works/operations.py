"""The operations of the budget that carry out works: contracts of delegations, one site each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from tadbir.cli.demonstration.days import TODAY
from tadbir.cli.demonstration.dossiers import Dossier
from tadbir.cli.demonstration.histories import history
from tadbir.cli.demonstration.holders import holders
from tadbir.procurement.terms import Kind
from tadbir.territory.terms import EntityKind

_SINCE, _UNTIL = date(2024, 5, 1), TODAY - timedelta(30)
_REHABILITATION = "Réhabilitation"


def operations(region: str) -> Mapping[str, Sequence[Dossier]]:
    """The contracts of rehabilitation of each province whose service order was given, by its day."""
    found: dict[str, list[Dossier]] = defaultdict(list)
    for holder in holders(region):
        if holder.kind is EntityKind.DELEGATION:
            every = (dossier for year in history(holder) for dossier in year.dossiers)
            found[holder.seat] += [dossier for dossier in every if _is_wanted(dossier)]
    return {
        seat: sorted(some, key=lambda one: (one.service_order_on, one.number))
        for seat, some in found.items()
    }


def _is_wanted(dossier: Dossier) -> bool:
    is_ordered = _SINCE.toordinal() <= dossier.service_order_on <= _UNTIL.toordinal()
    is_works = dossier.rubric.label_fr.startswith(_REHABILITATION)
    return is_ordered and is_works and dossier.kind is Kind.CONTRACT and not dossier.is_carried
