"""Many sites under works, landed in bulk with a fixed seed: projects, reports, gates, contracts."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction

from bench.run import TODAY
from bench.sides.world import BY
from tadbir.audit import trail
from tadbir.audit.actor import Subject
from tadbir.core import clock
from tadbir.core.period import month_end, year_end
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.procurement.models import Contract, Lot, Operation, Order
from tadbir.territory.models import Entity
from tadbir.works.models import (
    GateReport,
    Outlook,
    PhaseEntry,
    Programme,
    Project,
    ProjectContract,
    Report,
)
from tadbir.works.terms import Phase, ProjectKind

SEED, AT_ONCE = 20_251_212, 500
PHASES = (Phase.WORKS,) * 7 + (
    Phase.TENDER, Phase.PROVISIONAL_ACCEPTANCE, Phase.READY_TO_OPEN, Phase.OPENED,
)  # fmt: skip
SOURCES = ("delegated_project_owner", "delegation")
FIRMS = [f"Bâtiment {number} du Saïss" for number in range(60)]
CENTRE = ProjectKind.PRIMARY_CARE_REFURBISHMENT.value


@transaction.atomic
def land(region: str, count: int) -> None:
    """So many sites of a directorate, each with a project, three months of reports, a contract."""
    chance = random.Random(SEED)
    directorate = Entity.objects.get(code=region)
    seats = list(Entity.objects.filter(path__startswith=directorate.path, kind="delegation"))
    programme = Programme.objects.create(code="SSP", entity=directorate, name_fr="Soins primaires")
    sites = Entity.objects.bulk_create(
        (_site(number, seats[number % len(seats)]) for number in range(count)), AT_ONCE
    )
    projects = Project.objects.bulk_create(
        (
            Project(code=f"P-{one.code}", programme=programme, site=one, kind=CENTRE)
            for one in sites
        ),
        AT_ONCE,
    )
    _phases(projects, chance)
    _reports(projects, directorate, chance)
    _contracts(projects, directorate, chance)
    _outlooks(projects, chance)


def _site(number: int, seat: Entity) -> Entity:
    code, name = f"F{number:05d}", f"Centre de santé n° {number}"
    return Entity(
        code=code, kind="facility", area_id=seat.area_id, path=f"{seat.path}{code}/",
        name_fr=name, name_ar=f"المركز الصحي رقم {number}", search="|",
    )  # fmt: skip


def _phases(projects: Sequence[Project], chance: random.Random) -> None:
    start = date(2024, 6, 1)
    entries = []
    for project in projects:
        last = chance.choice(PHASES)
        since = start + timedelta(days=chance.randrange(300))
        entries.append(PhaseEntry(project=project, phase=Phase.PROGRAMMED.value, since=start))
        entries.append(PhaseEntry(project=project, phase=last.value, since=since))
    PhaseEntry.objects.bulk_create(entries, AT_ONCE)


def _reports(projects: Sequence[Project], holder: Entity, chance: random.Random) -> None:
    """Three months of the agency and of the delegations, and a form of gates."""
    for month in (9, 10, 11):
        for source in SOURCES:
            standing = standing_of("progress", source, holder, month_end(2025, month))
            reports = (_report(standing, one, row, chance) for row, one in enumerate(projects, 5))
            Report.objects.bulk_create(reports, AT_ONCE)
    standing = standing_of("gates", "delegation", holder, month_end(2025, 11))
    forms = (
        GateReport(standing=standing, project=one, equipment=chance.random() < 0.5, staff=False,
                   open_reserves=chance.randrange(5), sheet="Fiche", row=row)
        for row, one in enumerate(projects, 5)
    )  # fmt: skip
    GateReport.objects.bulk_create(forms, AT_ONCE)


def standing_of(dataset: str, source: str, holder: Entity, on: date) -> Standing:
    """A standing of a batch of its own."""
    number, at = trail.next_number(), clock.now()
    text = f"{dataset}-{source}-{on}"
    file = SourceFile.objects.create(
        sha256=text.zfill(64)[-64:], name=text, size=1, path=text, received_at=at,
        received_by="bench",
    )  # fmt: skip
    batch = Batch.objects.create(
        dataset=dataset, source=source, known_on=on, file=file, number=number,
        seen_number=number - 1, rows=1, report={}, digest="", committed_at=at,
        committed_by="bench",
    )  # fmt: skip
    found = Standing.objects.create(
        dataset=dataset, source=source, holder=holder, on_date=on, batch=batch, number=number,
        rows=1, places={}, digest="",
    )  # fmt: skip
    trail.record(by=BY, action="intake.commit", subject=Subject("batch", str(batch.pk)))
    return found


def _report(standing: Standing, project: Project, row: int, chance: random.Random) -> Report:
    return Report(
        standing=standing, project=project, contract_reference=f"{row}/2025",
        contractor=FIRMS[row % len(FIRMS)], amount=chance.randrange(10**8, 10**9),
        service_order_on=date(2025, 1, 15), duration=chance.randrange(4, 14),
        duration_unit="months", physical=f"{chance.random():.4f}",
        financial=f"{chance.random():.4f}", paid=chance.randrange(10**8),
        expected_on=TODAY + timedelta(days=chance.randrange(-60, 200)), sheet="Travaux", row=row,
    )  # fmt: skip


def _contracts(projects: Sequence[Project], holder: Entity, chance: random.Random) -> None:
    """Every other project has its contract entered, some of them stopped once."""
    chosen = projects[::2]
    operations = Operation.objects.bulk_create(
        (Operation(holder=holder, reference=f"{row}/2025") for row, _ in enumerate(chosen, 5)),
        AT_ONCE,
    )
    contracts = Contract.objects.bulk_create(
        (
            Contract(operation=one, nature="works", service_order_on=date(2025, 1, 15),
                     duration=chance.randrange(4, 14))
            for one in operations
        ),
        AT_ONCE,
    )  # fmt: skip
    Lot.objects.bulk_create((Lot(contract=one, number=1) for one in contracts), AT_ONCE)
    Order.objects.bulk_create(
        (Order(contract=one, kind="suspension", on_date=date(2025, 11, 1)) for one in contracts[::9]),
        AT_ONCE,
    )  # fmt: skip
    ProjectContract.objects.bulk_create(
        (
            ProjectContract(project=project, operation=one)
            for project, one in zip(chosen, operations, strict=True)
        ),
        AT_ONCE,
    )


def _outlooks(projects: Sequence[Project], chance: random.Random) -> None:
    words = ("ready", "likely", "could_be_ready", "will_not", "unknown")
    Outlook.objects.bulk_create(
        (
            Outlook(project=one, on_date=TODAY, number=1, by=year_end(TODAY.year),
                    outlook=chance.choice(words), now=f"{chance.random() / 2:.4f}",
                    if_settled="0.7", conditions=["equipment"])
            for one in projects
        ),
        AT_ONCE,
    )  # fmt: skip
