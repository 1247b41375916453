"""The batches that brought a thing, as its history names them."""

from collections.abc import Iterable, Mapping

from tadbir.audit.actor import Subject
from tadbir.intake import queries
from tadbir.territory.reach import Reach
from tadbir.ui.addresses import page_address


def batches_of(numbers: Iterable[int], *, reach: Reach) -> Mapping[Subject, str]:
    """Those of some batches whose page may be seen, with its address; one query."""
    found = queries.batches(reach=reach).filter(pk__in=set(numbers)).values_list("pk", flat=True)
    return {Subject("batch", str(number)): page_address("intake:batch", number) for number in found}
