"""How Django finds the app."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.exchange"
