"""The reader of this moment: Django's current language and its catalogues."""

from django.utils.translation import get_language, gettext

from tadbir.ui.reader import ARABIC, FRENCH, Reader


def language() -> str:
    """`ar` or `fr`: the language now in force; French when the request asks for another."""
    return ARABIC if (get_language() or "").startswith(ARABIC) else FRENCH


def reader() -> Reader:
    """The reader now in force, for charts, tables, workbooks and documents."""
    return Reader(language(), gettext)
