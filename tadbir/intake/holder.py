"""Who a table and its rows speak for, from the names written in them. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from tadbir.core.words import N_, fold
from tadbir.intake.contract import Refusal, Sender, Table, Value
from tadbir.intake.repeated import Repeated, together

_HOSPITAL_WORDS = ("hopital", "hospitalier", "hospitaliere", "chp", "chr", "chu", "مستشفي",
                   "استشفايي", "المستشفي", "الاستشفايي")  # fmt: skip
_PUNCTUATION = re.compile(r"[,;:،؛|()\n\u2013\u2014]|\s-\s")
_HOSPITAL_CODE, _FACILITY_CODE, _DIRECTORATE_CODE = "CH", "F", "DR"


def _is_hospital(text: str) -> bool:
    """Whether the words name a hospital rather than an administrative unit."""
    return any(word in fold(text).split() for word in map(fold, _HOSPITAL_WORDS))


def candidates(text: str, sender: Sender) -> tuple[str, ...]:
    """The budget holders that a written name may be: none, one, or several.

    Facilities hold no budget and are left out; where a delegation and its hospital centre share
    a name, the words decide which is meant.
    """
    found = tuple(code for code in sender.find_entity(text) if not code.startswith(_FACILITY_CODE))
    if len(found) < 2:
        return found
    wants_hospital = _is_hospital(text)
    fitting = tuple(code for code in found if code.startswith(_HOSPITAL_CODE) == wants_hospital)
    return fitting or found


@dataclass
class Holders:
    """Finds the holder of each row of one table, asking for each name once.

    A name in the row wins, then the sheet's name and the title, then what was declared. A
    declared directorate may send a file about others; any other declared entity must agree.
    """

    table: Table
    sender: Sender
    columns: tuple[str, ...] = ("entity", "province")
    _seen: dict[tuple[Value, ...], str | Refusal] = field(default_factory=dict)
    _written: Repeated[tuple[Value, ...]] | None = None

    def of_row(self, index: int) -> str | Refusal:
        """The code of the holder a data row speaks for, or why it cannot be told."""
        found = self._found(self._names()[index], index)
        return found if isinstance(found, str) else self._at(found, index)

    def of_rows(self) -> Repeated[str | None]:
        """The code of the holder of every row; None where `of_row` says why it cannot be told."""
        return self._names().each(self._code)

    def _names(self) -> Repeated[tuple[Value, ...]]:
        """The names written in each row."""
        if self._written is None:
            columns = [Repeated.of(v) for n in self.columns if (v := self.table.values.get(n))]
            nothing: tuple[Value, ...] = ()
            unnamed = Repeated.one(nothing, len(self.table.rows))
            self._written = together(*columns) if columns else unnamed
        return self._written

    def _code(self, names: tuple[Value, ...]) -> str | None:
        found = self._found(names, 0)
        return found if isinstance(found, str) else None

    def _found(self, names: tuple[Value, ...], index: int) -> str | Refusal:
        """The holder that some names mean, asked for once; a refusal is addressed to a row."""
        if names not in self._seen:
            self._seen[names] = self._resolve(names, index)
        return self._seen[names]

    def _resolve(self, names: tuple[Value, ...], index: int) -> str | Refusal:
        written = [str(name) for name in names if name not in (None, "")]
        if not written:
            return self.of_table(index)
        for text in (written[0], " ".join(written), *written[1:]):
            found = candidates(text, self.sender)
            if len(found) == 1:
                return found[0]
            if found:
                return self._refusal(index, text, *_AMBIGUOUS, names=", ".join(found))
        return self._refusal(index, written[0], *_UNKNOWN)

    def of_table(self, index: int) -> str | Refusal:
        """The holder that the sheet, the title or the declaration names for the whole table."""
        named = self._named_around()
        declared = self.sender.entity
        if not named and declared is None:
            return self._refusal(index, "", *_NOBODY)
        if len(named) > 1:
            return self._refusal(index, "", *_AMBIGUOUS, names=", ".join(sorted(named)))
        if declared is None or not named:
            return declared or next(iter(named))
        (code,) = named
        if code == declared or declared.startswith(_DIRECTORATE_CODE):
            return code
        return self._refusal(index, "", *_CONTRADICTED, declared=declared, named=code)

    def _named_around(self) -> frozenset[str]:
        """Every holder that the sheet's name or the texts around the table name.

        A directorate named beside another holder is a letterhead, not the holder.
        """
        named = frozenset(
            found[0]
            for text in self._texts_around()
            if len(found := candidates(text, self.sender)) == 1
        )
        others = frozenset(code for code in named if not code.startswith(_DIRECTORATE_CODE))
        return others or named

    def _texts_around(self) -> Iterable[str]:
        """The sheet's name, and each text around the table whole and cut at its punctuation."""
        yield self.table.sheet
        for text in self.table.context.values():
            yield text
            pieces = [piece.strip() for piece in _PUNCTUATION.split(text)]
            yield from (piece for piece in pieces if piece and piece != text)

    def _refusal(
        self, index: int, value: str, code: str, reason: str, remedy: str, **details: str
    ) -> Refusal:
        cell = f"{self._letter()}{self.table.rows[index]}"
        return Refusal(self.table.sheet, cell, value, code, reason, remedy, details)

    def _at(self, refusal: Refusal, index: int) -> Refusal:
        """The same refusal, at the row that asks."""
        cell = f"{self._letter()}{self.table.rows[index]}"
        return Refusal(
            refusal.sheet, cell, refusal.value, refusal.code,
            refusal.reason, refusal.remedy, refusal.details,
        )  # fmt: skip

    def _letter(self) -> str:
        match = next((m for name in self.columns if (m := self.table.match(name))), None)
        return match.letter if match else self.table.columns[0].letter


_NOBODY = (
    "holder.missing",
    N_("Nothing says which budget holder this table speaks for."),
    N_("Say for whom the file is sent, or write the holder's name in a column or in the title."),
)
_UNKNOWN = (
    "holder.unknown",
    N_("This name is not one of a budget holder that you may see."),
    N_("Correct the name, or ask for it to be added as an alias of the entity."),
)
_AMBIGUOUS = (
    "holder.ambiguous",
    N_("Several budget holders may be meant: {names}."),
    N_("Write the full name of the holder, or its code."),
)
_CONTRADICTED = (
    "holder.contradicted",
    N_("The file is sent for {declared}, but the table speaks for {named}."),
    N_("Send the file for the holder that it names, or correct its title."),
)
