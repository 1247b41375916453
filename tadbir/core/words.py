"""Words: marking what must be translated, and folding what people type so that it can be found."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

LISTED = " · "
TITLES = frozenset({"column", "columns", "choices", "like", "phase", "present"})
"""Details of a refusal that are titles, to be put in the reader's language."""
_SIGNS = re.compile(r"( [+−] )")
"""What stands between the words of a list inside a sentence."""

_BIDI_MARKS = dict.fromkeys(
    map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
)
_ARABIC_VARIANTS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
        "ى": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "گ": "ك", "ڭ": "ك",
        "ـ": None, "ء": None,
    }
)  # fmt: skip
_DIGITS = {ord(a): str(i) for i, a in enumerate("٠١٢٣٤٥٦٧٨٩")} | {
    ord(a): str(i) for i, a in enumerate("۰۱۲۳۴۵۶۷۸۹")
}
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "’": "'", "‘": "'"})
_SEPARATORS = re.compile(r"[\W_]+", re.UNICODE)


def N_(message: str) -> str:
    """Mark a sentence for translation at the edge, where the reader's language is known."""
    return message


def filled(message: str, details: Mapping[str, object], translate: Callable[[str], str]) -> str:
    """A marked sentence in the reader's language, its places filled.

    Details of `TITLES` are marked too: titles joined by `LISTED`, each of which may be a sum.
    """
    said = {
        name: LISTED.join(_sum(title, translate) for title in str(value).split(LISTED) if title)
        for name, value in details.items()
        if name in TITLES
    }
    return translate(message).format(**{**details, **said})


def _sum(titles: str, translate: Callable[[str], str]) -> str:
    """Titles that are added or taken away, the signs between them kept."""
    parts = _SIGNS.split(titles)
    return "".join(part if _SIGNS.fullmatch(part) else translate(part) for part in parts)


def latin_digits(text: str) -> str:
    """The text with Arabic-Indic and Persian digits written in Latin ones."""
    return text.translate(_DIGITS)


@lru_cache(maxsize=1 << 15)  # files repeat their words
def fold(text: str) -> str:
    """The text as it is searched and compared: no case, accent, mark or variant of a letter.

    Folds French accents and ligatures, Arabic hamza, alef, ya and ta-marbuta variants, tatweel,
    bidi marks, every kind of space, and punctuation (each run becomes one space).
    """
    plain = text.translate(_BIDI_MARKS).translate(_LIGATURES).translate(_DIGITS)
    decomposed = unicodedata.normalize("NFKD", plain.translate(_ARABIC_VARIANTS))
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _SEPARATORS.sub(" ", letters.translate(_ARABIC_VARIANTS).casefold()).strip()


def words_typed(text: str) -> tuple[str, ...]:
    """What is typed into a search, as the folded words that must all be found.

    What holds together without a space is one: "1.2.2.0" is looked for whole.
    """
    return tuple(filter(None, map(fold, text.split())))


def word_pattern(word: str) -> str:
    """The regular expression of a word in folded text: a number is not found in a longer one."""
    start = "(^|[^0-9])" if word[0].isdigit() else ""
    end = "($|[^0-9])" if word[-1].isdigit() else ""
    return f"{start}{word}{end}"


def are_found(words: Sequence[str], text: str) -> bool:
    """Whether a text holds every word of a search, whatever its case, accents and marks."""
    folded = fold(text)
    return all(re.search(word_pattern(word), folded) for word in words)
