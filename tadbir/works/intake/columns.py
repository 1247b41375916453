"""How statements of progress and forms of gates call their columns, in French, Arabic, English."""

from tadbir.core.words import N_
from tadbir.intake.columns import Column, Kind, Wording
from tadbir.works.terms import DELAY_LABELS, GATE_LABELS, STATED_LABELS, YES_NO, Gate

SERIAL = Column("serial", N_("Number"), Kind.TEXT,
                ("N°", "N° ordre", "N° d'ordre", "Numéro", "Nº", "No", "ر.ت", "الرقم", "ر ت"))  # fmt: skip
PROVINCE = Column(
    "province", N_("Province or prefecture"), Kind.TEXT,
    ("Province", "Préfecture", "Province/Préfecture", "Délégation", "Province ou préfecture",
     "الإقليم", "العمالة", "الإقليم/العمالة", "المندوبية"),
)  # fmt: skip
PROGRAMME = Column("programme", N_("Programme"), Kind.TEXT,
                   ("Programme", "Phase du programme", "البرنامج"))  # fmt: skip
SITE = Column(
    "site", N_("Site"), Kind.TEXT,
    ("Établissement", "Établissement de santé", "Établissement sanitaire", "Site", "Projet",
     "Nom de l'établissement", "Formation sanitaire", "Structure sanitaire", "Centre",
     "المشروع", "المؤسسة", "المؤسسة الصحية", "المركز الصحي", "Facility"),
    required=True, identifies=True,
)  # fmt: skip
REMARKS = Column(
    "remarks", N_("Remarks"), Kind.TEXT,
    ("Réserves / Observations", "Observations", "Observation", "Réserves", "Remarques",
     "Contraintes", "ملاحظات", "تحفظات", "Remarks"),
)  # fmt: skip

PROGRESS_COLUMNS: tuple[Column, ...] = (
    SERIAL, PROVINCE, PROGRAMME, SITE,
    Column("reference", N_("Contract"), Kind.TEXT,
           ("N° marché", "N° du marché", "Marché n°", "Marché", "N° de marché", "Réf. marché",
            "Référence du marché", "رقم الصفقة", "الصفقة", "Contract"), identifies=True),
    Column("lot", N_("Lot"), Kind.TEXT, ("Lot", "N° lot", "Lot n°", "الحصة", "رقم الحصة")),
    Column("contractor", N_("Contractor"), Kind.TEXT,
           ("Titulaire", "Entreprise", "Titulaire du marché", "Attributaire", "Société",
            "المقاولة", "صاحب الصفقة", "نائل الصفقة", "Contractor")),
    Column("amount", N_("Amount of the contract"), Kind.AMOUNT,
           ("Montant TTC", "Montant TTC (DH)", "Montant du marché", "Montant", "Coût",
            "Montant du marché TTC", "Montant (DH)", "الكلفة", "المبلغ", "مبلغ الصفقة", "Amount"),
           additive=True),
    Column("service_order", N_("Service order"), Kind.STATE,
           ("Date OS", "OS", "Ordre de service", "Date d'OS", "Date de l'OS", "OS de commencement",
            "Date de l'ordre de service", "أمر بالخدمة", "الأمر بالخدمة", "تاريخ الأمر بالخدمة",
            "Service order")),
    Column("duration", N_("Delay of the contract"), Kind.TEXT,
           ("Délai", "Délai (mois)", "Délai (jours)", "Délai d'exécution",
            "Délai d'exécution (mois)", "Délai contractuel", "Délai (j)", "الأجل", "أجل الإنجاز",
            "مدة الإنجاز", "Duration")),
    Column("stops", N_("Orders to stop and restart"), Kind.TEXT,
           ("Ordres d'arrêt / reprise", "Arrêts / reprises", "Ordres d'arrêt et de reprise",
            "OA / OR", "Arrêts et reprises", "Ordre d'arrêt", "أوامر التوقيف والاستئناف",
            "التوقفات", "Stops")),
    Column("elapsed", N_("Time elapsed"), Kind.TEXT,
           ("Délai écoulé", "Délai écoulé %", "Délai consommé", "Taux délai", "الأجل المنصرم",
            "المدة المنقضية", "Elapsed")),
    Column("physical", N_("Physical progress"), Kind.PROGRESS,
           ("Av. physique %", "Av. physique", "Avancement physique", "Avancement physique %",
            "Taux d'avancement", "Taux d'avancement physique", "Avancement des travaux",
            "Avancement", "Taux d'avancement des travaux", "Taux physique",
            "نسبة تقدم الأشغال", "نسبة التقدم", "نسبة الإنجاز", "تقدم الأشغال",
            "Physical progress")),
    Column("financial", N_("Financial progress"), Kind.PROGRESS,
           ("Av. financier %", "Av. financier", "Avancement financier", "Avancement financier %",
            "Taux d'avancement financier", "Taux financier", "نسبة التقدم المالي",
            "نسبة الأداء", "Financial progress"), share_of=("paid", "amount")),
    Column("paid", N_("Interim statements, cumulated"), Kind.AMOUNT,
           ("Cumul décomptes", "Cumul des décomptes", "Montant des décomptes", "Décomptes",
            "Montant payé", "Décomptes payés", "مجموع الكشوفات", "المبالغ المؤداة", "الأداءات",
            "Paid"), additive=True),
    Column("expected", N_("Expected end"), Kind.STATE,
           ("Date prév. d'achèvement", "Date prévisionnelle d'achèvement", "Achèvement prévu",
            "Date prévue d'achèvement", "Fin prévue", "Date d'achèvement prévisionnelle",
            "التاريخ المتوقع للانتهاء", "تاريخ الانتهاء المتوقع", "Expected end")),
    Column("stated", N_("What is said"), Kind.TEXT,
           ("État", "Situation", "État des travaux", "Situation des travaux", "Stade", "الوضعية",
            "حالة الأشغال", "وضعية الأشغال", "Stated")),
    REMARKS,
)  # fmt: skip
PROGRESS_WORDING = Wording(
    words={"duration_unit": DELAY_LABELS, "stated": STATED_LABELS},
    key_names=("site", "project", "reference", "lot"),
    named_by="written",
    derived=(
        Column("project", N_("Project"), Kind.CODE, ()),
        Column("written", N_("Site, as the file writes it"), Kind.TEXT, ()),
        Column("service_order_on", N_("Service order"), Kind.DATE, ()),
        Column("expected_on", N_("Expected end"), Kind.DATE, ()),
        Column("duration_unit", N_("Unit of the delay"), Kind.TEXT, ()),
    ),
    template=(
        "province", "site", "reference", "lot", "contractor", "amount", "service_order",
        "duration", "stops", "physical", "financial", "paid", "expected", "stated", "remarks",
    ),
)  # fmt: skip

_GATE_HEADS = {
    Gate.EQUIPMENT: ("Équipement", "Équipements", "Matériel livré", "Équipé", "التجهيزات",
                     "التجهيز", "Equipment"),
    Gate.STAFF: ("Personnel", "Personnel affecté", "Ressources humaines", "RH",
                 "الموارد البشرية", "الموظفون", "Staff"),
    Gate.WATER_AND_POWER: ("Eau et électricité", "Eau/électricité", "Branchements",
                           "Raccordements", "Eau & électricité", "الماء والكهرباء", "الربط",
                           "Water and power"),
    Gate.COMMISSIONING: ("Mise en service", "Essais", "Mise en service et essais",
                         "التشغيل", "الوضع في الخدمة", "Commissioning"),
}  # fmt: skip
GATES_COLUMNS: tuple[Column, ...] = (
    SERIAL, PROVINCE, PROGRAMME, SITE,
    *(Column(gate.value, GATE_LABELS[gate], Kind.TEXT, heads)
      for gate, heads in _GATE_HEADS.items()),
    Column("open_reserves", N_("Reserves not lifted"), Kind.COUNT,
           ("Réserves non levées", "Nombre de réserves non levées", "Réserves ouvertes",
            "Nombre de réserves", "التحفظات غير المرفوعة", "عدد التحفظات", "Open reserves")),
    Column("remarks", N_("Remarks"), Kind.TEXT,
           ("Observations", "Observation", "Remarques", "Contraintes", "ملاحظات", "Remarks")),
)  # fmt: skip
GATES_WORDING = Wording(
    words={gate.value: YES_NO for gate in Gate},
    key_names=("site", "project"),
    named_by="written",
    derived=(
        Column("project", N_("Project"), Kind.CODE, ()),
        Column("written", N_("Site, as the file writes it"), Kind.TEXT, ()),
    ),
    template=("province", "site", *(gate.value for gate in Gate), "open_reserves", "remarks"),
)
