"""Frozen dataclasses to canonical JSON and back: sorted keys, exact decimals, no float."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Whole = TypeVar("Whole")


def canonical(value: object) -> str:
    """The one text of a value: the same value gives the same bytes on every machine.

    Raises TypeError for a float, which has no exact text, and for anything it does not know.
    """
    return json.dumps(encoded(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def encoded(value: object) -> Any:
    """A value as JSON knows it: decimals and days as text, keyed pairs as sorted lists."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return _encoded_whole(value)


def _encoded_whole(value: object) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: encoded(getattr(value, one.name)) for one in fields(value) if one.init}
    if isinstance(value, Mapping):
        return _encoded_mapping(value)
    if isinstance(value, Sequence):
        return [encoded(one) for one in value]
    raise TypeError(f"{type(value).__name__} has no canonical text")


def _encoded_mapping(value: Mapping[Any, Any]) -> Any:
    """An object where keys are words, else a list of [key, value] in the order of the keys."""
    if all(isinstance(key, str) for key in value):
        return {str(key): encoded(one) for key, one in value.items()}
    pairs = [[encoded(key), encoded(one)] for key, one in value.items()]
    return sorted(pairs, key=lambda pair: json.dumps(pair[0], ensure_ascii=False))


def read(kind: type[Whole], text: str) -> Whole:
    """The value that `canonical` wrote; raises KeyError, TypeError or ValueError for another."""
    whole: Whole = decoded(kind, json.loads(text))
    return whole


def decoded(kind: Any, raw: Any) -> Any:
    """A JSON value as the annotated type it was written from."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _decoded_optional(kind, raw)
    if origin is tuple:
        return _decoded_tuple(get_args(kind), raw)
    if origin is not None and issubclass(origin, Mapping):
        return _decoded_mapping(get_args(kind), raw)
    if origin is not None:
        (inner,) = get_args(kind)
        return [decoded(inner, one) for one in raw]
    if isinstance(kind, type) and is_dataclass(kind):
        return _decoded_dataclass(kind, raw)
    return _PLAIN.get(kind, kind)(raw)


def _decoded_dataclass(kind: type[Any], raw: Any) -> Any:
    hints = hints_of(kind)
    return kind(**{name: decoded(hints[name], one) for name, one in raw.items()})


def _decoded_optional(kind: Any, raw: Any) -> Any:
    """`X | None`; other unions have no reader."""
    (inner,) = (one for one in get_args(kind) if one is not NoneType)
    return None if raw is None else decoded(inner, raw)


def _decoded_tuple(inner: tuple[Any, ...], raw: Any) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(decoded(inner[0], one) for one in raw)
    return tuple(decoded(one, value) for one, value in zip(inner, raw, strict=True))


def _decoded_mapping(inner: tuple[Any, ...], raw: Any) -> dict[Any, Any]:
    pairs = raw.items() if isinstance(raw, dict) else raw
    return {decoded(inner[0], key): decoded(inner[1], value) for key, value in pairs}


_HINTS: dict[Any, Mapping[str, Any]] = {}


def hints_of(kind: type[Any]) -> Mapping[str, Any]:
    """The annotations of a dataclass, read once a process."""
    if kind not in _HINTS:
        _HINTS[kind] = get_type_hints(kind)
    return _HINTS[kind]


def differences(first: Any, second: Any, place: str = "") -> list[str]:
    """Where two JSON values differ, as places such as `figures.3.values.committed`."""
    if isinstance(first, dict) and isinstance(second, dict):
        keys = sorted(first.keys() | second.keys())
        return [
            found
            for key in keys
            for found in differences(first.get(key), second.get(key), f"{place}.{key}".strip("."))
        ]
    if isinstance(first, list) and isinstance(second, list) and len(first) == len(second):
        pairs = enumerate(zip(first, second, strict=True))
        return [
            found
            for index, (one, other) in pairs
            for found in differences(one, other, f"{place}.{index}".strip("."))
        ]
    return [] if first == second else [place]


def _exact(raw: Any) -> Decimal:
    return Decimal(str(raw))


_PLAIN: Mapping[Any, Callable[[Any], Any]] = {Decimal: _exact, date: date.fromisoformat}
