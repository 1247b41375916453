"""Writes docs/reference/works-phases.md, the transition table of works and its diagram.

Run when the table changes: `python -m tools.phases`. A test compares the page with the table.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from tadbir.works.terms import ACTOR_LABELS, ORDER, STEPS, Phase, Stage, needs_reason

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "works-phases.md"
HEAD = """\
# Phases of works
How far a project is, what may follow, and who must act. Made from `tadbir.works.terms.STEPS` by
`python -m tools.phases`. A dashed arrow needs a reason. An arrow from a box holds for every phase
in it. Ready is forecast; opened is decided by the authorities, recorded, and nobody's delay.
Suspensions are orders of the contract, not phases.

"""
Arrow = tuple[str, Phase, bool]
"""From a phase or a whole stage, to a phase, and whether it needs a reason."""


def arrows() -> Iterator[Arrow]:
    """Every transition once, those that all the phases of a stage share as one."""
    for stage, group in groupby(ORDER, key=lambda phase: STEPS[phase].stage):
        phases = list(group)
        shared = _shared(phases)
        yield from ((f"stage_{stage}", following, True) for following in shared)
        for phase in phases:
            for following in STEPS[phase].following:
                if following not in shared:
                    yield phase, following, needs_reason(phase, following)


def _shared(phases: Sequence[Phase]) -> list[Phase]:
    """The phases that may follow each of several ones, always with a reason."""
    if len(phases) == 1:
        return []
    return [
        following
        for following in STEPS[phases[0]].following
        if all(
            following in STEPS[phase].following and needs_reason(phase, following)
            for phase in phases
        )
    ]


def diagram() -> str:
    """The transitions as a Mermaid flowchart, one box a stage."""
    lines = ["flowchart TD"]
    for stage, group in groupby(ORDER, key=lambda phase: STEPS[phase].stage):
        lines.append(f'  subgraph stage_{stage}["{_words(stage)}"]')
        lines += [f'    {phase}["{STEPS[phase].label}"]' for phase in group]
        lines.append("  end")
    lines += [f"  {start} {'-.->' if why else '-->'} {end}" for start, end, why in arrows()]
    return "\n".join(lines)


def table() -> str:
    """The same as a table, a row a phase."""
    lines = ["| phase | stage | who acts next | what may follow |", "|---|---|---|---|"]
    for phase, step in STEPS.items():
        following = ", ".join(STEPS[one].label for one in step.following) or "nothing: an end"
        lines.append(
            f"| {step.label} (`{phase}`) | {_words(step.stage)} | {ACTOR_LABELS[step.actor]} "
            f"| {following} |"
        )
    return "\n".join(lines)


def _words(stage: Stage) -> str:
    return stage.replace("_", " ")


def page() -> str:
    """The whole page, as Markdown."""
    return f"{HEAD}```mermaid\n{diagram()}\n```\n\n{table()}\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
