"""How lists of facilities call their columns and write their categories."""

from collections.abc import Mapping

from tadbir.core.words import N_, fold
from tadbir.facilities.terms import CATEGORIES, FAMILY_LABELS
from tadbir.intake.columns import Column, Kind, Wording
from tadbir.territory.terms import STATUS_LABELS

VALUE_NAMES = (
    "category", "name", "name_ar", "existing_beds", "functional_beds",
    "opening_date", "status", "status_reason",
)  # fmt: skip

COLUMNS = (
    Column("code", N_("Code"), Kind.CODE, ("code", "code établissement", "رمز المؤسسة", "code of the facility"),
           identifies=True),
    Column("region", N_("Region"), Kind.TEXT, ("région", "region", "الجهة", "جهة")),
    Column("delegation", N_("Delegation"), Kind.TEXT,
           ("délégation", "délegation", "delegation", "province", "préfecture",
            "province/préfecture", "province ou préfecture", "المندوبية", "الإقليم", "العمالة",
            "الإقليم/العمالة", "العمالة أو الإقليم")),
    Column("commune", N_("Commune"), Kind.TEXT,
           ("commune", "commune/arrondissement", "commune ou arrondissement", "الجماعة",
            "الجماعة/المقاطعة", "الجماعة أو المقاطعة", "municipality"), required=True),
    Column("name", N_("Name"), Kind.TEXT,
           ("nom établissement", "nom de l'établissement", "nom établissement de santé",
            "établissement", "établissement hospitalier", "établissement de santé", "essp",
            "formation sanitaire", "nom", "المؤسسة الصحية", "اسم المؤسسة", "المؤسسة",
            "facility", "name of the facility"), required=True, identifies=True),
    Column("name_ar", N_("Arabic name"), Kind.TEXT,
           ("nom arabe", "nom en arabe", "الاسم بالعربية", "arabic name")),
    Column("category", N_("Category"), Kind.TEXT,
           ("catégorie", "category", "type d'établissement", "الصنف", "صنف المؤسسة", "الفئة"),
           required=True),
    Column("existing_beds", N_("Existing beds"), Kind.COUNT,
           ("lits existants", "capacité litière", "capacité litière existante", "clt", "lits",
            "الأسرة", "عدد الأسرة", "الأسرة الموجودة", "الطاقة الاستيعابية")),
    Column("functional_beds", N_("Functional beds"), Kind.COUNT,
           ("lits fonctionnels", "capacité litière fonctionnelle", "clf", "الأسرة الوظيفية")),
    Column("opening_date", N_("Opening date"), Kind.DATE,
           ("date d'ouverture", "date de mise en service", "ouverture", "تاريخ الافتتاح",
            "تاريخ بداية الخدمة")),
    Column("status", N_("Status"), Kind.TEXT,
           ("statut", "situation", "état", "الوضعية", "الحالة")),
    Column("status_reason", N_("Reason"), Kind.TEXT,
           ("motif", "raison", "observations", "السبب", "ملاحظات")),
)  # fmt: skip

_CATEGORY_LABELS = {code: category.label for code, category in CATEGORIES.items()}
WORDING = Wording(
    words={"category": _CATEGORY_LABELS, "status": STATUS_LABELS, "family": FAMILY_LABELS},
    key_names=("", "family", "", "category"),
    named_by="name",
    derived=(Column("family", N_("Family"), Kind.TEXT, ()),),
    template=(
        "code", "delegation", "commune", "name", "name_ar", "category", "existing_beds",
        "functional_beds", "opening_date", "status", "status_reason",
    ),
)  # fmt: skip

_CATEGORY_WORDS: Mapping[str, tuple[str, ...]] = {
    "CSU-1": ("csu1", "csu i", "centre de santé urbain niveau 1", "centre de santé urbain niveau1",
              "centre de santé urbain de niveau 1", "المركز الصحي الحضري من المستوى الأول"),
    "CSU-2": ("csu2", "csu ii", "centre de santé urbain niveau 2", "centre de santé urbain niveau2",
              "centre de santé urbain de niveau 2", "المركز الصحي الحضري من المستوى الثاني"),
    "CSR-1": ("csr1", "csr i", "centre de santé rural niveau 1", "centre de santé rural niveau1",
              "centre de santé rural de niveau 1", "المركز الصحي القروي من المستوى الأول"),
    "CSR-2": ("csr2", "csr ii", "centre de santé rural niveau 2", "centre de santé rural niveau2",
              "centre de santé rural de niveau 2", "المركز الصحي القروي من المستوى الثاني"),
    "DR": ("dispensaire rural", "dispensaire", "مستوصف قروي"),
    "CDTMR": ("cdtmr", "centre de diagnostic et de traitement des maladies respiratoires",
              "centre de diagnostic de la tuberculose et des maladies respiratoires",
              "مركز تشخيص داء السل والأمراض التنفسية"),
    "CRSR": ("centre de référence en santé de reproduction",
             "centre de référence en santé de la reproduction", "المركز المرجعي للصحة الإنجابية"),
    "LSP": ("laboratoire de santé publique", "مختبر الصحة العمومية"),
    "HPr": ("hôpital de proximité", "مستشفى القرب"),
    "HP": ("hôpital provincial", "hôpital préfectoral", "hôpital provincial/préfectoral",
           "hôpital provincial ou préfectoral",
           "المستشفى الإقليمي"),
    "HR": ("hôpital régional", "المستشفى الجهوي"),
    "HIR": ("hôpital interrégional", "hospital interrégional", "مستشفى بين-جهوي"),
    "CRO": ("centre régional d'oncologie", "المركز الجهوي للأنكولوجيا"),
    "CPU": ("centre psychiatrique universitaire", "المركز الجامعي للطب النفسي"),
    "HPsyP": ("hôpital psychiatrique provincial", "hôpital psychiatrique provincial/préfectoral",
              "hôpital psychiatrique provincial ou préfectoral",
              "المستشفى الإقليمي للأمراض العقلية والنفسية"),
    "HPsyR": ("hôpital psychiatrique régional", "المستشفى الجهوي للأمراض العقلية والنفسية"),
}  # fmt: skip
_CATEGORY_OF = {
    fold(text).replace(" ", ""): code
    for code in CATEGORIES
    for text in (code, *_CATEGORY_WORDS[code])
}

_STATUS_WORDS: Mapping[str, tuple[str, ...]] = {
    "planned": ("planned", "prévu", "prévue", "programmé", "programmée", "projeté", "مبرمج", "مبرمجة"),
    "in_works": ("in works", "en travaux", "en cours de travaux", "في طور الأشغال", "قيد الأشغال"),
    "open": ("open", "ouvert", "ouverte", "fonctionnel", "fonctionnelle", "opérationnel", "مفتوح",
             "مفتوحة", "في الخدمة"),
    "suspended": ("suspended", "suspendu", "suspendue", "fermé provisoirement",
                  "fermée provisoirement", "متوقف", "متوقفة", "مغلق مؤقتا"),
    "closed": ("closed", "fermé", "fermée", "non fonctionnel", "non fonctionnelle", "مغلق", "مغلقة"),
}  # fmt: skip
_STATUS_OF = {fold(text): code for code, texts in _STATUS_WORDS.items() for text in texts}


def category_of(text: str) -> str | None:
    """The category that a cell means, however it spells it; None when it means none."""
    return _CATEGORY_OF.get(fold(text).replace(" ", ""))


def status_of(text: str) -> str | None:
    """The status that a cell means; None when it means none."""
    return _STATUS_OF.get(fold(text))
