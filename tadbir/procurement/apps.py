"""How Django finds the app."""

from django.apps import AppConfig


class ProcurementConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.procurement"
