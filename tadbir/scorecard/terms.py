"""Words of the scorecard's actions."""

from tadbir.core.words import N_

ACTIONS = {"scorecard.prepare_again": N_("Sums made again by a new release")}
FIELDS = {"release": N_("Release"), "sums": N_("Sums that moved")}
