"""How Django finds the app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.audit"
