"""Several files on the page of what waits; twins told of; who may speak for whom."""

from typing import Any

import pytest
from django.test import Client

from tadbir.intake import jobs, waiting
from tadbir.intake.models import Batch, Staging
from tadbir.territory.models import Entity
from tests.intake import ledger
from tests.intake.people import person
from tests.intake.sending import sent, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("may_send_notes")]
GAS = ["D451", "10", "Gaz", 5_00]
FES_GAS = ["D231", "10", "Gaz", 9_00]


def test_same_bytes_from_another_source_are_told_of(head: Client) -> None:
    first = sent(head, [GAS])
    head.post(f"/fichiers/attente/{first.pk}/decision/")
    told = {"file": upload([GAS]), "dataset": "notes", "source": "treasury"}
    response = head.post("/fichiers/envoi/", told)

    page = head.get(response.headers["Location"]).content.decode()
    assert f"Ce même fichier est déjà le lot {Batch.objects.get().pk}" in page
    assert "Conserver tous ceux" not in head.get("/fichiers/attente/").content.decode()


def test_several_files_wait_each_with_its_verdict_and_clean_ones_are_kept_together(
    head: Client,
) -> None:
    files = [
        upload([GAS]), upload([FES_GAS], total=1), upload([], unreadable=True), upload([FES_GAS]),
    ]  # fmt: skip
    response = head.post("/fichiers/envoi/", {"file": files, "dataset": "notes"})
    assert response.headers["Location"] == "/fichiers/attente/"

    page = head.get("/fichiers/attente/").content.decode()
    clean = [row.pk for row in Staging.objects.order_by("pk") if waiting.is_clean(row)]
    assert len(clean) == 2
    assert page.count('type="hidden" name="file"') == 2
    assert "Conserver tous ceux que rien n'arrête" in page

    kept = head.post("/fichiers/attente/", {"file": clean})
    assert kept.headers["Location"] == "/fichiers/"
    assert Batch.objects.count() == 2
    assert len(ledger.MOVED) == 1
    states = Staging.objects.exclude(state="done").values_list("state", flat=True)
    assert sorted(states) == ["ready", "refused"]


def test_file_that_came_since_the_page_was_shown_is_not_kept_unseen(head: Client) -> None:
    seen, unseen = sent(head, [GAS]), sent(head, [FES_GAS])

    head.post("/fichiers/attente/", {"file": [seen.pk]})

    assert Batch.objects.get().file == seen.file
    unseen.refresh_from_db()
    assert unseen.state == "ready"


def test_many_rows_are_kept_together_by_one_job(
    head: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "MANY_ROWS", 2)
    rows = [sent(head, [GAS]).pk, sent(head, [FES_GAS]).pk]

    head.post("/fichiers/attente/", {"file": rows})
    assert set(Staging.objects.values_list("state", flat=True)) == {"committing"}

    jobs.keep_stagings.call(rows)
    assert Batch.objects.count() == 2
    assert len(ledger.MOVED) == 1


def test_holder_speaks_in_its_own_name_alone(
    territory: dict[str, Entity], ledger_only: None
) -> None:
    officer = person("b.sefrou", "budget_officer", territory["D451"])
    form = officer.get("/fichiers/envoi/").content.decode()
    assert 'value="holder"' in form
    assert 'value="treasury"' not in form

    told = {"file": upload([GAS]), "dataset": "notes", "source": "treasury"}
    refused = officer.post("/fichiers/envoi/", told)
    assert refused.status_code == 422
    assert not Staging.objects.exists()

    row = sent(officer, [GAS])
    Staging.objects.update(source="treasury")
    assert officer.post(f"/fichiers/attente/{row.pk}/decision/").status_code == 403
    assert not Batch.objects.exists()


def test_file_kept_meanwhile_is_said_to_be_there_and_offered_no_more(head: Client) -> None:
    first, twin = sent(head, [GAS]), sent(head, [GAS])
    head.post(f"/fichiers/attente/{first.pk}/decision/")

    page = head.post("/fichiers/attente/", {"file": [twin.pk]})

    assert page.status_code == 409
    assert "Ce fichier est déjà là" in page.content.decode()
    twin.refresh_from_db()
    assert (twin.state, waiting.is_clean(twin)) == ("refused", False)
    assert "/abandon/" in head.get(f"/fichiers/attente/{twin.pk}/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_what_waits_asks_the_same_however_long(
    head: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        sent(head, [["D451", str(number), "Gaz", number]])

    with django_assert_num_queries(4):
        page = head.get("/fichiers/attente/").content.decode()
    assert page.count('type="hidden" name="file"') == count
