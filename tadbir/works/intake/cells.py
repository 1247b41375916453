"""Cells of works understood: words of progress, shares by lot, delays, gates. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from tadbir.core.words import fold, latin_digits
from tadbir.intake.contract import Value
from tadbir.procurement.terms import DurationUnit
from tadbir.works.terms import NO, YES, Stated

_WORK = r"(?:les )?(?:travaux|chantier|marche|projet|lot|(?:ال)?اشغال|(?:ال)?ورش|(?:ال)?مشروع)"
_STATED: tuple[tuple[Stated, str], ...] = (
    (Stated.NOT_NOTIFIED,
     r"(?:os|ordre de service|o s)(?: de commencement)? (?:non|pas encore|pas)"
     r" (?:encore )?(?:notifie|delivre|donne)|service order not notified"
     r"|(?:ال)?امر (?:ب|ال)?(?:ال)?خدمه غير مبلغ|(?:لم يبلغ|لم يتم تبليغ) (?:ال)?امر ب?(?:ال)?خدمه"
     r"|امر ببدء الخدمه غير مبلغ"),
    (Stated.NOT_STARTED,
     r"(?:non|pas encore|pas) (?:encore )?(?:demarree?s?|entamee?s?|commencee?s?|lancee?s?)|not started"
     r"|لم تنطلق(?: بعد)?|لم تبدا(?: بعد)?|غير منطلقه|لم ينطلق(?: بعد)?"),
    (Stated.ACCEPTED,
     r"(?:provisoirement )?receptionn(?:e|ee|es|ees)(?: provisoirement)?|reception provisoire"
     r"(?: prononcee| faite| effectuee)?|rp prononcee|accepted"
     r"|تم (?:ال)?تسلم(?: (?:ال)?موقت)?|متسلمه?|مستلمه?|تم (?:ال)?تسليم(?: (?:ال)?موقت)?"),
    (Stated.DONE_TO_ACCEPT,
     r"(?:achev|termin|finalis)(?:e|ee|es|ees)(?: (?:et )?(?:en )?attente de (?:la )?reception"
     r"(?: provisoire)?| a receptionner)?|(?:en )?attente de (?:la )?reception(?: provisoire)?"
     r"|done acceptance awaited"
     r"|(?:انتهت|انتهي|منتهيه|منته|منجزه|منجز|مكتمله|مكتمل)(?: في انتظار (?:ال)?تسلم(?: (?:ال)?موقت)?)?"
     r"|في انتظار (?:ال)?تسلم(?: (?:ال)?موقت)?"),
    (Stated.STOPPED,
     r"(?:en |a l )?arret(?:e|ee|es|ees)?|suspendu(?:e|s|es)?|works stopped|en suspens"
     r"|متوقفه?|موقوفه?|توقفت|توقف"),
    (Stated.UNDER_WAY,
     r"en ?cours(?: d execution| de realisation)?|demarre(?:e|s|es)?|under way|in progress"
     r"|(?:قيد|في طور|طور) (?:ال)?(?:انجاز|اشغال|تنفيذ)|جاريه|جار|منطلقه|انطلقت"),
)  # fmt: skip
_WORDS = tuple(
    (stated, re.compile(rf"(?:{_WORK} )?(?:{pattern})(?: {_WORK})?(?: a)?"))
    for stated, pattern in _STATED
)
_SHARE = re.compile(r"(\d{1,3}(?:[.,٫]\d{1,4})?)\s*[%٪]")
_LOT = re.compile(r"(?:lot|الحصة|حصة)\s*(?:n\s*[°o]\s*)?(\d{1,2})\s*[:：=\-–]?\s*", re.IGNORECASE)
_LOT_ALONE = re.compile(r"(?:lot|(?:ال)?حصه)? ?(?:n )?(\d{1,2})")
_HUNDRED = Decimal(100)

_MONTHS = "mois m month months شهر شهرا اشهر شهور"
_DAYS = "j jr jrs jour jours jc jo d day days يوم يوما ايام"
_UNITS: Mapping[str, tuple[DurationUnit, int]] = {
    **{fold(word): (DurationUnit.MONTHS, 1) for word in _MONTHS.split()},
    **{fold(word): (DurationUnit.DAYS, 1) for word in _DAYS.split()},
    **{word: (DurationUnit.MONTHS, 12) for word in ("an", "ans", "annee", "سنه")},
    **{word: (DurationUnit.DAYS, 7) for word in ("semaine", "semaines", "sem", "اسبوع", "اسابيع")},
}
_DURATION = re.compile(r"(\d{1,4})(?:[.,]0+)? ?(\S.*)?")
_MOST = {DurationUnit.MONTHS: 120, DurationUnit.DAYS: 3650}

_YES = frozenset({"oui", "yes", "x", "ok", "نعم", "fait", "1", "true", "livre", "livres", "تم"})
_NO = frozenset({"non", "no", "لا", "0", "false", "en cours", "en attente", "pas encore", "partiel",
                 "partiellement", "قيد الانجاز", "جزييا", "في طور الانجاز"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell of progress says: a share of 1, a word, or both; lots each have their own."""

    share: Decimal | None = None
    stated: Stated | None = None


NOTHING = Said()


def word(text: str) -> Stated | None:
    """The state that a text says as a whole; None when it is no known word."""
    folded = fold(text)
    return next((stated for stated, pattern in _WORDS if pattern.fullmatch(folded)), None)


def said(value: Value) -> Said | Mapping[int, Said] | None:
    """What a cell of progress says, by lot where it says so; None when it is not understood.

    A share above 1 stands as it was read: who drafts refuses it.
    """
    if value is None or value == "":
        return NOTHING
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return Said(Decimal(value))
    text = latin_digits(str(value)).replace("\N{LEFT-TO-RIGHT MARK}", "")
    lots = list(_LOT.finditer(text))
    if not lots:
        return _one(text)
    return _by_lot(text, lots)


def _by_lot(text: str, lots: Sequence[re.Match[str]]) -> Mapping[int, Said] | None:
    """Each lot with what stands after it; None when a piece is not understood or a lot comes twice."""
    if text[: lots[0].start()].strip(" /;,-–"):
        return None
    found: dict[int, Said] = {}
    for place, lot in enumerate(lots):
        end = lots[place + 1].start() if place + 1 < len(lots) else len(text)
        piece = _one(text[lot.end() : end].strip(" /;,-–+\n"))
        number = int(lot[1])
        if piece is None or piece == NOTHING or number in found or not number:
            return None
        found[number] = piece
    return found


def _one(text: str) -> Said | None:
    """A share, a word, or both: "En cours (80 %)"."""
    shares = _SHARE.findall(text)
    if len(shares) > 1:
        return None
    rest = _SHARE.sub(" ", text).strip(" ()[]:;,.-–")
    share = _share(shares[0]) if shares else None
    if not rest:
        return None if share is None else Said(share)
    stated = word(rest)
    return None if stated is None else Said(share, stated)


def _share(digits: str) -> Decimal | None:
    try:
        return Decimal(digits.replace(",", ".").replace("٫", ".")) / _HUNDRED
    except InvalidOperation:
        return None


def lot(text: str) -> int | None:
    """The number of a lot column ("2", "Lot n° 2", "Lot unique"); 0 for the whole contract or a
    blank; None when it is not understood."""
    folded = fold(text)
    if not folded or folded in ("unique", "lot unique", "حصه فريده", "حصه وحيده"):
        return 0
    found = _LOT_ALONE.fullmatch(folded)
    return int(found[1]) if found else None


def duration(text: str, head: str) -> tuple[int, DurationUnit] | None:
    """A delay with its unit, said in the cell or in the head; None when it is not understood."""
    found = _DURATION.fullmatch(latin_digits(text).strip())
    if found is None:
        return None
    written = fold(found[2] or "")
    unit = _UNITS.get(written) if written else _of_head(head)
    if unit is None:
        return None
    kind, times = unit
    count = int(found[1]) * times
    return (count, kind) if 0 < count <= _MOST[kind] else None


def _of_head(head: str) -> tuple[DurationUnit, int] | None:
    """The unit that a head names: "Délai (mois)"."""
    return next(
        (_UNITS[w] for w in fold(head).split() if w in _UNITS and (len(w) > 2 or w == "j")), None
    )


def gate(value: Value) -> str | None:
    """What a form says of a gate: a code of `YES_NO`; "" for a blank, None when not understood."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    folded = fold(str(value))
    if folded in _YES or str(value).strip() in ("✓", "✔", "☑"):
        return YES
    return NO if folded in _NO else None
