"""What pages of an entity say besides its figures: the way down to it, who it is, its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tadbir.accounts.seat import Seat
from tadbir.audit.actor import Subject
from tadbir.audit.presenters import history_rows
from tadbir.territory import identity as identities
from tadbir.territory import presenters
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.policies import can_change
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind
from tadbir.ui.addresses import page_address


@dataclass(frozen=True, slots=True)
class Link:
    """A name and where it leads; no address when it is out of reach."""

    label: str
    href: str = ""


def link(entity: Entity, *, reach: Reach) -> Link:
    """An entity's name in the reader's language, and its page where one may see it."""
    is_seen = reach.holds(entity.path)
    href = page_address("cockpit:entity", entity.code) if is_seen else ""
    return Link(presenters.name_of(entity), href)


def way(entity: Entity, *, reach: Reach) -> Sequence[Link]:
    """What stands above an entity, below the ministry."""
    return [link(one, reach=reach) for one in territory.ancestors(entity)[1:]]


def facilities(entity: Entity, on: date, *, reach: Reach) -> Sequence[Link]:
    """The facilities that hang from a delegation or a centre on a day, in the order of codes."""
    found = territory.children(entity, reach=reach, on=on)
    return [link(one, reach=reach) for one in found if one.kind == EntityKind.FACILITY]


def context(entity: Entity, on: date, *, seat: Seat) -> Mapping[str, object]:
    """Everything that is said of who an entity is on a day."""
    subject = Subject("entity", entity.code)
    return {
        "code": entity.code,
        "name": presenters.name_of(entity),
        "on": on,
        "way": way(entity, reach=seat.reach),
        "facilities": facilities(entity, on, reach=seat.reach),
        "identity": identities.identity(entity, reach=seat.reach, on=on),
        "changes": identities.changes_offered(entity) if can_change(seat) else (),
        # It tells of targets and of regimes of the budget too.
        "history": history_rows(subject) if seat.reach.sees("budget") else None,
    }
