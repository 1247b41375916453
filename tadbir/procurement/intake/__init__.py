"""The dataset of operations: follow-up tables that every administrative service keeps."""

from tadbir.core.words import N_
from tadbir.intake.contract import Dataset
from tadbir.procurement.actions import write_operations
from tadbir.procurement.intake import draft, store
from tadbir.procurement.intake.columns import COLUMNS, WORDING

OPERATIONS = Dataset(
    code="operations",
    title=N_("Follow-up of operations"),
    domain="procurement",
    columns=COLUMNS,
    groups=(),
    value_names=draft.VALUE_NAMES,
    sources=store.SOURCES,
    draft=draft.draft,
    standing=store.standing,
    write=write_operations,
    template=store.template,
    wording=WORDING,
)
