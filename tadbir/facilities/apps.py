"""How Django finds the app."""

from django.apps import AppConfig


class FacilitiesConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.facilities"
