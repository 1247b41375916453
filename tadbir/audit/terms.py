"""The words of the trail."""

from collections.abc import Mapping

from tadbir.audit.kinds import Plain, Written
from tadbir.core.words import N_

VALUES: Mapping[str, Written] = {
    "fixed_today": Plain.DAY,
}
ACTIONS: Mapping[str, str] = {
    "audit.declare_demonstration": N_("Declared as a demonstration"),
}
FIELDS: Mapping[str, str] = {"fixed_today": N_("Day held still")}
DOORS: Mapping[str, str] = {
    "page": N_("On a page"),
    "command": N_("By command"),
    "job": N_("By a background job"),
}
