"""The tables of intake."""

from tadbir.intake.models.batches import (
    Batch,
    BatchQuerySet,
    RefusedCell,
    SourceFile,
    Standing,
    StandingQuerySet,
)
from tadbir.intake.models.waiting import (
    ExpectedReturn,
    ExpectedReturnQuerySet,
    RememberedMapping,
    Staging,
)

__all__ = [
    "Batch",
    "BatchQuerySet",
    "ExpectedReturn",
    "ExpectedReturnQuerySet",
    "RefusedCell",
    "RememberedMapping",
    "SourceFile",
    "Staging",
    "Standing",
    "StandingQuerySet",
]
