"""Every address of the product, by app."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from tadbir.accounts.sign_in import health
from tadbir.territory.views import search

PREFIXES = {
    "cockpit": "",
    "territory": "territoire/",
    "facilities": "etablissements/",
    "budget": "budget/",
    "procurement": "operations/",
    "works": "travaux/",
    "intake": "fichiers/",
    "scorecard": "indicateurs/",
    "meetings": "reunions/",
    "dossier": "dossiers/",
    "exchange": "echange/",
    "accounts": "administration/",
    "ui": "",
}

urlpatterns: list[URLPattern | URLResolver] = [
    path("compte/", include("tadbir.accounts.sign_in_urls")),
    path("sante/", health, name="health"),
    path("recherche/", search, name="search"),
]
urlpatterns += [
    path(prefix, include(f"tadbir.{app}.urls"))
    for app, prefix in PREFIXES.items()
    if (settings.PACKAGE / app / "urls.py").exists()
]
handler400 = "tadbir.ui.pages.bad_request"
handler403 = "tadbir.ui.pages.permission_denied"
handler404 = "tadbir.ui.pages.not_found"
handler500 = "tadbir.ui.pages.server_error"
