"""The values of the trail in the reader's words; a code that nobody knows is marked as such."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from babel.dates import get_day_names
from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext

from tadbir.audit.kinds import Beside, Inside, Named, Parts, Plain, Tally, Written
from tadbir.audit.labels import fields, values
from tadbir.ui import formats
from tadbir.ui.words import language

Row = Mapping[str, object]
Namer = Callable[[Collection[str]], Mapping[str, str]]
Asked = tuple[str, str]
"""A register and a code in it."""

_SHOWN = 12


@cache
def _namer(path: str) -> Namer:
    found: Namer = import_string(path)
    return found


def unknown(code: object) -> str:
    """A code, a value or a key without a word, marked so that nobody takes it for one."""
    return gettext("Unknown code: %(code)s") % {"code": formats.isolate(str(code))}


@dataclass(frozen=True)
class Words:
    """The names met in some rows, asked of each register once."""

    names: Mapping[str, Mapping[str, str]]

    @classmethod
    def of(cls, rows: Sequence[tuple[str, Row]]) -> "Words":
        """The names that the rows of a history need, each with its app; a query a register."""
        wanted: dict[str, set[str]] = {}
        for app, row in rows:
            for field, value in row.items():
                for register, code in _asked(values(app).get(field), value):
                    wanted.setdefault(register, set()).add(code)
        paths = settings.TRAIL_NAMES
        return cls({one: _namer(paths[one])(codes) for one, codes in wanted.items()})

    def field(self, app: str, field: str) -> str:
        """What a value is called."""
        word = fields(app).get(field)
        return unknown(field) if word is None else gettext(word)

    def lines(self, app: str, field: str, row: Row) -> tuple[str, ...]:
        """A value of a row, one line or more; none where there is nothing."""
        return tuple(self._lines(values(app).get(field), row.get(field), row))

    def _lines(self, how: Written | None, value: object, row: Row) -> Iterator[str]:
        if isinstance(value, list):
            for number, item in enumerate(value, 1):
                if isinstance(how, Tally) and item and len(value) > 1:
                    yield gettext("Table %(number)s") % {"number": number}
                yield from self._lines(how, item, row)
        elif isinstance(value, dict):
            yield from self._nested(how, value)
        elif value is not None and value != "":
            yield self._said(how, value, row)

    def _nested(self, how: Written | None, inner: Mapping[str, object]) -> Iterator[str]:
        for key in _in_order(how, inner):
            value = inner[key]
            one: Written | None
            match how:
                case Tally():
                    label, one = self._said(how.keys, key, inner), how.each
                case Inside() if key in how.fields:
                    word, one = how.fields[key]
                    label = gettext(word)
                case _:
                    label, one = unknown(key), None
            for line in self._lines(one, value, inner):
                yield gettext("%(label)s: %(value)s") % {"label": label, "value": line}

    def _said(self, how: Written | None, value: object, row: Row) -> str:
        match how:
            case Plain():
                return _written(how, value)
            case Named():
                return self.names.get(how.register, {}).get(str(value)) or unknown(value)
            case Parts():
                first, _space, rest = str(value).partition(" ")
                first, rest = self._said(how.first, first, row), self._said(how.rest, rest, row)
                return gettext("%(label)s: %(value)s") % {"label": first, "value": rest}
            case Beside():
                return self._said(how.cases.get(str(row.get(how.field))), value, row)
            case Mapping() if str(value) in how:
                return gettext(how[str(value)])
        return unknown(value)


def _in_order(how: Written | None, inner: Mapping[str, object]) -> list[str]:
    """The keys as their terms put them, what these do not know last."""
    known = list(how.fields) if isinstance(how, Inside) else []
    return [*(key for key in known if key in inner), *(key for key in inner if key not in known)]


def _asked(how: Written | None, value: object) -> Iterator[Asked]:
    """The codes inside a value that a register names."""
    if isinstance(value, list):
        for item in value:
            yield from _asked(how, item)
    elif isinstance(how, Tally) and isinstance(value, dict):
        yield from ((how.keys.register, key) for key in value)
    elif isinstance(how, Named) and value:
        yield how.register, str(value)


def _written(kind: Plain, value: object) -> str:
    try:
        return _WRITERS[kind](str(value), language())
    except (ValueError, ArithmeticError):
        return unknown(value)


def _number(text: str, lang: str) -> str:
    value = Decimal(text)
    exponent = value.normalize().as_tuple().exponent
    return formats.decimal(value, lang, max(0, -exponent if isinstance(exponent, int) else 0))


def _weekday(text: str, lang: str) -> str:
    name: str = get_day_names(locale=lang)[(int(text) - 1) % 7]
    return name


def _yes_no(text: str, _lang: str) -> str:
    return gettext("Yes") if text == "True" else gettext("No")


def _print(text: str, _lang: str) -> str:
    return formats.isolate(f"{text[:_SHOWN]}…" if len(text) > _SHOWN else text)


_WRITERS: Mapping[Plain, Callable[[str, str], str]] = {
    Plain.TEXT: lambda text, _lang: text,
    Plain.SENTENCE: lambda text, _lang: gettext(text),
    Plain.REFERENCE: lambda text, _lang: formats.isolate(text),
    Plain.PRINT: _print,
    Plain.DAY: lambda text, lang: formats.day(date.fromisoformat(text), lang),
    Plain.WEEKDAY: _weekday,
    Plain.YEAR: lambda text, _lang: str(int(text)),
    Plain.COUNT: lambda text, lang: formats.count(Decimal(text), lang),
    Plain.NUMBER: _number,
    Plain.DIRHAMS: lambda text, lang: formats.dirhams(Decimal(text), lang),
    Plain.RATE: lambda text, lang: formats.percent(Decimal(text), lang),
    Plain.YES_NO: _yes_no,
}
