"""The different texts of a plain sheet: each is kept once, and found again thousands at a time."""

from dataclasses import dataclass, field
from html import unescape

import numpy as np

from tadbir.intake.reading.column import BLANK, Places
from tadbir.intake.reading.plainbytes import FIRST, Flags, Ints, NotPlain, Piece, Words

_SLOT_BITS = 16
_WORDS_OF_A_TEXT = 10
"""Loads of eight bytes: longer texts, which are few, are looked up one by one."""
_NEVER = -1
_ODD = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


class _Recent:
    """Texts met lately, each in the slot that its bytes give: what comes later takes it.

    What stands in a slot is compared with the text itself, so that a slot shared by two texts
    costs time and nothing else. Every slot begins with the blank text.
    """

    def __init__(self) -> None:
        slots = 1 << _SLOT_BITS
        self.words = np.zeros((_WORDS_OF_A_TEXT, slots), np.uint64)
        self.lengths = np.zeros(slots, np.int64)
        self.places = np.full(slots, BLANK, np.int32)

    def find(self, piece: Piece, starts: Ints, lengths: Ints) -> tuple[Places, Flags, Ints]:
        """The places of some texts, whether they were known, and the slot of each."""
        loads = _loads(piece, starts, lengths)
        mixed = np.zeros(len(starts), np.uint64)
        for texts, words in loads:
            mixed[texts] = (mixed[texts] ^ words) * _ODD
            mixed[texts] ^= mixed[texts] >> _HALF
        slots = (mixed * _ODD >> np.uint64(64 - _SLOT_BITS)).astype(np.int64)
        are_known = self.lengths[slots] == lengths
        for kept, (texts, words) in zip(self.words, loads, strict=False):
            are_known[texts] &= kept[slots[texts]] == words
        return self.places[slots], are_known, slots

    def remember(
        self, piece: Piece, starts: Ints, lengths: Ints, slots: Ints, places: Places
    ) -> None:
        """Put some texts in their slots, all different. Those too long are never found again."""
        self.lengths[slots] = np.where(lengths <= 8 * _WORDS_OF_A_TEXT, lengths, _NEVER)
        self.places[slots] = places
        for kept, (texts, words) in zip(self.words, _loads(piece, starts, lengths), strict=False):
            kept[slots[texts]] = words


def _loads(piece: Piece, starts: Ints, lengths: Ints) -> list[tuple[Ints, Words]]:
    """Eight bytes after eight, the texts that have some left, and these as loads."""
    found = []
    texts = np.arange(len(starts))
    for done in range(0, 8 * _WORDS_OF_A_TEXT, 8):
        texts = texts[lengths[texts] > done]
        if len(texts) == 0:
            break
        left = np.minimum(lengths[texts] - done, 8)
        found.append((texts, piece.words[starts[texts] + done] & FIRST[left]))
    return found


@dataclass(slots=True)
class Texts:
    """The different texts of a sheet, each kept once; `shared` places those of the workbook."""

    kept: list[object] = field(default_factory=lambda: [""])
    known: dict[bytes, int] = field(default_factory=lambda: {b"": BLANK})
    shared: Places = field(default_factory=lambda: np.zeros(0, dtype=np.int32))
    recent: _Recent = field(default_factory=_Recent)

    def places(self, texts: list[bytes]) -> Places:
        """Where some texts are kept."""
        known = self.known
        places = [known.get(text) or self._keep(text) for text in texts]
        return np.array(places, dtype=np.int32)

    def places_between(self, piece: Piece, starts: Ints, ends: Ints) -> Places:
        """Where the texts between some places are kept."""
        lengths = ends - starts
        places, are_known, slots = self.recent.find(piece, starts, lengths)
        new = np.flatnonzero(~are_known)
        if len(new):
            # A text comes again and again in a few rows: the first of each slot is looked up.
            first = new[np.unique(slots[new], return_index=True)[1]]
            found = self.places(piece.slices(starts[first], ends[first]))
            self.recent.remember(piece, starts[first], lengths[first], slots[first], found)
            places[new], are_known, _ = self.recent.find(piece, starts[new], lengths[new])
            left = new[~are_known]
            places[left] = self.places(piece.slices(starts[left], ends[left]))
        return places

    def _keep(self, text: bytes) -> int:
        if b"\r" in text or b"_x" in text:
            raise NotPlain
        place = self.known.setdefault(text, len(self.kept))
        if place == len(self.kept):
            self.kept.append(unescape(text.decode()) if b"&" in text else text.decode())
        return place
