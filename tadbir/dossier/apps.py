"""How Django finds the app."""

from django.apps import AppConfig


class DossierConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.dossier"
