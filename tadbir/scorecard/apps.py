"""How Django finds the app."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.scorecard"
