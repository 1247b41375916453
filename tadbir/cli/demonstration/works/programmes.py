"""The programmes of works of the demonstration, opened as a person opens them."""

from tadbir.audit.actor import Actor
from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.workbooks.programme import NAMES
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import actions, queries

_REGIONS = {"03": "FM", "05": "BMK"}


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
