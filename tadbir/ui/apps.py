"""The app that carries the page shell, its static files and its catalogues."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Shared look of every page and document."""

    name = "tadbir.ui"
    label = "ui"
