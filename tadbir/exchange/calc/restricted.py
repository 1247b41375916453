"""What never leaves: a text that speaks of the prisoners' unit of a hospital."""

from tadbir.core.words import are_found, fold
from tadbir.exchange.terms import RESTRICTED_WORDS


def cleared(text: str) -> str:
    """The text, or "" where it may not leave."""
    return "" if any(are_found((fold(word),), text) for word in RESTRICTED_WORDS) else text
