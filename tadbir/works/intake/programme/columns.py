"""How lists of programmes call their columns and write their words, in French, Arabic, English."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

from tadbir.core.words import N_, fold
from tadbir.intake.columns import Column, Kind, Wording
from tadbir.works.intake.columns import PROGRAMME, PROVINCE, REMARKS, SERIAL, SITE
from tadbir.works.terms import (
    KIND_LABELS,
    REASON_LABELS,
    STEERING_LABELS,
    STEPS,
    Phase,
    ProjectKind,
    Reason,
    Steering,
)

COLUMNS: tuple[Column, ...] = (
    SERIAL, PROVINCE, PROGRAMME, SITE,
    Column("code", N_("Code of the project"), Kind.CODE,
           ("Code", "Code projet", "Code du projet", "رمز المشروع", "الرمز"), identifies=True),
    Column("kind", N_("Kind of project"), Kind.TEXT,
           ("Nature", "Nature du projet", "Nature des travaux", "Type de projet",
            "Type d'intervention", "طبيعة المشروع", "طبيعة الأشغال", "نوع المشروع")),
    Column("steering", N_("Who steers the project"), Kind.TEXT,
           ("Pilotage", "Pilote", "Piloté par", "Suivi par", "القيادة", "الجهة المشرفة")),
    Column("owner", N_("Delegated project owner"), Kind.TEXT,
           ("Maître d'ouvrage délégué", "MOD", "Maîtrise d'ouvrage déléguée",
            "صاحب المشروع المنتدب", "صاحبة المشروع المنتدبة")),
    Column("phase", N_("Phase"), Kind.TEXT,
           ("Phase", "Phase actuelle", "Stade d'avancement", "État d'avancement", "Étape",
            "المرحلة", "مرحلة الإنجاز", "مرحلة المشروع")),
    Column("since", N_("In this phase since"), Kind.DATE,
           ("Depuis", "Depuis le", "Date de la phase", "Date d'effet", "منذ", "ابتداء من")),
    Column("reason", N_("Reason"), Kind.TEXT, ("Motif", "Raison", "Cause", "السبب")),
    Column("reference", N_("Contract"), Kind.TEXT,
           ("N° marché", "N° du marché", "N° de marché", "Marché", "Référence du marché",
            "رقم الصفقة", "الصفقة")),
    Column("service_order", N_("Service order"), Kind.DATE,
           ("Date OS", "Date de l'ordre de service", "Ordre de service", "OS",
            "تاريخ الأمر بالخدمة", "الأمر بالخدمة")),
    Column("accepted", N_("Provisional acceptance"), Kind.DATE,
           ("Réception provisoire", "Date de réception provisoire", "RP",
            "التسلم المؤقت", "تاريخ التسلم المؤقت")),
    Column("opened", N_("Opening date"), Kind.DATE,
           ("Date d'ouverture", "Ouverture", "Date de mise en service", "Mise en service",
            "تاريخ الافتتاح", "الافتتاح", "تاريخ بداية الخدمة")),
    Column("population", N_("People served"), Kind.COUNT,
           ("Population", "Population desservie", "Population cible", "Bénéficiaires",
            "الساكنة", "الساكنة المستفيدة", "عدد المستفيدين")),
    Column("staff", N_("Staff posted"), Kind.COUNT,
           ("Effectif", "Personnel", "Personnel affecté", "Professionnels de santé",
            "الموارد البشرية", "عدد المهنيين")),
    REMARKS,
)  # fmt: skip
WORDING = Wording(
    words={
        "kind": KIND_LABELS,
        "steering": STEERING_LABELS,
        "phase": {phase: step.label for phase, step in STEPS.items()},
        "reason": REASON_LABELS,
    },
    key_names=("site", "programme", "project"),
    named_by="written",
    derived=(
        Column("project", N_("Project"), Kind.CODE, ()),
        Column("written", N_("Site, as the file writes it"), Kind.TEXT, ()),
        Column("service_order_on", N_("Service order"), Kind.DATE, ()),
        Column("accepted_on", N_("Provisional acceptance"), Kind.DATE, ()),
        Column("opened_on", N_("Opening date"), Kind.DATE, ()),
    ),
    template=(
        "province", "site", "programme", "code", "kind", "steering", "owner", "phase", "since",
        "reason", "reference", "service_order", "accepted", "opened", "population", "staff",
        "remarks",
    ),
)  # fmt: skip

_Code = TypeVar("_Code", bound=StrEnum)
REHABILITATION = "of_the_site"
"""A rehabilitation of whatever the site is: a hospital's, or a primary-care centre's."""
_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"rehabilitation d un hopital|rehabilitation d hopital|rehabilitation hospitaliere"
         r"|اعاده تاهيل مستشفي|hospital rehabilitation", ProjectKind.HOSPITAL_REHABILITATION),
        (r"(?:rehabilitation|reamenagement|amenagement)(?: d un| de| des| du)?"
         r" (?:centres?|csu|csr|essp|dispensaires?)\b.*|اعاده تاهيل مركز.*"
         r"|refurbishment of a primary care centre", ProjectKind.PRIMARY_CARE_REFURBISHMENT),
        (r"(?:rehabilitation|reamenagement|amenagement|renovation|refection|mise a niveau"
         r"|modernisation)\b.*|(?:اعاده )?(?:تاهيل|تهييه|تهيئه)\b.*", REHABILITATION),
        (r"extension\b.*|توسعه\b.*|توسيع\b.*", ProjectKind.EXTENSION),
        (r"(?:nouvelle )?construction\b.*|reconstruction\b.*|creation\b.*|new build\w*"
         r"|(?:اعاده )?بنا\b.*|احداث\b.*", ProjectKind.NEW_BUILD),
    )
)  # fmt: skip
_STEERED: Mapping[Steering, tuple[str, ...]] = {
    Steering.DIRECTORATE: ("direction", "direction régionale", "DRSPS", "DRS", "DRSMS", "GST",
                           "piloté par la direction", "المديرية", "المديرية الجهوية",
                           "بقيادة المديرية", "steered by the directorate"),
    Steering.UNIVERSITY_HOSPITAL: (
        "CHU", "CHU Hassan II", "centre hospitalier universitaire",
        "piloté par le centre hospitalier universitaire", "المركز الاستشفائي الجامعي",
        "بقيادة المركز الاستشفائي الجامعي", "steered by the university hospital"),
}  # fmt: skip
_PHASES: Mapping[Phase, tuple[str, ...]] = {
    Phase.PROGRAMMED: ("programmé", "programmée", "prévu", "inscrit au programme", "مبرمج",
                       "مبرمجة", "programmed"),
    Phase.CONVENTION: ("convention signée", "conventionné", "convention", "اتفاقية موقعة",
                       "اتفاقية", "convention signed"),
    Phase.STUDIES: ("études en cours", "études", "en études", "étude", "في طور الدراسة",
                    "الدراسات جارية", "دراسات", "studies under way"),
    Phase.TENDER: ("appel d'offres en cours", "AO en cours", "AO lancé", "appel d'offres lancé",
                   "en cours d'appel d'offres", "طلب عروض", "طلب عروض في طور الإنجاز",
                   "طلب العروض جار", "tender under way"),
    Phase.UNSUCCESSFUL_TENDER: ("appel d'offres infructueux", "AO infructueux", "infructueux",
                                "طلب عروض غير مثمر", "طلب عروض بدون جدوى", "unsuccessful tender"),
    Phase.AWARD: ("attribué", "adjugé", "marché attribué", "تم الإسناد", "awarded"),
    Phase.COMMITMENT_VISA: ("visa d'engagement en attente", "en attente de visa", "visa en cours",
                            "تأشيرة الالتزام في الانتظار", "في انتظار التأشيرة",
                            "commitment visa pending"),
    Phase.APPROVAL: ("approbation en attente", "en cours d'approbation", "المصادقة في الانتظار",
                     "في انتظار المصادقة", "approval pending"),
    Phase.NOTIFIED: ("notifié", "marché notifié", "تم التبليغ", "notified"),
    Phase.SERVICE_ORDER: ("ordre de service donné", "OS notifié", "OS donné", "أمر بالخدمة صادر",
                          "صدر الأمر بالخدمة", "service order given"),
    Phase.WORKS: ("travaux en cours", "en travaux", "en cours de travaux", "en cours",
                  "chantier en cours", "الأشغال جارية", "أشغال جارية", "في طور الإنجاز",
                  "works under way"),
    Phase.PROVISIONAL_ACCEPTANCE: ("réception provisoire prononcée", "réceptionné",
                                   "réception provisoire", "travaux achevés et réceptionnés",
                                   "تم التسلم المؤقت", "التسلم المؤقت", "provisionally accepted"),
    Phase.EQUIPPED: ("équipé", "équipée", "مجهز", "مجهزة", "equipped"),
    Phase.STAFFED: ("doté en personnel", "personnel affecté", "مزود بالموارد البشرية", "staffed"),
    Phase.READY_TO_OPEN: ("prêt à ouvrir", "prêt", "prêt à l'ouverture", "جاهز للافتتاح", "جاهز",
                          "ready to open"),
    Phase.OPENED: ("mis en service", "mise en service", "ouvert", "ouverte", "inauguré",
                   "opérationnel", "دخل حيز الخدمة", "مفتوح", "مفتوحة", "تم الافتتاح", "opened"),
    Phase.FINAL_ACCEPTANCE: ("réception définitive prononcée", "réception définitive",
                             "تم التسلم النهائي", "التسلم النهائي", "finally accepted"),
    Phase.CLOSED: ("projet clôturé", "clôturé", "مشروع مقفل", "project closed"),
    Phase.CANCELLED: ("annulé", "annulée", "abandonné", "ملغى", "ألغي", "cancelled"),
}  # fmt: skip
_REASONS: Mapping[Reason, tuple[str, ...]] = {
    Reason.NO_BID: ("aucune offre reçue", "aucune offre", "absence d'offres", "لم يرد أي عرض",
                    "no bid received"),
    Reason.BIDS_TOO_HIGH: ("offres supérieures à l'estimation", "offres excessives",
                           "عروض تفوق التقدير", "bids above the estimate"),
    Reason.SITE_NOT_FREE: ("site non libéré", "assiette foncière", "foncier", "الموقع غير محرر",
                           "site not free"),
    Reason.STUDIES_CHANGED: ("études modifiées", "تعديل الدراسات", "studies changed"),
    Reason.PERMIT_MISSING: ("autorisation manquante", "autorisation de construire",
                            "غياب الترخيص", "permit missing"),
    Reason.CREDITS_LATE: ("crédits tardifs", "manque de crédits", "تأخر الاعتمادات", "credits late"),
    Reason.STATEMENT_UNPAID: ("décompte impayé", "كشف حساب غير مؤدى", "statement of account unpaid"),
    Reason.CONTRACTOR_FAILING: ("défaillance du titulaire", "défaillance de l'entreprise",
                                "تقصير صاحب الصفقة", "contractor failing"),
    Reason.SUPPLIES_LATE: ("approvisionnements tardifs", "تأخر التموين", "supplies late"),
    Reason.WEATHER: ("intempéries", "سوء الأحوال الجوية", "weather"),
    Reason.CARE_CONTINUES: ("les soins continuent sur le site", "استمرار العلاجات في الموقع",
                            "care continues on the site"),
    Reason.OTHER: ("autre motif", "autre", "سبب آخر", "other reason"),
}  # fmt: skip


def _folded(words: Mapping[_Code, Iterable[str]]) -> Mapping[str, _Code]:
    return {fold(text): code for code, texts in words.items() for text in texts}


_STEERED_OF, _PHASE_OF, _REASON_OF = _folded(_STEERED), _folded(_PHASES), _folded(_REASONS)


def kind_of(text: str, *, is_hospital: bool) -> ProjectKind | None:
    """The kind that a cell means; a plain rehabilitation is that of the site; None for none."""
    folded = fold(text)
    found = next((kind for pattern, kind in _KINDS if pattern.fullmatch(folded)), None)
    if found == REHABILITATION:
        hospital = ProjectKind.HOSPITAL_REHABILITATION
        return hospital if is_hospital else ProjectKind.PRIMARY_CARE_REFURBISHMENT
    return None if found is None else ProjectKind(found)


def steering_of(text: str) -> Steering | None:
    """Who steers, as a cell says it; None when it says nothing known."""
    return _STEERED_OF.get(fold(text))


def phase_of(text: str) -> Phase | None:
    """The phase that a cell means; None when it means none."""
    return _PHASE_OF.get(fold(text))


def reason_of(text: str) -> Reason | None:
    """The reason that a cell means; None for a text that is no known one."""
    return _REASON_OF.get(fold(text))
