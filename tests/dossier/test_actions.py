"""A frozen pack stays what it is, and says so; what was altered is named."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tadbir.audit.models import Entry
from tadbir.core.refused import Refused
from tadbir.dossier import actions, content, frames, wire
from tadbir.dossier.models import Pack as Frozen
from tadbir.dossier.pack import Pack
from tadbir.dossier.terms import Form
from tadbir.meetings.models import Meeting, Series
from tadbir.territory.models import Entity
from tadbir.territory.reach import EVERYWHERE
from tests.dossier.conftest import BY, CODE, DECEMBER, take_in

pytestmark = pytest.mark.django_db


def stored(pack: Frozen) -> Pack:
    return wire.read(Pack, pack.content)


def test_freezing_keeps_text_files_prints_and_one_row(pack: Frozen) -> None:
    files = {(one.form, one.lang): one for one in pack.files.all()}

    assert set(files) == {(f, lang) for f in ("pdf", "xlsx") for lang in ("ar", "fr")}
    assert all((Path(settings.MEDIA_ROOT) / one.path).stat().st_size for one in files.values())
    entry = Entry.objects.get(action="dossier.freeze")
    assert (entry.kind, entry.code, entry.digest) == ("pack", CODE, pack.digest)
    assert files["pdf", "ar"].sha256 in entry.after


def test_text_says_the_figures_of_both_meetings(pack: Frozen) -> None:
    found = stored(pack)

    amounts = [(h.holder, h.amounts.delegated_credits, h.amounts.commitments) for h in found.held]
    assert amounts == [("D231", Decimal(1000), Decimal(700)), ("D591", Decimal(500), Decimal(250))]
    assert found.frame.since is not None
    assert found.frame.since.day == date(2025, 10, 10)
    (move,) = [m for m in found.situation.moves if m.indicator == "operating_commitment_rate"]
    assert move.before == Decimal(1) / 3
    assert [c.entity for c in move.contributions] == ["D231", "D591"]
    assert [(one.reference, one.to_save) for one in found.to_save] == [("12/2025", Decimal(200))]


def test_meeting_never_noted_as_held_is_no_previous_meeting(
    region: dict[str, Entity], light_makers: None
) -> None:
    Meeting.objects.create(
        code="DR03-2025-11-14", series=Series.objects.get(), held_on=date(2025, 11, 14)
    )

    found = stored(actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE))

    assert found.frame.since is not None
    assert found.frame.since.day == date(2025, 10, 10)


def test_deriving_twice_gives_the_same_text(pack: Frozen) -> None:
    frame = frames.framed(frames.of_meeting(CODE, reach=EVERYWHERE), reach=EVERYWHERE)

    assert wire.canonical(content.derive(frame)) == pack.content


def test_progress_tells_of_the_figures_then_of_each_file(
    region: dict[str, Entity], light_makers: None
) -> None:
    told: list[tuple[int, int]] = []

    actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE, progress=lambda *step: told.append(step))

    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_second_freeze_is_refused(pack: Frozen) -> None:
    with pytest.raises(Refused) as refused:
        actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE)

    assert refused.value.code == "dossier.already-there"
    assert Entry.objects.filter(action="dossier.freeze").count() == 1


def test_meeting_that_was_not_held_has_no_pack(region: dict[str, Entity]) -> None:
    Meeting.objects.filter(code=CODE).update(last_number=None)

    with pytest.raises(Refused) as refused:
        actions.freeze(by=BY, meeting=CODE, reach=EVERYWHERE)

    assert refused.value.code == "dossier.not-held"


def test_replay_gives_the_same_bytes(whole_pack: Frozen) -> None:
    for one in whole_pack.files.all():
        again = actions.replay(whole_pack, form=Form(one.form), lang=one.lang)

        assert again.is_made_again
        assert again.content == (Path(settings.MEDIA_ROOT) / one.path).read_bytes()


def test_other_release_serves_what_was_kept(pack: Frozen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "__version__", "99.0")

    served = actions.replay(pack, form=Form.PDF, lang="ar")

    assert (served.is_made_again, served.is_same, served.release) == (False, True, pack.release)


def test_later_batch_changes_neither_pack_nor_verification(pack: Frozen) -> None:
    take_in("D231", DECEMBER, (1_000_00, 900_00, 800_00))
    take_in("D591", date(2025, 9, 30), (500_00, 120_00, 100_00))

    assert actions.verify(pack) == actions.Verdict(text=True)
    assert actions.replay(pack, form=Form.PDF, lang="fr").is_same


def test_later_name_and_target_do_not_alter_the_pack(
    pack: Frozen, region: dict[str, Entity]
) -> None:
    Entity.objects.filter(code="D231").update(name_ar="مندوبية فاس", name_fr="Fès, mieux écrit")

    assert actions.verify(pack).is_whole


def test_figure_altered_by_raw_sql_is_named(pack: Frozen) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE budget_standingtotal SET committed = 65000 WHERE committed = 70000")

    found = actions.verify(pack)

    assert not found.is_whole
    assert "held.0.values.committed" in found.figures


def test_file_altered_on_disk_is_named(pack: Frozen) -> None:
    path = Path(settings.MEDIA_ROOT) / f"packs/{CODE}/{CODE}-ar.pdf"
    path.write_bytes(path.read_bytes() + b" ")

    assert actions.verify(pack).files == (f"packs/{CODE}/{CODE}-ar.pdf",)
    path.unlink()
    assert actions.verify(pack).files == (f"packs/{CODE}/{CODE}-ar.pdf",)
    with pytest.raises(Refused, match="no longer there"):
        actions.kept_content(pack.files.get(form="pdf", lang="ar"))


def test_text_altered_by_raw_sql_is_said(pack: Frozen) -> None:
    pack.content = pack.content.replace('"700.00"', '"900.00"', 1)

    assert actions.verify(pack) == actions.Verdict(text=False, is_derived=False)


def test_draft_is_marked_and_leaves_nothing(region: dict[str, Entity]) -> None:
    occasion = frames.of_day("DR03", DECEMBER, reach=EVERYWHERE)

    made = actions.draft(occasion, reach=EVERYWHERE, forms=[Form.PDF], langs=["fr"])

    assert [one.content[:5] for one in made] == [b"%PDF-"]
    assert not Frozen.objects.exists()
