"""What the document and the workbook say is what the frozen text says."""

import io
import json
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal
from decimal import Decimal as D
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.utils.translation import override
from openpyxl.worksheet.worksheet import Worksheet

from tadbir.budget.calc.trajectory import Trajectory, TrajectoryPoint
from tadbir.budget.queries import ConventionFigures
from tadbir.budget.terms import Part
from tadbir.core.refused import Refused
from tadbir.dossier import content, frames, holders, opening, rates, render, sentences, sheets, wire
from tadbir.dossier.models import Pack as Frozen
from tadbir.dossier.pack import Frame, Pack, Returns
from tadbir.dossier.pack import Missing as Unsent
from tadbir.territory.models import Area, Entity
from tadbir.territory.queries import area_names
from tadbir.territory.reach import EVERYWHERE
from tadbir.ui.status import Status
from tadbir.ui.tables import Missing
from tests.dossier.conftest import CODE, DECEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def derived(region: dict[str, Entity]) -> Pack:
    """The content of the pack, not frozen."""
    return content.derive(
        frames.framed(frames.of_meeting(CODE, reach=EVERYWHERE), reach=EVERYWHERE)
    )


def text_of(document: bytes, folder: Path) -> str:
    """The words of a PDF in reading order."""
    if shutil.which("pdftotext") is None:
        pytest.skip("skipped: pdftotext is not on this machine")
    path = folder / "pack.pdf"
    path.write_bytes(document)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def rows_of(sheet: Worksheet, title: str) -> dict[str, object]:
    """The first row under the header that holds a title, by the titles of its columns."""
    rows = list(sheet.iter_rows(values_only=True))
    head = next(i for i, row in enumerate(rows) if title in row)
    return {str(name): value for name, value in zip(rows[head], rows[head + 1], strict=True)}


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ("Ce que le directeur doit savoir", "Exécution du budget", "Page 1 sur")),
        ("ar", ("2025",)),
    ],
)
def test_document_says_the_figures(
    derived: Pack, tmp_path: Path, lang: str, words: tuple[str, ...]
) -> None:
    found = text_of(render.document(derived, digest="0" * 64, lang=lang), tmp_path)

    flat = "".join(found.split())
    assert [figure for figure in ("63,3", "200,00", "12/2025") if figure not in flat] == []
    assert [word for word in words if "".join(word.split()) not in flat] == []


def test_workbook_holds_real_numbers_equal_to_the_text(derived: Pack) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheets.book(derived, digest="0" * 64, lang="fr")))
    sheet = book["Taux"]
    first = rows_of(sheet, "Valeur")

    whole = sum((one.amounts.commitments or Decimal(0) for one in derived.held), Decimal(0))
    assert whole == Decimal(950)
    assert first["Valeur"] == pytest.approx(950 / 1500)
    numbers = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "n" and c.value]
    assert 950 in numbers
    assert 1500 in numbers
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_rates_stand_with_their_plan_their_returns_and_without_transfers(derived: Pack) -> None:
    """950 of 1,500 committed where the plan asks for 80 %; D591 is silent; of the 400 that D231
    sent to a delegated owner nothing is left: 550 of 1,100."""
    sent = ConventionFigures(
        "D231", "C 1", "Centres de santé", "", Part.OPERATING, "", {}, D(400), DECEMBER, "holder",
        1, "Feuil1", 6,
    )  # fmt: skip
    plan = Trajectory((TrajectoryPoint(DECEMBER, D("0.8")),))
    silent = Unsent("D591", "budget", DECEMBER, DECEMBER, True, None, ())
    pack = replace(
        derived,
        conventions=[sent],
        frame=replace(derived.frame, trajectories={"operating_commitment_rate": plan}),
        returns=[Returns("budget", 2, 1, [silent])],
    )

    with override("fr"):
        words = json.dumps(opening.rates_matrix(pack), ensure_ascii=False).replace("\u202f", " ")
        row, bounds = rates.table(pack).rows[0], rates.bounds(pack).rows[0]

    assert (row["value"], row["status"], row["net"]) == (D(950) / D(1500), Status.LATE, D("0.5"))
    assert (bounds["returns"], bounds["value"]) == ("1\xa0sur\xa02", D(950) / D(1500))
    for said in ("En retard", "Hors versements : 50,0", "Retours reçus : 1\xa0sur\xa02"):
        assert said in words


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_workbook_has_a_sheet_a_section_each_with_a_whole_name(derived: Pack, lang: str) -> None:
    with override(lang):
        tabs = [tab for tab, _table in sheets.tables(derived)]
    book = openpyxl.load_workbook(io.BytesIO(sheets.book(derived, digest="0" * 64, lang=lang)))

    assert book.sheetnames == tabs
    assert {sheet.sheet_view.rightToLeft or False for sheet in book} == {lang == "ar"}


@pytest.mark.parametrize("lang", ["ar", "fr"])
def test_document_of_a_region_without_figures_is_made(region: dict[str, Entity], lang: str) -> None:
    frame = frames.framed(frames.of_day("DR05", DECEMBER, reach=EVERYWHERE), reach=EVERYWHERE)

    assert render.document(content.derive(frame), digest="0" * 64, lang=lang)[:5] == b"%PDF-"


def test_page_says_what_is_late_what_moved_and_what_can_be_saved(derived: Pack) -> None:
    with override("fr"):
        said = [one.sentence for one in sentences.page(derived)]

    assert any("encore 1 jour ouvrable" in sentence for sentence in said)
    assert any("(+30,0" in sentence for sentence in said)
    assert any("avec 1 opération." in sentence for sentence in said)


def test_dirhams_that_lapse_without_a_known_operation_are_not_said_to_be_none_to_save(
    derived: Pack,
) -> None:
    bare = [replace(one, operations=0, to_save=Decimal(0)) for one in derived.lapse]
    unknown = replace(derived, lapse=bare, to_save=[])

    with override("fr"):
        first = sentences.saving(unknown)[0]
        tile = sentences.tiles(unknown)[-3]
        rows = holders.holders_table(unknown).rows

    assert unknown.still_saved is None
    assert "aucune opération n’est connue" in first.sentence
    assert (tile.value, tile.status) == ("—", Status.WATCH)
    assert isinstance(rows[0]["to_save"], Missing)


def test_dirhams_that_no_operation_can_save_any_more_are_watched(derived: Pack) -> None:
    late = replace(derived, lapse=[replace(one, to_save=Decimal(0)) for one in derived.lapse])

    with override("fr"):
        tile = sentences.tiles(late)[-3]

    assert late.still_saved == 0
    assert tile.status == Status.WATCH


def test_frozen_text_reads_back_into_the_same_pack(derived: Pack) -> None:
    text = wire.canonical(derived)

    assert wire.canonical(wire.read(Pack, text)) == text


def test_kept_files_lie_under_the_private_folder(whole_pack: Frozen) -> None:
    paths = [Path(settings.MEDIA_ROOT) / one.path for one in whole_pack.files.all()]

    assert all(path.is_file() for path in paths)
    assert sorted(path.suffix for path in paths) == [".pdf", ".pdf", ".xlsx", ".xlsx"]


def test_unknown_meeting_is_refused(region: dict[str, Entity]) -> None:
    with pytest.raises(Refused) as refused:
        frames.of_meeting("DR03-2099-01-01", reach=EVERYWHERE)

    assert refused.value.code == "meetings.unknown"


def test_place_of_a_meeting_is_named_in_the_language_of_the_pack(
    region: dict[str, Entity],
) -> None:
    """The meetings of the region are held at "Fès", as it was typed."""
    Area.objects.create(
        code="03.231", kind="prefecture", name_fr="Fès", name_ar="فاس", search="|fes|فاس|",
        counted=True,
    )  # fmt: skip
    frame = frames.framed(frames.of_meeting(CODE, reach=EVERYWHERE), reach=EVERYWHERE)

    assert [frame.where(lang) for lang in ("fr", "ar")] == ["Fès", "فاس"]
    assert wire.read(Frame, wire.canonical(frame)) == frame


@pytest.mark.parametrize("place", ["Siège de la direction", "Fès, salle 2", ""])
def test_other_place_of_a_meeting_stays_as_it_was_typed(derived: Pack, place: str) -> None:
    frame = replace(derived.frame, place=place)

    assert frame.place_names == {}
    assert [frame.where(lang) for lang in ("fr", "ar")] == [place, place]


def test_name_that_two_areas_bear_otherwise_in_arabic_names_neither(db: None) -> None:
    for code, arabic in (("01.1", "أولاد علي"), ("02.1", "اولاد عالي")):
        Area.objects.create(
            code=code, kind="commune", name_fr="Oulad Ali", name_ar=arabic, counted=True,
            search="|oulad ali|",
        )  # fmt: skip

    assert area_names("oulad ali") is None
    assert area_names("Oulad") is None
    assert area_names("") is None
