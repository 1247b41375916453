"""How Django finds the app."""

from django.apps import AppConfig


class CockpitConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.cockpit"
