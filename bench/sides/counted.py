"""The literal queries that a page asks, uncached, as its reader; the home page by default."""

from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def work(cookie: str, path: str = "/") -> dict[str, Any]:
    """How many queries, and which, once the process has asked what it asks only once."""
    client = Client(headers={"host": "127.0.0.1", "cookie": cookie})
    for _ in range(2):
        cache.clear()
        with CaptureQueriesContext(connection) as seen:
            answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")
    return {"queries": len(seen), "bytes": len(answer.content)}
