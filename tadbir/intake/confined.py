"""Asking a child with limits about a kept file, outside of taking it in."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_KEPT = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV")


def answer(module: str, question: Mapping[str, Any], *, patience: float) -> bytes | None:
    """What a module run as a child writes to its output; None when it failed or took too long.

    The child reads the question as JSON from its input, knows no setting and no secret, and
    binds itself with `reading.child.confine` before it opens the file. `patience` is seconds.
    """
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-m", module],
            input=json.dumps(question).encode(),
            capture_output=True,
            timeout=patience,
            check=False,
            env={name: value for name, value in os.environ.items() if name in _KEPT},
            cwd=Path(__file__).resolve().parents[2],
        )
    except subprocess.TimeoutExpired:
        return None
    return done.stdout if done.returncode == 0 else None
