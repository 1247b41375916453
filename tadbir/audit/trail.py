"""The trail: write one row per action, read the rows of a thing, verify the chain."""

from collections.abc import Iterator, Mapping

from django.db import connection
from django.db.models import Q

from tadbir.audit.actor import Actor, Subject
from tadbir.audit.chain import Head, Link, Verdict, canonical, first_break, hash_of
from tadbir.audit.models import ChainHead, Entry
from tadbir.core.clock import now

__all__ = ["Actor", "Subject", "history", "last_number", "record", "verify"]


def record(  # noqa: PLR0913 - what a row of the trail says, each named by the caller
    *,
    by: Actor,
    action: str,
    subject: Subject,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    why: str = "",
    digest: str = "",
) -> int:
    """Write the row of an action and return its number, which grows by one without a gap.

    Call it inside the transaction of the action, as its last statement: from here to the commit
    no other action can be written. `action` is "app.verb", labelled in that app's
    `terms.ACTIONS`. Values must be exact (no float) and hold nothing personal.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An action and its row in the trail belong to one transaction.")
    end = _locked_end()
    link = Link(
        number=end.number + 1,
        at=now(),
        actor=by.name,
        door=by.door,
        address=by.address,
        action=action,
        kind=subject.kind,
        code=subject.code,
        before="" if before is None else canonical(before),
        after="" if after is None else canonical(after),
        why=why,
        digest=digest,
        previous=end.hash,
    )
    end.number, end.hash = link.number, hash_of(link)
    Entry.objects.create(**vars(link), hash=end.hash)
    end.save(update_fields=("number", "hash"))
    return link.number


def next_number() -> int:
    """The number that the row of this transaction will bear; other writers wait from here on.

    For an action whose rows carry its own number before `record`, which stays its last statement.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A number is held by the transaction of its action.")
    return _locked_end().number + 1


def _locked_end() -> ChainHead:
    """The end of the chain, held until the transaction ends (SQLite's writer is alone anyway)."""
    end, _is_new = ChainHead.objects.select_for_update().get_or_create(pk=1)
    return end


def history(*subjects: Subject) -> list[Entry]:
    """What was done to some things, the latest first; one query."""
    condition = Q(pk__in=())
    for subject in subjects:
        condition |= Q(kind=subject.kind, code=subject.code)
    return list(Entry.objects.filter(condition).order_by("-number"))


def last_number() -> int:
    """The number of the last action; 0 before the first."""
    return ChainHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0


def last_number_of_figures() -> int:
    """The number of the last action that was not about people: what a page of figures shows
    depends on nothing later. 0 before the first. Asked by every kept page, hence in plain SQL."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM audit_entry WHERE kind <> 'user' ORDER BY number DESC LIMIT 1"
        )
        found: tuple[int] | None = cursor.fetchone()
    return found[0] if found else 0


def verify(*, anchors: Mapping[int, str] | None = None) -> Verdict:
    """Read the whole chain and name the first row altered, missing or out of order.

    `anchors` are hashes noted down elsewhere (on a printed pack, in a backup) by number. Reads
    every row once, in batches.
    """
    end = ChainHead.objects.filter(pk=1).first() or ChainHead()
    return first_break(_stored(), Head(end.number, end.hash), anchors)


def _stored() -> Iterator[tuple[Link, str]]:
    for entry in Entry.objects.order_by("number").iterator(chunk_size=2000):
        fields = {name: getattr(entry, name) for name in Link.__dataclass_fields__}
        yield Link(**fields), entry.hash
