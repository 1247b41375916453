"""How Django finds the app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.accounts"
