"""The dataset of facilities: the ministry's two lists, and the directorate's own."""

from tadbir.core.words import N_
from tadbir.facilities.actions import found_holders, write_listings
from tadbir.facilities.intake.columns import COLUMNS, VALUE_NAMES, WORDING
from tadbir.facilities.intake.draft import draft, source_of
from tadbir.facilities.queries import standing_values, template_rows
from tadbir.facilities.terms import DATASET, SOURCES
from tadbir.intake.contract import Dataset

FACILITIES = Dataset(
    code=DATASET,
    title=N_("Health facilities"),
    domain=DATASET,
    columns=COLUMNS,
    groups=(),
    value_names=VALUE_NAMES,
    sources=tuple(SOURCES),
    draft=draft,
    standing=standing_values,
    write=write_listings,
    template=template_rows,
    source_of=source_of,
    found=found_holders,
    wording=WORDING,
)
