"""The datasets of works: statements of progress, and the monthly form of gates and reserves."""

from tadbir.core.words import N_
from tadbir.intake.contract import Dataset
from tadbir.works import queries
from tadbir.works.actions import write_gates, write_progress
from tadbir.works.intake import contradictions, draft, gates, store
from tadbir.works.intake.columns import (
    GATES_COLUMNS,
    GATES_WORDING,
    PROGRESS_COLUMNS,
    PROGRESS_WORDING,
)

PROGRESS = Dataset(
    code="progress",
    title=N_("Progress of works"),
    domain="works",
    columns=PROGRESS_COLUMNS,
    groups=(),
    value_names=draft.VALUE_NAMES,
    sources=store.SOURCES,
    draft=draft.draft,
    standing=store.standing,
    write=write_progress,
    template=store.template,
    knows=queries.register,
    contradictions=contradictions.contradictions,
    wording=PROGRESS_WORDING,
)
GATES = Dataset(
    code="gates",
    title=N_("Gates and reserves of sites"),
    domain="works",
    columns=GATES_COLUMNS,
    groups=(),
    value_names=gates.VALUE_NAMES,
    sources=store.GATES_SOURCES,
    draft=gates.draft,
    standing=store.standing_gates,
    write=write_gates,
    template=store.template_gates,
    knows=queries.register,
    wording=GATES_WORDING,
)
