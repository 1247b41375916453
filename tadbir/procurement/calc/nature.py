"""Which budget and which part a row belongs to: by column, head, chapter, nature or title. Pure."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tadbir.core.words import fold
from tadbir.procurement.terms import BudgetKind, Part

Nature = tuple[BudgetKind | None, Part | None]

OF_GROUP: Mapping[str, Nature] = {
    "": (None, None),
    "operating": (BudgetKind.GENERAL, Part.OPERATING),
    "investment": (BudgetKind.GENERAL, Part.INVESTMENT),
    "segma": (BudgetKind.SEGMA, None),
    "segma_operating": (BudgetKind.SEGMA, Part.OPERATING),
    "segma_investment": (BudgetKind.SEGMA, Part.INVESTMENT),
}
"""What a merged head says; a total is no group of its own."""

_CHAPTERS: Mapping[str, Nature] = {
    "1.2.1.": (BudgetKind.GENERAL, Part.OPERATING),
    "1.2.2.": (BudgetKind.GENERAL, Part.INVESTMENT),
    "4.1.": (BudgetKind.SEGMA, Part.OPERATING),
    "4.2.": (BudgetKind.SEGMA, Part.INVESTMENT),
    "3.": (BudgetKind.SPECIAL, None),
}
"""How chapters of the finance law's nomenclature begin (Guide de la nomenclature, 2017)."""

_CHAPTER_DOTS = 4
_CHAPTER_LENGTHS = (6, 4, 2)
_NOTHING: Nature = (None, None)
_PART_WORDS: tuple[tuple[str, Part], ...] = tuple(
    (fold(word), part)
    for part, words in (
        (Part.INVESTMENT, ("investissement", "investissements", "investment", "الاستثمار", "استثمار",
                           "équipement budget")),
        (Part.OPERATING, ("fonctionnement", "mdd", "matériel et dépenses diverses", "exploitation",
                          "biens et services", "personnel", "transferts", "operating", "التسيير",
                          "الاستغلال", "المعدات والنفقات المختلفة", "تسيير", "استغلال")),
    )
    for word in words
)  # fmt: skip
_KIND_WORDS: tuple[tuple[str, BudgetKind], ...] = tuple(
    (fold(word), kind)
    for kind, words in (
        (BudgetKind.SEGMA, ("segma", "مرفق الدولة المسير بصورة مستقلة",
                            "مرافق الدولة المسيرة بصورة مستقلة", "الاستغلال")),
        (BudgetKind.SPECIAL, ("special", "compte spécial", "comptes spéciaux", "cst", "cas",
                              "compte d'affectation spéciale", "الحسابات الخصوصية")),
        (BudgetKind.GENERAL, ("budget général", "الميزانية العامة", "general")),
    )
    for word in words
)  # fmt: skip


_LEFT_OUT = re.compile(r"\b(?:hors|sauf|sans|excepte|باستثناء|دون)\s+\S+")


def _says(text: str, word: str) -> bool:
    """Whether a folded text holds a folded word or phrase as whole words."""
    return f" {word} " in f" {text} "


def part_said(text: str) -> Part | None:
    """The part a text names; None when it names none, or both."""
    folded = fold(text)
    found = {part for word, part in _PART_WORDS if _says(folded, word)}
    return found.pop() if len(found) == 1 else None


def kind_said(text: str) -> BudgetKind | None:
    """The budget a text names; None when it names none, or several. "Hors CST" names none."""
    folded = _LEFT_OUT.sub(" ", fold(text))
    found = {kind for word, kind in _KIND_WORDS if _says(folded, word)}
    return found.pop() if len(found) == 1 else None


def chapter(code_path: str) -> str:
    """The head of a code path, which tells its chapter; "" when it is not written in full."""
    return code_path[: _CHAPTER_LENGTHS[0]] if code_path.count(".") >= _CHAPTER_DOTS else ""


def of_path(code_path: str) -> Nature:
    """What the chapter of a code path says."""
    return of_chapter(chapter(code_path))


@lru_cache(maxsize=10_000)
def of_chapter(head: str) -> Nature:
    """What the head of a code path says."""
    found = (_CHAPTERS.get(head[:length]) for length in _CHAPTER_LENGTHS)
    return next((nature for nature in found if nature), _NOTHING)


def of_texts(texts: Iterable[str]) -> Nature:
    """The first budget and the first part that some texts name, nearest text first."""
    kind: BudgetKind | None = None
    part: Part | None = None
    for text in texts:
        kind = kind or kind_said(text)
        part = part or part_said(text)
    return kind, part


def settled(said: Iterable[Nature]) -> Nature:
    """One nature from several sayings, the surest first; the general budget when none is named.

    A part that nobody says stays None: it is refused, never guessed.
    """
    kind: BudgetKind | None = None
    part: Part | None = None
    for its_kind, its_part in said:
        kind = kind or its_kind
        part = part or its_part
    return kind or BudgetKind.GENERAL, part
