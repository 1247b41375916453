"""The child that marks refused cells in a sender's workbook, under the limits of every child."""

import json
import sys
from pathlib import Path

from tadbir.intake.annotated import annotate
from tadbir.intake.reading.child import confine
from tadbir.intake.reading.files import opened
from tadbir.intake.reading.options import Limits, ReadOptions


def main() -> None:
    """Answer one question (path, refused cells, words of their sheet) with the workbook.

    The archive is scanned again before openpyxl sees it; whatever is refused ends the child.
    """
    asked = json.load(sys.stdin)
    confine(Limits(), 1)
    path = Path(asked["path"])
    opened(path, None, ReadOptions(), lambda *_: None)
    body = annotate(
        path,
        asked["refused"],
        title=asked["title"],
        heads=asked["heads"],
        is_rtl=asked["is_rtl"],
    )
    sys.stdout.buffer.write(body)


if __name__ == "__main__":
    main()
