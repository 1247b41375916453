"""Sending files of the ledger as a browser does."""

import json
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tadbir.intake.models import Staging


def upload(rows: list[list[Any]], **told: Any) -> SimpleUploadedFile:
    """A file of the ledger as a browser sends it."""
    body = json.dumps({"rows": rows, "as_of": "2025-06-30", **told})
    return SimpleUploadedFile("situation.xlsx", body.encode())


def sent(client: Client, rows: list[list[Any]], **told: Any) -> Staging:
    """Send a file; the staging it became."""
    response = client.post("/fichiers/envoi/", {"file": upload(rows, **told), "dataset": "notes"})
    assert response.status_code == 302, response.content.decode()
    return Staging.objects.latest("pk")
