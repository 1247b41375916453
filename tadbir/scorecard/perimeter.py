"""The part of the entity tree that a batch can move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from tadbir.scorecard import tree
from tadbir.territory.models import Entity
from tadbir.territory.terms import EntityKind

HOLDER_KINDS = (EntityKind.DIRECTORATE, EntityKind.DELEGATION, EntityKind.HOSPITAL_CENTRE)


@dataclass(frozen=True)
class Perimeter:
    """Entity ids by code, and the holders at or under each node that a batch can move.

    Nodes start at the directorate: no role of this release sees the country as one figure.
    """

    ids: Mapping[str, int]
    members: Mapping[str, Sequence[str]]

    @classmethod
    def around(cls, holders: Iterable[str]) -> "Perimeter":
        """The holders, what stands above them, and every holder of the same directorates."""
        moved = Entity.objects.filter(code__in=list(holders)).values_list("path", flat=True)
        above = {code for path in moved for code in nodes(path)}
        starts = {_start(path) for path in moved}
        condition = Q(pk__in=())
        for start in starts:
            condition |= Q(path__startswith=start)
        rows = list(
            Entity.objects.filter(condition, kind__in=HOLDER_KINDS).values_list(
                "code", "id", "path"
            )
        )
        members = tree.under({code: path for code, _, path in rows})
        return cls(
            ids={code: pk for code, pk, _ in rows},
            members={code: members[code] for code in above},
        )


def nodes(path: str) -> tuple[str, ...]:
    """The nodes that sum an entity's figures: from the directorate down to itself."""
    return tree.nodes_above(path)[1:]


def _start(path: str) -> str:
    """The path of the directorate that a path lies in."""
    ministry, directorate = tree.nodes_above(path)[:2]
    return f"/{ministry}/{directorate}/"
