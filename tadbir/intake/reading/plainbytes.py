"""The bytes of some rows of a sheet, looked at in thousands of places at a time."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Octets = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint64]
Tags = npt.NDArray[np.uint16]

_PADDING = b"\0" * 16
_LETTERS_OF_A_TAG = 2


class NotPlain(Exception):
    """Something in the sheet is for the general reader."""


def word(text: bytes) -> np.uint64:
    """Some bytes, eight at most, as the number that loading them gives."""
    return np.uint64(int.from_bytes(text, "little"))


def tag(letters: bytes) -> np.uint16:
    """The two letters that a tag begins with, as `Piece.tags` has them."""
    return np.uint16(int.from_bytes(letters, "little"))


FIRST = np.array([(1 << 8 * length) - 1 for length in range(9)], dtype=np.uint64)
"""By number, what keeps the first bytes of a load of eight."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The bytes of some rows, one by one and as loads of eight from any place; `opens` are the
    places of tags, and `tags` their first two letters."""

    content: bytes
    octets: Octets
    words: Words
    opens: Ints
    tags: Tags

    @classmethod
    def of(cls, content: bytes) -> "Piece":
        """Some whole rows, ready to be looked at."""
        padded = content + _PADDING
        single = np.frombuffer(padded, np.uint8)
        words: Words = np.ndarray((len(content) + 8,), "<u8", padded, strides=(1,))
        opens = np.flatnonzero(single[: len(content)] == ord("<"))
        first, second = (single[1 + letter :][opens] for letter in range(_LETTERS_OF_A_TAG))
        # Five tags more than there are: what follows the last cell can be asked for.
        tags = np.zeros(len(opens) + 5, np.uint16)
        tags[: len(opens)] = first | second.astype(np.uint16) << 8
        return cls(content, single, words, opens, tags)

    def slices(self, starts: Ints, ends: Ints) -> list[bytes]:
        """The bytes between some places."""
        content = self.content
        return [content[a:b] for a, b in zip(starts.tolist(), ends.tolist(), strict=True)]

    def read(self, starts: Ints, text: bytes) -> Flags:
        """At which places some bytes, eight at most, stand."""
        if len(text) == 1:
            found: Flags = self.octets[starts] == text[0]
            return found
        found = self.words[starts] & FIRST[len(text)] == word(text)
        return found

    def reads(self, starts: Ints, text: bytes) -> bool:
        """Whether they stand at all of them."""
        return bool(self.read(starts, text).all())
