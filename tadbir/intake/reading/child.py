"""The child that reads: a process with its own limits, so that no file can harm the parent."""

import json
import resource
import sys
from dataclasses import asdict
from pathlib import Path

from tadbir.core.refused import Refused
from tadbir.core.words import LISTED, N_
from tadbir.intake.contract import Dataset
from tadbir.intake.reading.files import Opened, opened
from tadbir.intake.reading.heads import vocabulary
from tadbir.intake.reading.options import Limits, ReadOptions
from tadbir.intake.reading.refusals import TABLE_LEVEL, UnknownLayout, refusal
from tadbir.intake.reading.scene import Scene
from tadbir.intake.reading.sheets import SheetDraft, read_sheet
from tadbir.intake.reading.wire import Json, Packer, asked, table_told

RESTORED = N_("Names that the spreadsheet had turned into dates were restored: check them.")
_STEP = 5_000


def main() -> None:
    """Answer the questions of standard input, each into its file; progress goes to output."""
    told = json.load(sys.stdin)
    limits = Limits(**told["questions"][0]["limits"])
    confine(limits, len(told["questions"]))
    for number, question in enumerate(told["questions"]):
        answer(question, Path(told["answers"]) / str(number))
        _say(f"done {number}")


def confine(limits: Limits, files: int) -> None:
    """Bind this process to its memory and processor time; core files are never written."""
    seconds = limits.child_cpu_seconds * files
    resource.setrlimit(resource.RLIMIT_AS, (limits.child_memory, limits.child_memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(question: Json, into: Path) -> None:
    """Read one file and write what was understood, or why it is refused."""
    path, dataset, sheet, options = asked(question)
    packer = Packer()
    try:
        told = _reading(path, dataset, sheet, options, packer)
    except UnknownLayout as unknown:
        told = _refused(unknown)
        told["unknown"] = {"sha256": unknown.sha256, "sheets": unknown.sheets,
                           "refusals": [asdict(one) for one in unknown.refusals]}  # fmt: skip
    except Refused as refused:
        told = _refused(refused)
    except MemoryError:
        told = _refused(too_much_memory(path))
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        told = _refused(damaged(path))
    packer.write(into, told)


def _refused(refused: Refused) -> Json:
    details = {key: str(value) for key, value in refused.details.items()}
    return {"refused": {"code": refused.code, "message": refused.message, "details": details}}


def too_much_memory(path: Path) -> Refused:
    """A file that asked for more memory than a table can need."""
    return Refused(
        "intake.too-much-memory",
        N_("{file} needs more memory than a table can: it is not read."),
        file=path.name,
    )


def damaged(path: Path) -> Refused:
    """A file on which the reader itself gave up."""
    return Refused(
        "intake.unreadable",
        N_("{file} cannot be read: it is damaged or incomplete. Save it again and send it."),
        file=path.name,
    )


def _reading(
    path: Path, dataset: Dataset, sheet: str | None, options: ReadOptions, packer: Packer
) -> Json:
    words = vocabulary(dataset, options.mapping.items())
    found = opened(path, sheet, options, _progress)
    sheets = [
        read_sheet(Scene(grid, dataset, words, found.counts_from_1904)) for grid in found.grids
    ]
    if not any(table.is_read for sheet in sheets for table in sheet.tables):
        raise _unknown(path, dataset, sheets, found.sha256)
    if any(
        "restored:" in m for s in sheets for t in s.tables for ms in t.marks.values() for m in ms
    ):
        found.warnings.append(RESTORED)
    return _told(path, found, sheets, packer)


def _unknown(path: Path, dataset: Dataset, sheets: list[SheetDraft], sha256: str) -> UnknownLayout:
    """Why a file of which no table is understood is refused, sheet by sheet."""
    expected = LISTED.join(_expected(dataset))
    refusals = [
        one
        for sheet in sheets
        for one in [r for table in sheet.tables for r in table.refused]
        or [refusal(sheet.name, "A1", "intake.no-known-heads", "", columns=expected)]
    ]
    names = [sheet.name for sheet in sheets]
    return UnknownLayout(_nearest(path, dataset, sheets), names, refusals, sha256)


def _nearest(path: Path, dataset: Dataset, sheets: list[SheetDraft]) -> Refused:
    """The refusal of a file as a whole, saying what came nearest."""
    tables = [table for sheet in sheets for table in sheet.tables]
    refused = [r for t in tables for r in t.refused if r.code in TABLE_LEVEL]
    nearest = next((r for r in refused if r.code == "intake.missing-column"), None)
    if nearest is not None:
        names = [
            r.details["column"]
            for r in refused
            if r.sheet == nearest.sheet and "column" in r.details
        ]
        return Refused(
            "intake.unknown-layout",
            N_(
                "No table of {file} is known. Nearest: sheet “{sheet}”, {cell}, without: {columns}."
            ),
            file=path.name,
            sheet=nearest.sheet,
            cell=nearest.cell,
            columns=LISTED.join(dict.fromkeys(names)),
        )
    return Refused(
        "intake.unknown-layout",
        N_("No table of {file} has heads that are known for these data: {columns}."),
        file=path.name,
        columns=LISTED.join(_expected(dataset)),
    )


def _expected(dataset: Dataset) -> list[str]:
    """The columns that a table of the dataset should have: those required, else some figures."""
    required = [c.title for c in dataset.columns if c.required]
    return required or [c.title for c in dataset.columns if c.additive][:4]


def _told(path: Path, found: Opened, sheets: list[SheetDraft], packer: Packer) -> Json:
    return {
        "file": path.name,
        "sha256": found.sha256,
        "format": found.format,
        "encoding": found.encoding,
        "delimiter": found.delimiter,
        "warnings": found.warnings,
        "sheets": [
            {
                "name": sheet.name,
                "tables": [table_told(table, packer) for table in sheet.tables],
                "ignored": sheet.ignored,
            }
            for sheet in sheets
        ],
    }


def _progress(done: int, known: int) -> None:
    if done % _STEP == 0 or done == known:
        _say(f"rows {done} {known}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
