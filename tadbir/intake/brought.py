"""The batches that brought a thing, as its history names them."""

from collections.abc import Iterable, Mapping

from django.urls import reverse

from tadbir.audit.actor import Subject
from tadbir.intake import queries
from tadbir.territory.reach import Reach


def batches_of(numbers: Iterable[int], *, reach: Reach) -> Mapping[Subject, str]:
    """Those of some batches whose page may be seen, with its address; one query."""
    found = queries.batches(reach=reach).filter(pk__in=set(numbers)).values_list("pk", flat=True)
    return {
        Subject("batch", str(number)): reverse("intake:batch", args=[number]) for number in found
    }
