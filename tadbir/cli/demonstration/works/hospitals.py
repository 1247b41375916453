"""Projects of hospitals: those that were made public and can be told by today, a few generated."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tadbir.cli.demonstration import facts
from tadbir.cli.demonstration.days import LAST_MEETING, TODAY
from tadbir.cli.demonstration.facilities import facilities
from tadbir.cli.demonstration.works.sites import Site
from tadbir.works.terms import Phase, ProjectKind, Steering

_GENERATED = "Projet généré pour la démonstration"
_AGREED_ON = date(2025, 1, 31)
"""Conventions of which no day is public are known from the first list on."""
_CENTIMES = 100
_WRITTEN = {"HP": "Hôpital provincial", "HR": "Hôpital régional", "HIR": "Hôpital",
            "HPr": "Hôpital de proximité"}  # fmt: skip
_WRITTEN_AR = {"HP": "المستشفى الإقليمي", "HR": "المستشفى الجهوي", "HIR": "مستشفى",
               "HPr": "مستشفى القرب"}  # fmt: skip
_IN_WORKS = {"03": ("Taza", "Ifrane", "El Hajeb"), "05": ("Azilal", "Khénifra", "Khouribga")}
"""Provinces whose hospital is being rehabilitated: generated."""
_OF_THE_UNIVERSITY_HOSPITAL = {"03": ("Saiss", "Jnan El Ouard"), "05": ()}
"""Hospitals whose project the university hospital steers: generated."""


@dataclass(frozen=True, slots=True)
class HospitalProject:
    """A project of a hospital: what, in which phase, known since when; `cost` in centimes."""

    site: Site
    kind: ProjectKind
    phase: Phase
    known_on: date
    remark: str
    cost: int | None = None
    steering: Steering | None = Steering.DIRECTORATE


@lru_cache
def hospital_projects(region: str) -> tuple[HospitalProject, ...]:
    """The projects of a region, one for each hospital or hospital centre."""
    found: dict[tuple[str, str], HospitalProject] = {}
    for one in (*_public(region), *_generated(region)):
        found.setdefault((one.site.province, one.site.name_fr), one)
    return tuple(found.values())


def _hospitals(province: str, *categories: str) -> list[Site]:
    """The hospitals of a province, as files write them."""
    return [
        Site(_code(province), one.category,
             f"{_WRITTEN[one.category]} {_of(one.name_fr)}", f"{_WRITTEN_AR[one.category]} {one.name_ar}")
        for region in facts.REGIONS
        for one in facilities(region)
        if one.province == province and one.category in categories
    ]  # fmt: skip


def _of(name: str) -> str:
    return f"d'{name}" if name[0] in "AEIOUÉ" else f"de {name}"


def _code(province: str) -> str:
    return next(
        row["province_code"]
        for row in facts.rows("essp_by_province") if row["province"] == province
    )  # fmt: skip


def _public(region: str) -> Iterator[HospitalProject]:
    """The public projects whose site the demonstration has, in the phase known today.

    A site that is opened after today is under works; one whose place has no site is left out.
    """
    taken: set[str] = set()
    for row in facts.rows("hospital_projects"):
        if row["region_code"] != region or not row["kind"]:
            continue
        phase = _phase(row)
        site = _site(row, taken)
        if phase is None or site is None:
            continue
        taken.add(site.name_fr)
        is_new = row["kind"].startswith("new")
        yield HospitalProject(
            site,
            ProjectKind.NEW_BUILD if is_new else ProjectKind.HOSPITAL_REHABILITATION,
            phase,
            _known_on(row),
            f"Projet public : {row['project']}. {row['source']}",
            int(row["cost_mad"]) * _CENTIMES if row["cost_mad"] else None,
        )


def _phase(row: facts.Row) -> Phase | None:
    """The phase that a public status means today; None for one that says nothing of today."""
    status = row["status"]
    if status == "agreed":
        return Phase.CONVENTION
    if "discuss" in status:
        return Phase.PROGRAMMED
    is_later = re.fullmatch(r"\d{4}-\d{2}-\d{2}", row["opened"]) and row["opened"] > str(TODAY)
    return Phase.WORKS if is_later else None


def _known_on(row: facts.Row) -> date:
    """The day that the status gives, else that of the conventions."""
    if "10 Oct 2025" in row["status"]:
        return LAST_MEETING
    return TODAY if "12 Dec 2025" in row["status"] else _AGREED_ON


def _site(row: facts.Row, taken: set[str]) -> Site | None:
    """Where the demonstration has the project: the centre of the province for a new centre, else
    one of its hospitals; None where it has neither."""
    province = row["province"]
    if row["type"] == "CHP":
        return _centre(province)
    category = {"HR": ("HR",), "HP": ("HP",), "": ("HP",)}.get(row["type"], ())
    if row["kind"].startswith("new"):
        return None
    free = [site for site in _hospitals(province, *category) if site.name_fr not in taken]
    return free[0] if free else None


def _centre(province: str) -> Site | None:
    """The hospital centre of a province; None for a province without a hospital."""
    found = facts.hospitals(_code(province))
    if not found:
        return None
    row = next(r for r in facts.rows("essp_by_province") if r["province"] == province)
    kind, kind_ar = ("régional", "الجهوي") if "HR" in found else ("provincial", "الإقليمي")
    return Site(row["province_code"], "centre", f"Centre hospitalier {kind} {_of(province)}",
                f"المركز الاستشفائي {kind_ar} {row['province_ar']}")  # fmt: skip


def _generated(region: str) -> Iterator[HospitalProject]:
    """A few hospitals under works, two of them steered by the university hospital."""
    kind = ProjectKind.HOSPITAL_REHABILITATION
    for province in _IN_WORKS[region]:
        site = _hospitals(province, "HP")[0]
        yield HospitalProject(site, kind, Phase.WORKS, _AGREED_ON, _GENERATED)
    for name in _OF_THE_UNIVERSITY_HOSPITAL[region]:
        site = next(s for s in _hospitals("Fès", "HIR") if s.name_fr.endswith(name))
        led = Steering.UNIVERSITY_HOSPITAL
        yield HospitalProject(site, kind, Phase.WORKS, _AGREED_ON, _GENERATED, steering=led)
