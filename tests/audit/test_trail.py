"""The trail in the database: rows written, found, and every way of tampering noticed."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from tadbir.audit import triggers
from tadbir.audit.chain import (
    ALTERED,
    CUT,
    HEAD,
    MISSING,
    ORIGIN,
    REORDERED,
    Link,
    canonical,
    hash_of,
)
from tadbir.audit.models import ChainHead, Entry
from tadbir.audit.trail import Actor, Subject, history, last_number, next_number, record, verify
from tadbir.core.clock import now

pytestmark = pytest.mark.django_db
BY = Actor("d.fes", "page", "10.0.0.1")
SEFROU = Subject("entity", "D231")


def write(count: int) -> None:
    for number in range(count):
        record(by=BY, action="territory.rename", subject=SEFROU, after={"number": number})


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def _unguarded() -> None:
    """Somebody powerful enough to take the triggers away."""
    triggers.remove()


def test_record_writes_one_row_with_everything_it_was_told() -> None:
    started = now()

    number = record(
        by=BY,
        action="territory.rename",
        subject=SEFROU,
        before={"name_fr": "Sefrou"},
        after={"name_fr": "Séfrou", "on": date(2025, 12, 12)},
        why="circular",
        digest="a" * 64,
    )

    entry = Entry.objects.get()
    assert number == entry.number == 1
    assert started <= entry.at <= now()
    assert (entry.actor, entry.door, entry.address) == ("d.fes", "page", "10.0.0.1")
    assert (entry.action, entry.kind, entry.code) == ("territory.rename", "entity", "D231")
    assert entry.before == '{"name_fr":"Sefrou"}'
    assert entry.after == '{"name_fr":"Séfrou","on":"2025-12-12"}'
    assert (entry.why, entry.digest, entry.previous) == ("circular", "a" * 64, ORIGIN)


def test_numbers_grow_by_one_and_hashes_join() -> None:
    write(3)

    rows = list(Entry.objects.values_list("number", "previous", "hash"))
    assert [number for number, _previous, _hash in rows] == [1, 2, 3]
    assert [previous for _number, previous, _hash in rows[1:]] == [rows[0][2], rows[1][2]]
    assert last_number() == 3


def test_action_undone_leaves_no_gap() -> None:
    write(1)
    with transaction.atomic():
        write(1)
        transaction.set_rollback(True)
    write(1)

    assert list(Entry.objects.values_list("number", flat=True)) == [1, 2]
    assert verify().holds


def test_next_number_is_the_one_record_gives() -> None:
    write(2)

    assert next_number() == 3
    assert record(by=BY, action="territory.rename", subject=SEFROU) == 3


def test_float_is_refused_because_it_is_not_exact() -> None:
    with pytest.raises(TypeError):
        record(by=BY, action="territory.rename", subject=SEFROU, after={"rate": 0.1})


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_crashes() -> None:
    with pytest.raises(RuntimeError, match="one transaction"):
        record(by=BY, action="territory.rename", subject=SEFROU)


def test_history_is_of_one_thing_the_latest_first() -> None:
    write(2)
    record(by=BY, action="territory.rename", subject=Subject("entity", "D271"))

    assert [entry.number for entry in history(SEFROU)] == [2, 1]


def test_verify_reads_what_record_wrote() -> None:
    assert verify().holds
    write(5)
    assert (verify().first_altered, verify().count) == (None, 5)


TAMPERING: dict[str, tuple[Callable[[], None], int, str]] = {
    "a reason changed": (
        lambda: sql("UPDATE audit_entry SET why = 'other' WHERE number = 3"), 3, ALTERED,
    ),
    "an instant moved": (
        lambda: sql("UPDATE audit_entry SET at = '2020-01-01T00:00:00+00:00' WHERE number = 2"),
        2, ALTERED,
    ),
    "figures changed": (
        lambda: sql("UPDATE audit_entry SET after = %s WHERE number = 4", canonical({"number": 9})),
        4, ALTERED,
    ),
    "a row removed": (lambda: sql("DELETE FROM audit_entry WHERE number = 2"), 2, MISSING),
    "the end removed": (lambda: sql("DELETE FROM audit_entry WHERE number > 3"), 4, CUT),
    "everything removed": (lambda: sql("DELETE FROM audit_entry"), 1, CUT),
    "a number moved": (
        lambda: sql("UPDATE audit_entry SET number = 9 WHERE number = 3"), 3, MISSING,
    ),
    "a link broken": (
        lambda: sql("UPDATE audit_entry SET previous = %s WHERE number = 4", "b" * 64), 4, ALTERED,
    ),
    "the end turned back": (lambda: sql("UPDATE audit_chainhead SET number = 4"), 5, HEAD),
    "the end removed with its rows' table kept": (
        lambda: sql("DELETE FROM audit_chainhead"), 5, HEAD,
    ),
}  # fmt: skip


@pytest.mark.usefixtures("_unguarded")
@pytest.mark.parametrize("case", TAMPERING)
def test_verify_names_the_first_row_after(case: str) -> None:
    tamper, number, reason = TAMPERING[case]
    write(5)

    tamper()

    verdict = verify()
    assert (verdict.first_altered, verdict.reason) == (number, reason)


@pytest.mark.usefixtures("_unguarded")
def test_two_rows_exchanged_are_found() -> None:
    write(4)
    sql("UPDATE audit_entry SET number = 99 WHERE number = 2")
    sql("UPDATE audit_entry SET number = 2 WHERE number = 3")
    sql("UPDATE audit_entry SET number = 3 WHERE number = 99")

    assert (verify().first_altered, verify().reason) == (2, ALTERED)


@pytest.mark.usefixtures("_unguarded")
def test_row_rewritten_with_its_hash_is_found_at_the_next() -> None:
    write(3)
    sql("UPDATE audit_entry SET hash = %s WHERE number = 1", "c" * 64)

    assert verify().first_altered == 1


@pytest.mark.usefixtures("_unguarded")
def test_row_that_follows_another_is_found() -> None:
    write(3)
    first, second = Entry.objects.order_by("number")[:2]
    fields = {name: getattr(second, name) for name in Link.__dataclass_fields__}
    forged = Link(**(fields | {"previous": "c" * 64}))
    sql("UPDATE audit_entry SET previous = %s, hash = %s WHERE number = 2",
        forged.previous, hash_of(forged))  # fmt: skip

    assert first.hash != forged.previous
    assert (verify().first_altered, verify().reason) == (2, REORDERED)


REFUSED = {
    "UPDATE audit_entry SET why = 'other'": "a row changed",
    "DELETE FROM audit_entry WHERE number = 1": "a row removed",
    "DELETE FROM audit_chainhead": "the end removed",
    "UPDATE audit_chainhead SET number = 0": "the end turned back",
}


@pytest.mark.parametrize("statement", REFUSED, ids=REFUSED.values())
def test_database_refuses(statement: str) -> None:
    triggers.install()
    write(2)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement)

    assert verify().holds
    assert verify().count == 2


@pytest.mark.parametrize("table", ["audit_entry", "audit_chainhead"])
def test_postgresql_refuses_to_truncate(table: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("skipped: only PostgreSQL has TRUNCATE")
    triggers.install()
    write(1)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(f"TRUNCATE {table}")


def test_triggers_missing_are_listed_and_made_again() -> None:
    triggers.install()
    assert triggers.missing() == []

    triggers.remove()
    assert "audit_entry_no_delete" in triggers.missing()
    assert len(triggers.missing()) == (6 if connection.vendor == "postgresql" else 4)

    triggers.install()
    triggers.install()
    assert triggers.missing() == []


def test_end_of_the_chain_is_one_row() -> None:
    write(1)

    with pytest.raises(DatabaseError), transaction.atomic():
        ChainHead.objects.create(pk=2)
