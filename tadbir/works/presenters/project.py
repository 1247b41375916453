"""One project: its way, its facts, its gates, its money and what holds it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.core.words import N_
from tadbir.territory.reach import Reach
from tadbir.ui import formats
from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Missing, Row, Table
from tadbir.ui.words import language
from tadbir.works.calc.contracts import Terms
from tadbir.works.calc.readiness.sites import NoProbability
from tadbir.works.presenters import words
from tadbir.works.presenters.openings import conditions
from tadbir.works.queries import PhaseEntry, SiteOutlook, Whole
from tadbir.works.terms import GATE_LABELS, REASON_LABELS, STEPS, Gate, Phase, Reason, Stage

CHANGES = 12  # days of change that a page shows, the last ones
REASONS = {
    NoProbability.NO_DURATION: N_("The duration of the contract is not known."),
    NoProbability.NO_SERVICE_ORDER_DATE: N_("The day of the service order is not known."),
    NoProbability.BEYOND_EXPERIENCE: N_("It is later than anything known so far."),
}


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of the way: its words, the days it lasted, why it came; the last one is present."""

    label: str
    since: date
    days: int
    reason: str
    note: str
    is_present: bool


def steps(entries: Sequence[PhaseEntry], on: date) -> list[Step]:
    """The way so far, the first phase first."""
    ends = [entry.since for entry in entries[1:]] + [on]
    return [
        Step(
            label=words.phase(Phase(entry.phase)),
            since=entry.since,
            days=(end - entry.since).days,
            reason=_(REASON_LABELS[Reason(entry.reason)]) if entry.reason else "",
            note=entry.note,
            is_present=entry is entries[-1],
        )
        for entry, end in zip(entries, ends, strict=True)
    ]


def following(phase: Phase) -> list[str]:
    """What may follow a phase, in words; a cancellation is never announced."""
    return [words.phase(one) for one in STEPS[phase].following if one is not Phase.CANCELLED]


def terms_table(of: Whole, on: date, *, reach: Reach) -> Table:
    """Each contract: its time, its delay, its penalty with its own cap."""
    accepted = of.entered(Phase.PROVISIONAL_ACCEPTANCE)
    return Table(
        [
            Column("reference", _("Contract"), "code", href="href"),
            Column("amount", _("Amount of the contract"), "amount"),
            Column("order", _("Service order"), "day"),
            Column("duration", _("Delay of the contract")),
            Column("stops", _("Orders given"), "count"),
            Column("deadline", _("Deadline of the contract"), "day"),
            Column("late", _("Days late"), "count"),
            Column("penalty", _("Delay penalty"), "amount"),
            Column("cap", _("Cap of the penalty"), "amount"),
            Column("cap_day", _("Cap reached after, days"), "count"),
        ],
        [_terms_row(one, on, accepted, reach) for one in of.terms],
        _("Contracts, delays and penalties"),
        empty=_("No contract of this project is entered, and no report names one."),
    )


def _terms_row(one: Terms, on: date, accepted: date | None, reach: Reach) -> Row:
    delay, penalty = one.delay(on, accepted), one.penalty(on, accepted)
    unknown = Missing(_("service order or duration not known"))
    return {
        "reference": one.reference or _("no reference"),
        "href": _operation(one, reach),
        "amount": one.amount,
        "order": one.service_order_on,
        "duration": words.duration(one.duration, one.unit),
        "stops": len(one.orders) if one.is_entered else None,
        "deadline": unknown if delay.deadline is None else delay.deadline,
        "late": delay.days,
        "penalty": penalty.due if penalty else Missing(_why_no_penalty(one)),
        "cap": penalty.cap if penalty else None,
        "cap_day": penalty.cap_day if penalty else None,
    }


def _operation(one: Terms, reach: Reach) -> str:
    """The page of the operation of a contract, for who may open it."""
    is_seen = reach.sees("procurement") and reach.holds(one.holder)
    return page_address("procurement:operation", one.operation) if one.operation and is_seen else ""


def _why_no_penalty(one: Terms) -> str:
    if one.rate is None:
        return _("the rate of the contract is not entered")
    return _("amount, service order or duration not known")


def gates_table(of: Whole) -> Table:
    """What must be there before a site is ready, as the delegation's form says."""
    said = of.gates
    cell = page_address("intake:cell", said.batch, said.sheet, said.row) if said else ""
    rows: list[Row] = [
        {
            "gate": _(GATE_LABELS[gate]),
            "state": _gate(said.gates[gate]),
            "on": said.on,
            "source": _("Form of the delegation"),
            "cell": cell,
        }
        for gate in Gate
        if said
    ]
    return Table(
        [
            Column("gate", _("Gate"), wide=True),
            Column("state", _("State")),
            Column("on", _("Situation on"), "day"),
            Column("source", _("Source"), href="cell"),
        ],
        rows,
        _("Gates"),
        empty=_("No form of the delegation was received for this site."),
    )


def _gate(is_open: bool | None) -> str | Missing:
    if is_open is None:
        return Missing(_("not said"))
    return _("Open") if is_open else _("Shut")


@dataclass(frozen=True, slots=True)
class Fact:
    """A word, its value, and where that leads."""

    label: str
    value: str
    href: str = ""


def facts(of: Whole, province: str, on: date) -> list[Fact]:
    """Who and what the project is."""
    one, lang = of.followed, language()
    programme = of.project.programme
    found = [
        Fact(_("Programme"), words.name_of(programme),
             page_address("works:programme", programme.code)),
        Fact(_("Kind of project"), words.kind(one.kind)),
        Fact(_("Province"), province or formats.DASH),
        Fact(_("Code"), formats.isolate(one.code)),
        Fact(_("Deadline of the contract"), formats.day(one.deadline, lang)),
        Fact(_("Expected end"), formats.day(one.expected_on, lang)),
    ]  # fmt: skip
    found += [Fact(_("Contractor"), name, _contractor(name)) for name in one.contractors]
    if one.steering:
        found.insert(2, Fact(_("Who steers the project"), words.steering(one.steering)))
    if one.days_late:
        found.append(Fact(_("Days late"), formats.count(one.days_late, lang)))
    return found + _opened(of, lang)


def _contractor(name: str) -> str:
    return page_address("works:contractor", name)


def _opened(of: Whole, lang: str) -> list[Fact]:
    """What was said of the opening."""
    if of.opening is None:
        return []
    return [
        Fact(_("Opened on"), formats.day(of.entered(Phase.OPENED), lang)),
        Fact(_("People served"), formats.count(of.opening.population, lang)),
        Fact(_("Staff posted"), formats.count(of.opening.staff, lang)),
        Fact(_("Who came"), of.opening.inaugurated_by or formats.DASH),
    ]


@dataclass(frozen=True, slots=True)
class Ready:
    """What is forecast of readiness: a sentence, and what could change it."""

    sentence: str
    settled: str = ""
    conditions: str = ""


def ready(of: Whole, on: date) -> Ready:
    """The probability that the site is ready by the end of the year, with what holds it."""
    one, lang = of.followed, language()
    if one.stage is Stage.OPENED:
        return Ready(_("The site is opened: nothing is forecast."))
    if one.stage is Stage.READY:
        return Ready(_("The site is ready. The authorities decide the opening."))
    if one.stage is Stage.ENDED:
        return Ready(_("The project is cancelled: nothing is forecast."))
    if one.outlined is None:
        return Ready(_("No forecast of readiness has been prepared for this site."))
    if one.outlined.now is None:
        reason = REASONS.get(one.outlined.reason) if one.outlined.reason else None
        return Ready(_("No probability can be given."), conditions=_(reason) if reason else "")
    year_end = formats.day(date(on.year, 12, 31), lang, "long")
    said = _("Probability of being ready by %(day)s: %(share)s (%(outlook)s).") % {
        "day": year_end,
        "share": _share(one.outlined.now, lang),
        "outlook": words.outlook(one.outlined.outlook),
    }
    settled = ""
    if one.outlined.conditions and one.outlined.if_settled is not None:
        settled = _("If all that can be settled were settled today: %(share)s.") % {
            "share": _share(one.outlined.if_settled, lang)
        }
    return Ready(said, settled, conditions(one) or "")


def outlooks_table(of: Whole, on: date) -> Table:
    """How the outlook for the end of the year changed over the days it was stored, the last first."""
    year_end = date(on.year, 12, 31)
    rows: list[Row] = [
        {
            "on": one.on,
            "outlook": words.outlook(one.outlook),
            "now": _exact(one.now),
            "settled": _exact(one.if_settled),
            "median": one.median,
        }
        for one in reversed(changes([one for one in of.outlooks if one.by == year_end]))
    ]
    return Table(
        [
            Column("on", _("Computed on"), "day"),
            Column("outlook", _("Outlook for the year end"), wide=True),
            Column("now", _("Probability as things stand"), "percent"),
            Column("settled", _("If settled today"), "percent"),
            Column("median", _("Ready in half of the draws by"), "day"),
        ],
        rows[:CHANGES],
        _("How the outlook changed"),
        empty=_("No forecast of readiness has been prepared for this site."),
    )


def changes(found: Sequence[SiteOutlook]) -> list[SiteOutlook]:
    """The outlooks that differ from the day before, the first day first."""
    kept: list[SiteOutlook] = []
    for one in found:
        if not kept or _told(one) != _told(kept[-1]):
            kept.append(one)
    return kept


def _told(one: SiteOutlook) -> tuple[object, ...]:
    return one.outlook, _exact(one.now), _exact(one.if_settled), one.median


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 3)))


def _share(value: float, lang: str) -> str:
    return formats.percent(Decimal(str(round(value, 3))), lang)
