"""The words of a head: compared without case, marks, units, formula letters and articles."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from tadbir.core.words import fold
from tadbir.intake.contract import Column, Dataset

_FORMULA = re.compile(
    r"[(\[]\s*[A-Z]\d?\s*(?:=[^)\]]*(?:\([^)]*\)[^)\]]*)*)?[)\]](?:\s*=\s*[-+*/()A-Z\d\s%]+)?"
)
_NOTE = re.compile(r"\(\s*\d{1,2}\s*\)|\*+$")
_PERIOD = re.compile(
    r"\b(?:au titre de (?:l )?(?:annee |exercice )?|exercice |gestion |annee |برسم سنه |سنه )?"
    r"(?:19|20)\d\d\b|\bau \d{1,2} \d{1,2} (?:\d{4})?$"
)
_STOP = frozenset(
    [
        "de",
        "des",
        "du",
        "la",
        "le",
        "les",
        "l",
        "d",
        "en",
        "a",
        "au",
        "aux",
        "et",
        "un",
        "une",
        "the",
        "of",
        "in",
    ]
)
_UNITS: tuple[tuple[str, int], ...] = (
    (r"(?:en )?(?:milliards?|mmdhs?)(?: (?:de )?(?:dhs?|dirhams?|mad))?|(?:ب)?(?:مليار|ملايير)(?: (?:ال)?(?:درهم|دراهم))?", 9),
    (r"(?:en )?(?:millions?|mdhs?)(?: (?:de )?(?:dhs?|dirhams?|mad))?|million (?:mad|dirhams?)|(?:ب)?(?:ال)?(?:مليون|ملايين)(?: (?:ال)?(?:درهم|دراهم))?", 6),
    (r"(?:en )?(?:milliers?|kdhs?)(?: (?:de )?(?:dhs?|dirhams?|mad))?|(?:in )?thousands?(?: (?:of )?(?:mad|dirhams?))?|(?:ب)?(?:الاف|الف)(?: (?:ال)?(?:درهم|دراهم))", 3),
    (r"(?:en )?(?:dhs?|dirhams?|mad)|(?:ب)?(?:ال)?(?:درهم|دراهم)", 0),
)  # fmt: skip
_UNIT = [(re.compile(rf"(?<!\d )\b(?:{pattern})\b"), power) for pattern, power in _UNITS]
_SAID = re.compile(r"\b(?:en|unites?|montants?|exprimes?|valeurs?|in|بالملايين|ب\w+|الوحده)\b")


@dataclass(frozen=True, slots=True)
class Head:
    """A head as compared: its bare words, the unit it names, and whether it says percent."""

    key: str
    factor: Decimal | None
    says_percent: bool


@lru_cache(maxsize=50_000)
def head(text: str) -> Head:
    """The head that a cell writes."""
    bare = _NOTE.sub(" ", _FORMULA.sub(" ", text))
    folded = fold(bare)
    words, factor = _without_unit(folded)
    words = _PERIOD.sub(" ", words)
    return Head(_stemmed(words) or _stemmed(folded), factor, "%" in text or "٪" in text)


def _without_unit(folded: str) -> tuple[str, Decimal | None]:
    for pattern, power in _UNIT:
        found = pattern.search(folded)
        if found is not None:
            return folded[: found.start()] + folded[found.end() :], Decimal(10**power)
    return folded, None


def _stemmed(words: str) -> str:
    return " ".join(_stem(word) for word in words.split() if word not in _STOP)


def _stem(word: str) -> str:
    if word.startswith("ال") and len(word) > 4:
        return word[2:]
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def unit_said(text: str) -> Decimal | None:
    """The unit that a line above a table declares, such as "(en milliers de DH)"; None if none.

    A sum of money in a sentence ("12 millions de dirhams") is no unit.
    """
    folded = fold(text)
    rest, factor = _without_unit(folded)
    if factor is None or any(character.isdigit() for character in _around(folded, rest)):
        return None
    alone = not rest.strip() or len(rest.split()) <= 1
    in_brackets = re.search(r"[(\[][^)\]]{2,40}[)\]]", text) is not None
    return factor if alone or in_brackets or _SAID.search(folded) else None


def _around(folded: str, rest: str) -> str:
    """The word before the unit."""
    common = 0
    while common < len(rest) and rest[common] == folded[common]:
        common += 1
    return folded[:common].rstrip().rpartition(" ")[2]


@dataclass(slots=True)
class Vocabulary:
    """The heads a dataset knows: names of columns, codes of groups, and heads that qualify."""

    columns: dict[str, list[Column]] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    qualifiers: frozenset[str] = frozenset()
    mapping: dict[str, str] = field(default_factory=dict)

    def knows(self, text: str) -> bool:
        """Whether a head is that of a column, or was mapped by hand to one."""
        key = head(text).key
        return bool(key) and (key in self.columns or bool(self.mapping.get(key)))

    def qualifies(self, text: str) -> bool:
        """Whether a head is one of those that stand above columns."""
        key = head(text).key
        return key in self.groups or key in self.qualifiers


def vocabulary(dataset: Dataset, mapping: Iterable[tuple[str, str]]) -> Vocabulary:
    """The vocabulary of a dataset, with the heads that a person mapped."""
    known = Vocabulary(
        groups={head(s).key: g.code for g in dataset.groups for s in (*g.synonyms, g.code)},
        qualifiers=frozenset(head(w).key for c in dataset.columns for w in c.within),
        mapping={head(text).key: name for text, name in mapping},
    )
    for column in dataset.columns:
        for key in {head(s).key for s in (column.title, column.name, *column.synonyms)}:
            known.columns.setdefault(key, []).append(column)
    return known
