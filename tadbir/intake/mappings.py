"""Columns matched by hand, remembered for the sender's next file of the same layout."""

import hashlib
from collections.abc import Mapping

from tadbir.core import clock
from tadbir.core.words import fold
from tadbir.intake.contract import Reading
from tadbir.intake.models import RememberedMapping


def signature(reading: Reading) -> str:
    """What names a layout: the heads of its columns, whatever their order, case and accents."""
    heads = {
        fold(f"{match.group} {match.header}")
        for sheet in reading.sheets
        for table in sheet.tables
        for match in table.columns
    }
    return hashlib.sha256("\n".join(sorted(heads)).encode()).hexdigest()


def remembered(sender: str, dataset: str, layout: str) -> dict[str, str]:
    """What a sender said of a layout; empty when nothing was. "" is the layout not recognised."""
    kept = RememberedMapping.objects.filter(sender=sender, dataset=dataset, signature=layout)
    return kept.values_list("mapping", flat=True).first() or {}


def remember(sender: str, dataset: str, layout: str, mapping: Mapping[str, str]) -> None:
    """Keep the corrections of a layout; what the sender said of it before is replaced."""
    if mapping:
        RememberedMapping.objects.update_or_create(
            sender=sender,
            dataset=dataset,
            signature=layout,
            defaults={"mapping": dict(mapping), "remembered_at": clock.now()},
        )
