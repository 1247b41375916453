"""Columns whose values come again and again: what is asked of a value is asked once. Pure."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

import numpy as np
import numpy.typing as npt

_T = TypeVar("_T")
_H = TypeVar("_H", bound=Hashable)
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
_MOST_CODES = 2**62
_MOST_BY_TABLE = 16
"""Possible combinations for each row: where there are more, sorting the rows costs less than
looking through a table of all that may be."""


class Repeated(Sequence[_T], Generic[_T]):
    """A column kept as its `different` values and, by row, the place of its own among them.

    `different` may hold values that no row has; it holds none twice.
    """

    __slots__ = ("different", "places")

    def __init__(self, different: Sequence[_T], places: Places) -> None:
        self.different, self.places = different, places

    @classmethod
    def of(cls, values: Sequence[_T]) -> "Repeated[_T]":
        """The column of some values, which stays what it is when it is one already."""
        if isinstance(values, Repeated):
            return values
        different, places = _once(values)
        return cls(different, places)

    @classmethod
    def one(cls, value: _T, length: int) -> "Repeated[_T]":
        """One value in every row."""
        return cls([value], np.zeros(length, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, row: int) -> _T: ...
    @overload
    def __getitem__(self, row: slice) -> "Repeated[_T]": ...
    def __getitem__(self, row: int | slice) -> "_T | Repeated[_T]":
        if isinstance(row, slice):
            return Repeated(self.different, self.places[row])
        return self.different[int(self.places[row])]

    def __iter__(self) -> Iterator[_T]:
        different = np.fromiter(self.different, dtype=object, count=len(self.different))
        values: list[_T] = different[self.places].tolist()
        return iter(values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as other sequences that can be changed

    def each(self, reader: Callable[[_T], _H]) -> "Repeated[_H]":
        """What is read in each value: those read alike become one."""
        present = self._present()
        read = [reader(self.different[place]) for place in present.tolist()]
        different, places = _once(read)
        again = np.zeros(len(self.different), dtype=np.int64)
        again[present] = places
        return Repeated(different, again[self.places])

    def have(self, value: object) -> Flags:
        """The rows that have one value."""
        if value not in self.different:
            return np.zeros(len(self), dtype=np.bool_)
        found: Flags = self.places == self.different.index(value)
        return found

    def at(self, rows: Places) -> "Repeated[_T]":
        """Some of the rows."""
        return Repeated(self.different, self.places[rows])

    def times(self, count: int) -> "Repeated[_T]":
        """The same rows so many times, one after another."""
        return Repeated(self.different, np.tile(self.places, count))

    def _present(self) -> Places:
        """The places of the values that some row has."""
        return np.flatnonzero(np.bincount(self.places))


def _once(values: Sequence[_H]) -> tuple[list[_H], Places]:
    """The different ones among some values, and the place of each value among them."""
    different = list(dict.fromkeys(values))
    if len(different) == len(values):
        return different, np.arange(len(values))
    known = {value: place for place, value in enumerate(different)}
    return different, np.array([known[value] for value in values], dtype=np.int64)


def together(*columns: Repeated[Any]) -> Repeated[tuple[Any, ...]]:
    """The rows of some columns: each different combination is kept once."""
    first, places = _numbered(columns)
    return Repeated(list(zip(*(column.at(first) for column in columns), strict=True)), places)


def firsts(*columns: Repeated[Any]) -> Places:
    """For each row of some columns, the first row that says the same."""
    first, places = _numbered(columns)
    found: Places = first[places]
    return found


def _numbered(columns: Sequence[Repeated[Any]]) -> tuple[Places, Places]:
    """The first row of each different combination, and by row which it is."""
    codes, count = columns[0].places, len(columns[0].different)
    for column in columns[1:]:
        if count * len(column.different) > _MOST_CODES:
            codes = np.unique(codes, return_inverse=True)[1]
            count = len(codes)
        codes = codes * len(column.different) + column.places
        count *= len(column.different)
    if count > _MOST_BY_TABLE * len(codes):
        return np.unique(codes, return_index=True, return_inverse=True)[1:]
    first = np.full(count, len(codes))
    np.minimum.at(first, codes, np.arange(len(codes)))
    present = np.flatnonzero(first < len(codes))
    again = np.zeros(count, dtype=np.int64)
    again[present] = np.arange(len(present))
    return first[present], again[codes]
