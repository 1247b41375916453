"""Tables made by hand as reading would give them, a small region, and a landing without intake."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count

from django.conf import settings
from django.test import Client

from tadbir.accounts.models import Post, User
from tadbir.audit.actor import Actor
from tadbir.core.words import fold
from tadbir.intake.contract import (
    Dataset,
    Drafted,
    Landing,
    Match,
    Reconciliation,
    Record,
    RowCounts,
    Sender,
    Table,
    Value,
)
from tadbir.intake.models import Batch, SourceFile, Standing
from tadbir.intake.reading.address import letter
from tadbir.territory.models import Area, Attachment, Entity

BY = Actor("test", "command")
NAMES = {
    "DR03": ("Direction régionale de Fès-Meknès", "DR Fès-Meknès"),
    "D231": ("Délégation de Fès", "Fès", "فاس"),
    "D591": ("Délégation de Sefrou", "Sefrou", "صفرو", "إقليم صفرو"),
    "CH231": ("Centre hospitalier de Fès", "Centre hospitalier régional de Fès"),
}
KINDS = {"DR": "directorate", "D": "delegation", "CH": "hospital_centre"}
PATHS = {
    "DR03": "/MSPS/DR03/",
    "D231": "/MSPS/DR03/D231/",
    "D591": "/MSPS/DR03/D591/",
    "CH231": "/MSPS/DR03/D231/CH231/",
    "DR05": "/MSPS/DR05/",
}
_numbers = count(1_000_000)


def find_entity(text: str) -> tuple[str, ...]:
    """Codes of the entities that bear exactly this name, folded."""
    folded = fold(text)
    return tuple(
        code for code, names in NAMES.items() if folded in {fold(name) for name in (code, *names)}
    )


def sender(
    entity: str | None = "D231", on_date: date | None = date(2025, 11, 30), source: str = "holder"
) -> Sender:
    """Who sends a file by hand."""
    return Sender(entity, on_date, source, date(2025, 12, 12), find_entity)


def table(
    rows: Sequence[Sequence[Value]],
    columns: Sequence[str],
    *,
    headers: Mapping[str, str] | None = None,
    context: Mapping[str, str] | None = None,
    sheet: str = "Feuil1",
    as_of: date | None = None,
    headings: Sequence[str] | None = None,
    marks: Mapping[int, tuple[str, ...]] | None = None,
    has_own_totals: bool = False,
) -> Table:
    """A table whose header is in row 5; a column "operating/opened" stands under a group."""
    matches = [
        Match(
            name.split("/")[-1], name.split("/")[0] if "/" in name else "",
            (headers or {}).get(name, name), letter(index), index,
        )
        for index, name in enumerate(columns)
    ]  # fmt: skip
    return Table(
        sheet=sheet,
        layout="hand",
        header_cells="A5",
        as_of=as_of,
        fiscal_year=None,
        unit_factor=Decimal(1),
        columns=tuple(matches),
        rows=range(6, 6 + len(rows)),
        values={match.key: [row[match.index] for row in rows] for match in matches},
        headings=headings or [""] * len(rows),
        marks=marks or {},
        counts=RowCounts(len(rows), 0, 0, 0, 0),
        totals={},
        reconciliation=Reconciliation(0, 0),
        refused=(),
        context=context or {},
        has_own_totals=has_own_totals,
    )


def found_entities() -> dict[str, Entity]:
    """A directorate with two delegations and a centre, and a neighbouring directorate."""
    found = _entities()
    Attachment.objects.bulk_create(
        Attachment(entity=one, parent=found[above], tree="administrative")
        for one in found.values()
        if (above := one.path.split("/")[-3]) in found
    )
    return found


def _entities() -> dict[str, Entity]:
    area = Area.objects.create(
        code="03", kind="region", name_fr="Fès-Meknès", search="|", counted=True
    )
    return {
        code: Entity.objects.create(
            code=code, kind=KINDS[code.rstrip("0123456789")], area=area, path=path,
            name_fr=NAMES.get(code, (code,))[0], search="|",
        )
        for code, path in PATHS.items()
    }  # fmt: skip


def land(dataset: Dataset, drafted: Drafted | Sequence[Record], *, source: str = "holder") -> Batch:
    """Keep drafted records as a commit does: a batch, its standings, the dataset's write."""
    records = drafted.records if isinstance(drafted, Drafted) else drafted
    number = next(_numbers)
    at = datetime(2025, 12, 1, tzinfo=UTC)
    file = SourceFile.objects.create(
        sha256=f"{number:064d}", name=f"fichier-{number}.xlsx", size=1, path=f"{number}",
        received_at=at, received_by="test",
    )  # fmt: skip
    batch = Batch.objects.create(
        dataset=dataset.code, source=source, known_on=at.date(), file=file, number=number,
        seen_number=number - 1, rows=len(records), report={}, digest="", committed_at=at,
        committed_by="test",
    )  # fmt: skip
    dataset.write(Landing(batch.pk, _standings(batch, records)), records)
    return batch


def _standings(batch: Batch, records: Sequence[Record]) -> dict[tuple[str, date], int]:
    found = {}
    for code, day in sorted({(record.holder, record.on_date) for record in records}):
        same = {"dataset": batch.dataset, "source": batch.source, "on_date": day}
        holder = Entity.objects.get(code=code)
        Standing.objects.filter(holder=holder, **same).update(is_current=False)
        standing = Standing.objects.create(
            holder=holder, batch=batch, number=batch.number, rows=1, places={}, digest="", **same
        )
        found[code, day] = standing.pk
    return found


def signed_in(role: str, entity: Entity | None) -> Client:
    """A browser in which someone with a role on an entity is signed in, reading French."""
    user = User.objects.create(username=f"{role}.{entity.code if entity else ''}", name=role)
    Post.objects.create(user=user, role=role, entity=entity, valid_from=date(2020, 1, 1))
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    return client
