"""The pages of intake: send, look, decide, drill, undo; and who sees what."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from tadbir.intake import jobs, source_rows, waiting
from tadbir.intake.models import Batch, RememberedMapping, Staging
from tadbir.intake.source_rows import SourceRow
from tests.intake.conftest import Send
from tests.intake.sending import sent, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("may_send_notes")]
GAS = ["D451", "10", "Gaz", 5_00]
FES_GAS = ["D231", "10", "Gaz", 9_00]


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


def test_delegate_sends_works_alone_and_withdraws_nothing(send: Send, delegate: Client) -> None:
    outcome = send("a", [tuple(GAS)])
    assert outcome.batch is not None

    offered = delegate.get("/fichiers/envoi/").content.decode()
    assert 'value="notes"' not in offered
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
