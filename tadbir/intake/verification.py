"""Batches against the trail and against the facts: figures altered behind our back are named."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from tadbir.audit import trail
from tadbir.audit.models import Entry
from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import mappings, originals, registry, staging
from tadbir.intake.comparison import Values
from tadbir.intake.contract import Key, Scope, Value
from tadbir.intake.declared import Declared
from tadbir.intake.fingerprint import batch_digest, digest_of
from tadbir.intake.models import Batch, Standing
from tadbir.territory.reach import Reach

TRAIL = N_("The trail has no row of this batch with this digest.")
STANDINGS = N_("The returns of this batch were altered.")
FACTS = N_("Figures of this batch are no longer those that were committed.")
CURRENT = N_("This batch is not in force where it should be, or is where it should not.")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Altered:
    """A figure that is not what its file says: None on a side where the row is not there."""

    holder: str
    on_date: date
    key: tuple[str, ...]
    name: str
    stored: Value
    committed: Value
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a batch; `altered` is empty where its file cannot be read again."""

    batch: int
    number: int
    reason: str
    altered: tuple[Altered, ...] = ()


def verify_batches(*, reach: Reach, progress: Progress | None = None) -> list[Fault]:
    """Every fault of every batch, withdrawn and superseded ones too, in the order of the trail.

    Each batch's facts are read again and digested; where they differ its file is read again under
    `reach` (the whole territory, for the command) and the altered figures are named.
    """
    wrongly = _wrongly_in_force()
    batches = Batch.objects.select_related("file").order_by("number")
    total = batches.count()
    faults: list[Fault] = []
    for done, batch in enumerate(batches.iterator(chunk_size=50), 1):
        faults += _faults(batch, reach, is_wrongly_in_force=batch.pk in wrongly)
        if progress:
            progress(done, total)
    return faults


def _faults(batch: Batch, reach: Reach, *, is_wrongly_in_force: bool) -> Iterator[Fault]:
    made = list(batch.standings.values_list("holder__code", "on_date", "digest"))
    if not _is_in_the_trail(batch):
        yield Fault(batch.pk, batch.number, TRAIL)
    if batch_digest(made) != batch.digest:
        yield Fault(batch.pk, batch.number, STANDINGS)
    if is_wrongly_in_force:
        yield Fault(batch.pk, batch.number, CURRENT)
    digests = {(holder, day): digest for holder, day, digest in made}
    stored = _stored(batch, frozenset(digests))
    if _digests(stored) != digests:
        yield Fault(batch.pk, batch.number, FACTS, tuple(_altered(batch, stored, reach)))


def _is_in_the_trail(batch: Batch) -> bool:
    rows = Entry.objects.filter(kind="batch", code=str(batch.pk), digest=batch.digest)
    committed = rows.filter(number=batch.number, action="intake.commit").exists()
    if batch.withdrawn_number is None:
        return committed
    return committed and rows.filter(number=batch.withdrawn_number).exists()


def _wrongly_in_force() -> set[int]:
    """Batches of standings whose `is_current` is not what the order of the trail says."""
    right = Standing.objects.known_at(trail.last_number()).values("pk")
    wrong = Standing.objects.filter(
        Q(is_current=True) & ~Q(pk__in=right) | Q(is_current=False, pk__in=right)
    )
    return set(wrong.values_list("batch", flat=True))


def _stored(batch: Batch, returns: frozenset[tuple[str, date]]) -> Mapping[Key, Values]:
    """The facts of a batch: those known just after its number, which are its own."""
    scope = Scope(batch.dataset, batch.source, returns, batch.number)
    return registry.dataset(batch.dataset).standing(scope)


def _digests(stored: Mapping[Key, Values]) -> dict[tuple[str, date], str]:
    rows: dict[tuple[str, date], list[tuple[tuple[str, ...], Values]]] = {}
    for (holder, day, key), values in stored.items():
        rows.setdefault((holder, day), []).append((key, values))
    return {at: digest_of(some) for at, some in rows.items()}


def _altered(batch: Batch, stored: Mapping[Key, Values], reach: Reach) -> Iterator[Altered]:
    """The figures that differ from what the batch's file says when it is read again."""
    declared = Declared(
        dataset=registry.dataset(batch.dataset),
        source=batch.source,
        known_on=batch.known_on,
        entity=batch.entity,
        on_date=batch.on_date,
        sheet=batch.sheet,
        mapping=batch.mapping,
        layout=batch.layout,
        encoding=batch.report["encoding"],
        delimiter=batch.report["delimiter"],
    )
    path = originals.folder() / batch.file.path
    try:
        found = mappings.matched(path, batch.file.name, declared)
        read = staging.prepare(found, declared, reach=reach)
    except (Refused, FileNotFoundError):
        return
    names = declared.dataset.value_names
    nothing: Values = (None,) * len(names)
    committed: dict[Key, tuple[Values, str, int]] = {
        (r.holder, r.on_date, r.key): (r.values, r.sheet, r.row) for r in read.records
    }
    for key in sorted(stored.keys() | committed.keys()):
        values, sheet, row = committed.get(key, (nothing, "", 0))
        for name, is_stored, was in zip(names, stored.get(key, nothing), values, strict=True):
            if is_stored != was:
                yield Altered(*key, name, is_stored, was, sheet, row)
