"""The datasets of the budget: executions, SEGMA receipts, conventions."""

from tadbir.budget.actions import write_conventions, write_executions, write_receipts
from tadbir.budget.intake import conventions, draft, receipts, store
from tadbir.budget.intake.columns import (
    AMOUNT_HEADERS,
    ENTITY,
    FISCAL_YEAR,
    GROUPS,
    LABEL,
    LABEL_AR,
    LEVELS,
    PART,
    PROVINCE,
    RATES,
    REMARKS,
    SERIAL,
    SUPPORTING,
)
from tadbir.budget.intake.columns import (
    BUDGET as BUDGET_COLUMN,
)
from tadbir.budget.terms import AMOUNT_LABELS, AMOUNTS, BUDGET_LABELS, PART_LABELS, Source
from tadbir.core.words import N_
from tadbir.intake.columns import YEAR, Wording
from tadbir.intake.contract import Column, Dataset, Kind

_SOURCES = tuple(source.value for source in Source)
_AMOUNT_COLUMNS = tuple(
    Column(
        name, AMOUNT_LABELS[name], Kind.AMOUNT, headers,
        additive=True,
    )
    for name, headers in AMOUNT_HEADERS.items()
)  # fmt: skip

BUDGET = Dataset(
    code="budget",
    title=N_("Budget execution"),
    domain="budget",
    columns=(
        SERIAL, ENTITY, PROVINCE, BUDGET_COLUMN, PART, *LEVELS, LABEL, LABEL_AR,
        *_AMOUNT_COLUMNS, *SUPPORTING, *RATES, REMARKS,
    ),
    groups=GROUPS,
    value_names=draft.VALUE_NAMES,
    sources=_SOURCES,
    draft=draft.draft,
    standing=store.executions,
    write=write_executions,
    template=store.budget_template,
    wording=Wording(
        words={"budget": BUDGET_LABELS, "part": PART_LABELS},
        key_names=(YEAR, "budget", "part", "path_5"),
        named_by="label",
        derived=(FISCAL_YEAR,),
        template=("entity", "budget", "part", "path_5", "label", "label_ar", *AMOUNTS),
    ),
)  # fmt: skip

RECEIPTS = Dataset(
    code="receipts",
    title=N_("SEGMA receipts"),
    domain="budget",
    columns=receipts.COLUMNS,
    groups=(),
    value_names=receipts.VALUE_NAMES,
    sources=_SOURCES,
    draft=receipts.draft,
    standing=store.receipts,
    write=write_receipts,
    template=store.receipts_template,
    wording=receipts.WORDING,
)

CONVENTIONS = Dataset(
    code="conventions",
    title=N_("Conventions with delegated owners"),
    domain="budget",
    columns=conventions.COLUMNS,
    groups=(),
    value_names=conventions.VALUE_NAMES,
    sources=_SOURCES,
    draft=conventions.draft,
    standing=store.conventions,
    write=write_conventions,
    template=store.conventions_template,
    wording=conventions.WORDING,
)
