"""The words of people and seats: roles, actions of the trail."""

from collections.abc import Mapping

from tadbir.audit.kinds import Named, Plain, Written
from tadbir.core.words import N_

DIRECTOR = "director"
HEAD_OF_SERVICE = "head_of_service"
DELEGATE = "delegate"
HOSPITAL_DIRECTOR = "hospital_director"
BUDGET_OFFICER = "budget_officer"
MEETING_SECRETARY = "meeting_secretary"
AGENCY_DIRECTOR = "agency_director"
PROJECT_OFFICER = "project_officer"
READER = "reader"
ADMINISTRATOR = "administrator"

ROLES: Mapping[str, str] = {
    DIRECTOR: N_("Regional director"),
    HEAD_OF_SERVICE: N_("Head of service"),
    DELEGATE: N_("Provincial delegate"),
    HOSPITAL_DIRECTOR: N_("Hospital director"),
    BUDGET_OFFICER: N_("Budget officer"),
    MEETING_SECRETARY: N_("Meeting secretary"),
    AGENCY_DIRECTOR: N_("Regional director of the works agency"),
    PROJECT_OFFICER: N_("Project officer of the works agency"),
    READER: N_("Reader"),
    ADMINISTRATOR: N_("Administrator of accounts"),
}
LANGUAGES = ("ar", "fr")
LANGUAGE_NAMES: Mapping[str, str] = {"ar": N_("Arabic"), "fr": N_("French")}

FIELDS: Mapping[str, str] = {
    "role": N_("Role"),
    "entity": N_("Entity"),
    "valid_from": N_("Held from"),
    "valid_to": N_("No longer held from"),
    "language": N_("Language"),
    "is_active": N_("Account open"),
    "second_factor_dropped": N_("Telephone forgotten"),
    "second_steps": N_("Second steps"),
}
VALUES: Mapping[str, Written] = {
    "role": ROLES,
    "entity": Named("entity"),
    "valid_from": Plain.DAY,
    "valid_to": Plain.DAY,
    "language": LANGUAGE_NAMES,
    "is_active": Plain.YES_NO,
    "second_factor_dropped": Plain.YES_NO,
    "second_steps": Plain.COUNT,
}
ACTIONS: Mapping[str, str] = {
    "accounts.create_user": N_("Account created"),
    "accounts.assign_post": N_("Post assigned"),
    "accounts.close_post": N_("Post closed"),
    "accounts.disable": N_("Account disabled"),
    "accounts.enable": N_("Account enabled again"),
    "accounts.reset_password": N_("Password reset"),
    "accounts.change_password": N_("Password changed"),
    "accounts.unlock": N_("Sign-in unlocked"),
    "accounts.change_name": N_("Name changed"),
    "accounts.choose_language": N_("Language chosen"),
    "accounts.sign_in": N_("Signed in"),
    "accounts.sign_out": N_("Signed out"),
    "accounts.sign_in_failed": N_("Sign-in failed"),
    "accounts.add_second_factor": N_("Second factor added"),
    "accounts.remove_second_factor": N_("Second factor removed"),
    "accounts.renew_recovery_codes": N_("Recovery codes renewed"),
    "accounts.seal_again": N_("Second steps brought under the secret of today"),
}
