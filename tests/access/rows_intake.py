"""What the pages of files answer: batches of one's own territory, and what waits for oneself."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from django.conf import settings

from tadbir.audit.trail import Actor
from tadbir.intake import actions
from tadbir.intake.many import Sent, take_in_all
from tadbir.intake.said import Said
from tadbir.territory.reach import DOMAINS, Reach
from tests.access.matrix import METHODS, WITHIN, Answers, Row, figures, money
from tests.access.world import World

WHOLE = Reach(("/",), DOMAINS)
HEADS = ("Ligne", "Intitulé de la rubrique", "Crédits ouverts", "Crédits délégués", "Engagements")
TITLE = "Budget général - Fonctionnement - Exercice 2025"
STAGED_BY = {"DR03": "head.of.service", "CH231": "budget.officer"}
"""Who has a file waiting, by the territory it speaks for."""


def furnish(world: World) -> None:
    """A batch of budget lines in each holder, and a file that waits for each who may send."""
    folder = Path(settings.MEDIA_ROOT)
    files = [Sent(_workbook(folder, world.canary(code), 1), _said(code)) for code in world.holders]
    for sent, outcome in take_in_all(by=world.by, files=files, reach=WHOLE):
        assert outcome.batch is not None, outcome.refused
        world.put("batch", str(sent.said["entity"]), outcome.batch.pk)
    for code, username in STAGED_BY.items():
        path = _workbook(folder, world.canary(code), 2)
        file = actions.receive(by=world.by, source=path, name=path.name)
        staged = actions.stage(by=Actor(username), file=file, reach=WHOLE, **_said(code))
        world.put("staging", code, staged.pk)


def _said(code: str) -> Said:
    return Said(dataset="budget", entity=code, on_date=date(2025, 6, 30))


def _workbook(folder: Path, mark: str, amount: int) -> Path:
    """One line of operating credits, whose label bears the mark."""
    path = folder / f"{mark}-{amount}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Situation")
        sheet.write(0, 0, TITLE)
        sheet.write_row(2, 0, HEADS)
        sheet.write_row(3, 0, ("10.20", f"Gaz {mark}", 100 * amount, 90 * amount, 80 * amount))
    return path


def batch(world: World, code: str) -> dict[str, Any] | None:
    """The batch of a territory."""
    number = world.thing("batch", code)
    return {"number": number} if number else None


def source_cell(world: World, code: str) -> dict[str, Any] | None:
    """The row of the file that its line came from."""
    found = batch(world, code)
    return found and {**found, "sheet": "Situation", "row": 4}


def staging(world: World, code: str) -> dict[str, Any] | None:
    """The file that waits in a territory."""
    number = world.thing("staging", code)
    return {"number": number} if number else None


SENDERS = {"head_of_service", "delegate", "budget_officer"}
MAY_SEND = figures(403, agency=200, **dict.fromkeys(SENDERS, 200))
CLOSED = figures(405)


def row(name: str, **named: Any) -> Row:
    """A row; for the administrator these pages are not there, whatever the method."""
    expected: Mapping[str, Answers] = named.pop("expected")
    return Row(name, {method: expected.get(method, CLOSED) for method in METHODS}, **named)


def mine(status: int) -> Answers:
    """The answer to the person for whom a file waits; nobody else knows of it."""
    return figures(404, **dict.fromkeys(SENDERS, (status, 404, 404, 404)))


ROWS = (
    row("intake:batches", expected={"GET": figures(200)}),
    row(
        "intake:send",
        expected={"GET": MAY_SEND, "POST": figures(403, agency=422, **dict.fromkeys(SENDERS, 422))},
        data=lambda _world, code: {"dataset": "budget", "entity": code},
    ),
    row("intake:template", expected={"GET": MAY_SEND}),
    row(
        "intake:calendar",
        expected={"GET": figures(200), "POST": figures(403, head_of_service=(302, 200, 200, 200))},
        data=lambda _world, code: {
            "dataset": "budget",
            "sender": code,
            "rhythm": "monthly",
            "due_day": 10,
            "valid_from": "2025-01-01",
        },
    ),
    row(
        "intake:waiting",
        expected={"GET": MAY_SEND, "POST": figures(403, agency=302, **dict.fromkeys(SENDERS, 302))},
    ),
    row("intake:preview", expected={"GET": mine(200)}, arguments=staging),
    row("intake:preview_annotated", expected={"GET": mine(200)}, arguments=staging),
    row("intake:decide", expected={"POST": mine(302)}, arguments=staging),
    row("intake:columns", expected={"POST": mine(302)}, arguments=staging),
    row("intake:drop", expected={"POST": mine(302)}, arguments=staging),
    row("intake:batch", expected={"GET": money(WITHIN)}, arguments=batch),
    row("intake:original", expected={"GET": money(WITHIN)}, arguments=batch),
    row("intake:annotated", expected={"GET": money(WITHIN)}, arguments=batch),
    row("intake:cell", expected={"GET": money(WITHIN)}, arguments=source_cell),
    row(
        "intake:withdraw",
        expected={
            "POST": money(
                (403, 404, 404, 404), **dict.fromkeys(SENDERS - {"delegate"}, (302, 404, 404, 404))
            )
        },
        arguments=batch,
        data=lambda _world, _code: {"why": "Erreur"},
    ),
)
