"""Documents are kept clean, given back to who may see their project, withdrawn with a reason."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from tadbir.audit.trail import Subject, history
from tadbir.core.refused import Refused
from tadbir.territory.reach import EVERYWHERE
from tadbir.works import queries
from tadbir.works.actions import Brought, attach_document, withdraw_document
from tadbir.works.models import Document, Programme
from tadbir.works.terms import Answer, Place
from tests.budget.hand import BY
from tests.works.calc.attached import made
from tests.works.places import D591, TODAY
from tests.works.places import asked as ask_of
from tests.works.places import found as note
from tests.works.places import project as enter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _project(programme: Programme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """P1 and P2 in a folder of their own."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    enter("P1", "CH231")
    enter("P2", "D591")


def attach(
    content: bytes | None = None, *, project: str = "P1", name: str = "vue.jpg",
    dated: date = TODAY, is_declared: bool = True, title: str = "Façade",
) -> Document:  # fmt: skip
    """A file attached."""
    brought = Brought(title, dated, name, made.jpeg() if content is None else content, is_declared)
    return attach_document(by=BY, reach=EVERYWHERE, project=project, brought=brought)


def refused(act: Callable[[], object], folder: Path) -> str:
    """The code under which something is refused; it leaves no row and no file."""
    before = (Document.objects.count(), len(list(folder.rglob("*.*"))))
    with pytest.raises(Refused) as refusal:
        act()
    assert (Document.objects.count(), len(list(folder.rglob("*.*")))) == before
    return refusal.value.code


def test_photograph_is_kept_without_its_place_and_nothing_else_is_written(tmp_path: Path) -> None:
    found = attach(name="C:\\DCIM\\IMG_1.PNG")

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.relative_to(tmp_path).as_posix() for path in files] == [found.path]
    assert made.PLACE not in files[0].read_bytes()
    assert (found.name, found.kind, found.media_type) == ("IMG_1.jpg", "photograph", "image/jpeg")
    assert found.size == files[0].stat().st_size
    entry = history(Subject("project", "P1"))[0]
    assert entry.action == "works.attach_document"
    assert '"declared":true' in entry.after


def test_hostile_undeclared_untitled_or_future_file_leaves_nothing(tmp_path: Path) -> None:
    assert refused(lambda: attach(is_declared=False), tmp_path) == "works.not-declared"
    assert refused(lambda: attach(title=" "), tmp_path) == "works.no-title"
    assert refused(lambda: attach(dated=date(2025, 12, 13)), tmp_path) == "works.not-yet"
    code = refused(lambda: attach(b"<html>", name="a.jpg"), tmp_path)
    assert code == "works.unknown-kind-of-file"
    attach()
    assert refused(attach, tmp_path) == "works.already-attached"


def test_withdrawn_document_keeps_its_row_and_is_not_there(tmp_path: Path) -> None:
    number = attach().pk
    take = {"by": BY, "reach": EVERYWHERE, "project": "P1", "number": number}
    assert refused(lambda: withdraw_document(**take, why=" "), tmp_path) == "works.no-reason"
    withdraw_document(**take, why="une personne y paraît")

    assert queries.document("P1", number, reach=EVERYWHERE).withdrawn_why == "une personne y paraît"
    assert refused(
        lambda: queries.served("P1", number, reach=EVERYWHERE), tmp_path
    ) == "works.unknown"  # fmt: skip
    assert queries.photographs("P1", reach=EVERYWHERE) == []
    again = refused(lambda: withdraw_document(**take, why="x"), tmp_path)
    assert again == "works.already-withdrawn"
    assert history(Subject("project", "P1"))[0].why == "une personne y paraît"
    attach()


def test_document_is_of_its_project_and_of_its_reach(tmp_path: Path) -> None:
    number = attach().pk
    assert queries.served("P1", number, reach=EVERYWHERE).title == "Façade"
    for project, reach in (("P1", D591), ("P2", EVERYWHERE), ("P2", D591)):
        code = refused(lambda p=project, r=reach: queries.served(p, number, reach=r), tmp_path)
        assert code == "works.unknown"
    brought = Brought("x", TODAY, "a.jpg", made.jpeg(), True)
    assert refused(
        lambda: attach_document(by=BY, reach=D591, project="P1", brought=brought), tmp_path
    ) == "works.unknown"  # fmt: skip


def test_answer_rests_on_a_photograph_of_its_project_until_it_is_withdrawn(tmp_path: Path) -> None:
    one = ask_of(Place.RECEPTION, 1, "guichet")
    own, other = attach().pk, attach(project="P2").pk
    paper = attach(made.PDF, name="pv.pdf").pk
    for number in (other, paper):
        code = refused(lambda n=number: note("P1", one, Answer.MET, photo=n), tmp_path)
        assert code == "works.no-such-photograph"
    note("P1", one, Answer.MET, evidence="", photo=own)

    def photo() -> int | None:
        return queries.findings(reach=EVERYWHERE, on=TODAY, project="P1")[0].photo

    assert photo() == own
    withdraw_document(by=BY, reach=EVERYWHERE, project="P1", number=own, why="flou")
    assert photo() is None
