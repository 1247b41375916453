"""Fields that forms of every app share."""

from typing import Any

from django import forms


def day(**options: Any) -> forms.DateField:
    """A day, picked where the browser can: its value is ISO in every language, as HTML asks."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)
