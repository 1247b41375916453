"""The shell in both languages, refusals, headers, fonts; no table is asked."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.ui import pages
from tadbir.ui.charts import bars
from tadbir.ui.charts.bars import Bar, BarChart
from tadbir.ui.reader import Reader
from tadbir.ui.security import SecurityMiddleware
from tadbir.ui.shell import Demonstration, NavItem
from tadbir.ui.status import Status
from tadbir.ui.tables import Column, Missing, Table
from tadbir.ui.tiles import Tile
from tadbir.ui.workbook import Sheet

D = Decimal
TABLE = Table(
    [Column("name", "Name", href="href"), Column("code", "Code", "code"),
     Column("rate", "Rate", "percent"), Column("state", "State", "status")],
    [{"name": "Fès <b>", "href": "/e/fes", "code": "2-22-431", "rate": D("0.674"), "state": "late"},
     {"name": "Taza", "href": None, "code": None, "rate": Missing("No credit"), "state": None}],
    footer={"name": "Total", "rate": D("0.5")},
)  # fmt: skip


def asked(path: str = "/budget/?on=2025-12-12") -> HttpRequest:
    request = RequestFactory().get(path)
    request.navigation = [NavItem("budget", "Budget", "/budget/", active=True, badge="3")]  # type: ignore[attr-defined]
    request.demonstration = Demonstration(date(2025, 12, 12))  # type: ignore[attr-defined]
    request.search_url = "/search/"  # type: ignore[attr-defined]
    return request


def part(source: str, **context: Any) -> str:
    """A template of one line that uses the components."""
    head = '{% import "ui/_components.html" as ui with context %}'
    return str(engines["jinja2"].from_string(head + source).render(context))


@pytest.mark.parametrize(
    ("lang", "direction", "mark", "other"),
    [("ar", "rtl", "عرض توضيحي", "Français"), ("fr", "ltr", "Démonstration", "العربية")],
)
def test_page_speaks_the_language_and_offers_the_other(
    lang: str, direction: str, mark: str, other: str
) -> None:
    with translation.override(lang):
        body = pages.refuse(asked(), Refused("x", N_("Nothing to show here."))).content.decode()
    assert f'<html lang="{lang}" dir="{direction}">' in body
    assert mark in body
    assert f">{other}</button>" in body
    assert 'name="next" value="/budget/?on=2025-12-12"' in body
    assert 'aria-current="page"' in body
    assert " style=" not in body
    assert "<script>" not in body


def test_refusal_says_why_with_its_status() -> None:
    refused = Refused("money.below-a-centime", N_("The amount {amount} is fine."), amount="<1>")
    response = pages.refuse(asked(), refused)
    assert response.status_code == 409
    assert "The amount &lt;1&gt; is fine." in response.content.decode()


def test_name_that_the_shell_gives_may_not_be_given_twice() -> None:
    with pytest.raises(ValueError, match="lang"):
        pages.render(asked(), "ui/refused.html", {"lang": "x"})


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (lambda r: pages.bad_request(r, ValueError()), 400),
        (lambda r: pages.permission_denied(r, ValueError()), 403),
        (lambda r: pages.not_found(r, ValueError()), 404),
        (pages.server_error, 500),
        (pages.csrf_failure, 403),
    ],
)
def test_failure_has_a_plain_page(answer: Any, status: int) -> None:
    response = answer(RequestFactory().get("/x"))
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_table_shows_links_codes_reasons_and_labels() -> None:
    with translation.override("fr"):
        body = part("{{ ui.table(table) }}", table=TABLE)
    assert '<a href="/e/fes">Fès &lt;b&gt;</a>' in body
    assert '<bdi dir="ltr">2-22-431</bdi>' in body
    assert '<span class="why">No credit</span>' in body
    assert 'data-label="Rate"' in body
    assert "En retard" in body
    assert body.count('<td class="code" data-label="Code"></td>') == 1


def test_empty_table_says_so() -> None:
    with translation.override("fr"):
        assert "Rien à afficher ici." in part("{{ ui.table(t) }}", t=Table(TABLE.columns, []))


def test_chart_stands_beside_its_table_twin() -> None:
    drawn = BarChart("Rates", "By province", "Province", "Rate", [Bar("Fès", D("0.5"))])
    figure = bars.figure(drawn, Reader("fr", str))
    with translation.override("fr"):
        body = part("{{ ui.chart_card(f) }}", f=figure)
    assert body.count("<svg ") == 2
    assert "<summary>Les mêmes données en tableau</summary>" in body
    assert "<td" in body


def test_tile_says_status_denominator_target_freshness_and_source() -> None:
    tile = Tile("Paid", "67,4 %", "278 of 412", Status.LATE, target="Target 75 %", href="/x",
                on_date=date(2025, 11, 30), source="a.xlsx", completeness="27 of 36")  # fmt: skip
    with translation.override("fr"):
        body = part("{{ ui.tile(t) }}", t=tile)
    for words in ("67,4 %", "278 of 412", "En retard", "Target 75 %", "30 novembre 2025",
                  "a.xlsx", "27 of 36", 'href="/x"'):  # fmt: skip
        assert words in body


def test_parts_of_a_page_say_where_we_are() -> None:
    event = SimpleNamespace(action="Loaded", at=None, by="Ali", reason="why")
    source = """{{ ui.breadcrumb([("A", "/a"), ("B", "")]) }}{{ ui.tabs([("T", "/t", True)]) }}
    {{ ui.history([event]) }}{{ ui.notice("N", "refusal", "R") }}{{ ui.download("/d", "D") }}"""
    body = part(source, event=event)
    for words in ('<a href="/a">A</a>', '<span aria-current="page">B</span>', "Loaded",
                  'role="alert"', 'href="/d"'):  # fmt: skip
        assert words in body


def test_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(Exception, match="undefined"):
        part("{{ nothing }}")


def test_workbook_of_a_page_is_a_file_with_the_mark() -> None:
    with translation.override("ar"):
        response = pages.workbook_response(asked(), "operations", [Sheet("Operations", TABLE)])
    assert response.headers["Content-Disposition"] == 'attachment; filename="operations.xlsx"'
    assert response.content.startswith(b"PK")
    assert pages.wants_workbook(asked("/x?format=xlsx"))
    assert not pages.wants_workbook(asked())


def test_every_answer_forbids_what_is_not_ours() -> None:
    response = SecurityMiddleware(lambda request: HttpResponse("x"))(asked())
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_view_that_sets_a_header_keeps_it() -> None:
    own = HttpResponse("x", headers={"Referrer-Policy": "no-referrer"})
    assert SecurityMiddleware(lambda r: own)(asked()).headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize(
    "name",
    ["fonts/IBMPlexSansArabic-Regular.ttf", "fonts/IBMPlexSansArabic-SemiBold.ttf",
     "ui/tadbir.css", "ui/icon.svg", "django_htmx/htmx-2.min.js"],
)  # fmt: skip
def test_static_file_is_served_from_here(name: str) -> None:
    assert finders.find(name)


def test_no_other_file_is_served_under_fonts() -> None:
    with pytest.raises(SuspiciousFileOperation):
        finders.find("fonts/../__init__.py")
    assert finders.find("fonts/LICENSE") is None
