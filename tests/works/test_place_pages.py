"""Pages of places: what they show, to whom, how many questions they ask; files given back safely."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tadbir.accounts.models import User
from tadbir.territory.models import Entity
from tadbir.works import policies
from tadbir.works.models import Assessment, Document, Programme, Requirement
from tadbir.works.terms import Answer, Place
from tests.budget.hand import signed_in
from tests.works.calc.attached import made
from tests.works.places import asked as ask_of
from tests.works.places import found as note
from tests.works.places import project as enter

pytestmark = pytest.mark.django_db
MET, PARTLY, NOT_MET = Answer.MET, Answer.PARTLY, Answer.NOT_MET
DAY = "2025-12-12"


@pytest.fixture(autouse=True)
def _world(programme: Programme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One hospital under rehabilitation, in a folder of its own."""
    monkeypatch.setattr(settings, "MEDIA_ROOT", tmp_path)
    enter("P1", "CH231")


def french(role: str, entity: Entity) -> Client:
    """A browser of somebody who reads French."""
    client = signed_in(role, entity)
    User.objects.update(language="fr")
    return client


@pytest.fixture
def delegate(region: dict[str, Entity]) -> Client:
    """The delegate of Fès."""
    return french("delegate", region["D231"])


@pytest.fixture
def director(region: dict[str, Entity]) -> Client:
    """The regional director."""
    return french("director", region["DR03"])


def text(client: Client, address: str) -> str:
    """A page as it is read."""
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer)


def read(answer: HttpResponse) -> str:
    """An answer as it is read: every blank one blank, no entity."""
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "questions"),
    [
        ("/travaux/qualite/", 6),
        ("/travaux/exigences/", 5),
        ("/travaux/P1/qualite/", 10),
        ("/travaux/P1/qualite/reception/", 10),
        ("/travaux/P1/documents/", 6),
    ],
)
def test_page_asks_the_same_whatever_the_rows(
    director: Client, count: int, address: str, questions: int
) -> None:
    for number in range(count):
        one = ask_of(Place.RECEPTION, 2, f"texte {number}")
        enter(f"Q{number}", "D591")
        attach(director, made.jpeg(orientation=number + 1))
        photo = Document.objects.latest("pk").pk
        for code in ("P1", f"Q{number}"):
            note(code, one, PARTLY, photo=photo if code == "P1" else None)
    director.get(address)

    with CaptureQueriesContext(connection) as seen:
        assert director.get(address).status_code == 200

    assert len(seen) == questions


def attach(client: Client, content: bytes, name: str = "vue.jpg", **typed: str) -> HttpResponse:
    """A file sent by the form."""
    data = {"title": "Façade", "dated": DAY, "is_declared": "on", **typed}
    file = SimpleUploadedFile(name, content)
    return client.post("/travaux/P1/documents/", {**data, "file": file})


def test_project_says_its_score_the_rule_and_its_gaps_first(delegate: Client) -> None:
    note("P1", ask_of(Place.RECEPTION, 3, "Un guichet"), MET, evidence="vu le 12")
    note("P1", ask_of(Place.SIGNAGE, 2, "Des panneaux"), PARTLY, evidence="à moitié")
    ask_of(Place.MORTUARY, 3, "Du froid")

    page = text(delegate, "/travaux/P1/qualite/")
    assert "80,0 %" in page
    assert "4,0 satisfaits sur 5 évalués" in page
    assert "5 évalués sur 8 demandés" in page
    assert "compte pour la moitié de son poids" in page
    assert page.index("à moitié") < page.index("vu le 12")
    assert "directive de la prochaine réunion" in page
    assert "Non évaluée" in page


def test_nothing_assessed_is_a_dash_with_its_reason(delegate: Client) -> None:
    ask_of(Place.RECEPTION, 3, "Un guichet")
    page = text(delegate, "/travaux/P1/qualite/")
    assert '— <span class="soft">Rien d\'évalué</span>' in page
    assert "0,0 % ·" in page


def test_region_narrows_gaps_by_place_and_by_project(director: Client) -> None:
    enter("P2", "D591")
    reception, signs = (
        ask_of(Place.RECEPTION, 1, "Un guichet"),
        ask_of(Place.SIGNAGE, 1, "Panneaux"),
    )
    note("P1", reception, NOT_MET, evidence="fermé")
    note("P2", signs, NOT_MET, evidence="aucun panneau")

    assert "Un guichet" in (page := text(director, "/travaux/qualite/"))
    assert "Panneaux" in page
    assert "Un guichet" not in text(director, "/travaux/qualite/?place=signage")
    assert "Panneaux" not in text(director, "/travaux/qualite/?project=P1")
    assert director.get("/travaux/qualite/?format=xlsx").headers["Content-Type"].endswith("sheet")


def test_place_is_assessed_by_its_form_and_refused_aloud(delegate: Client) -> None:
    one = ask_of(Place.RECEPTION, 3, "Un guichet")
    two = ask_of(Place.RECEPTION, 1, "Des horaires")
    address = "/travaux/P1/qualite/reception/"
    assert "Un guichet" in text(delegate, address)

    bare = delegate.post(address, {"on": DAY, f"answer-{one.code}": "met"})
    assert "dites ce qui le montre" in read(bare)
    sent = {"on": DAY, f"answer-{one.code}": "met", f"evidence-{one.code}": "vu"}
    answer = delegate.post(address, {**sent, f"answer-{two.code}": ""})

    assert answer.headers["Location"] == "/travaux/P1/qualite/#reception"
    rows = Assessment.objects.values_list("requirement__code", "answer", "evidence", "on")
    assert list(rows) == [(one.code, "met", "vu", date(2025, 12, 12))]
    page = text(delegate, address)
    assert "Lieu évalué" in page
    assert f"\u2066{one.code}\u2069" in page
    assert "Code inconnu" not in page


def test_restricted_place_has_no_field_for_a_photograph(delegate: Client) -> None:
    ask_of(Place.MORTUARY, 3, "Du froid")
    ask_of(Place.RECEPTION, 3, "Un guichet")
    attach(delegate, made.jpeg())

    assert "photo-" in text(delegate, "/travaux/P1/qualite/reception/")
    page = text(delegate, "/travaux/P1/qualite/mortuary/")
    assert "photo-" not in page
    assert "Aucune photographie de ce lieu n'est reçue" in page


def test_restricted_places_are_nowhere_for_who_may_not_see_them(
    delegate: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cold = ask_of(Place.MORTUARY, 3, "Du froid")
    care = ask_of(Place.PRISONERS_UNIT, 3, "Un appel")
    for one, evidence in ((cold, "Secretmorgue"), (care, "Secretunité")):
        note("P1", one, NOT_MET, evidence=evidence)
    pages = ("/travaux/P1/qualite/", "/travaux/qualite/", "/travaux/exigences/")
    assert "Secretmorgue" in text(delegate, pages[0])
    monkeypatch.setattr(policies, "SEE_RESTRICTED", frozenset())

    for address in (*pages, "/travaux/P1/documents/"):
        page = text(delegate, address)
        assert not [
            w for w in ("Secret", "Du froid", "Un appel", "Morgue", "détenus</") if w in page
        ]
    for address in (f"/travaux/exigences/{cold.code}/", "/travaux/P1/qualite/mortuary/"):
        assert delegate.get(address).status_code == 404
        assert delegate.post(address, {}).status_code == 404
    end = delegate.post(f"/travaux/exigences/{care.code}/fin/", {"until": DAY, "why": "x"})
    assert end.status_code == 404


def test_photograph_is_given_back_without_its_place_to_look_at(delegate: Client) -> None:
    assert attach(delegate, made.jpeg(), name="IMG.html").status_code == 302
    number = Document.objects.get().pk

    answer = delegate.get(f"/travaux/P1/documents/{number}/")
    body = b"".join(answer)  # type: ignore[arg-type]
    assert made.PLACE not in body
    assert body.startswith(b"\xff\xd8")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Disposition"] == 'inline; filename="IMG.jpg"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert f'src="/travaux/P1/documents/{number}/"' in text(delegate, "/travaux/P1/documents/")


def test_other_documents_are_given_to_keep_never_to_open(delegate: Client) -> None:
    attach(delegate, made.PDF, name="pv.pdf")
    answer = delegate.get(f"/travaux/P1/documents/{Document.objects.get().pk}/")
    assert b"".join(answer) == made.PDF  # type: ignore[arg-type]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="pv.pdf"'


def test_form_that_attaches_says_what_is_not_taken_and_refuses_aloud(delegate: Client) -> None:
    page = text(delegate, "/travaux/P1/documents/")
    assert "Aucune photographie d'une personne ou d'un corps" in page
    assert "Un PDF est gardé tel quel, avec son auteur" in page

    assert "Cochez la déclaration" in read(attach(delegate, made.jpeg(), is_declared=""))
    hostile = attach(delegate, b"<script>", name="a.jpg")
    assert "Son contenu n'est ni JPEG" in read(hostile)
    assert not Document.objects.exists()


def test_withdrawn_document_says_why_and_leads_nowhere(delegate: Client) -> None:
    attach(delegate, made.jpeg())
    address = f"/travaux/P1/documents/{Document.objects.get().pk}/"
    assert delegate.post(f"{address}retirer/", {"why": ""}).status_code == 200
    assert delegate.post(f"{address}retirer/", {"why": "visage"}).status_code == 302

    assert delegate.get(address).status_code == 404
    page = text(delegate, "/travaux/P1/documents/")
    assert "visage" in page
    assert address not in page


def test_list_is_loaded_added_to_replaced_and_ended_on_pages(director: Client) -> None:
    assert director.post("/travaux/exigences/charger/").status_code == 302
    assert "Liste proposée par Tadbir, à revoir" in text(director, "/travaux/exigences/")
    # The list was loaded by a page, on the day it is today.
    day = Requirement.objects.latest("since").since.isoformat()
    typed = {"text_fr": "Neuf", "text_ar": "", "source": "Note 3", "weight": "2", "since": day}
    assert (
        director.post("/travaux/exigences/ajouter/", {**typed, "place": "signage"}).status_code
        == 302
    )

    answer = director.post("/travaux/exigences/DR03-ACC-01/", {**typed, "text_fr": "Mieux"})
    assert answer.headers["Location"] == "/travaux/exigences/DR03-ACC-01.2/"
    page = text(director, "/travaux/exigences/DR03-ACC-01/")
    assert "Exigence remplacée" in page
    assert "Code inconnu" not in page
    end = {"until": day, "why": "sans objet"}
    assert director.post("/travaux/exigences/DR03-ACC-02/fin/", end).status_code == 302
    page = text(director, "/travaux/exigences/")
    assert "Mieux" in page
    assert (
        page.index("Neuf") < page.index("Qui ne sont plus demandées") < page.rindex("DR03-ACC-02")
    )
    early = director.post(
        "/travaux/exigences/DR03-ACC-03/fin/", {"until": "2020-01-01", "why": "x"}
    )
    assert "pas avant" in read(early)
    assert Requirement.objects.filter(until=None).count() == 44


def test_sibling_sees_neither_project_nor_document(
    region: dict[str, Entity], delegate: Client
) -> None:
    attach(delegate, made.jpeg())
    number = Document.objects.get().pk
    other = signed_in("delegate", region["D591"])

    for tail in ("qualite/", "qualite/reception/", "documents/", f"documents/{number}/"):
        assert other.get(f"/travaux/P1/{tail}").status_code == 404
