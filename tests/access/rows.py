"""The rows of every app, found beside this file, and every address of the resolver."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.urls import URLPattern, URLResolver, get_resolver

from tests.access.matrix import Row
from tests.access.world import World

MODULES = sorted(path.stem for path in Path(__file__).parent.glob("rows_*.py"))


def modules() -> list[ModuleType]:
    """The modules of rows, one an app."""
    return [import_module(f"tests.access.{name}") for name in MODULES]


def furnishers() -> list[Callable[[World], None]]:
    """What puts the data of each app into the world."""
    return [module.furnish for module in modules() if hasattr(module, "furnish")]


def rows() -> Mapping[str, Row]:
    """Every row by URL name; ValueError when a URL has two."""
    found: dict[str, Row] = {}
    for row in (row for module in modules() for row in module.ROWS):
        if row.name in found:
            raise ValueError(f"{row.name} has two rows")
        found[row.name] = row
    return found


def addresses() -> list[str]:
    """The name of every URL; one without a name is given as its pattern, which no row can have."""
    return sorted(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            deeper = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, deeper)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}" if entry.name else f"nameless: {entry.pattern}"
