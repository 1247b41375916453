"""Boards drawn ahead of their readers, beside the web server, each time that figures move.

A board depends on an entity, a language, a day, the last action about figures and the domains of
its reader, and on nothing else of who reads it: whoever may open the page of an entity may read
its whole board. So the board of those who see every domain can be drawn before anyone asks.
Nothing has to declare it out of date: its number does.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils import translation
from markupsafe import Markup

from tadbir.audit import trail
from tadbir.cockpit import board
from tadbir.cockpit.models import Sheet
from tadbir.core import clock
from tadbir.territory.models import Entity
from tadbir.territory.reach import DOMAINS, EVERYWHERE, Reach
from tadbir.territory.terms import HOLDER_KINDS
from tadbir.ui.addresses import moment
from tadbir.ui.words import language


@dataclass(frozen=True, slots=True)
class Moment:
    """What a sheet is true of: a day, and the number of the last action about figures."""

    on: date
    number: int


def now() -> Moment:
    """Today, and the last action about figures."""
    return Moment(clock.today(), trail.last_number_of_figures())


def board_of(entity: Entity, at: Moment, *, reach: Reach) -> Markup:
    """The board of an entity in the reader's language: its sheet where one stands, else drawn now.

    One query with a sheet. The links of a sheet lead to pages of today.
    """
    standing = Sheet.objects.filter(
        entity=entity, lang=language(), on_date=at.on, number=at.number
    ).values_list("board", flat=True)
    is_shared = reach.domains == DOMAINS and reach.sees_names and not moment()
    found = standing.first() if is_shared else None
    if found is None:
        return board.drawn(entity, at.on, reach=reach)
    return Markup(found)  # noqa: S704 - drawn by our own autoescaping template


def drop() -> None:
    """Drop every sheet: another release draws otherwise."""
    Sheet.objects.all().delete()


def draw_missing(at: Moment) -> Iterator[Sheet]:
    """Draw each sheet that does not stand at a moment, the largest entities first.

    Ends early when figures move on meanwhile: what is left would be of no use to anyone.
    """
    standing = set(
        Sheet.objects.filter(on_date=at.on, number=at.number).values_list("entity_id", "lang")
    )
    holders = Entity.objects.filter(kind__in=HOLDER_KINDS).select_related("area")
    for entity in sorted(holders, key=lambda one: (one.path.count("/"), one.path)):
        for lang, _name in settings.LANGUAGES:
            if (entity.pk, lang) not in standing:
                if now() != at:
                    return
                yield _draw(entity, lang, at)


def _draw(entity: Entity, lang: str, at: Moment) -> Sheet:
    with translation.override(lang):
        drawn = board.drawn(entity, at.on, reach=EVERYWHERE)
    sheet, _created = Sheet.objects.update_or_create(
        entity=entity,
        lang=lang,
        defaults={"on_date": at.on, "number": at.number, "board": drawn},
    )
    return sheet
