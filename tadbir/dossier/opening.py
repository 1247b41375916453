"""The finished words that a typeset pack places: cover, tiles, rates, days, operations."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import total
from tadbir.budget.calc.operations import Outlook
from tadbir.budget.calc.rates import CREDITS_OF, PARTS, Rate, RateKind
from tadbir.budget.presenters.rates import Around, BudgetRates, net_value
from tadbir.budget.presenters.words import MEASURE_LABELS, RATE_LABELS, UNDEFINED, budget_name
from tadbir.budget.queries import officer_of
from tadbir.core.period import year_end
from tadbir.dossier.pack import Pack
from tadbir.dossier.rates import around, rates
from tadbir.dossier.sections import held_in, to_save_table
from tadbir.dossier.sentences import Said
from tadbir.meetings.terms import KINDS
from tadbir.ui import formats, tables
from tadbir.ui.status import Status, look
from tadbir.ui.tiles import Tile
from tadbir.ui.words import language, reader

SHOWN = (RateKind.COMMITMENT, RateKind.ISSUANCE_ON_COMMITMENTS, RateKind.ISSUANCE,
         RateKind.PAYMENT, RateKind.EXECUTION)  # fmt: skip
DAYS_IN_WEEK = 7
DIGEST_SHOWN = 16


def cover(pack: Pack, *, digest: str, release: str) -> dict[str, object]:
    """The first page: who, what, when, and what the figures knew."""
    frame, lang = pack.frame, language()
    since = frame.since
    return {
        "kingdom": _("Kingdom of Morocco"),
        "ministry": _("Ministry of Health and Social Protection"),
        "region": frame.region.name(lang),
        "eyebrow": _("Meeting pack") if frame.meeting else _("Draft of a pack"),
        "title": _(KINDS[frame.kind]) if frame.kind else _("Situation of the region"),
        "day": formats.day(frame.on, lang, "long"),
        "where": formats.isolate(frame.where(lang), formats.FIRST_STRONG) if frame.place else "",
        "facts": [
            [
                _("Previous meeting"),
                formats.day(since.day, lang, "long") if since else formats.DASH,
            ],
            [_("Figures known up to action"), formats.count(frame.number, lang)],
            [_("Files that speak"), formats.count(len(pack.sources), lang)],
            [_("Made by"), formats.isolate(f"Tadbir {release}")],
            [_("Print of the data (SHA-256)"), formats.isolate(digest[:DIGEST_SHOWN])],
        ],
        "head": f"{frame.region.name(lang)}",
        "foot": formats.day(frame.on, lang, "long"),
    }


def notes(pack: Pack, *, digest: str) -> Sequence[str]:
    """What stands above each sheet of the workbook."""
    frame, lang = pack.frame, language()
    title = _(KINDS[frame.kind]) if frame.kind else _("Draft: not frozen")
    return [
        f"{title} · {frame.region.name(lang)} · {formats.day(frame.on, lang, 'long')}",
        _("Figures known up to action %(number)s; print of the data %(digest)s.")
        % {"number": formats.count(frame.number, lang), "digest": digest[:DIGEST_SHOWN]},
    ]


def tile(one: Tile) -> dict[str, str]:
    """A tile as the typeset base takes it."""
    shown = {
        "label": one.label,
        "value": one.value,
        "of": one.of or one.reason,
        "target": one.target,
        "change": one.change,
        "fresh": _fresh(one),
    }
    if one.status is not None and one.status is not Status.UNKNOWN:
        shown |= {"status": one.status.value, "word": _(look(one.status).word)}
    return shown


def _fresh(one: Tile) -> str:
    if one.on_date is None:
        return ""
    day = _("Situation on %(day)s") % {"day": formats.day(one.on_date, language())}
    return f"{day} · {one.completeness}" if one.completeness else day


def said(one: Said) -> dict[str, str]:
    """A sentence with the code and the word of its status, empty where it has none."""
    is_known = one.status is not Status.UNKNOWN
    return {
        "sentence": one.sentence,
        "status": one.status.value if is_known else "",
        "word": _(look(one.status).word) if is_known else "",
    }


def rates_matrix(pack: Pack) -> dict[str, object]:
    """One row a budget and part, one column a rate: the figure, and the millions it divides."""
    return {
        "heads": [{"name": _(RATE_LABELS[kind]), "parts": _parts_of(kind)} for kind in SHOWN],
        "rows": [_rates_row(pack, one) for one in rates(pack)],
    }


def _parts_of(kind: RateKind) -> str:
    """What a rate divides; which credits they are stands at the head of each row."""
    numerator, denominator = PARTS[kind]
    return _("%(numerator)s on %(denominator)s") % {
        "numerator": _(MEASURE_LABELS[numerator]),
        "denominator": _(MEASURE_LABELS[denominator]) if denominator else _("credits"),
    }


def _rates_row(pack: Pack, found: BudgetRates) -> dict[str, object]:
    credit = CREDITS_OF[officer_of(found.budget[0])]
    amount = total(one.amounts for one in held_in(pack, found.budget)).of(credit)
    extra = found.rates.get(RateKind.COMMITMENT_CREDIT)
    known = found.known[RateKind.COMMITMENT]
    returns = _("Returns received: %(x_of_y)s") % {
        "x_of_y": formats.x_of_y(known.received, known.expected, language())
    }
    notes = [_commitment_credits(extra)] if extra else []
    return {
        "name": budget_name(*found.budget),
        "credit": _(MEASURE_LABELS[credit]),
        "credits": formats.millions(amount, language()),
        "cells": [_rate_cell(found, kind, around(pack)) for kind in SHOWN],
        "notes": [*notes, returns] if around(pack).expected else notes,
    }


def _rate_cell(found: BudgetRates, kind: RateKind, known: Around) -> dict[str, str]:
    rate, more = found.rates[kind], {"status": "", "word": "", "net": ""}
    if rate.undefined is not None:
        return more | {"value": formats.DASH, "parts": _(UNDEFINED[rate.undefined])}
    parts = _("%(part)s of %(whole)s") % {
        "part": _millions(rate.ratio.numerator),
        "whole": _millions(rate.ratio.denominator),
    }
    if isinstance(status := known.status(found.budget, rate), Status):
        more |= {"status": status.value, "word": _(look(status).word)}
    if isinstance(net := net_value(found.net, kind), Decimal):
        more["net"] = _("Without transfers: %(value)s") % {
            "value": formats.percent(net, language())
        }
    return more | {"value": formats.percent(rate.value, language()), "parts": parts}


def _millions(amount: Decimal | None) -> str:
    return formats.millions_alone(amount, language())


def _commitment_credits(rate: Rate) -> str:
    """The measure apart: commitment credits, with their own commitments."""
    return _("%(rate)s: %(value)s (%(part)s of %(whole)s)") % {
        "rate": _(RATE_LABELS[rate.kind]),
        "value": formats.percent(rate.value, language()),
        "part": _millions(rate.ratio.numerator),
        "whole": formats.millions(rate.ratio.denominator, language()),
    }


def weeks(pack: Pack) -> list[list[dict[str, str]]]:
    """The days from the meeting's week to the end of the year, week by week from Monday."""
    on = pack.frame.on
    first = on - timedelta(days=on.weekday())
    last = year_end(on.year)
    count = (last - first).days // DAYS_IN_WEEK + 1
    is_known = pack.frame.deadlines.calendar.knows(on, on)
    if count > DAYS_IN_WEEK or not is_known:  # the table alone says it
        return []
    return [
        [_day(pack, first + timedelta(days=week * DAYS_IN_WEEK + day)) for day in range(7)]
        for week in range(count)
    ]


def _day(pack: Pack, day: date) -> dict[str, str]:
    known = pack.frame.deadlines
    ends = {
        known.contracts.day: _("Last day, contracts"),
        known.others.day: _("Last day, the rest"),
        known.orders.day: _("Last day, payment orders"),
    }
    lang = language()
    return {
        "number": formats.count(day.day, lang),
        "month": formats.month(day.month, lang),
        "kind": _kind_of(pack, day),
        "label": ends.get(day, "") if day.year == pack.frame.on.year else "",
    }


def _kind_of(pack: Pack, day: date) -> str:
    known, on = pack.frame.deadlines, pack.frame.on
    if day.year != on.year:
        return "out"
    if day == on:
        return "today"
    if day in {known.contracts.day, known.others.day, known.orders.day}:
        return "last"
    if day < on:
        return "past"
    return "work" if known.calendar.is_workday(day) else "off"


def operations(pack: Pack) -> list[dict[str, str]]:
    """The operations to save, cell by cell, as texts."""
    table, to = to_save_table(pack), reader()
    return [
        {column.key: tables.text(row[column.key], column.kind, to) for column in table.columns}
        for row in table.rows
    ]


def operations_note(pack: Pack) -> str:
    """How many operations the table shows of those that can still pass, and their dirhams."""
    if not pack.to_save:
        return ""
    passing = sum(one.operations for one in pack.lapse if one.outlook is Outlook.IN_TIME)
    shown = sum((one.to_save for one in pack.to_save), Decimal(0))
    return _(
        "Dirhams that would lapse on 31 December and can still pass, the largest first: "
        "%(shown)s operations, %(amount)s of %(whole)s."
    ) % {
        "shown": formats.x_of_y(len(pack.to_save), passing, language()),
        "amount": _millions(shown),
        "whole": formats.millions(pack.still_saved or Decimal(0), language()),
    }
