"""The fields that forms share."""

from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.utils import translation

import tadbir
from tadbir.ui.fields import day


class _Form(forms.Form):
    on = day(label="On")


@pytest.mark.parametrize("language", ["ar", "fr"])
def test_a_day_is_written_as_browsers_read_it_and_read_back(language: str) -> None:
    with translation.override(language):
        shown = str(_Form(initial={"on": date(2025, 1, 2)})["on"])
        sent = _Form({"on": "2025-01-02"})

        assert 'value="2025-01-02"' in shown
        assert sent.is_valid()
        assert sent.cleaned_data["on"] == date(2025, 1, 2)


def test_no_form_makes_a_day_of_its_own() -> None:
    package = Path(tadbir.__file__).parent

    makers = {path.name for path in package.rglob("*.py") if "DateInput" in path.read_text()}

    assert makers == {"fields.py"}
