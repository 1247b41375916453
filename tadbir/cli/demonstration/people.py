"""Who signs in to the demonstration: invented people, named by their post."""

from dataclasses import dataclass

from tadbir.accounts.terms import (
    ADMINISTRATOR,
    BUDGET_OFFICER,
    DELEGATE,
    DIRECTOR,
    HEAD_OF_SERVICE,
    HOSPITAL_DIRECTOR,
    MEETING_SECRETARY,
    READER,
)


@dataclass(frozen=True, slots=True)
class Person:
    """A sign-in, the name shown, the post held, on which entity ("" for the administrator)."""

    sign_in: str
    name: str
    role: str
    entity: str
    language: str = "fr"


PEOPLE: tuple[Person, ...] = (
    Person("directeur.fm", "Directeur régional, Fès-Meknès", DIRECTOR, "DR03", "ar"),
    Person("budget.fm", "Chef du service budget, Fès-Meknès", HEAD_OF_SERVICE, "DR03"),
    Person("secretaire.fm", "Secrétaire de réunion, Fès-Meknès", MEETING_SECRETARY, "DR03", "ar"),
    Person("lecteur.fm", "Lecteur, Fès-Meknès", READER, "DR03"),
    Person("delegue.sefrou", "Délégué provincial, Sefrou", DELEGATE, "D451", "ar"),
    Person("delegue.taounate", "Délégué provincial, Taounate", DELEGATE, "D531", "ar"),
    Person("sae.fes", "Chef du SAE, Fès", BUDGET_OFFICER, "D231"),
    Person("directeur.chr.fes", "Directeur du CHR, Fès", HOSPITAL_DIRECTOR, "CH231", "ar"),
    Person("budget.chr.fes", "Pôle administratif du CHR, Fès", BUDGET_OFFICER, "CH231"),
    Person("directeur.bmk", "Directeur régional, Béni Mellal-Khénifra", DIRECTOR, "DR05", "ar"),
    Person("budget.bmk", "Chef du service budget, Béni Mellal-Khénifra", HEAD_OF_SERVICE, "DR05"),
    Person("budget.chp.fquih", "Pôle administratif du CHP, Fquih Ben Salah", BUDGET_OFFICER, "CH255"),
    Person("admin", "Administrateur des comptes", ADMINISTRATOR, ""),
)  # fmt: skip
