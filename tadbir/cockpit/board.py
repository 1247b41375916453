"""The content of a holder's page, built from prepared rows."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.template import loader
from markupsafe import Markup

from tadbir.accounts.policies import comparison_level
from tadbir.cockpit import presenters
from tadbir.core.money import dirhams
from tadbir.intake import returns
from tadbir.meetings import queries as meetings
from tadbir.scorecard import deadlines, drawings, lines, mapping
from tadbir.scorecard.returns import OF_MONEY
from tadbir.scorecard.situation import Since, Situation, situation
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.reach import Reach
from tadbir.territory.terms import EntityKind
from tadbir.ui.words import reader

CURVES = ("operating_commitment_rate", "investment_commitment_rate", "segma_commitment_rate")


def drawn(entity: Entity, on: date, *, reach: Reach) -> Markup:
    """The board of an entity on a day, in the language in force, for a reach that holds it."""
    given = context(entity, on, reach=_audience(entity, reach))
    made = loader.render_to_string("cockpit/_board.html", given, using="jinja2")
    return Markup(made)  # noqa: S704 - rendered by our own autoescaping template


def _audience(entity: Entity, reach: Reach) -> Reach:
    """The reach of anyone who may open this entity and sees these domains.

    What lies above is the same for all of them: the median of the region.
    """
    above = frozenset(filter(None, [comparison_level(entity.path)]))
    return Reach((entity.path,), reach.domains, above, reach.sees_names)


def context(entity: Entity, on: date, *, reach: Reach) -> Mapping[str, object]:
    """Everything the board says."""
    seen = situation_of(entity, on, reach=reach)
    known = deadlines.deadlines(on, form=_form(entity, on))
    came = {code: returns.completeness(code, reach=reach, on=on) for code in OF_MONEY}
    silent = returns.silent(came["budget"], money=_money(seen), on=on)
    to, whom = presenters.addresses(seen), reader()
    marks = deadlines.marks(known)
    return {
        "place": seen.place,
        "name": seen.place.name(whom.lang),
        "on": on,
        "since": seen.since.day if seen.since else None,
        "tiles": presenters.tiles(
            seen, known, presenters.Came(came, returns.shares(OF_MONEY, reach=reach, on=on)), silent
        ),
        "late": lines.late(seen, known, silent, to),
        "quiet": lines.quiet(seen),
        "moves": lines.moves(seen),
        "owed": lines.owed(
            [due for one in came.values() for due in one.returns], seen.place.code, on
        ),
        "unblock": drawings.to_unblock(seen, whom, to),
        "curves": [drawings.year_curve(seen, code, whom, marks) for code in _spoken(seen)],
        "map": mapping.region_map(seen, CURVES[0], whom, to) if _has_provinces(seen) else None,
        "table": presenters.holders_table(seen, to) if len(seen.holders) > 1 else None,
    }


def _spoken(seen: Situation) -> list[str]:
    """The rates of the budgets that an entity has: something was received, this year or last."""
    return [code for code in CURVES if seen.history.get(code) or seen.last_year.get(code)]


def _has_provinces(seen: Situation) -> bool:
    """Whether there is a province to colour: a hospital centre has none."""
    return any(place.kind == EntityKind.DELEGATION for place in seen.holders)


def situation_of(entity: Entity, on: date, *, reach: Reach) -> Situation:
    """The situation of the entity, with what moved since the last meeting of its region."""
    held = meetings.last_held(entity.path, on, reach=reach)
    since = Since(held.held_on, held.last_number) if held and held.last_number else None
    return situation(entity.code, reach=reach, on=on, since=since)


def _form(entity: Entity, on: date) -> str:
    """The legal form of the region's direction on a day; empty where it was not entered."""
    for above in (*territory.ancestors(entity), entity):
        if above.kind == EntityKind.DIRECTORATE:
            return territory.form_on(above, on) or ""
    return ""


def _money(seen: Situation) -> Mapping[str, Decimal]:
    """What each holder answers for: its delegated credits, or a SEGMA's opened ones."""
    codes = ("operating_commitment_rate", "investment_commitment_rate", "segma_commitment_rate")
    return {
        place.code: sum(
            (
                dirhams(figure.denominator)
                for code in codes
                if (figure := seen.own.get((place.code, code))) and figure.denominator
            ),
            Decimal(0),
        )
        for place in seen.holders
    }


def is_holder(kind: str) -> bool:
    """Whether an entity has a board: facilities and the ministry have none."""
    return kind in {EntityKind.DIRECTORATE, EntityKind.DELEGATION, EntityKind.HOSPITAL_CENTRE}
