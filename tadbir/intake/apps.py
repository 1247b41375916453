"""How Django finds the app."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.intake"
