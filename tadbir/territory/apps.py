"""How Django finds the app."""

from django.apps import AppConfig


class TerritoryConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.territory"
