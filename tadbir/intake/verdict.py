"""What stands in the way of keeping a file, and which of it a tick can lift."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.intake import contradictions, registry
from tadbir.intake.likeness import LOOKS_LIKE

ACCEPT_GONE = "accept_gone"
LEAVE_OUT_REFUSED = "leave_out_refused"
GIVE_REASONS = "reasons"


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the sender agreed to: rows that go, refused rows left out, contradictions and why."""

    accept_gone: bool = False
    leave_out_refused: bool = False
    reasons: contradictions.Reasons = field(default_factory=dict)

    def lift(self, tick: str) -> bool:
        """Whether an obstacle that this tick lifts is lifted; "" is lifted by none.

        Contradictions that have a reason are no obstacle any more: reasons lift nothing else.
        """
        return tick in (ACCEPT_GONE, LEAVE_OUT_REFUSED) and bool(getattr(self, tick))


NO_TICK = Ticks()


Report = Mapping[str, Any]


def _tables(report: Report) -> list[Report]:
    return [table for sheet in report["sheets"] for table in sheet["tables"]]


def _another_kind(report: Report) -> Refused | None:
    if not report.get("looks_like"):
        return None
    other = registry.dataset(report["looks_like"])
    return Refused("intake.another-kind", LOOKS_LIKE, like=other.title, dataset=other.code)


_NOBODY = frozenset({"holder.missing", "intake.holder-missing"})
"""Codes of what is refused because nobody is named."""


def _nobody(report: Report) -> Refused | None:
    """Rows that were understood and speak for nobody: nothing else is wrong with them."""
    rows = report.get("understood", 0)
    codes = {one["code"] for one in report["refused"]}
    if report["records"] or not rows or not codes or codes - _NOBODY:
        return None
    return Refused(
        "intake.holder-missing",
        N_(
            "Rows understood: {rows}. No holder is named for whom they speak, so nothing was"
            " compared: say which, with --for CODE on the command line or in the field “Entity”"
            " on the page."
        ),
        rows=rows,
    )


def _nothing(report: Report) -> Refused | None:
    return None if report.get("contradictions") else _nothing_at_all(report)


def _nothing_at_all(report: Report) -> Refused | None:
    if report["records"] or report.get("accepted"):
        return None
    return Refused(
        "intake.nothing-to-keep",
        N_("Not one row of this file can be kept. Cells or rows refused: {refused}."),
        refused=len(report["refused"]),
    )


def _unsound(report: Report) -> Refused | None:
    differences = [
        difference
        for table in _tables(report)
        for difference in table["reconciliation"]["differences"]
    ]
    if not differences:
        return None
    first = differences[0]
    return Refused(
        "intake.not-reconciled",
        N_(
            "Totals of the file that differ from the rows they cover: {count}. The first stands in"
            " {sheet} {cell}: the file says {stated}, its rows give {computed}. Correct the file"
            " and send it again."
        ),
        count=len(differences),
        **{name: first[name] for name in ("sheet", "cell", "stated", "computed")},
    )


def _undecided(report: Report) -> Refused | None:
    count = sum(table["undecided"] for table in _tables(report))
    if not count:
        return None
    return Refused(
        "intake.undecided",
        N_(
            "Columns or tables of the file that were not understood: {count}. Say what each column"
            " is, or that it is left aside."
        ),
        count=count,
    )


def _refused_inside_totals(report: Report) -> Refused | None:
    inside = sum(table["refusals"] for table in _tables(report) if table["has_own_totals"])
    if not inside:
        return None
    return Refused(
        "intake.refused-inside-totals",
        N_(
            "Cells or rows refused in a table that has totals of its own, which would no longer"
            " hold without them: {count}. Correct them and send the file again."
        ),
        count=inside,
    )


def _refused_rows(report: Report) -> Refused | None:
    outside = sum(table["refusals"] for table in _tables(report) if not table["has_own_totals"])
    if not outside:
        return None
    if standing := report["changes"]["left_out"]:
        return Refused(
            "intake.refused-rows",
            N_(
                "Cells or rows refused: {count}. Rows that stand today are, or may be, among them"
                " and would no longer stand: {standing}. Correct them, or say that their rows are"
                " left out."
            ),
            count=outside,
            standing=standing,
        )
    return Refused(
        "intake.refused-rows",
        N_("Cells or rows refused: {count}. Correct them, or say that their rows are left out."),
        count=outside,
    )


def _contradicting_inside_totals(report: Report) -> Refused | None:
    inside = sum(one["inside_totals"] for one in report.get("contradictions", ()))
    if not inside:
        return None
    return Refused(
        "intake.contradictions-inside-totals",
        N_(
            "Rows that contradict what is known, in a table that has totals of its own: {count}."
            " Say for each why it is kept, or correct the file and send it again."
        ),
        count=inside,
    )


def _contradicting_rows(report: Report) -> Refused | None:
    outside = sum(not one["inside_totals"] for one in report.get("contradictions", ()))
    if not outside:
        return None
    return Refused(
        "intake.contradictions",
        N_(
            "Rows that contradict what is known: {count}. Say for each why it is kept, or say that"
            " the others are left out."
        ),
        count=outside,
    )


def _gone(report: Report) -> Refused | None:
    gone = report["changes"]["gone"]
    if not gone:
        return None
    return Refused(
        "intake.gone-rows",
        N_(
            "Rows that stand today and are no longer in this file: {count}. Say that they are"
            " meant to go."
        ),
        count=gone,
    )


_LIFTED_BY: tuple[tuple[Callable[[Report], Refused | None], str], ...] = (
    (_another_kind, ""),
    (_unsound, ""),
    (_undecided, ""),
    (_nobody, ""),
    (_refused_inside_totals, ""),
    (_nothing, ""),
    (_contradicting_inside_totals, GIVE_REASONS),
    (_contradicting_rows, LEAVE_OUT_REFUSED),
    (_refused_rows, LEAVE_OUT_REFUSED),
    (_gone, ACCEPT_GONE),
)


def obstacles(report: Report) -> list[tuple[Refused, str]]:
    """Every obstacle, the gravest first, with the tick that lifts it ("" for none)."""
    found = [(check(report), tick) for check, tick in _LIFTED_BY]
    return [(refused, tick) for refused, tick in found if refused is not None]


def first_obstacle(report: Report, ticks: Ticks) -> Refused | None:
    """The gravest obstacle that the ticks given do not lift; None when the file may be kept.

    Contradictions that have their reason among the ticks are no obstacle.
    """
    if nowhere := contradictions.unknown(dict(report), ticks.reasons):
        return Refused(
            "intake.no-such-contradiction",
            N_("Nothing is contradicted in {cells}: a reason is given for a cell of their list."),
            cells=", ".join(nowhere),
        )
    settled = contradictions.decided((), dict(report), ticks.reasons).report
    left = [refused for refused, tick in obstacles(settled) if not ticks.lift(tick)]
    return left[0] if left else _nothing_at_all(settled)
