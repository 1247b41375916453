"""Names of entities and areas by code, for histories, which tell of parents and senders.

A name of the territory is no figure: whoever may read a history may read the names in it.
"""

from collections.abc import Collection

from tadbir.territory.models import Area, Entity
from tadbir.territory.presenters import name_of


def entity_names(codes: Collection[str]) -> dict[str, str]:
    """Entities by code, in the reader's language; in one query."""
    return {one.code: name_of(one) for one in Entity.objects.filter(code__in=codes)}


def area_names(codes: Collection[str]) -> dict[str, str]:
    """Areas of the census by code, in the reader's language; in one query."""
    return {one.code: name_of(one) for one in Area.objects.filter(code__in=codes)}
