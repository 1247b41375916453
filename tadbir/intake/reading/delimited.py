"""Delimited text: its encoding and delimiter are proven or asked for, never guessed silently."""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.reading.archive import unreadable
from tadbir.intake.reading.options import MEGABYTE, ReadOptions

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_LEGACY = ("cp1252", "cp1256")
_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE_LINES = 60
_SAMPLE_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written."""

    encoding: str
    delimiter: str


def dialect(path: Path, options: ReadOptions) -> Dialect:
    """The encoding and delimiter of a file.

    Raises `Refused`: `intake.unknown-format` for binary content, `intake.ambiguous-encoding` or
    `intake.ambiguous-delimiter` with samples of each reading when the person must choose.
    """
    csv.field_size_limit(options.limits.line_bytes)
    encoding = options.encoding or _encoding(path)
    try:
        lines = _sample(path, encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Refused(
            "intake.wrong-encoding",
            N_("{file} is not written in {encoding}. Choose another encoding."),
            file=path.name,
            encoding=encoding,
        ) from error
    return Dialect(encoding, options.delimiter or _delimiter(path, lines))


def _encoding(path: Path) -> str:
    content = path.read_bytes()
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding
    if b"\0" in content:
        raise Refused(
            "intake.unknown-format",
            N_("{file} is not a spreadsheet that can be read: send xlsx, xls, ods or csv."),
            file=path.name,
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(path, content)
    return "utf-8"


def _legacy(path: Path, content: bytes) -> str:
    """One of the older encodings, where both give the same text; else the person must choose.

    Both write one character a byte, and share the letters of French.
    """
    western, arabic = (content.decode(encoding, "replace") for encoding in _LEGACY)
    if western == arabic:
        return _LEGACY[0]
    place = next(
        i for i, (one, other) in enumerate(zip(western, arabic, strict=True)) if one != other
    )
    raise _ambiguous_encoding(path, content, place)


def _ambiguous_encoding(path: Path, content: bytes, place: int) -> Refused:
    """Samples of the line where the two readings first differ, around that place."""
    start = max(content.rfind(b"\n", 0, place) + 1, place - _SAMPLE_LENGTH // 2)
    line = content[start : start + _SAMPLE_LENGTH].split(b"\n")[0]
    samples = {encoding: line.decode(encoding, "replace").strip() for encoding in _LEGACY}
    return Refused(
        "intake.ambiguous-encoding",
        N_(
            "{file} may be Western ({cp1252}) or Arabic ({cp1256}): say which encoding is right,"
            " with --encoding on the command line or “Encoding” on the page."
        ),
        file=path.name,
        **samples,
    )


def _sample(path: Path, encoding: str) -> list[str]:
    with path.open(encoding=encoding, newline="") as file:
        lines = file.read(MEGABYTE // 4).splitlines()[:_SAMPLE_LINES]
    return [line for line in lines if line.strip()]


def _delimiter(path: Path, lines: list[str]) -> str:
    widths = {d: _steadiness(lines, d) for d in _DELIMITERS}
    steady = {d: width for d, width in widths.items() if width > 1}
    if not steady:
        steady = {d: 2 for d in _DELIMITERS if any(d in line for line in lines)}
    if len(steady) > 1:
        steady = {d: w for d, w in steady.items() if not _is_inside_numbers(lines, d, steady)}
    if len(steady) != 1:
        raise Refused(
            "intake.ambiguous-delimiter",
            N_(
                "What separates the columns of {file} is not certain ({sample}): say it, with"
                " --delimiter on the command line or “Separator of columns” on the page."
            ),
            file=path.name,
            sample=(lines[0] if lines else "")[:_SAMPLE_LENGTH],
        )
    return next(iter(steady))


def _steadiness(lines: list[str], delimiter: str) -> int:
    """How many columns nearly every line has under a delimiter; 0 when they disagree."""
    widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if any(row))
    if not widths:
        return 0
    width, times = widths.most_common(1)[0]
    return width if times * 10 >= sum(widths.values()) * 7 else 0


def _is_inside_numbers(lines: list[str], delimiter: str, others: dict[str, int]) -> bool:
    """Whether a comma stands only in figures and words, another delimiter making the columns."""
    head = next((line for line in lines if any(d in line for d in others)), "")
    return delimiter not in head


def rows(path: Path, written: Dialect, options: ReadOptions) -> Iterator[list[object]]:
    """The rows of the file, all of one width. Raises `Refused` past the limits."""
    limits = options.limits
    width = 0
    try:
        with path.open(encoding=written.encoding, newline="") as file:
            for row in csv.reader(file, delimiter=written.delimiter):
                width = max(width, len(row))
        if width > limits.columns:
            raise _too_large(path)
        with path.open(encoding=written.encoding, newline="") as file:
            source = csv.reader(file, delimiter=written.delimiter)
            for row in islice(source, limits.rows):
                yield [*row, *[""] * (width - len(row))]
            if next(source, None) is not None:
                raise _too_large(path)
    except csv.Error as error:
        raise _too_large(path) from error
    except UnicodeDecodeError as error:
        raise unreadable(path) from error


def _too_large(path: Path) -> Refused:
    return Refused(
        "intake.too-large",
        N_("{file} has more rows or columns, or longer lines, than intake reads at once."),
        file=path.name,
    )
