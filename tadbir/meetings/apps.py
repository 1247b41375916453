"""How Django finds the app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The app as Django sees it."""

    name = "tadbir.meetings"
