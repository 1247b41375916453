"""What people settle of works in the demonstration: programmes opened, curves planned."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from tadbir.audit.actor import Actor
from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.days import TODAY
from tadbir.cli.demonstration.workbooks.programme import NAMES
from tadbir.cli.demonstration.works.truth import HOSPITALS, Work, works
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import actions, queries
from tadbir.works.terms import Phase

_REGIONS = {"03": "FM", "05": "BMK"}
_PLANNED = tuple(Decimal(share) for share in ("0", "0.1", "0.3", "0.55", "0.8", "1"))
"""The shares planned at each fifth of the contract of a hospital."""


def code_of(programme: str, region: str) -> str:
    """The code of a programme in a region: "ESSP-FM"."""
    return f"{programme}-{_REGIONS[region]}"


def open_missing(*, by: Actor) -> None:
    """Open the programmes of primary care and of hospitals of each region that do not stand yet."""
    known = set(queries.programmes(reach=EVERYWHERE).values_list("code", flat=True))
    for region in facts.REGIONS:
        for programme, (name_fr, name_ar) in NAMES.items():
            code = code_of(programme, region)
            if code not in known:
                actions.open_programme(
                    by=by, reach=EVERYWHERE, code=code, entity=f"DR{region}",
                    name_fr=name_fr, name_ar=name_ar,
                )  # fmt: skip


def plan_hospitals(*, by: Actor) -> None:
    """Enter the planned curve of each hospital under works that has none, from its service order on."""
    projects = queries.projects(reach=EVERYWHERE, on=TODAY)
    began = {(one.programme, _started(one.code)): one.code for one in projects if one.steering}
    for region in facts.REGIONS:
        for work in works(region):
            code = began.get((code_of(work.programme, region), work.start))
            if work.programme != HOSPITALS or work.start is None or code is None:
                continue
            if not queries.plans(code, reach=EVERYWHERE, on=TODAY):
                actions.enter_plan(
                    by=by, reach=EVERYWHERE, project=code, since=work.start,
                    points=list(_curve(work, work.start)),
                )  # fmt: skip


def _started(code: str) -> date | None:
    """The day of the service order of a project; None where it has none."""
    entries = queries.phases(code, reach=EVERYWHERE)
    return next((one.since for one in entries if one.phase == Phase.SERVICE_ORDER), None)


def _curve(work: Work, start: date) -> Iterator[tuple[date, Decimal]]:
    """The days of the contract and the shares planned by them."""
    days = work.contract.days if work.contract else 0
    for place, share in enumerate(_PLANNED):
        yield start + timedelta(days * place // (len(_PLANNED) - 1)), share
