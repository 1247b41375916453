"""The demonstration loads as planned, tells the generator's figures, and loads once."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import LazySettings

from tadbir.accounts import actions as accounts
from tadbir.accounts import queries as people
from tadbir.audit import installation
from tadbir.budget import queries as budget
from tadbir.budget.terms import Source
from tadbir.cli.demonstration import facts, load, plan, settled, signins, views
from tadbir.cli.demonstration.days import LAST_MEETING, TODAY
from tadbir.cli.demonstration.holders import every_holder
from tadbir.cli.demonstration.manifest import Entry
from tadbir.core.money import dirhams
from tadbir.core.refused import Refused
from tadbir.intake import queries as intake
from tadbir.territory import actions as territory
from tadbir.territory.reach import EVERYWHERE

MEASURES = ("committed", "issued", "paid")
SUBSET = (
    "listes/", "situation-2025-10-10", "tresorerie-2025-12-12", "situation-2025-12-12", "azilal",
    "khenifra-total-faux", "entite-inconnue", "operations-2025-12-12", "conventions", "recettes-2025",
    "matrice-2025-T4",
)  # fmt: skip
Sums = dict[tuple[str, str, str], dict[str, Decimal]]


def subset() -> tuple[Entry, ...]:
    """A few files of each kind: enough to see them all through the door."""
    return tuple(e for e in plan.entries() if any(part in e.path for part in SUBSET))


@pytest.fixture
def loaded(
    transactional_db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> load.Loaded:
    """A demonstration of a few files, in a database of its own."""
    settings.DATA_FOLDER = tmp_path
    chosen = subset()
    monkeypatch.setattr(plan, "entries", lambda: chosen)
    installation.forget()
    try:
        return load.load(folder=tmp_path)
    finally:
        installation.forget()


def said(day: date, source: Source) -> Sums:
    """What stands of every holder from a source on a day, by holder, budget and part."""
    return {
        (one.holder, one.kind, one.part): {m: one.values[m] or Decimal(0) for m in MEASURES}
        for one in budget.by_source(reach=EVERYWHERE, on=day)
        if one.source is source and one.on_date == day
    }


def generated(day: date, source: str) -> Sums:
    """The same, added up from the generator."""
    found: Sums = defaultdict(lambda: dict.fromkeys(MEASURES, Decimal(0)))
    for region in ("03", "05"):
        (situation,) = views.situations(region, [day], source)
        for block in situation.blocks:
            for row in block.rows:
                key = (block.holder.code, row.rubric.budget.kind, row.rubric.budget.part)
                for measure in MEASURES:
                    found[key][measure] += dirhams(row.amounts[measure] or 0)
    return dict(found)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_loading_tells_the_generators_figures_and_happens_once(
    loaded: load.Loaded, tmp_path: Path
) -> None:
    assert loaded.is_new
    assert loaded.kept == len([entry for entry in subset() if not entry.is_fault])
    assert loaded.refused == 2
    assert loaded.meetings == ("DR03-2025-10-10", "DR03-2025-12-12")
    assert said(LAST_MEETING, Source.HOLDER) == generated(LAST_MEETING, "holder")
    assert said(TODAY, Source.HOLDER) == generated(TODAY, "holder")
    assert said(TODAY, Source.TREASURY) == generated(TODAY, "treasury")
    withdrawn = intake.batches(reach=EVERYWHERE).exclude(withdrawn_number=None)
    assert [batch.file.name for batch in withdrawn] == ["azilal-2025-12-05.xlsx"]

    again = load.load(folder=tmp_path)

    assert again == load.Loaded(is_new=False, meetings=loaded.meetings)


@pytest.mark.django_db
def test_sign_ins_are_found_again_until_their_owner_changes_them(
    tmp_path: Path, settings: LazySettings
) -> None:
    settings.DATA_FOLDER = tmp_path
    territory.load_census(by=load.BY)
    for region in facts.REGIONS:
        territory.found_region(by=load.BY, region_code=region, valid_from=load.FOUNDED_ON)
    signins.keep(settled.seat_people(by=load.BY, since=load.FOUNDED_ON))
    signins.keep(settled.seat_people(by=load.BY, since=load.FOUNDED_ON))

    found = signins.kept()
    director = people.person("directeur.fm")
    accounts.reset_password(by=load.BY, user=director)

    assert len(found) == 15
    assert director.check_password(found["directeur.fm"]) is False
    assert people.person("admin").check_password(found["admin"])
    assert not people.person("admin").must_change_password
    assert set(found) - set(signins.kept()) == {"directeur.fm"}
    assert (tmp_path / "sign-ins.json").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_database_that_holds_anything_else_is_refused(tmp_path: Path) -> None:
    settled.accounts.create_user(by=load.BY, username="h.alami", name="H. Alami")
    installation.forget()

    with pytest.raises(Refused) as refused:
        load.load(folder=tmp_path)

    assert refused.value.code == "audit.not-empty"


def test_silent_holders_of_the_meeting_are_known() -> None:
    codes = {holder.code for holder in every_holder()}
    silent = views.calendar.silent(TODAY)
    assert set(silent) == {"D531", "CH255"} & codes
