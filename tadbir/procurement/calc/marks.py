"""From the marks of a follow-up table to the state of an operation: dates, crosses and words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tadbir.core.words import fold
from tadbir.procurement.terms import ORDER, Kind, State, TaxBasis


class MarkKind(StrEnum):
    """What a cell of a state column says."""

    BLANK = "blank"
    REACHED = "reached"
    UNDER_WAY = "under_way"
    SUSPENDED = "suspended"
    REJECTED = "rejected"
    UNSUCCESSFUL = "unsuccessful"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Mark:
    """A cell understood: what it says, the day if it has one, the reason if it gives one."""

    kind: MarkKind
    on: date | None = None
    reason: str = ""


BLANK = Mark(MarkKind.BLANK)
_DAY = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_REASON = re.compile(r"[:：،؛-]\s*(.+)$", re.DOTALL)
_CROSSES = frozenset({"x", "✓", "✔", "☑", "v", "oui", "ok", "fait", "faite", "effectue", "effectuee",
                      "realise", "realisee", "نعم", "تم", "yes", "done", "1"})  # fmt: skip
_NOTHING = frozenset({"", "non", "neant", "nean", "لا", "no", "0", "na", "n a", "sans objet"})
_WORDS: tuple[tuple[MarkKind, tuple[str, ...]], ...] = (
    (MarkKind.CANCELLED, ("annule", "annulee", "abandonne", "abandonnee", "resilie", "resiliee",
                          "ملغي", "ملغاه", "الغاء", "cancelled")),
    (MarkKind.UNSUCCESSFUL, ("infructueux", "infructueuse", "غير مثمر", "unsuccessful")),
    (MarkKind.REJECTED, ("rejete", "rejetee", "rejet", "refuse", "refusee", "مرفوض", "رفض",
                         "rejected")),
    (MarkKind.SUSPENDED, ("suspendu", "suspendue", "suspension", "موقوف", "ايقاف", "suspended")),
    (MarkKind.UNDER_WAY, ("en cours", "encours", "en instance", "en attente", "في طور", "جار",
                          "قيد", "قيد الانجاز", "under way")),
    (MarkKind.REACHED, ("vise", "visee", "approuve", "approuvee", "notifie", "notifiee", "depose",
                        "deposee", "emis", "emise", "paye", "payee", "accepte", "acceptee", "lance",
                        "lancee", "adjuge", "adjugee", "liquide", "liquidee", "pris en charge")),
)  # fmt: skip


def _spaced(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words folded once, between spaces: they are looked for as whole words."""
    return tuple(f" {fold(word)} " for word in words)


_WORDS_SPACED = tuple((kind, _spaced(words)) for kind, words in _WORDS)


def read_mark(value: date | str | bool | int | None) -> Mark | None:
    """What a cell of a state column says; None when it cannot be understood.

    A date is the day the state was reached; a cross or "oui" says that it was, without a day;
    "en cours" that it is under way; "rejeté : pièce manquante" a refusal and its reason.
    """
    if value is None or value is False:
        return BLANK
    if isinstance(value, date):
        return Mark(MarkKind.REACHED, value)
    text = str(value).strip()
    folded = "x" if value is True else _folded(text)
    if folded in _NOTHING and not text.strip("-–—_./ "):
        return BLANK
    if folded in _NOTHING:
        return BLANK
    return _mark_of_words(text, folded)


def _folded(text: str) -> str:
    """The text folded; a lone tick has no letter to fold and stands for itself."""
    return text if text in _CROSSES else fold(text)


def _mark_of_words(text: str, folded: str) -> Mark | None:
    on = day_in(text)
    if folded in _CROSSES:
        return Mark(MarkKind.REACHED)
    spaced = f" {folded} "
    for kind, words in _WORDS_SPACED:
        if any(word in spaced for word in words):
            found = _REASON.search(_DAY.sub("", text))
            return Mark(kind, on, " ".join(found[1].split()) if found else "")
    return Mark(MarkKind.REACHED, on) if on and not re.search(r"[^\W\d_]", text) else None


def day_in(text: str) -> date | None:
    """The day written in a text, day first; None without one or when it does not exist."""
    found = _DAY.search(text)
    if found is None:
        return None
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an operation is: its state, since when, the dates of all it passed, its obstacle.

    `under_way` are the states of which a mark says that they are under way.
    """

    state: State
    state_on: date | None
    dates: Mapping[State, date | None]
    reason: str
    under_way: frozenset[State] = frozenset()


STOPS: Mapping[tuple[State, MarkKind], State] = {
    (State.BIDS_OPENED, MarkKind.UNSUCCESSFUL): State.UNSUCCESSFUL,
    (State.LAUNCHED, MarkKind.UNSUCCESSFUL): State.UNSUCCESSFUL,
    (State.AWARDED, MarkKind.UNSUCCESSFUL): State.UNSUCCESSFUL,
    (State.DEPOSITED, MarkKind.SUSPENDED): State.SUSPENDED,
    (State.DEPOSITED, MarkKind.REJECTED): State.REJECTED,
    (State.VISAED, MarkKind.SUSPENDED): State.SUSPENDED,
    (State.VISAED, MarkKind.REJECTED): State.REJECTED,
    (State.ISSUED, MarkKind.REJECTED): State.REJECTED_BY_ACCOUNTANT,
    (State.ACCEPTED_BY_ACCOUNTANT, MarkKind.REJECTED): State.REJECTED_BY_ACCOUNTANT,
    (State.PAID, MarkKind.REJECTED): State.REJECTED_BY_ACCOUNTANT,
}
"""What a column's refusal means: the visa's "rejeté" is not the accountant's."""

WAITS_IN: Mapping[State, State] = {
    State.VISAED: State.DEPOSITED,
    State.ACCEPTED_BY_ACCOUNTANT: State.ISSUED,
    State.PAID: State.ISSUED,
}
"""Where an operation is while a state is "en cours", when nothing before it is marked."""


def progress(marks: Mapping[State, Mark], *, is_cancelled: bool = False) -> Progress | State:
    """The state that the marks of an operation add up to, or the state whose mark makes no sense.

    The furthest state reached counts; a refusal counts unless a later state was reached after
    it. Without any mark the operation is a need. Struck rows and "annulé" are cancelled.
    """
    dates: dict[State, date | None] = {}
    stop: tuple[State, Mark] | None = None
    for state in ORDER:
        mark = marks.get(state, BLANK)
        found = _reading(state, mark)
        if found is None:
            return state
        if mark.kind is MarkKind.REACHED:
            dates[state] = mark.on
            stop = None
        elif mark.kind is MarkKind.UNDER_WAY:
            dates |= {WAITS_IN[state]: dates.get(WAITS_IN[state])} if state in WAITS_IN else {}
        elif mark.kind is not MarkKind.BLANK:
            stop = (found, mark)
    is_cancelled = is_cancelled or (stop is not None and stop[0] is State.CANCELLED)
    under_way = frozenset(s for s, mark in marks.items() if mark.kind is MarkKind.UNDER_WAY)
    return replace(_progress(dates, stop, is_cancelled), under_way=under_way)


def stopped(column: State, mark: Mark) -> State | None:
    """The state that a refusal in a column means; None when it makes no sense there."""
    return State.CANCELLED if mark.kind is MarkKind.CANCELLED else STOPS.get((column, mark.kind))


def _reading(state: State, mark: Mark) -> State | None:
    """The state that a mark in a column means; None when such a mark makes no sense there."""
    if mark.kind in (MarkKind.BLANK, MarkKind.REACHED, MarkKind.UNDER_WAY):
        return state
    return stopped(state, mark)


def _progress(
    dates: dict[State, date | None], stop: tuple[State, Mark] | None, is_cancelled: bool
) -> Progress:
    reached = max(dates, key=ORDER.index, default=State.NEED)
    if stop is not None:
        dates[stop[0]] = stop[1].on
    state = stop[0] if stop else reached
    reason = stop[1].reason if stop else ""
    if is_cancelled:
        return Progress(State.CANCELLED, dates.get(State.CANCELLED), dates, reason)
    return Progress(state, dates.get(state), dates, reason)


_KIND_WORDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.AMENDMENT, ("avenant", "av", "عقد ملحق", "ملحق", "amendment")),
    (Kind.FRAMEWORK_CONTRACT, ("marche cadre", "contrat cadre", "ac", "accord cadre",
                               "marche reconductible", "صفقه اطار", "framework contract")),
    (Kind.CONVENTION, ("convention", "conv", "اتفاقيه", "convention de partenariat")),
    (Kind.PURCHASE_ORDER, ("bc", "bon de commande", "bons de commande", "سند الطلب", "سند طلب",
                           "purchase order")),
    (Kind.INVOICE, ("facture", "factures", "فاتوره", "invoice")),
    (Kind.STATEMENT, ("decompte", "decpte", "dp", "كشف حساب", "releve", "redevance", "quittance",
                      "statement")),
    (Kind.CONTRACT, ("ao", "aon", "aoi", "aoo", "appel d offres", "appel d offres ouvert", "marche",
                     "marches", "mn", "marche negocie", "concours", "طلب عروض", "طلب عروض مفتوح",
                     "صفقه", "صفقه عموميه", "contract")),
)  # fmt: skip

_KIND_WORDS_SPACED = tuple((kind, _spaced(words)) for kind, words in _KIND_WORDS)


def kind_said(text: str) -> Kind | None:
    """The kind of operation that a cell names ("AO", "bon de commande n° 12"); None if unknown."""
    spaced = f" {fold(text.replace('_', ' '))} "
    return next(
        (kind for kind, words in _KIND_WORDS_SPACED if any(word in spaced for word in words)), None
    )


def tax_said(text: str) -> TaxBasis:
    """Whether a title or a header says tax included or excluded; unsaid when neither, or both."""
    spaced = f" {fold(text)} "
    with_tax = any(f" {fold(word)} " in spaced for word in _WITH_TAX)
    without_tax = any(f" {fold(word)} " in spaced for word in _WITHOUT_TAX)
    if with_tax == without_tax:
        return TaxBasis.UNSAID
    return TaxBasis.WITH_TAX if with_tax else TaxBasis.WITHOUT_TAX


_WITH_TAX = ("ttc", "t t c", "toutes taxes comprises", "باحتساب الرسوم", "مع احتساب الرسوم",
             "tax included")  # fmt: skip
_WITHOUT_TAX = ("ht", "h t", "hors taxe", "hors taxes", "دون احتساب الرسوم", "بدون رسوم",
                "tax excluded")  # fmt: skip
