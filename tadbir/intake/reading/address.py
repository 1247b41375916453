"""Where a cell stands: letters and numbers as a spreadsheet writes them."""

import re

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def letter(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell(row: int, column: int) -> str:
    """The address of a cell, both counted from 0: (11, 5) is F12."""
    return f"{letter(column)}{row + 1}"


def position(address: str) -> tuple[int, int]:
    """Row and column, from 0, of an address such as "F12". Raises ValueError for another text."""
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return int(found[2]) - 1, column_index(found[1])


def column_index(letters: str) -> int:
    """The column, counted from 0, of its letters: "A" is 0, "AA" is 26."""
    column = 0
    for character in letters:
        column = column * 26 + ord(character) - 64
    return column - 1
