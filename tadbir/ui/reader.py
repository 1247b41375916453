"""Whom something is written for: a language, its direction and its words."""

from collections.abc import Callable
from dataclasses import dataclass

ARABIC = "ar"
FRENCH = "fr"
LANGUAGES = (ARABIC, FRENCH)


@dataclass(frozen=True, slots=True)
class Reader:
    """A language and the function that turns a marked English sentence into it."""

    lang: str
    translate: Callable[[str], str]

    @property
    def is_rtl(self) -> bool:
        """Whether this reader reads from right to left."""
        return self.lang == ARABIC

    @property
    def direction(self) -> str:
        """The value of an HTML `dir` attribute."""
        return "rtl" if self.is_rtl else "ltr"
