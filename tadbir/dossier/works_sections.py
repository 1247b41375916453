"""The works of a pack as tables: the count, openings, the lists for 31 December, the places."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.dossier.naming import short
from tadbir.dossier.pack import Pack
from tadbir.dossier.works import Prospect, SiteState
from tadbir.ui import formats
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language
from tadbir.works.calc import openings as calc
from tadbir.works.calc.readiness.outlook import Outlook
from tadbir.works.calc.readiness.sites import Hold
from tadbir.works.presenters import openings, project, words
from tadbir.works.terms import STEERING_LABELS, Gate, Phase, Stage, Steering

ON_PAPER = 15
"""The most rows of a list that the document prints; the workbook has them all."""
LISTED_ON_PAPER = {
    Outlook.READY: 6,
    Outlook.LIKELY: 10,
    Outlook.COULD_BE_READY: 15,
    Outlook.WILL_NOT: 10,
    Outlook.UNKNOWN: 4,
}
"""The most sites of each list: those for which something can still be done have most room."""
CONDITIONS: dict[str, Hold | Gate] = {one.value: one for one in (*Hold, *Gate)}


def name_of(pack: Pack, code: str) -> str:
    return words.name_of(pack.frame.works.sites[code])


def under(pack: Pack, code: str) -> str | None:
    """The delegation of a site; None where it stands under none."""
    delegation = pack.frame.works.sites[code].delegation
    return short(pack.frame, delegation) if delegation else None


def counts_table(pack: Pack) -> Table:
    """Opened, ready, programme: all sites, and hospitals by who steers them, since the meeting."""
    groups: list[tuple[str, Steering | None]] = [(_("Centres"), None)]
    groups += [(_(STEERING_LABELS[one]), one) for one in Steering]
    rows = [
        _count_row(label, some)
        for label, steering in groups
        if (some := [one for one in pack.works if _led(pack, one) is steering])
    ]
    return Table(
        columns=[
            Column("who", _("Sites, by who steers them"), wide=True),
            Column("opened", _("Opened"), "count"),
            Column("ready", _("Ready or opened"), "count"),
            Column("programme", _("Programme"), "count"),
            Column("share", _("Ready on programme"), "percent"),
            Column("opened_since", _("Opened since the previous meeting"), "count"),
            Column("ready_since", _("Ready since the previous meeting"), "count"),
        ],
        rows=[_since(pack, row) for row in rows],
        caption=_("Opened, ready, programme"),
        footer=_since(pack, _count_row(_("All of them"), pack.works)) if len(rows) > 1 else None,
        empty=_("No site of works is entered."),
    )


def _led(pack: Pack, one: SiteState) -> Steering | None:
    return pack.frame.works.sites[one.project].steering


def _count_row(label: str, some: Sequence[SiteState]) -> Row:
    now = [calc.Programmed(one.project, one.phase) for one in some]
    was = [calc.Programmed(one.project, one.before) for one in some if one.before]
    count, change = calc.count(now), calc.changed(was, now)
    return {
        "who": label,
        "opened": count.opened,
        "ready": count.ready,
        "programme": count.programme,
        "share": Decimal(count.ready) / count.programme if count.programme else None,
        "opened_since": len(change.opened),
        "ready_since": len(change.ready) + _straight_to_opened(some),
    }


def _straight_to_opened(some: Iterable[SiteState]) -> int:
    """Sites opened since, that were not ready yet at the previous meeting: they became both."""
    ready = (Phase.READY_TO_OPEN, Phase.OPENED, Phase.FINAL_ACCEPTANCE, Phase.CLOSED)
    return sum(one.stage is Stage.OPENED and one.before not in ready for one in some)


def _since(pack: Pack, row: Row) -> Row:
    """The row, without what changed where no meeting was held before."""
    if pack.frame.since is not None:
        return row
    none = Missing(_("no meeting before"))
    return {**row, "opened_since": none, "ready_since": none}


def openings_table(pack: Pack) -> Table:
    """Every opening of the year, the last one first: a decision of the authorities, recorded."""
    found = [one for one in pack.frame.works.openings if one.on.year == pack.frame.on.year]
    return Table(
        columns=[
            Column("site", _("Site"), wide=True),
            Column("holder", _("Delegation")),
            Column("on", _("Opened on"), "day"),
            Column("population", _("People served"), "count"),
            Column("staff", _("Staff posted"), "count"),
        ],
        rows=[
            {
                "site": name_of(pack, one.project),
                "holder": under(pack, one.project),
                "on": one.on,
                "population": one.population,
                "staff": one.staff,
            }
            for one in found
            if one.project in pack.frame.works.sites
        ],
        caption=_("Openings of the year"),
        empty=_("Nothing was opened this year."),
    )


LISTS = (Outlook.READY, Outlook.LIKELY, Outlook.COULD_BE_READY, Outlook.WILL_NOT, Outlook.UNKNOWN)


def outlooks_table(pack: Pack, most: Mapping[Outlook, int] | None = None) -> Table:
    """The director's lists for 31 December: ready, could be ready if, will not; opened left out."""
    rows: list[Row] = []
    for outlook in LISTS:
        found = [
            (one, prospect)
            for one in pack.works
            if one.stage not in (Stage.OPENED, Stage.ENDED)
            and (prospect := pack.frame.works.prospects.get(one.project))
            and prospect.outlook is outlook
        ]
        found.sort(key=lambda pair: (-(pair[1].if_settled or 0), pair[0].project))
        label = _("%(list)s (%(count)s)") % {
            "list": words.outlook(outlook), "count": formats.count(len(found), language()),
        }  # fmt: skip
        rows += [
            _outlook_row(pack, label, one, prospect)
            for one, prospect in found[: most[outlook] if most else None]
        ]
    return Table(
        columns=[
            Column("outlook", _("On 31 December (sites)")),
            Column("site", _("Site"), wide=True),
            Column("holder", _("Delegation")),
            Column("phase", _("Phase")),
            Column("now", _("Probability as things stand"), "percent"),
            Column("settled", _("If settled today"), "percent"),
            Column("holds", _("What must be settled"), wide=True),
            Column("actor", _("Who acts next")),
        ],
        rows=rows,
        caption=_("Ready on 31 December"),
        empty=_("No forecast of readiness was prepared."),
    )


def _outlook_row(pack: Pack, label: str, one: SiteState, prospect: Prospect) -> Row:
    return {
        "outlook": label,
        "site": name_of(pack, one.project),
        "holder": under(pack, one.project),
        "phase": words.phase(one.phase),
        "now": prospect.now,
        "settled": prospect.if_settled,
        "holds": _holds(prospect),
        "actor": words.actor(one.phase),
    }


def _holds(prospect: Prospect) -> str | None:
    """What someone can settle today; why nothing can be said, where nothing can."""
    if prospect.reason is not None:
        return _(project.REASONS[prospect.reason])
    return " · ".join(openings.condition(CONDITIONS[code]) for code in prospect.conditions) or None


def places_table(pack: Pack) -> Table:
    """The quality of each place that was assessed: weights met over weights assessed."""
    return Table(
        columns=[
            Column("site", _("Site"), wide=True),
            Column("holder", _("Delegation")),
            Column("score", _("Quality of the place"), "percent"),
            Column("assessed", _("Share assessed"), "percent"),
            Column("worst", _("At worst"), "percent"),
            Column("best", _("At best"), "percent"),
        ],
        rows=[
            {
                "site": name_of(pack, code),
                "holder": under(pack, code),
                "score": score.rate,
                "assessed": score.share_assessed,
                "worst": score.at_worst,
                "best": score.at_best,
            }
            for code, score in sorted(pack.frame.works.scores.items())
            if code in pack.frame.works.sites
        ],
        caption=_("Quality of the places"),
        empty=_("No place was assessed."),
    )


def note(pack: Pack) -> str:
    """What is expected on 31 December, and of which day the forecast is."""
    found, lang = pack.situation.expected, language()
    if found is None:
        return _("No forecast of readiness was prepared.") if pack.works else ""
    return _(
        "Expected ready on 31 December, opened ones included: %(mean)s sites (80 %% interval: "
        "%(low)s to %(high)s), of %(programme)s. Forecast of %(day)s; nothing can be said of "
        "%(unknown)s. Opening is a decision of the authorities: it is never forecast."
    ) % {
        "mean": formats.decimal(found.mean, lang),
        "low": formats.count(found.low, lang),
        "high": formats.count(found.high, lang),
        "programme": formats.count(
            calc.count([calc.Programmed(one.project, one.phase) for one in pack.works]).programme,
            lang,
        ),
        "day": formats.day(found.on, lang),
        "unknown": formats.count(found.unknown, lang),
    }


def on_paper(table: Table) -> Table:
    """The first rows of a table, for the length of a page; the workbook has the others."""
    return replace(table, rows=table.rows[:ON_PAPER])


def shown(table: Table) -> str:
    """How many rows of a table are on paper; empty where all of them are."""
    if len(table.rows) <= ON_PAPER:
        return ""
    return _("The first ones, %(x_of_y)s; the workbook has the others.") % {
        "x_of_y": formats.x_of_y(ON_PAPER, len(table.rows), language())
    }
