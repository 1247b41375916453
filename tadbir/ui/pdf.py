"""Typeset documents: a Typst template of the package, data as JSON, tagged PDF, same bytes."""

import json
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

from tadbir.ui import typeface
from tadbir.ui.tokens import CAUSES, CLASSES, COLOURS

BASE = Path(__file__).parent / "templates" / "ui" / "base.typ"


def compile_pdf(
    template: Path,
    data: Mapping[str, object],
    images: Mapping[str, str],
    *,
    lang: str,
    created: date,
) -> bytes:
    """The PDF of a template; the same inputs give the same bytes.

    The template imports `base.typ`, reads `data.json` (what `data` says, with `lang`, `created`
    and `tokens` added) and may place `images` (name without extension → SVG text) from
    `images/NAME.svg`. Raises `typst.TypstError` when the template is wrong, which is a fault of
    ours, never of the data: data never becomes code.
    """
    with TemporaryDirectory(prefix="tadbir-pdf-") as folder:
        root = Path(folder)
        shutil.copyfile(template, root / "main.typ")
        shutil.copyfile(BASE, root / "base.typ")
        tokens = dict(COLOURS) | {"classes": CLASSES, "causes": CAUSES}
        whole = dict(data) | {"lang": lang, "created": created.isoformat(), "tokens": tokens}
        (root / "data.json").write_text(json.dumps(whole, ensure_ascii=False), encoding="utf-8")
        (root / "images").mkdir()
        for name, svg in images.items():
            (root / "images" / f"{name}.svg").write_text(svg, encoding="utf-8")
        return _compile(root, created)


def _compile(root: Path, created: date) -> bytes:
    midnight = datetime(created.year, created.month, created.day, tzinfo=UTC)
    return bytes(
        typst.compile(
            root / "main.typ",
            root=root,
            font_paths=[typeface.directory()],
            ignore_system_fonts=True,
            format="pdf",
            pdf_standards=["1.7", "ua-1"],
            timestamp=int(midnight.timestamp()),
        )
    )
