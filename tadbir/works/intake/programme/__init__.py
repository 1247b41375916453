"""The dataset of programmes: which projects there are, how far each is, what was opened."""

from tadbir.core.words import N_
from tadbir.intake.contract import Dataset
from tadbir.works import queries
from tadbir.works.actions import write_listings
from tadbir.works.intake.programme import store
from tadbir.works.intake.programme.columns import COLUMNS, WORDING
from tadbir.works.intake.programme.contradictions import contradictions
from tadbir.works.intake.programme.draft import draft
from tadbir.works.intake.programme.row import VALUE_NAMES

PROJECTS = Dataset(
    code=queries.LISTS,
    title=N_("Projects of a programme of works"),
    domain="works",
    columns=COLUMNS,
    groups=(),
    value_names=VALUE_NAMES,
    sources=store.SOURCES,
    draft=draft,
    standing=queries.listed,
    write=write_listings,
    template=store.template,
    knows=queries.programmes_known,
    contradictions=contradictions,
    wording=WORDING,
)
