"""What a list of a programme says against the phases that are known: kept with a reason or not."""

from collections.abc import Iterator, Mapping, Sequence

from tadbir.intake.contract import Contradiction, Record
from tadbir.works import queries
from tadbir.works.calc.listed import Step, contradicted, is_further
from tadbir.works.intake.programme import whys
from tadbir.works.intake.programme.row import VALUE_NAMES, told_of
from tadbir.works.terms import STEPS


def contradictions(records: Sequence[Record], source: str) -> Sequence[Contradiction]:
    """Each step of a list that contradicts the phases of its project; one query."""
    known = queries.steps_known(
        {record.key[2] for record in records},
        source,
        {(record.holder, record.on_date) for record in records},
    )
    return [one for record in records for one in _of(record, known)]


def _of(record: Record, known: Mapping[str, Sequence[Step]]) -> Iterator[Contradiction]:
    """The first step of a record that does not fit, with what it is held against."""
    said = dict(zip(VALUE_NAMES, record.values, strict=True))
    steps = known.get(record.key[2], ())
    for step in told_of(said, record.on_date).steps:
        against = contradicted(step, steps, record.on_date)
        if against is not None:
            yield _contradiction(record, step, against)
            return


def _contradiction(record: Record, step: Step, against: Step) -> Contradiction:
    is_behind = step.column == "phase" and is_further(against.phase, step.phase)
    code, reason, remedy = whys.BEHIND if is_behind else whys.OTHER_DAY
    label = STEPS[step.phase].label
    details = {
        "phase": label, "said": f"{step.since:%d/%m/%Y}",
        "present": STEPS[against.phase].label, "known": f"{against.since:%d/%m/%Y}",
    }  # fmt: skip
    return Contradiction([record], step.column, details["said"], code, reason, remedy, details)
