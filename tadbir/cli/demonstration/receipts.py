"""Receipts of the hospital centres: what they expect and collect, by nature."""

from dataclasses import dataclass
from datetime import date

from tadbir.budget.terms import Part, ReceiptNature
from tadbir.cli.demonstration.chance import chance
from tadbir.cli.demonstration.figures import figures
from tadbir.cli.demonstration.histories import Year, history
from tadbir.cli.demonstration.holders import Holder
from tadbir.core.period import year_end


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of receipt: its code, labels, section, and its share of the section's credits."""

    code: str
    nature: ReceiptNature
    part: Part
    label_fr: str
    label_ar: str
    share: float


SOURCES = (
    Source("10.11", ReceiptNature.OWN_RECEIPTS, Part.OPERATING,
           "Recettes propres : facturation et tiers payant (AMO)", "مداخيل ذاتية: الفوترة والتأمين الإجباري", 0.42),
    Source("10.12", ReceiptNature.OWN_RECEIPTS, Part.OPERATING,
           "Recettes propres : consultations et actes externes", "مداخيل ذاتية: الفحوصات الخارجية", 0.08),
    Source("20.11", ReceiptNature.SUBSIDY, Part.OPERATING,
           "Subvention d'exploitation", "إعانة الاستغلال", 0.38),
    Source("30.11", ReceiptNature.EXCESS_BROUGHT_FORWARD, Part.OPERATING,
           "Excédent reporté", "الفائض المرحل", 0.12),
    Source("20.21", ReceiptNature.SUBSIDY, Part.INVESTMENT,
           "Subvention d'investissement", "إعانة الاستثمار", 0.70),
    Source("30.21", ReceiptNature.EXCESS_BROUGHT_FORWARD, Part.INVESTMENT,
           "Excédent reporté", "الفائض المرحل", 0.30),
    Source("40.11", ReceiptNature.CASH, Part.OPERATING,
           "Disponibilités à la date de la situation", "الموجودات", 0.0),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a centre says of one source on a day, in centimes; cash is never forecast."""

    source: Source
    forecast: int | None
    collected: int


def receipts(holder: Holder, day: date) -> list[Receipt]:
    """The receipts of a centre on a day; what it holds is what came in less what was paid."""
    year = next(year for year in history(holder) if year.year == day.year)
    found = [_receipt(holder, year, source, day) for source in SOURCES[:-1]]
    known = figures(year, [day])
    segma = [i for i, rubric in enumerate(known.rubrics) if rubric.budget.kind == "segma"]
    paid = int(known.of("paid", day)[segma].sum())
    cash = max(0, sum(receipt.collected for receipt in found) - paid)
    return [*found, Receipt(SOURCES[-1], None, cash)]


def _receipt(holder: Holder, year: Year, source: Source, day: date) -> Receipt:
    """One source: the excess comes at once, the subsidy by quarters, own receipts day by day."""
    draw = chance("receipts", holder.code, year.year, source.code, source.part)
    granted = sum(
        line.opened
        for rubric, line in year.credits.items()
        if rubric.budget.kind == "segma" and rubric.budget.part == source.part
    )
    forecast = int(granted * source.share) // 100_000 * 100_000
    final = float(draw.uniform(0.78, 1.08))
    elapsed = day.timetuple().tm_yday / year_end(day.year).timetuple().tm_yday
    if source.nature is ReceiptNature.SUBSIDY:
        final, elapsed = 1.0, min(1.0, (day.month + 1) // 3 * 0.25)
    elif source.nature is ReceiptNature.EXCESS_BROUGHT_FORWARD:
        final, elapsed = 1.0, 1.0 if day.month >= 5 else 0.0
    return Receipt(source, forecast, int(forecast * final * elapsed))
