"""Numbers of a plain sheet from their bytes, thousands at a time, as exact as one by one."""

import numpy as np
import numpy.typing as npt

from tadbir.intake.reading.plainbytes import FIRST, Flags, Ints, NotPlain, Piece, Words, word

_SIGNS_OF_A_NUMBER = b"0123456789.+-eE"
_MOST_DIGITS = 15
"""A whole number of so many digits is exact in binary, and so is the power of ten that divides
it: one division then rounds once, as reading the text does."""
_POWERS = np.array([1.0, 10.0, 100.0])
_ZEROS = word(b"0" * 8)
_EIGHT_DIGITS = np.uint64(10**8)


def whole(piece: Piece, starts: Ints, ends: Ints) -> Ints:
    """The numbers that stand between some places, in nothing but digits."""
    lengths = ends - starts
    found, are_digits = _whole(piece.words[ends - 8], piece.words[ends - 16], lengths)
    if not (are_digits & (lengths > 0) & (lengths <= _MOST_DIGITS)).all():
        raise NotPlain
    return found.astype(np.int64)


def figures(piece: Piece, starts: Ints, ends: Ints) -> npt.NDArray[np.float64]:
    """The numbers that stand between some places, which must be written in nothing but the signs
    of a number. Those with at most two decimals are read together, any other by itself."""
    decimals = np.where(piece.read(ends - 3, b"."), 2, piece.read(ends - 2, b"."))
    has_point = decimals > 0
    lengths = ends - starts - has_point
    # The digits before the point are moved over it, next to those after it.
    moved, last = ends - has_point, FIRST[8 - decimals]
    lower = piece.words[moved - 8] & last | piece.words[ends - 8] & ~last
    found, are_digits = _whole(lower, piece.words[moved - 16], lengths)
    numbers: npt.NDArray[np.float64] = found / _POWERS[decimals]
    others = np.flatnonzero(~are_digits | (lengths <= 0) | (lengths > _MOST_DIGITS))
    if len(others):
        numbers[others] = _one_by_one(piece.slices(starts[others], ends[others]))
    return numbers


def _one_by_one(values: list[bytes]) -> list[float]:
    if b"".join(values).translate(None, _SIGNS_OF_A_NUMBER):
        raise NotPlain
    return list(map(float, values))


def _whole(lower: Words, upper: Words, lengths: Ints) -> tuple[Words, Flags]:
    """The numbers that the last of sixteen bytes write, and whether these are all digits."""
    low, are_low = _eight_digits(lower, np.clip(lengths, 0, 8))
    high, are_high = _eight_digits(upper, np.clip(lengths - 8, 0, 8))
    return high * _EIGHT_DIGITS + low, are_low & are_high


def _eight_digits(words: Words, lengths: Ints) -> tuple[Words, Flags]:
    """The number that the last of eight bytes write, all of a load added up at once: neighbours
    to pairs, pairs to fours, fours to eight."""
    before = FIRST[8 - lengths]
    digits = (words & ~before | _ZEROS & before) ^ _ZEROS
    nines = digits + np.uint64(0x7676767676767676) | digits
    are_digits: Flags = nines & np.uint64(0x8080808080808080) == 0
    pairs = digits * np.uint64(10) + (digits >> np.uint64(8))
    low, high = (pairs >> np.uint64(k) & np.uint64(0x000000FF000000FF) for k in (0, 16))
    found = low * np.uint64(100 + (10**6 << 32)) + high * np.uint64(1 + (10**4 << 32))
    return found >> np.uint64(32), are_digits
