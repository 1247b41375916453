"""How files call the columns of a budget: French, Arabic and English headers, compared folded."""

from collections.abc import Mapping

from tadbir.core.words import N_
from tadbir.intake.columns import YEAR, Column, Group, Kind

_ENTITY = (
    "Entité", "Structure", "Délégation", "Ordonnateur", "Sous-ordonnateur", "Service ordonnateur",
    "Ordonnateur secondaire", "Établissement", "Établissement de santé", "Centre hospitalier",
    "Bénéficiaire des crédits", "Entités", "Délégations", "Formation sanitaire", "Hôpital",
    "المؤسسة الصحية", "المؤسسة", "المندوبية", "المصلحة", "الآمر بالصرف", "الآمر بالصرف المساعد",
    "المركز الاستشفائي", "الجهة المعنية", "Entity", "Holder", "Budget holder",
)  # fmt: skip
_PROVINCE = (
    "Province", "Préfecture", "Province/Préfecture", "Province ou préfecture", "Provinces",
    "الإقليم", "العمالة", "الإقليم/العمالة", "العمالة/الإقليم", "العمالة أو الإقليم",
    "الإقليم أو العمالة",
)  # fmt: skip

SERIAL = Column(
    "serial", N_("Number"), Kind.TEXT,
    ("N°", "N° ordre", "N° d'ordre", "Numéro", "Nº", "No", "ر.ت", "الرقم", "الرقم الترتيبي"),
)  # fmt: skip
FISCAL_YEAR = Column(YEAR, N_("Fiscal year"), Kind.CODE, ())
ENTITY = Column("entity", N_("Budget holder"), Kind.TEXT, _ENTITY, identifies=True)
PROVINCE = Column("province", N_("Province or prefecture"), Kind.TEXT, _PROVINCE, identifies=True)
LABEL = Column(
    "label", N_("Title of the line"), Kind.TEXT,
    ("Intitulé de la rubrique", "Intitulé", "Rubrique", "Rubriques", "Libellé", "Désignation",
     "Nature de la dépense", "Intitulé de la ligne", "Objet de la dépense", "Libellé de la ligne",
     "البيان", "بيان", "بيان النفقة", "نوع النفقة", "تسمية السطر", "عنوان السطر", "البنود", "Label"),
)  # fmt: skip
LABEL_AR = Column(
    "label_ar", N_("Arabic title of the line"), Kind.TEXT,
    ("Intitulé (arabe)", "Intitulé en arabe", "Libellé arabe", "البيان بالعربية",
     "التسمية بالعربية", "Arabic label"),
)  # fmt: skip
PART = Column(
    "part", N_("Operating or investment"), Kind.TEXT,
    ("Partie", "Section", "Type de budget", "Titre budgétaire", "Fonctionnement/Investissement",
     "Budget (F/I)", "الجزء", "نوع الميزانية", "التسيير أو الاستثمار", "Part"),
)  # fmt: skip
BUDGET = Column(
    "budget", N_("General budget, SEGMA or special account"), Kind.TEXT,
    ("Budget", "Catégorie de budget", "Catégorie budget", "Nature du budget", "الميزانية",
     "صنف الميزانية", "Budget kind"),
)  # fmt: skip
LEVELS = (
    Column("path_1", N_("Chapter or programme"), Kind.CODE,
           ("Chapitre", "Chap.", "Chap", "Programme", "Prog.", "Code programme", "Morasse",
            "الفصل", "فصل", "الباب", "البرنامج", "برنامج", "Chapter"), level=1),
    Column("path_2", N_("Article or action"), Kind.CODE,
           ("Article", "Art.", "Art", "Action", "Projet", "Projet/Action", "Projet ou action",
            "المادة", "مادة", "المشروع أو العملية", "مشروع/عملية"), level=2),
    Column("path_3", N_("Paragraph or activity"), Kind.CODE,
           ("Paragraphe", "Parag.", "Par.", "§", "Activité", "Région (code)", "الفقرة", "فقرة",
            "النشاط", "Paragraph"), level=3),
    Column("path_4", N_("Economic nature"), Kind.CODE,
           ("Nature", "Nature économique", "Code nature", "الطبيعة الاقتصادية"), level=4),
    Column("path_5", N_("Line"), Kind.CODE,
           ("Ligne", "Lig.", "Lg.", "Ligne budgétaire", "Code ligne", "Imputation", "Code",
            "Imputation budgétaire", "Code budgétaire", "السطر", "سطر", "بند الميزانية",
            "الإدراج المالي", "Line", "Budget line"), level=5, identifies=True),
)  # fmt: skip

_DISPONIBLE = (
    "Disponible", "Disponibles", "Crédits disponibles", "Crédit disponible", "Disponible sur Eng",
    "Disponible sur engagement", "Solde", "Solde disponible", "Reliquat", "Reliquats", "Balance",
    "الرصيد", "الرصيد المتوفر", "الاعتمادات المتوفرة", "المتوفر", "الباقي",
)  # fmt: skip
_TOTAL = ("Total des crédits", "Total crédits", "مجموع الاعتمادات")
AMOUNT_HEADERS: Mapping[str, tuple[str, ...]] = {
    "opened": (
        "Crédits ouverts", "Crédit ouvert", "Crédits ouverts LF", "Crédits LF", "Crédits votés",
        "Crédits initiaux", "Budget voté", "Budget initial", "Dotation", "Dotation initiale",
        "Dotations", "Crédits ouverts (LF)", "Crédits ouverts par la loi de finances", "CP ouverts",
        "Crédits de paiement", "Crédits de paiement ouverts", "CP", "Allocation",
        "Crédits de l'année", "Crédits alloués", "Crédits programmés",
        "الاعتمادات المفتوحة", "الاعتماد المفتوح", "الاعتمادات المرصودة",
        "اعتمادات الأداء", "الاعتمادات المبرمجة", "Opened credits", "Voted budget",
    ),
    "current": (
        "Budget actuel", "Crédits actuels", "Crédits définitifs", "Crédits après virements",
        "Crédits ouverts actualisés", "Budget actualisé", "Crédits consolidés",
        "الاعتمادات النهائية", "الاعتمادات المحينة",
        "Current budget",
    ),
    "notified": (
        "Enveloppe notifiée", "Crédits notifiés", "Enveloppe", "Crédits notifiés (enveloppe)",
        "Enveloppe budgétaire notifiée", "الغلاف المبلغ", "الغلاف المالي المبلغ",
        "الاعتمادات المبلغة", "Notified envelope",
    ),
    "delegated": (
        "Crédits délégués", "Crédit délégué", "Délégation de crédits", "Délégations de crédits",
        "CP délégués", "Crédits de paiement délégués", "Montant délégué", "Crédits mis en place",
        "الاعتمادات المفوضة", "الاعتماد المفوض", "تفويض الاعتمادات", "Delegated credits",
    ),
    "consolidation": (
        "Crédits de consolidation", "CP de consolidation", "dont CP de consolidation",
        "dont consolidation", "Consolidation", "CP consolidation", "اعتمادات التوطيد",
        "منها اعتمادات التوطيد", "Consolidation credits",
    ),
    "commitment_credits": (
        "Crédits d'engagement", "CE", "Crédits d'engagement ouverts", "CE ouverts", "CE délégués",
        "Crédits d'engagement délégués", "اعتمادات الالتزام", "اعتماد الالتزام",
        "Commitment credits",
    ),
    "committed": (
        "Engagements", "Engagement", "Engagé", "Engagements visés", "Crédits engagés",
        "Montant engagé", "Engagements CP", "Engagements sur CP", "Total engagé", "Eng.",
        "Montant des engagements", "Engagements cumulés",
        "الالتزامات", "الالتزام", "الالتزامات المؤشر عليها", "المبالغ الملتزم بها",
        "الاعتمادات الملتزم بها", "Commitments", "Committed",
    ),
    "commitments_on_commitment_credits": (
        "Engagements sur CE", "Engagements CE", "Engagements sur crédits d'engagement",
        "Engagé sur CE", "الالتزامات على اعتمادات الالتزام", "Commitments on commitment credits",
    ),
    "deposited": (
        "Propositions déposées", "Propositions d'engagement déposées", "En instance de visa",
        "Déposé", "Propositions d'engagement", "En cours de visa", "Instances au visa",
        "مقترحات الالتزام", "مقترحات الالتزام المودعة", "في انتظار التأشيرة",
        "Proposals deposited",
    ),
    "suspended": (
        "Propositions suspendues", "Suspendu", "Visa suspendu", "Suspensions", "Engagements suspendus",
        "مقترحات موقوفة", "إيقاف التأشيرة", "Proposals suspended",
    ),
    "rejected": (
        "Propositions rejetées", "Visa rejeté", "Rejets de visa", "Engagements rejetés",
        "Rejets (engagement)", "مقترحات مرفوضة", "رفض التأشيرة", "Proposals rejected",
    ),
    "issued": (
        "Émissions", "Émission", "Émis", "Ordonnancements", "Ordonnancé", "Mandatements",
        "Émissions (ordonnancements)", "Mandats émis", "Mandat Emis", "Mandat émis", "Mandaté",
        "Crédits émis", "Ordonnancements émis", "Montant émis", "OP émis", "Montant ordonnancé",
        "الإصدارات", "الإصدار", "الأوامر بالصرف", "الأوامر بالأداء", "أوامر الأداء الصادرة",
        "المبالغ المأمور بصرفها", "Issued", "Payment orders issued",
    ),
    "rejected_by_accountant": (
        "Rejets du comptable", "OP rejetées", "OP rejetés", "Mandats rejetés",
        "Ordonnances rejetées", "Rejets de paiement", "المرفوضة من طرف المحاسب",
        "أوامر الأداء المرفوضة", "Rejected by the accountant",
    ),
    "accepted": (
        "Prises en charge", "Mandats pris en charge", "Mand Pec", "Mandats PEC", "PEC",
        "Pris en charge", "OP acceptés", "OP visés", "أوامر الأداء المقبولة",
        "المتكفل بها من طرف المحاسب", "Accepted by the accountant",
    ),
    "paid": (
        "Paiements", "Paiement", "Payé", "Réglé", "Règlements", "Montant payé", "Dépenses payées",
        "الأداءات", "الأداء", "المبالغ المؤداة", "المؤدى", "Payments", "Paid",
    ),
}  # fmt: skip


def _amount(
    name: str, title: str, synonyms: tuple[str, ...], formula: tuple[tuple[int, str], ...] = ()
) -> Column:
    """A column of money, summed and reconciled."""
    return Column(name, title, Kind.AMOUNT, synonyms, additive=True, formula=formula)


Formula = tuple[tuple[int, str], ...]
_CREDITS: Mapping[str, Formula] = {
    "current": ((1, "current"),),
    "opened": ((1, "opened"),),
    "opened_moved": ((1, "opened"), (1, "transfers")),
    "opened_carried": ((1, "opened"), (1, "carried_in")),
    "opened_all": ((1, "opened"), (1, "transfers"), (1, "carried_in")),
    "delegated": ((1, "delegated"),),
    "delegated_less": ((1, "delegated"), (-1, "withdrawn")),
    "delegated_plus": ((1, "delegated"), (1, "withdrawn")),
}
"""What credits may be before commitments come off them; withdrawals bear either sign."""

_BALANCES: Mapping[str, Formula] = {
    name: (*formula, (-1, "committed")) for name, formula in _CREDITS.items()
}


def _decided(
    name: str, title: str, headers: tuple[str, ...], formulas: Mapping[str, Formula]
) -> tuple[Column, ...]:
    """The columns of one meaning that arithmetic alone tells: one title, several formulas.

    "Total crédits" is a total of what was opened or of what was delegated, "disponible" is that
    or what is left of it: where no formula holds, nothing in the file says which.
    """
    return tuple(
        _amount(f"{name}_of_{credits_of}", title, headers, formula)
        for credits_of, formula in formulas.items()
    )


SUPPORTING = (
    _amount("transfers", N_("Transfers"),
            ("Virements", "Virements (+/-)", "Virement", "Virements de crédits",
             "تحويل الاعتمادات", "التحويلات", "Transfers")),
    _amount("carried_in", N_("Carried over from the year before"),
            ("Reports", "Report", "Reports de crédits", "Crédits reportés", "CP reportés",
             "الاعتمادات المرحلة", "ترحيل الاعتمادات", "المرحل", "Carry-over")),
    _amount("new_credits", N_("Of which new credits"),
            ("dont CP neufs", "CP neufs", "Crédits neufs", "Crédits nouveaux",
             "الاعتمادات الجديدة", "منها الاعتمادات الجديدة", "New credits")),
    _amount("withdrawn", N_("Withdrawals of credits"),
            ("Retraits", "Retrait de crédits", "Retraits de crédits", "Crédits retirés",
             "سحب الاعتمادات", "الاعتمادات المسحوبة", "Withdrawals")),
    *_decided("total", N_("Total of credits"), (*_DISPONIBLE, *_TOTAL), _CREDITS),
    *_decided("uncommitted", N_("Uncommitted balance"), _DISPONIBLE, _BALANCES),
    _amount("remainder", N_("Remainder to commit"),
            ("Reste à engager", "Crédits non engagés", "RAE (engagement)", "الباقي الالتزام به",
             "الاعتمادات غير الملتزم بها")),
    _amount("delegated_net", N_("Delegated credits, net of withdrawals"),
            ("Crédits délégués nets", "Délégués nets", "Crédits délégués nets des retraits",
             "الاعتمادات المفوضة الصافية")),
    _amount("outstanding_to_issue", N_("Outstanding to issue"),
            ("Reste à émettre", "Reste à ordonnancer", "Reste à mandater", "RAE",
             "الباقي إصداره"), ((1, "committed"), (-1, "issued"))),
    _amount("outstanding_to_pay", N_("Outstanding to pay"),
            ("Reste à payer", "RAP", "الباقي أداؤه"), ((1, "issued"), (-1, "paid"))),
    _amount("controller_visa", N_("Payment orders visaed by the controller"),
            ("Man Visé CF", "Mandats visés", "Mandats visés CF", "Mandats visés par le CF")),
)  # fmt: skip
"""Columns that check or decide others; they are read, compared, and not stored."""

RATES = (
    Column("commitment_rate", N_("Commitment rate"), Kind.RATE,
           ("Taux d'engagement", "Taux d'eng.", "Tx_Eng", "Tx Eng", "Taux d'eng. %", "% engagé",
            "Taux engagement", "% Eng.", "نسبة الالتزام", "نسبة الالتزامات", "Commitment rate")),
    Column("issuance_on_commitments", N_("Issuance on commitments"), Kind.RATE,
           ("Taux mandats émis", "Taux d'émission sur engagements", "Taux d'émission / eng.",
            "نسبة الإصدار من الالتزامات")),
    Column("issuance_rate", N_("Issuance rate"), Kind.RATE,
           ("Taux d'émission", "Taux d'ém.", "Taux d'ém. %", "Taux d'ordonnancement",
            "Taux de mandatement", "% émis", "نسبة الإصدار", "نسبة الأمر بالصرف")),
    Column("payment_rate", N_("Payment rate"), Kind.RATE,
           ("Taux de paiement", "Taux de paiement sur émissions", "% payé", "نسبة الأداء",
            "نسبة الأداءات")),
    Column("execution_rate", N_("Execution rate"), Kind.RATE,
           ("Taux d'exécution", "Taux de réalisation", "Taux", "نسبة التنفيذ", "نسبة الإنجاز",
            "النسبة")),
)  # fmt: skip
REMARKS = Column(
    "remarks", N_("Remarks"), Kind.TEXT,
    ("Observations", "Observation", "Remarques", "Commentaires", "ملاحظات", "Remarks"),
)  # fmt: skip

GROUPS = (
    Group("operating", ("Fonctionnement", "Fonctionnement MDD", "MDD", "Budget de fonctionnement",
                        "Matériel et dépenses diverses", "التسيير", "ميزانية التسيير",
                        "المعدات والنفقات المختلفة", "Operating")),
    Group("investment", ("Investissement", "Budget d'investissement", "Investissements",
                         "الاستثمار", "ميزانية الاستثمار", "Investment")),
    Group("segma", ("SEGMA", "Budget SEGMA", "Budgets SEGMA",
                    "مرافق الدولة المسيرة بصورة مستقلة", "مرفق الدولة المسير بصورة مستقلة")),
    Group("segma_operating", ("SEGMA exploitation", "Exploitation SEGMA", "SEGMA fonctionnement",
                              "Budget d'exploitation", "Exploitation", "ميزانية الاستغلال",
                              "الاستغلال")),
    Group("segma_investment", ("SEGMA investissement", "Investissement SEGMA")),
    Group("total", ("Total", "Total général", "Ensemble", "المجموع", "المجموع العام")),
)  # fmt: skip
"""Merged heads over the same columns; `total` is read and only compared."""
