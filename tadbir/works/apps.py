"""How Django finds the app."""

from django.apps import AppConfig


class WorksConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.works"
