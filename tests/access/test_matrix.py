"""Every URL × every role × own, sibling, parent and other territory × every method."""

from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.urls import reverse

from tests.access.matrix import ANONYMOUS, METHODS, PLACES, READS, RELATIONS, Row, territory_of
from tests.access.rows import addresses, rows
from tests.access.world import World

WRITES = frozenset(METHODS) - READS


def test_every_url_has_its_row_and_every_row_its_url() -> None:
    assert sorted(rows()) == addresses()


def requests(row: Row, methods: frozenset[str], world: World) -> Iterator[tuple[str, str, str]]:
    """Each method, role and relation that makes a different request of a URL."""
    for method in (method for method in METHODS if method in methods):
        differs = method in row.expected and row.is_of_territory
        for role in PLACES:
            for relation in RELATIONS if differs else RELATIONS[:1]:
                code = territory_of(role, relation)
                if row.arguments is None or row.arguments(world, code) is not None:
                    yield method, role, relation


def ask(world: World, row: Row, method: str, role: str, code: str) -> HttpResponseBase:
    """One request, whose writes are undone."""
    places = row.arguments(world, code) if row.arguments else None
    address = reverse(row.name, kwargs=places) + (
        row.query.format(code=code) if method == "GET" else ""
    )
    data = row.data(world, code) if row.data and method == "POST" else {}
    client = world.client_of(role)
    with transaction.atomic():
        if method in {"GET", "POST"}:
            response = getattr(client, method.lower())(address, data)
        else:
            response = client.generic(method, address)
        _read(response)
        transaction.set_rollback(method not in READS)
    return response


def _read(response: HttpResponseBase) -> None:
    """Take a streamed answer in before its transaction ends."""
    if response.streaming:
        response.taken = b"".join(response)  # type: ignore[attr-defined]


def said(response: HttpResponseBase) -> str:
    """Everything that an answer says, headers and cookies included."""
    body: bytes = getattr(response, "taken", b"") or getattr(response, "content", b"")
    return body.decode(errors="replace") + str(response.headers) + str(response.cookies)


def faults(world: World, row: Row, methods: frozenset[str]) -> list[str]:
    """What is answered otherwise than written, and what is said that must not be."""
    found = []
    marks = {role: world.forbidden(role) for role in PLACES}
    for method, role, relation in requests(row, methods, world):
        code = territory_of(role, relation)
        response = ask(world, row, method, role, code)
        asked = f"{method} {row.name} as {role} on {relation} ({code})"
        if response.status_code != (expected := row.answer(method, role, relation)):
            found.append(f"{asked}: {response.status_code}, expected {expected}")
        text = said(response)
        found += [f"{asked}: says {mark}" for mark in marks[role] if mark in text]
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(rows()))
def test_reads_answer_as_written(name: str, world: World) -> None:
    if connection.vendor == "postgresql":
        pytest.skip("skipped: the reads of the matrix run on SQLite, its writes on both")
    assert faults(world, rows()[name], READS) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(rows()))
def test_writes_answer_as_written(name: str, world: World) -> None:
    assert faults(world, rows()[name], WRITES) == []


@pytest.mark.django_db
def test_matrix_would_notice_a_leak(world: World) -> None:
    marks = {role: world.forbidden(role) for role in PLACES}

    assert world.canary("D271") in marks["delegate"]
    assert world.canary("D231") not in marks["delegate"]
    assert world.canary("DR03") in marks["delegate"]
    assert world.canary("D271") not in marks["director"]
    assert world.canary("D401") in marks["director"]
    assert world.canary("D231") in marks["administrator"] & marks[ANONYMOUS]
