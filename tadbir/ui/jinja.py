"""The Jinja2 environment of our pages: translations, formats and addresses."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.templatetags.static import static
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tadbir.ui import addresses, formats, tables
from tadbir.ui.icons import icon, status_icon
from tadbir.ui.status import look
from tadbir.ui.words import language, reader


def _formatter(function: Callable[..., str]) -> Callable[..., str]:
    """The same format, in the language of the page being rendered."""

    def format_now(value: Any, *options: Any, **named: Any) -> str:
        return function(value, language(), *options, **named)

    return format_now


def _cell(value: object, column: tables.Column) -> str:
    """One cell of a table as text; codes are isolated by the markup of the cell instead."""
    if column.kind == "code" and value is not None and not isinstance(value, tables.Missing):
        return formats.bdi(value)
    return tables.text(value, column.kind, reader())


def _x_of_y(x: int | None, y: int | None) -> str:
    return formats.x_of_y(x, y, language())


def _isoformat(value: date | datetime) -> str:
    return value.isoformat()


def _safe_svg(text: str) -> Markup:
    """Marks a drawing of ours as markup; its texts were escaped when it was drawn."""
    return Markup(text)  # noqa: S704


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{
        name: _formatter(getattr(formats, name))
        for name in (
            "amount", "count", "day", "decimal", "dirhams", "instant", "millions",
            "millions_alone", "month", "percent", "points",
        )
    },
    "bdi": formats.bdi,
    "isoformat": _isoformat,
    "svg": _safe_svg,
}  # fmt: skip


def environment(**options: Any) -> Environment:
    """The environment that Django's Jinja2 backend asks for; an undefined name is an error."""
    options |= {"undefined": StrictUndefined, "autoescape": True, "trim_blocks": True}
    options |= {"lstrip_blocks": True, "extensions": ["jinja2.ext.i18n", "jinja2.ext.do"]}
    env = Environment(**options)  # noqa: S701
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    env.filters.update(FILTERS)
    env.globals.update(
        url=addresses.page_address, kept=addresses.kept, having=addresses.having,
        moment=addresses.moment, static=static, cell=_cell, x_of_y=_x_of_y, status_look=look,
        status_icon=status_icon, icon=icon, language=language,
        is_missing=lambda value: isinstance(value, tables.Missing),
    )  # fmt: skip
    return env
