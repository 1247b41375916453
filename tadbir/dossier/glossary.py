"""The words of the pack in both languages, with what each of them means."""

from collections.abc import Sequence
from dataclasses import dataclass

from tadbir.core.words import N_


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the field by its code in the product's glossary, and its meaning to translate."""

    code: str
    fr: str
    ar: str
    meaning: str


TERMS: Sequence[Term] = (
    Term("notified_envelope", "Enveloppe notifiée", "الغلاف المبلغ",
         N_("What the ministry announced for the year; it is delegated in parts.")),
    Term("delegated_credit", "Crédits délégués", "الاعتمادات المفوضة",
         N_("What a secondary authorising officer may commit, net of withdrawals.")),
    Term("opened_credits", "Crédits ouverts", "الاعتمادات المفتوحة",
         N_("What the finance law opens; a SEGMA is rated on them.")),
    Term("commitment", "Engagement visé", "الالتزام المؤشر عليه",
         N_("It counts once visaed: proposals deposited, suspended or rejected do not.")),
    Term("issuance", "Émission", "الإصدار",
         N_("The payment order sent to the accountant.")),
    Term("commitment_rate", "Taux d’engagement", "نسبة الالتزام",
         N_("Commitments visaed on the credits of the year.")),
    Term("issuance_on_commitments", "Taux d’émission sur engagements",
         "نسبة الإصدار من الالتزامات", N_("Payment orders issued on commitments visaed.")),
    Term("budget_execution_rate", "Taux d’exécution", "نسبة التنفيذ",
         N_("Payments on the credits of the year.")),
    Term("uncommitted_balance", "Disponible", "الرصيد المتوفر",
         N_("Credits less commitments visaed.")),
    Term("lapse", "Tombé au 31 décembre", "ما يسقط في 31 دجنبر",
         N_("Credits that nobody can use any more once the year is over.")),
    Term("carry_over", "Report de crédits", "ترحيل الاعتمادات",
         N_("Investment visaed and not issued, within the ministry’s ceiling of 30 %.")),
    Term("closing_date", "Date limite de dépôt des propositions d’engagement",
         "آخر أجل لإيداع مقترحات الالتزام",
         N_("The day of the circular; it already contains the time of the visa.")),
    Term("segma", "SEGMA", "مرفق الدولة المسير بصورة مستقلة",
         N_("A hospital with receipts of its own; never added to the general budget.")),
    Term("forecast", "Prévision à 80 %", "توقع بمجال 80 %",
         N_("Four years in five should end inside the interval; judged on its own past.")),
)  # fmt: skip
