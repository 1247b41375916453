"""The list of requirements that the product comes with, read from its own file."""

import csv
from dataclasses import dataclass
from pathlib import Path

from tadbir.works.terms import Place

FILE = Path(__file__).parent.parent / "starter" / "requirements.csv"


@dataclass(frozen=True, slots=True)
class Proposed:
    """A requirement as it is proposed: nobody's standard, to be reviewed."""

    code: str
    place: Place
    weight: int
    text_fr: str
    text_ar: str


def proposed(file: Path = FILE) -> list[Proposed]:
    """Every requirement proposed, in the order of the file."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [
            Proposed(
                row["code"], Place(row["place"]), int(row["weight"]), row["text_fr"], row["text_ar"]
            )
            for row in csv.DictReader(lines)
        ]
