"""The forms of works."""

from tadbir.works.forms.filters import FilterForm, SinceForm
from tadbir.works.forms.register import (
    OpeningForm,
    PhaseForm,
    ProgrammeForm,
    ProjectForm,
    TakeBackForm,
    steps_from,
)

__all__ = [
    "FilterForm",
    "OpeningForm",
    "PhaseForm",
    "ProgrammeForm",
    "ProjectForm",
    "SinceForm",
    "TakeBackForm",
    "steps_from",
]
