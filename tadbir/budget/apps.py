"""How Django finds the app."""

from django.apps import AppConfig


class BudgetConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.budget"
