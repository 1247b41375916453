"""Writes docs/reference/glossary.md from the terms carried in glossary.csv.

Run by hand when a term changes: `python -m tools.glossary`. A test compares the page with the terms.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

TERMS = Path(__file__).parent / "glossary.csv"
PAGE = Path(__file__).parent.parent / "docs" / "reference" / "glossary.md"
HEAD = """\
# Glossary
The words of the field as the program names them, in English, French and Arabic. Made from
`tools/glossary.csv` by `python -m tools.glossary`. An Arabic term marked ✓ was found in Moroccan
legal texts or press; the others are in use and were not found there.
"""
Term = Mapping[str, str]


def terms() -> Sequence[Term]:
    """The terms in the order of the file: module, code_name, en, fr, ar, is_attested (0 or 1)."""
    with TERMS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _lines(found: Sequence[Term]) -> Iterator[str]:
    """One table a module, modules and codes in alphabetical order."""
    ordered = sorted(found, key=lambda term: (term["module"], term["code_name"]))
    for module, group in groupby(ordered, key=lambda term: term["module"]):
        yield f"\n## {module.capitalize()}\n"
        yield "| in the code | English | French | Arabic | |\n|---|---|---|---|---|\n"
        for term in group:
            mark = "✓" if term["is_attested"] == "1" else ""
            yield f"| `{term['code_name']}` | {term['en']} | {term['fr']} | {term['ar']} | {mark} |\n"


def page() -> str:
    """The whole page, as Markdown."""
    return HEAD + "".join(_lines(terms()))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
