"""The pages of intake: send, look, decide, drill, undo; and who sees what."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tadbir.accounts import policies
from tadbir.intake import jobs, source_rows, waiting
from tadbir.intake.models import Batch, RememberedMapping, Staging
from tadbir.intake.source_rows import SourceRow
from tadbir.territory.models import Entity
from tests.intake import ledger
from tests.intake.conftest import Send
from tests.intake.people import person

pytestmark = pytest.mark.django_db
GAS = ["D451", "10", "Gaz", 5_00]
FES_GAS = ["D231", "10", "Gaz", 9_00]


@pytest.fixture
def head(territory: dict[str, Entity], ledger_only: None) -> Client:
    """A head of service of the region."""
    return person("h.alami", "head_of_service", territory["DR03"])


@pytest.fixture
def delegate(territory: dict[str, Entity], ledger_only: None) -> Client:
    """The delegate of Sefrou."""
    return person("d.sefrou", "delegate", territory["D451"])


def upload(rows: list[list[Any]], **told: Any) -> SimpleUploadedFile:
    """A file of the ledger as a browser sends it."""
    body = json.dumps({"rows": rows, "as_of": "2025-06-30", **told})
    return SimpleUploadedFile("situation.xlsx", body.encode())


def sent(client: Client, rows: list[list[Any]], **told: Any) -> Staging:
    """Send a file; the staging it became."""
    response = client.post("/fichiers/envoi/", {"file": upload(rows, **told), "dataset": "notes"})
    assert response.status_code == 302, response.content.decode()
    return Staging.objects.latest("pk")


@pytest.fixture(autouse=True)
def _may_send_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The ledger's files may be sent by who may send a budget's."""
    rights = {
        role: some | ({"take in notes"} if "take in budget" in some else frozenset())
        for role, some in policies.RIGHTS_OF.items()
    }
    monkeypatch.setattr(policies, "RIGHTS_OF", rights)


def test_file_is_sent_looked_at_and_kept(head: Client) -> None:
    row = sent(head, [GAS, FES_GAS])
    page = head.get(f"/fichiers/attente/{row.pk}/")
    assert page.status_code == 200
    assert "situation.xlsx" in page.content.decode()

    kept = head.post(f"/fichiers/attente/{row.pk}/decision/")

    batch = Batch.objects.get()
    assert (kept.status_code, kept.headers["Location"]) == (302, f"/fichiers/{batch.pk}/")
    shown = head.get(kept.headers["Location"])
    assert shown.status_code == 200
    assert head.get(f"/fichiers/attente/{row.pk}/").headers["Location"] == f"/fichiers/{batch.pk}/"
    assert b"".join(head.get(f"/fichiers/{batch.pk}/original/")).startswith(b'{"rows"')  # type: ignore[arg-type]


def test_same_file_leads_to_its_batch(head: Client) -> None:
    row = sent(head, [GAS])
    head.post(f"/fichiers/attente/{row.pk}/decision/")
    again = head.post("/fichiers/envoi/", {"file": upload([GAS]), "dataset": "notes"})

    assert again.headers["Location"] == f"/fichiers/{Batch.objects.get().pk}/?deja=1"
    page = head.get(again.headers["Location"]).content.decode()
    assert "Ce fichier est déjà là" in page
    assert "conservé par h.alami" in page


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


def test_gone_rows_are_asked_and_ticked(head: Client) -> None:
    first = sent(head, [GAS, ["D451", "20", "Eau", 7_00]])
    head.post(f"/fichiers/attente/{first.pk}/decision/")
    second = sent(head, [GAS])

    asked = head.post(f"/fichiers/attente/{second.pk}/decision/")
    assert asked.status_code == 409
    assert 'name="accept_gone"' in asked.content.decode()

    kept = head.post(f"/fichiers/attente/{second.pk}/decision/", {"accept_gone": "on"})
    assert kept.status_code == 302


def test_table_that_does_not_reconcile_offers_no_button(head: Client) -> None:
    row = sent(head, [GAS], total=6_00)
    page = head.get(f"/fichiers/attente/{row.pk}/").content.decode()

    assert "/decision/" not in page
    assert "Feuil1 D99" in page


def test_unreadable_file_is_refused_in_the_form(head: Client) -> None:
    response = head.post(
        "/fichiers/envoi/", {"file": upload([], unreadable=True), "dataset": "notes"}
    )

    assert response.status_code == 422
    assert not Staging.objects.exists()


def test_large_file_is_read_and_kept_by_jobs(head: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LARGE", 1)
    monkeypatch.setattr(jobs, "MANY_ROWS", 1)
    row = sent(head, [GAS])
    assert row.state == "queued"
    assert 'hx-trigger="every 1s"' in head.get(f"/fichiers/attente/{row.pk}/").content.decode()

    jobs.read_staging.call(row.pk)
    row.refresh_from_db()
    assert (row.state, waiting.progress(row.pk)) == ("ready", (0, 0))

    head.post(f"/fichiers/attente/{row.pk}/decision/")
    row.refresh_from_db()
    assert row.state == "committing"
    jobs.keep_staging.call(row.pk)
    assert Batch.objects.get().committed_by == "h.alami"


def test_corrected_columns_are_read_again_and_remembered(head: Client) -> None:
    row = sent(head, [GAS])
    layout = row.layout

    head.post(f"/fichiers/attente/{row.pk}/colonnes/", {"head-3": "amount"})
    row.refresh_from_db()
    assert (row.state, row.mapping, row.layout) == ("ready", {"Crédits ouverts": "amount"}, layout)

    head.post(f"/fichiers/attente/{row.pk}/decision/")
    assert RememberedMapping.objects.get().mapping == {"Crédits ouverts": "amount"}
    assert sent(head, [FES_GAS]).mapping == {"Crédits ouverts": "amount"}


def test_delegate_sees_own_part_of_a_regional_file_alone(
    send: Send, delegate: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    outcome = send("a", [tuple(GAS), tuple(FES_GAS)])
    assert outcome.batch is not None
    number = outcome.batch.pk
    rows = [SourceRow(n, (f"row {n}",)) for n in (1, 2, 3)]
    monkeypatch.setattr(source_rows, "rows", lambda *_arguments, **_options: rows)

    page = delegate.get(f"/fichiers/{number}/").content.decode()
    assert "D451" in page
    assert "D231" not in page
    assert "14,00" not in page
    assert delegate.get(f"/fichiers/{number}/original/").status_code == 403
    cell = delegate.get(f"/fichiers/{number}/cellule/Feuil1/2/").content.decode()
    assert ("row 2" in cell, "row 1" in cell, "row 3" in cell) == (True, False, False)
    assert delegate.get(f"/fichiers/{number}/cellule/Feuil1/3/").status_code == 404
    assert delegate.get(f"/fichiers/{number}/cellule/Autre/2/").status_code == 404


def test_batch_of_a_sibling_is_not_there(send: Send, delegate: Client) -> None:
    outcome = send("a", [tuple(FES_GAS)])
    assert outcome.batch is not None
    number = outcome.batch.pk

    assert "a.json" not in delegate.get("/fichiers/").content.decode()
    for address in ("", "original/", "annote/", "cellule/Feuil1/2/"):
        assert delegate.get(f"/fichiers/{number}/{address}").status_code == 404
    assert delegate.post(f"/fichiers/{number}/retrait/", {"why": "x"}).status_code == 404


def test_delegate_sends_and_withdraws_nothing(send: Send, delegate: Client) -> None:
    outcome = send("a", [tuple(GAS)])
    assert outcome.batch is not None

    assert delegate.get("/fichiers/envoi/").status_code == 403
    withdrawn = delegate.post(f"/fichiers/{outcome.batch.pk}/retrait/", {"why": "x"})
    assert withdrawn.status_code == 403
    assert Batch.objects.get().withdrawn_number is None


def test_withdrawal_asks_why_and_says_what_stands_on_the_batch(send: Send, head: Client) -> None:
    first = send("a", [tuple(GAS)]).batch
    second = send("b", [("D451", "10", "Gaz", 6_00)]).batch
    assert first is not None
    assert second is not None

    assert head.post(f"/fichiers/{first.pk}/retrait/", {"why": ""}).status_code == 200
    refused = head.post(f"/fichiers/{first.pk}/retrait/", {"why": "Erreur"})
    assert refused.status_code == 409
    done = head.post(f"/fichiers/{second.pk}/retrait/", {"why": "Erreur de mois"})
    assert done.status_code == 302
    assert "Erreur de mois" in head.get(f"/fichiers/{second.pk}/").content.decode()


def test_filters_keep_what_was_asked(send: Send, head: Client) -> None:
    send("juin", [tuple(GAS)])
    send("juillet", [("D451", "10", "Gaz", 6_00)])

    def listed(query: str) -> list[bool]:
        page = head.get(f"/fichiers/?{query}").content.decode()
        return ["juin.json" in page, "juillet.json" in page]

    assert listed("") == [True, True]
    assert listed("state=committed") == [False, True]
    assert listed("state=superseded") == [True, False]
    assert listed("state=withdrawn") == [False, False]
    assert listed("q=juin") == [True, False]
    assert listed("state=nonsense") == [True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_batches_asks_the_same_however_long(
    send: Send, head: Client, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        send(
            f"file-{number}",
            [("D451", str(number), "Gaz", number)],
            on_date=date(2025, 1, 1 + number),
        )
    head.get("/fichiers/")

    with django_assert_num_queries(7):
        page = head.get("/fichiers/").content.decode()
    assert page.count("file-") == count


@pytest.mark.parametrize("count", [1, 3])
def test_batch_asks_the_same_however_many_returns(
    send: Send, head: Client, count: int, django_assert_num_queries: Any
) -> None:
    rows = [(code, "1", "Gaz", 1) for code in ("D451", "D231", "DR03")[:count]]
    batch = send("a", rows).batch
    assert batch is not None
    head.get("/fichiers/")

    with django_assert_num_queries(8):
        assert head.get(f"/fichiers/{batch.pk}/").status_code == 200
