"""Words of the scorecard's actions."""

from collections.abc import Mapping

from tadbir.audit.kinds import Plain, Written
from tadbir.core.words import N_

VALUES: Mapping[str, Written] = {
    "release": Plain.REFERENCE,
    "sums": Plain.COUNT,
}
ACTIONS = {"scorecard.prepare_again": N_("Sums made again by a new release")}
FIELDS = {"release": N_("Release"), "sums": N_("Sums that moved")}
