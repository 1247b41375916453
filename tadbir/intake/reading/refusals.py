"""What can be refused inside a file, in whole sentences, each with its remedy."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake.contract import Refusal

TABLE_LEVEL = frozenset(
    {
        "intake.missing-column",
        "intake.two-columns",
        "intake.unmapped-column",
        "intake.ambiguous-column",
        "intake.unknown-group",
        "intake.ambiguous-unit",
        "intake.unread-sheet",
        "intake.figures-outside",
    }
)
"""Codes that say something of a whole table: leaving rows out does not cure them."""

SENTENCES: Mapping[str, tuple[str, str]] = {
    "intake.missing-column": (
        N_("The column “{column}” is needed and no head says it."),
        N_("Name the head of that column as in the template, or map it by hand."),
    ),
    "intake.two-columns": (
        N_("Two columns are headed as “{column}”: {first} and {second}."),
        N_("Keep one, or say by hand which is meant."),
    ),
    "intake.unmapped-column": (
        N_("The column headed “{header}” holds figures and is not known."),
        N_("Map it to a known column, or say that it is left aside."),
    ),
    "intake.ambiguous-column": (
        N_("The head “{header}” may mean {choices}, and the figures do not decide."),
        N_("Say by hand which one is meant."),
    ),
    "intake.unknown-group": (
        N_("The column “{header}” stands under a head that is not known, beside others that are."),
        N_("Name the head above it as in the template."),
    ),
    "intake.ambiguous-unit": (
        N_("Several units are said around the table: {units}."),
        N_("Keep one unit for the whole table."),
    ),
    "intake.no-known-heads": (
        N_("No row of this sheet holds heads that are known for these data, such as: {columns}."),
        N_("Name the heads as in the template, or send the file as what it is."),
    ),
    "intake.unread-sheet": (
        N_("The sheet holds figures from {cell} on and no table was understood in it."),
        N_("Give its columns heads, or choose by name the sheet that must be read."),
    ),
    "intake.figures-outside": (
        N_("Figures stand outside the columns or rows of the table."),
        N_("Give them a head, or remove them."),
    ),
    "intake.not-an-amount": (
        N_("“{value}” is not an amount."),
        N_("Write the amount in figures, or leave the cell empty."),
    ),
    "intake.ambiguous-number": (
        N_("“{value}” can be read in two ways: is the mark for thousands or for decimals?"),
        N_("Write it as a number, or with two decimals."),
    ),
    "intake.below-a-centime": (
        N_("“{value}” is finer than a centime."),
        N_("Round the amount to two decimals in the file."),
    ),
    "intake.amount-too-large": (
        N_("“{value}” is too large to be an amount in dirhams."),
        N_("Check the digits and the unit of the column."),
    ),
    "intake.error-in-cell": (
        N_("The cell holds an error of its formula."),
        N_("Mend the formula, or write the figure."),
    ),
    "intake.formula-without-value": (
        N_("The cell holds a formula whose result was never saved."),
        N_("Open the file in a spreadsheet program, let it calculate, and save it again."),
    ),
    "intake.not-a-rate": (
        N_("“{value}” is not a rate."),
        N_("Write the rate as a percentage, with its sign."),
    ),
    "intake.ambiguous-rate": (
        N_("“{value}” may be {fraction} or {hundredths}: the column holds both ways of writing."),
        N_("Write {fraction} or {hundredths} in the cell, with its sign."),
    ),
    "intake.not-a-count": (
        N_("“{value}” is not a whole number."),
        N_("Write a whole number, or leave the cell empty."),
    ),
    "intake.not-a-date": (
        N_("“{value}” is not a date that can be read with certainty."),
        N_("Write the date as day/month/year."),
    ),
    "intake.ambiguous-date": (
        N_("“{value}” may have its month first, as other cells of the column do."),
        N_("Write the dates of the column as day/month/year, or as real dates."),
    ),
    "intake.date-without-year": (
        N_("“{value}” says no year, and the file says none for the table."),
        N_("Write the year in the cell."),
    ),
    "intake.not-a-duration": (
        N_("“{value}” is not a length of time with its unit."),
        N_("Write the number with days or months."),
    ),
    "intake.date-in-text": (
        N_("A date stands where a name belongs: the spreadsheet changed what was typed."),
        N_("Format the cell as text and type the name again."),
    ),
    "intake.code-as-number": (
        N_("“{value}” was a code before the spreadsheet made it a number; digits may be lost."),
        N_("Format the column as text and type the code again."),
    ),
    "intake.letter-in-code": (
        N_("The code “{value}” holds the letter O where its neighbours hold zeros."),
        N_("Type the code again in figures."),
    ),
    "intake.unlabelled-amounts": (
        N_("The row has amounts and no label, and is not the sum of the rows before it."),
        N_("Give the row its label, or correct the amounts."),
    ),
    "intake.ambiguous-subtotal": (
        N_("The row is the sum of rows beside it, and its label does not say that it is a total."),
        N_("Write “Total” in its label if it is one, or check the amounts."),
    ),
}


class UnknownLayout(Refused):
    """A file of which no table is understood: its sheets, and for each what was looked for."""

    def __init__(
        self, refused: Refused, sheets: Sequence[str], refusals: Sequence[Refusal], sha256: str
    ) -> None:
        super().__init__(refused.code, refused.message, **refused.details)
        self.sheets, self.refusals, self.sha256 = sheets, refusals, sha256


class Unread(Exception):
    """A cell that was not understood: the code of the refusal, and the value as shown."""

    def __init__(self, code: str, value: str) -> None:
        super().__init__(code)
        self.code = code
        self.value = value


def refusal(sheet: str, address: str, code: str, value: str, **details: str) -> Refusal:
    """The refusal of a cell, with the sentences of its code."""
    reason, remedy = SENTENCES[code]
    shown = value[:80]
    if code == "intake.ambiguous-rate":
        details |= _both_readings(Decimal(value))
    return Refusal(
        sheet, address, shown, code, reason, remedy, {"value": shown, "cell": address, **details}
    )


def _both_readings(value: Decimal) -> dict[str, str]:
    """A bare rate as a fraction of 1 and as hundredths: 0.95 is 95% or 0.95%."""
    return {"fraction": f"{(value * 100).normalize():f}%", "hundredths": f"{value.normalize():f}%"}
