"""Serves the typeface's own files under `fonts/`, straight from the package that carries them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

from tadbir.ui import typeface

PREFIX = "fonts"


class FontFinder(FileSystemFinder):
    """Finds `fonts/NAME.ttf`, and nothing else."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        root = str(typeface.directory())
        self.locations = [(PREFIX, root)]
        storage = FileSystemStorage(location=root)
        storage.prefix = PREFIX  # type: ignore[attr-defined]
        self.storages = {root: storage}

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing to configure, only files that must be there."""
        if not Path(typeface.directory()).is_dir():
            raise FileNotFoundError(typeface.directory())
        return []
