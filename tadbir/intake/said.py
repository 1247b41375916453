"""What a person says of the file they send, as named arguments, and its checking."""

from collections.abc import Mapping
from datetime import date
from typing import Required, TypedDict, Unpack

from tadbir.core import clock
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import registry
from tadbir.intake.declared import Declared, check_days, source_of
from tadbir.intake.terms import DELIMITER_OF
from tadbir.territory import queries as territory
from tadbir.territory.reach import Reach


class Said(TypedDict, total=False):
    """The dataset's code, and what the file itself does not say; None is the same as nothing.

    `mapping` gives a canonical column, or "" to leave it aside, for a head as the file writes it.
    `encoding` and `delimiter` are codes of `ENCODINGS` and `DELIMITERS`, for a text file.
    """

    dataset: Required[str]
    source: str | None
    entity: str | None
    on_date: date | None
    known_on: date | None
    sheet: str | None
    mapping: Mapping[str, str] | None
    encoding: str | None
    delimiter: str | None


def declare(*, reach: Reach, sender: str, **said: Unpack[Said]) -> Declared:
    """What was said, checked: kind of file within reach, its source, the entity, the days.

    `sender` is the sign-in under which columns matched by hand are remembered when no entity is
    named. Raises `Refused` for what is unknown, out of reach or impossible.
    """
    kind = registry.dataset(said["dataset"])
    if not reach.sees(kind.domain):
        raise Refused("intake.not-allowed", N_("Your role does not bring in files of this kind."))
    on_date = said.get("on_date")
    known_on = said.get("known_on") or clock.today()
    check_days(on_date, known_on, clock.today())
    entity = said.get("entity")
    code = territory.entity(entity, reach=reach).code if entity else ""
    return Declared(
        dataset=kind,
        source=source_of(kind, said.get("source")),
        known_on=known_on,
        entity=code,
        on_date=on_date,
        sheet=said.get("sheet") or "",
        mapping=said.get("mapping") or {},
        sender=code or sender,
        encoding=said.get("encoding") or "",
        delimiter=DELIMITER_OF.get(said.get("delimiter") or "", ""),
    )
