"""How follow-up tables of operations call their columns, in French, Arabic and English."""

from collections.abc import Mapping

from tadbir.core.words import N_
from tadbir.intake.columns import YEAR, Column, Kind, Wording
from tadbir.procurement.terms import (
    BUDGET_LABELS,
    KIND_LABELS,
    PART_LABELS,
    PLACE_LABELS,
    STEPS,
    TAX_LABELS,
    UNDER_WAY,
    UNDER_WAY_LABEL,
    State,
)

_TEXTS: tuple[Column, ...] = (
    Column("serial", N_("Number"), Kind.TEXT,
           ("N°", "N° ordre", "N° d'ordre", "Numéro", "Nº", "No", "ر.ت", "الرقم")),
    Column("entity", N_("Budget holder"), Kind.TEXT,
           ("Entité", "Délégation", "Structure", "Ordonnateur", "Sous-ordonnateur",
            "Service ordonnateur", "Établissement", "Centre hospitalier", "المندوبية", "المؤسسة",
            "المؤسسة الصحية", "الآمر بالصرف", "Holder")),
    Column("province", N_("Province or prefecture"), Kind.TEXT,
           ("Province", "Préfecture", "Province/Préfecture", "الإقليم", "العمالة",
            "الإقليم/العمالة")),
    Column("reference", N_("Reference"), Kind.TEXT,
           ("Référence", "Réf.", "N° marché", "N° du marché", "N° marché / BC", "N° BC",
            "N° opération", "N° de l'opération", "N° AO", "N° dossier", "Marché n°",
            "رقم الصفقة", "المرجع", "رقم الملف", "Reference"), identifies=True),
    Column("purpose", N_("Purpose"), Kind.TEXT,
           ("Objet", "Objet de l'opération", "Objet du marché", "Intitulé de l'opération",
            "Opération", "Désignation", "Intitulé", "Projet", "Libellé", "موضوع الصفقة", "الموضوع",
            "العملية", "Purpose", "Object"), required=True, identifies=True),
    Column("type", N_("Type"), Kind.TEXT,
           ("Type", "Type (AO, BC, convention, avenant)", "Nature", "Mode de passation",
            "Nature de l'opération", "Mode", "Procédure", "النوع", "نوع المسطرة", "طبيعة العملية",
            "Kind")),
    Column("budget", N_("General budget, SEGMA or special account"), Kind.TEXT,
           ("Budget", "Catégorie de budget", "الميزانية", "Budget kind")),
    Column("part", N_("Operating or investment"), Kind.TEXT,
           ("Section", "Partie", "Fonctionnement/Investissement", "F/I", "الجزء", "Part")),
    Column("code_path", N_("Line"), Kind.CODE,
           ("Imputation", "Imputation budgétaire", "Ligne", "Ligne budgétaire", "Rubrique",
            "Code budgétaire", "السطر", "الإدراج المالي", "بند الميزانية", "Line")),
    Column("supplier", N_("Supplier"), Kind.TEXT,
           ("Titulaire", "Fournisseur", "Attributaire", "Prestataire", "Société", "Entreprise",
            "Titulaire du marché", "صاحب الصفقة", "المقاولة", "الممون", "نائل الصفقة", "Supplier")),
)  # fmt: skip
_AMOUNTS: tuple[Column, ...] = (
    Column("amount_with_tax", N_("Amount, tax included"), Kind.AMOUNT,
           ("Montant TTC", "Montant TTC (DH)", "Montant en DH TTC", "Montant du marché TTC",
            "Mt TTC", "المبلغ مع احتساب الرسوم", "المبلغ باحتساب الرسوم", "Amount with tax"),
           additive=True),
    Column("amount_without_tax", N_("Amount, tax excluded"), Kind.AMOUNT,
           ("Montant HT", "Montant HT (DH)", "Montant hors taxes", "Montant hors taxe", "Mt HT",
            "المبلغ دون احتساب الرسوم", "Amount without tax"), additive=True),
    Column("amount", N_("Amount"), Kind.AMOUNT,
           ("Montant", "Montant (DH)", "Montant en DH", "Montant du marché", "Coût", "Estimation",
            "Montant estimatif", "Montant engagé", "المبلغ", "المبلغ بالدرهم", "الكلفة", "Amount"),
           additive=True),
    Column("whole_amount", N_("Total of the operation, over all its lines"), Kind.AMOUNT,
           ("Montant total de l'opération", "Total de l'opération",
            "المبلغ الإجمالي للعملية", "Total of the operation")),
)  # fmt: skip
STATE_HEADERS: Mapping[State, tuple[str, tuple[str, ...]]] = {
    State.LAUNCHED: (N_("Launched"), (
        "Date lancement", "Date de lancement", "Lancement", "Lancé", "Lancement AO",
        "Date de publication", "Publication", "تاريخ الإعلان", "الإعلان", "تاريخ الإطلاق")),
    State.BIDS_OPENED: (N_("Bids opened"), (
        "Ouverture des plis", "Date d'ouverture des plis", "Ouverture plis", "Séance d'ouverture",
        "فتح الأظرفة", "تاريخ فتح الأظرفة")),
    State.AWARDED: (N_("Awarded"), (
        "Adjudication", "Attribution", "Date d'attribution", "Adjugé", "Jugement des offres",
        "الإسناد", "تاريخ الإسناد")),
    State.DEPOSITED: (N_("Commitment proposal deposited"), (
        "Dépôt visa", "Date de dépôt", "Dépôt au visa", "Dépôt", "Dépôt de la proposition",
        "Date dépôt visa", "Proposition d'engagement", "إيداع", "تاريخ الإيداع",
        "إيداع مقترح الالتزام")),
    State.VISAED: (N_("Visaed"), (
        "Visa / Rejet (motif)", "Visa / Rejet", "Visa", "Date visa", "Date de visa", "Engagement",
        "Visa engagement", "Visa CED", "التأشيرة", "تاريخ التأشيرة", "التأشيرة / الرفض")),
    State.APPROVED: (N_("Approved"), (
        "Approbation", "Date d'approbation", "Approuvé", "المصادقة", "تاريخ المصادقة")),
    State.NOTIFIED: (N_("Notified"), (
        "Notification", "Date de notification", "Notifié", "التبليغ", "تاريخ التبليغ")),
    State.SERVICE_ORDER: (N_("Service order given"), (
        "OS", "Ordre de service", "Date OS", "Date d'OS", "OS de commencement", "أمر بالخدمة",
        "الأمر بالخدمة", "تاريخ الأمر بالخدمة")),
    State.SERVICE_DONE: (N_("Service done"), (
        "Service fait", "Date service fait", "Réception", "Livraison", "Réception provisoire",
        "إنجاز الخدمة", "التسلم")),
    State.LIQUIDATED: (N_("Liquidated"), (
        "Liquidation", "Liquidé", "Date de liquidation", "التصفية")),
    State.ISSUED: (N_("Payment order issued"), (
        "Émis", "Émission", "Date d'émission", "Ordonnancement", "Ordonnancé", "Mandaté", "OP",
        "Date d'ordonnancement", "الإصدار", "الأمر بالأداء", "تاريخ الإصدار")),
    State.ACCEPTED_BY_ACCOUNTANT: (N_("Accepted by the accountant"), (
        "Prise en charge", "Visa comptable", "Prise en charge / rejet", "PEC", "Visa du comptable",
        "تأشيرة المحاسب", "التكفل")),
    State.PAID: (N_("Paid"), (
        "Payé", "Paiement", "Date de paiement", "Règlement", "Réglé", "الأداء", "تاريخ الأداء")),
}  # fmt: skip
"""The columns of dated states: a date, a cross, "en cours", or a refusal and its reason."""

STATE_COLUMNS = tuple(
    Column(f"on_{state.value}", title, Kind.STATE, headers)
    for state, (title, headers) in STATE_HEADERS.items()
)
COLUMNS: tuple[Column, ...] = (
    *_TEXTS,
    *_AMOUNTS,
    *STATE_COLUMNS,
    Column("observations", N_("Remarks"), Kind.TEXT,
           ("Observations", "Observation", "Remarques", "Contraintes", "ملاحظات", "Remarks")),
)  # fmt: skip

_STATE_LABELS = {state.value: step.label for state, step in STEPS.items()}
WORDING = Wording(
    words={
        "budget": BUDGET_LABELS,
        "part": PART_LABELS,
        "type": KIND_LABELS,
        "kind": KIND_LABELS,
        "tax_basis": TAX_LABELS,
        "state": _STATE_LABELS,
        "dates": {**_STATE_LABELS, UNDER_WAY: UNDER_WAY_LABEL},
        "place": PLACE_LABELS,
    },
    key_names=(YEAR, "reference", "budget", "part", "code_path"),
    named_by="purpose",
    derived=(
        Column(YEAR, N_("Fiscal year"), Kind.CODE, ()),
        Column("kind", N_("Type"), Kind.TEXT, ()),
        Column("tax_basis", N_("Tax"), Kind.TEXT, ()),
        Column("state", N_("State"), Kind.TEXT, ()),
        Column("state_on", N_("Since"), Kind.DATE, ()),
        Column("place", N_("Where it lies"), Kind.TEXT, ()),
        Column("dates", N_("Dates of its states"), Kind.STATE, ()),
        Column("reason", N_("Reason"), Kind.TEXT, ()),
    ),
    template=(
        "entity", "reference", "purpose", "type", "budget", "part", "code_path", "supplier",
        "amount_with_tax", *(column.name for column in STATE_COLUMNS), "observations",
    ),
)  # fmt: skip
