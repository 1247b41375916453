"""Who signs in to the demonstration: invented people, named by their post."""

from dataclasses import dataclass

from tadbir.accounts.terms import (
    ADMINISTRATOR,
    AGENCY_DIRECTOR,
    BUDGET_OFFICER,
    DELEGATE,
    DIRECTOR,
    HEAD_OF_SERVICE,
    HOSPITAL_DIRECTOR,
    MEETING_SECRETARY,
    PROJECT_OFFICER,
    READER,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A sign-in, the name shown in both languages, the post held, on which entity ("" for the administrator)."""

    sign_in: str
    name: str
    name_ar: str
    role: str
    entity: str
    language: str = "fr"


PEOPLE: tuple[Person, ...] = (
    Person("directeur.fm", "Directeur régional, Fès-Meknès",
           "المدير الجهوي، فاس-مكناس", DIRECTOR, "DR03", "ar"),
    Person("budget.fm", "Chef du service budget, Fès-Meknès",
           "رئيس مصلحة الميزانية، فاس-مكناس", HEAD_OF_SERVICE, "DR03"),
    Person("secretaire.fm", "Secrétaire de réunion, Fès-Meknès",
           "كاتب الاجتماع، فاس-مكناس", MEETING_SECRETARY, "DR03", "ar"),
    Person("lecteur.fm", "Lecteur, Fès-Meknès",
           "قارئ، فاس-مكناس", READER, "DR03"),
    Person("delegue.sefrou", "Délégué provincial, Sefrou",
           "المندوب الإقليمي، صفرو", DELEGATE, "D451", "ar"),
    Person("delegue.taounate", "Délégué provincial, Taounate",
           "المندوب الإقليمي، تاونات", DELEGATE, "D531", "ar"),
    Person("sae.fes", "Chef du SAE, Fès",
           "رئيس المصلحة الإدارية والاقتصادية، فاس", BUDGET_OFFICER, "D231"),
    Person("directeur.chr.fes", "Directeur du CHR, Fès",
           "مدير المركز الاستشفائي الجهوي، فاس", HOSPITAL_DIRECTOR, "CH231", "ar"),
    Person("budget.chr.fes", "Pôle administratif du CHR, Fès",
           "قطب الشؤون الإدارية بالمركز الاستشفائي الجهوي، فاس", BUDGET_OFFICER, "CH231"),
    Person("directeur.anep", "Directeur régional de l'ANEP, Fès-Meknès",
           "المدير الجهوي للوكالة الوطنية للتجهيزات العامة، فاس-مكناس", AGENCY_DIRECTOR, "DR03"),
    Person("projets.anep", "Chargé de projets de l'ANEP, Taza",
           "مكلف بالمشاريع بالوكالة الوطنية للتجهيزات العامة، تازة", PROJECT_OFFICER, "D561", "ar"),
    Person("directeur.bmk", "Directeur régional, Béni Mellal-Khénifra",
           "المدير الجهوي، بني ملال-خنيفرة", DIRECTOR, "DR05", "ar"),
    Person("budget.bmk", "Chef du service budget, Béni Mellal-Khénifra",
           "رئيس مصلحة الميزانية، بني ملال-خنيفرة", HEAD_OF_SERVICE, "DR05"),
    Person("budget.chp.fquih", "Pôle administratif du CHP, Fquih Ben Salah",
           "قطب الشؤون الإدارية بالمركز الاستشفائي الإقليمي، الفقيه بن صالح", BUDGET_OFFICER, "CH255"),
    Person("admin", "Administrateur des comptes",
           "مدير الحسابات", ADMINISTRATOR, ""),
)  # fmt: skip
