"""What each source says of the works on a day: the agency, the delegations, the monthly form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.works.truth import Work, works
from tadbir.procurement.terms import DurationUnit
from tadbir.works.terms import Phase

_STILL_TOLD = timedelta(62)
"""How long the agency goes on telling of works that were accepted."""
_FORM_FROM = 0.7
"""The progress from which the delegation fills its form for a site."""
_REMARKS = (("", ""), ("Retard d'approvisionnement en menuiserie", "تأخر تزويد النجارة"), ("RAS", ""),
            ("Décompte n° 3 en cours de paiement", "الكشف رقم 3 في طور الأداء"),
            ("Renforcement d'équipe demandé", "طلب تعزيز الفريق"), ("", ""))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a statement. Amounts are centimes, shares whole points; None: not said."""

    province_fr: str
    province_ar: str
    site_fr: str
    site_ar: str
    reference: str
    contractor: str
    amount: int
    start: date | None
    duration: int
    unit: DurationUnit
    stopped: tuple[date, date | None] | None
    is_stopped: bool
    elapsed: int | None
    physical: int | None
    financial: int | None
    lots: tuple[int, int] | None
    paid: int | None
    expected: date | None
    is_accepted: bool
    remark: str
    remark_ar: str


@dataclass(frozen=True, slots=True)
class Form:
    """A row of the monthly form: a gate is open, shut, or not said (None)."""

    work: Work
    gates: tuple[bool | None, ...]
    reserves: int | None


def told_by_agency(region: str, day: date) -> list[tuple[str, Line]]:
    """What the agency tells on a day, with the province: works notified, until weeks after their
    acceptance."""
    return [
        (work.site.province, agency_line(work, day))
        for work in works(region)
        if work.start is not None and _is_told(work, day)
    ]


def _is_told(work: Work, day: date) -> bool:
    notified = work.passed.get(Phase.NOTIFIED, work.start)
    accepted = work.passed.get(Phase.PROVISIONAL_ACCEPTANCE)
    is_over = accepted is not None and accepted + _STILL_TOLD < day
    return notified is not None and notified <= day and not is_over


def agency_line(work: Work, day: date) -> Line:
    """A work as the agency tells of it."""
    contract = work.contract
    if work.start is None or contract is None:
        raise ValueError("no contract")
    has_begun = work.start <= day
    points = int(work.progress(day) * 100)
    paid = int(contract.amount * work.paid(day)) // 100 * 100
    stop = work.stop if work.stop and work.stop[0] <= day else None
    if stop is not None and stop[1] is not None and stop[1] > day:
        stop = (stop[0], None)
    accepted = work.passed.get(Phase.PROVISIONAL_ACCEPTANCE)
    is_accepted = accepted is not None and accepted <= day
    remark = _REMARKS[(work.number + day.month) % len(_REMARKS)]
    is_days = contract.unit is DurationUnit.DAYS
    begun = (day - work.start).days
    return Line(
        *_province(work), work.site.french(work.number % 4), work.site.arabic(), work.reference,
        contract.contractor, contract.amount, work.start if has_begun else None,
        contract.days if is_days else contract.months, contract.unit, stop, work.is_stopped(day),
        min(999, begun * 100 // contract.days) if has_begun else None,
        points if has_begun and contract.lots == 1 else None,
        min(100, paid * 100 // contract.amount) if has_begun else None,
        (min(99, points + 8), max(0, points - 8)) if has_begun and contract.lots == 2 else None,
        paid if has_begun else None,
        _expected(work, day) if has_begun and not is_accepted else None, is_accepted, *remark,
    )  # fmt: skip


def _expected(work: Work, day: date) -> date | None:
    """The end that the agency expects: hopeful, halfway from the contract's to the true one."""
    if work.start is None or work.end is None or work.contract is None:
        return None
    signed = work.start + timedelta(work.contract.days)
    return max(signed + (work.end - signed) / 2, day + timedelta(10))


def _province(work: Work) -> tuple[str, str]:
    row = next(r for r in facts.provinces(work.region) if r["province_code"] == work.site.province)
    return row["province"], row["province_ar"]


def told_by_delegations(region: str, day: date) -> list[tuple[Work, int | None, str]]:
    """What delegations say of works under way: points, and a word; one in seven contradicts."""
    found: list[tuple[Work, int | None, str]] = []
    for work in works(region):
        phase = work.phase(day)
        if phase is None or phase[0] is not Phase.WORKS or work.start is None:
            continue
        points = int(work.progress(day) * 100)
        is_apart = work.number % 7 == 2
        if is_apart and work.number % 2:
            found.append((work, None, "Chantier à l'arrêt"))
        else:
            found.append((work, max(0, points - (18 if is_apart else 1)), "En cours"))
    return found


def forms(region: str, day: date) -> list[Form]:
    """The monthly form of each delegation: sites nearly done, or done and not opened yet."""
    return [
        _form(work, day)
        for work in works(region)
        if work.progress(day) >= _FORM_FROM and work.start is not None
        and work.passed.get(Phase.OPENED, date.max) > day
    ]  # fmt: skip


def _form(work: Work, day: date) -> Form:
    draw = chance("form", work.region, work.site.province, work.site.name_fr, work.site.category)
    waits = [int(draw.integers(5, 140)) for _gate in range(4)]
    silent = draw.random(4) < 0.12
    accepted = work.passed.get(Phase.PROVISIONAL_ACCEPTANCE)
    if accepted is None or accepted > day:
        return Form(work, (False, False, None if silent[2] else waits[2] < 50, None), None)
    since = (day - accepted).days
    ready = work.passed.get(Phase.READY_TO_OPEN)
    is_ready = ready is not None and ready <= day
    gates = tuple(
        True if is_ready or since >= wait else None if quiet else False
        for wait, quiet in zip(waits, silent, strict=True)
    )
    first = int(draw.integers(0, 14))
    left = 0 if is_ready else max(0, first - since // 9)
    return Form(work, gates, left)


def by_province(region: str, told: Sequence[tuple[str, Line]]) -> dict[str, list[Line]]:
    """The rows of each province that has some, in the order of the codes."""
    codes = [row["province_code"] for row in facts.provinces(region)]
    found = {code: [line for province, line in told if province == code] for code in codes}
    return {code: lines for code, lines in found.items() if lines}
