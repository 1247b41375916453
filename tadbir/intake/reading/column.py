"""A column of a sheet: its numbers as they are, every other cell as a place among different ones.

A column of 200,000 titles holds few different ones: what is asked of a text is asked once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import overload

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NUMBER = -1
BLANK = 0


class Cells(Sequence[object]):
    """The cells of a column, as the reader gave them: "" is blank, a float is a number.

    `places` gives, by row, the place in `kept` of a cell that is no number, or `NUMBER`; then
    `numbers` has it. `kept[BLANK]` is "". A slice shares what it can; `put` never changes others.
    """

    __slots__ = ("kept", "numbers", "places")

    def __init__(self, places: Places, numbers: Numbers, kept: list[object]) -> None:
        self.places, self.numbers, self.kept = places, numbers, kept

    @classmethod
    def of(cls, cells: Sequence[object]) -> "Cells":
        """The column of some cells."""
        known: dict[object, int] = {"": BLANK}
        kept: list[object] = [""]

        def place(cell: object) -> int:
            """Texts are told apart by themselves; 1 and True only together with their type."""
            key = cell if type(cell) is str else (type(cell), cell)
            found = known.setdefault(key, len(kept))
            if found == len(kept):
                kept.append(cell)
            return found

        places = [NUMBER if type(c) is float else known.get(c) or place(c) for c in cells]
        numbers = np.array([c if type(c) is float else 0.0 for c in cells], dtype=np.float64)
        return cls(np.array(places, dtype=np.int32), numbers, kept)

    @classmethod
    def compact(cls, places: Places, numbers: Numbers, kept: Sequence[object]) -> "Cells":
        """A column of a sheet whose columns share what they keep: it keeps its own alone."""
        used = np.flatnonzero(np.bincount(places + 1, minlength=2)[1:])
        used = used[used != BLANK]
        again = np.zeros(len(kept) + 1, dtype=np.int32)
        again[used], again[NUMBER] = np.arange(1, len(used) + 1), NUMBER
        return cls(again[places], numbers, ["", *(kept[place] for place in used.tolist())])

    @classmethod
    def blank(cls, length: int) -> "Cells":
        """A column that says nothing."""
        return cls(np.zeros(length, dtype=np.int32), np.zeros(length), [""])

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, row: int) -> object: ...
    @overload
    def __getitem__(self, row: slice) -> "Cells": ...
    def __getitem__(self, row: int | slice) -> "object | Cells":
        if isinstance(row, slice):
            return Cells(self.places[row], self.numbers[row], self.kept)
        place = int(self.places[row])
        return float(self.numbers[row]) if place == NUMBER else self.kept[place]

    def __iter__(self) -> Iterator[object]:
        kept = self.kept
        pairs = zip(self.places.tolist(), self.numbers.tolist(), strict=True)
        return iter([number if place == NUMBER else kept[place] for place, number in pairs])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Cells):
            return NotImplemented
        return len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # a column can be changed

    @property
    def are_numbers(self) -> Flags:
        """Where a number stands."""
        found: Flags = self.places == NUMBER
        return found

    @property
    def are_blank(self) -> Flags:
        """Where nothing stands."""
        found: Flags = self.places == BLANK
        return found

    def different(self) -> list[object]:
        """The different cells that stand here and are neither blank nor numbers."""
        return [self.kept[place] for place in self._present() if place != BLANK]

    def texts(self) -> list[str]:
        """The different texts that stand here."""
        return [cell for cell in self.different() if isinstance(cell, str)]

    def are(self, wanted: Callable[[object], bool]) -> Flags:
        """Where a cell stands, blank or not but no number, of which something is true."""
        flags = np.zeros(len(self.kept) + 1, dtype=np.bool_)
        for place in self._present():
            flags[place] = wanted(self.kept[place])
        found: Flags = flags[self.places]
        return found

    def is_one_cell(self) -> bool:
        """Whether one and the same thing that is not blank stands in every row."""
        first = self.places[0] if len(self) else BLANK
        if first == BLANK or not (self.places == first).all():
            return False
        return first != NUMBER or bool((self.numbers == self.numbers[0]).all())

    def put(self, rows: Iterable[int], cell: object) -> "Cells":
        """The same column with one cell in some rows."""
        places, numbers, kept = self.places.copy(), self.numbers.copy(), [*self.kept, cell]
        index = list(rows)
        places[index] = len(kept) - 1 if cell != "" else BLANK
        return Cells(places, numbers, kept)

    def copied(self, sources: Mapping[int, int]) -> "Cells":
        """The same column with the cells of some rows taken from others."""
        places, numbers = self.places.copy(), self.numbers.copy()
        rows, origins = list(sources), list(sources.values())
        places[rows], numbers[rows] = self.places[origins], self.numbers[origins]
        return Cells(places, numbers, self.kept)

    def longer(self, height: int) -> "Cells":
        """The same column with blank rows below, up to a height."""
        more = height - len(self)
        return Cells(np.pad(self.places, (0, more)), np.pad(self.numbers, (0, more)), self.kept)

    def _present(self) -> list[int]:
        used = np.bincount(self.places + 1, minlength=1)[1:]
        return np.flatnonzero(used).tolist()
