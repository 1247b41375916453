"""Datasets like those of the domains, for the tests of reading; the lists may be copied."""

from tadbir.intake.contract import Column, Dataset, Drafted, Group, Kind

_LEVELS = (
    ("programme", "Programme", ("Prog.", "البرنامج")),
    ("action", "Action", ("Projet / action",)),
    ("activity", "Activité", ("Activite",)),
    ("nature", "Nature économique", ("Nature",)),
    ("economic_line", "Ligne économique", ()),
)


def dataset(code: str, columns: tuple[Column, ...], groups: tuple[Group, ...] = ()) -> Dataset:
    """A dataset that only reads."""
    return Dataset(
        code, code, code, columns, groups, tuple(c.name for c in columns), ("test",),
        draft=lambda table, sender: Drafted(()), standing=lambda scope: {},
        write=lambda landing, records: None, template=lambda entity, day: (),
    )  # fmt: skip


def amount(name: str, title: str, *synonyms: str, **more: object) -> Column:
    """A column of amounts that add up."""
    return Column(name, title, Kind.AMOUNT, synonyms, additive=True, **more)  # type: ignore[arg-type]


SITUATION = dataset(
    "situation",
    (
        *(Column(n, t, Kind.TEXT, s, level=i) for i, (n, t, s) in enumerate(_LEVELS, 1)),
        amount("voted", "Budget voté", "Budget Vote", required=True),
        amount("current", "Budget actuel", required=True),
        amount("committed", "Engagement", "Engagements", required=True),
        amount(
            "available", "Disponible sur engagements", "Disponible sur Eng", "Disponible",
            formula=((1, "current"), (-1, "committed")),
        ),
        amount("issued", "Mandats émis", "Mandat Emis"),
        amount("endorsed", "Mandats visés", "Man Visé CF"),
        amount("taken_in_charge", "Mandats pris en charge", "Mand Pec"),
        Column("commitment_rate", "Taux d'engagement", Kind.RATE, ("Tx_Eng",)),
    ),
)  # fmt: skip

BUDGET = dataset(
    "budget",
    (
        Column("holder", "Ordonnateur", Kind.TEXT, ("Entité", "Délégation", "Structure", "Service",
               "المؤسسة الصحية", "الإقليم/العمالة", "الجهة المستفيدة"), identifies=True),
        Column("chapter", "Chapitre", Kind.CODE, ("Chap.", "الفصل"), level=1),
        Column("article", "Article", Kind.CODE, ("Art.", "المادة"), level=2),
        Column("paragraph", "Paragraphe", Kind.CODE, ("§", "Par.", "Parag.", "الفقرة"), level=3),
        Column("line", "Ligne", Kind.CODE, ("Ligne budgétaire", "السطر"), level=4),
        Column("label", "Intitulé", Kind.TEXT,
               ("Intitulé de la rubrique", "Rubrique", "Libellé", "البيان")),
        amount("opened", "Crédits ouverts", "Crédits ouverts LF", "Dotation", "Crédit ouvert",
               "الاعتمادات المفتوحة", "Opened credits", required=True),
        amount("delegated", "Crédits délégués", "Crédit délégué", "الاعتمادات المفوضة"),
        amount("committed", "Engagements", "Engagements visés", "Engagement", "Montant engagé",
               "الالتزامات", "Committed", required=True),
        amount("uncommitted", "Disponible", "Reste à engager", "Crédits disponibles", "Solde",
               "الرصيد المتوفر", formula=((1, "opened"), (-1, "committed"))),
        amount("issued", "Émissions", "Émissions (ordonnancements)", "Ordonnancements",
               "Mandats émis", "الإصدارات"),
        amount("paid", "Paiements", "Payé", "الأداءات"),
        Column("commitment_rate", "Taux d'engagement", Kind.RATE,
               ("Taux d'eng.", "Taux", "نسبة الالتزام")),
        Column("payment_rate", "Taux de paiement", Kind.RATE, ("نسبة الأداء",)),
        Column("remark", "Observations", Kind.TEXT, ("ملاحظات", "Remarques")),
    ),
    (
        Group("operating", ("Fonctionnement", "Fonctionnement MDD", "MDD", "التسيير")),
        Group("investment", ("Investissement", "الاستثمار")),
        Group("segma", ("SEGMA",)),
    ),
)  # fmt: skip

FACILITIES = dataset(
    "facilities",
    (
        Column("region", "Région", Kind.TEXT, ("الجهة",), required=True),
        Column("delegation", "Délégation", Kind.TEXT, ("Province", "الإقليم"), required=True),
        Column("commune", "Commune", Kind.TEXT, ("الجماعة",), required=True),
        Column("facility", "Nom établissement", Kind.TEXT,
               ("Etablissement hospitalier", "Etablissement", "المؤسسة"),
               required=True, identifies=True),
        Column("category", "Catégorie", Kind.TEXT, ("Type", "الصنف"), required=True),
    ),
)  # fmt: skip

WORKS = dataset(
    "works",
    (
        Column("province", "Province/Préfecture", Kind.TEXT, ("Province", "الإقليم")),
        Column("facility", "Établissement", Kind.TEXT, ("المشروع",), identifies=True, required=True),
        Column("contract", "N° marché", Kind.CODE, ("Marché n°",), identifies=True),
        Column("supplier", "Titulaire", Kind.TEXT, ("Entreprise", "المقاولة")),
        amount("amount", "Montant TTC", "Montant du marché", "الكلفة", required=True),
        Column("service_order", "Date OS", Kind.DATE, ("Ordre de service",)),
        Column("delay", "Délai", Kind.DURATION, ("Délai (mois)", "Délai d'exécution", "الأجل")),
        Column("physical", "Avancement physique", Kind.PROGRESS,
               ("Av. physique", "نسبة تقدم الأشغال")),
        Column("financial", "Avancement financier", Kind.PROGRESS, ("Av. financier",),
               share_of=("statements", "amount")),
        amount("statements", "Cumul décomptes", "Cumul des décomptes"),
        Column("finish", "Date prév. d'achèvement", Kind.DATE, ("Date prévisionnelle",)),
        Column("remark", "Observations", Kind.TEXT, ("Réserves / Observations",)),
    ),
)  # fmt: skip

OPERATIONS = dataset(
    "operations",
    (
        Column("number", "N° opération", Kind.CODE, ("Référence",), identifies=True),
        Column("object", "Objet", Kind.TEXT, ("Intitulé",), identifies=True, required=True),
        Column("kind", "Type", Kind.TEXT, ("Nature de l'opération",)),
        Column("line", "Imputation", Kind.CODE, ("Ligne",)),
        amount("amount", "Montant TTC", "Montant", required=True),
        *(
            Column(name, title, Kind.STATE, ())
            for name, title in (
                ("launched", "Date lancement"), ("opened", "Ouverture des plis"),
                ("deposited", "Dépôt visa"), ("visaed", "Visa / Rejet (motif)"),
                ("approved", "Approbation"), ("ordered", "OS"), ("done", "Service fait"),
                ("issued", "Émis"), ("paid", "Payé"),
            )
        ),
        Column("remark", "Observations", Kind.TEXT, ()),
    ),
)  # fmt: skip

GATES = dataset(
    "gates",
    (
        Column("project", "ID", Kind.CODE, (), required=True, identifies=True),
        amount("cost", "FFC", required=True),
        *(
            Column(name, title, Kind.DATE, ())
            for name, title in (
                ("tender", "Tender Closed"), ("bni", "BNI"), ("bca", "BCA"), ("pbc", "PBC"),
                ("first", "Stage1"), ("second", "Stage2"), ("third", "Stage3"),
            )
        ),
    ),
)  # fmt: skip
