"""From a file to a preview: read, drafted by its domain, held to the sender's reach, compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tadbir.audit import trail
from tadbir.core import clock
from tadbir.intake import admission, comparison, contradictions, queries, standings
from tadbir.intake.admission import Drafts
from tadbir.intake.comparison import Changes
from tadbir.intake.contract import Dataset, Key, Record, Scope, Sender, Table
from tadbir.intake.declared import Declared, source_shown
from tadbir.intake.doubts import NOTHING_LEFT_OUT, Doubt, LeftOut, doubts
from tadbir.intake.mappings import Matched
from tadbir.intake.report import Report, Understood, changed, left_out_in, report
from tadbir.territory import queries as territory
from tadbir.territory.models import Entity
from tadbir.territory.querysets import within
from tadbir.territory.reach import Reach

MINISTRY = "/MSPS/"
MOST_PARAMETERS = 500
"""How many values one condition may list: databases limit the parameters of a query."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file ready for a decision: its records, what they change, and the report of both.

    `seen_number` is the last number of the audit chain when what stands was read. `mapping` is
    what the columns were matched with by hand, `layout` the signature under which it is
    remembered. `source` is the one declared or shown. `records` hold those that contradict,
    which `changes` leaves out; `digest` is that of what stands for all of them.
    """

    records: Sequence[Record]
    changes: Changes
    digest: str
    report: Report
    seen_number: int
    mapping: Mapping[str, str]
    layout: str
    source: str


def prepare(matched: Matched, declared: Declared, *, reach: Reach) -> Prepared:
    """Everything that a preview shows of a file that was read, without writing anything.

    Raises `Refused` when its tables come from different sources; what fails in a cell, a row or
    a table is in the report.
    """
    reading = matched.reading
    found = [table for sheet in reading.sheets for table in sheet.tables]
    source = source_shown(declared.dataset, declared.source, found)
    seen_number = trail.last_number()
    tables, left_out = _understood(found, replace(declared, source=source), reach)
    records = [record for one in tables for record in one.records]
    told = report(reading, tables, left_out)
    weighed = weigh(records, declared.dataset, source, told)
    return Prepared(
        records=records,
        changes=weighed.changes,
        digest=weighed.digest,
        report={
            **told,
            **weighed.told,
            "taken_before": queries.taken_before(reading.sha256, reach=reach),
            "looks_like": matched.looks_like,
        },
        seen_number=seen_number,
        mapping=matched.mapping,
        layout=matched.layout,
        source=source,
    )


def _understood(
    tables: Iterable[Table], declared: Declared, reach: Reach
) -> tuple[list[Understood], LeftOut]:
    """What may go on of each table, and what is known of the rows that may not."""
    sender = Sender(
        entity=declared.entity or None,
        on_date=declared.on_date,
        source=declared.source,
        today=clock.today(),
        find_entity=territory.finder(reach=reach),
        known=declared.dataset.knows(reach) if declared.dataset.knows else None,
    )
    drafts = [admission.draft(table, sender, declared.dataset.draft) for table in tables]
    codes = admission.codes(drafts)
    may_found = may_found_holders(declared.dataset, reach)
    reachable = codes if may_found else frozenset(holders(codes, reach))
    understood = admission.admit(drafts, reachable=reachable, latest_day=declared.known_on)
    return understood, _left_out(drafts, sender, declared.dataset)


def _left_out(drafts: Iterable[Drafts], sender: Sender, dataset: Dataset) -> LeftOut:
    """What the refused rows speak of, where it is known, and the rows of which it is not."""
    withheld: list[Key] = []
    doubtful: list[Doubt] = []
    for one in drafts:
        table, drafted, left = one.table, one.drafted, None
        if table.left is not None:
            left = admission.draft(table.left, sender, dataset.draft).drafted
            withheld += [(r.holder, r.on_date, r.key) for r in left.records]
            withheld += left.withheld.values()
        withheld += drafted.withheld.values()
        doubtful += doubts(dataset, table, drafted, left)
    return LeftOut(withheld, doubtful)


def holders(codes: Iterable[str], reach: Reach) -> dict[str, int]:
    """The identifiers of entities by code, of those within reach alone."""
    wanted = sorted(code for code in codes if code)
    found: dict[str, int] = {}
    for start in range(0, len(wanted), MOST_PARAMETERS):
        some = Entity.objects.filter(
            within(reach), code__in=wanted[start : start + MOST_PARAMETERS]
        )
        found.update(some.values_list("code", "pk"))
    return found


def may_found_holders(dataset: Dataset, reach: Reach) -> bool:
    """Whether a file may enter the entities it names: a national list, sent by the ministry."""
    return dataset.found is not None and reach.holds(MINISTRY)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What records change once those that contradict are left out, and the part of a report that
    says so; `digest` is that of what stands for all of them."""

    changes: Changes
    digest: str
    told: Report


def weigh(records: Sequence[Record], dataset: Dataset, source: str, told: Report) -> Weighed:
    """What records change and which contradict what is known, from what stands now.

    `told` is the report that knows their tables and the keys of the rows refused beside.
    """
    against = contradictions.found(records, dataset, source, told["sheets"])
    left_out, keys = left_out_in(told), contradictions.keys(against)
    sure = contradictions.sure(records, keys)
    changes = changes_of(sure, dataset, source, left_out.beside(keys))
    every = changes_of(records, dataset, source, left_out) if against else changes
    said = {**changed(changes), "records": len(sure)}
    return Weighed(changes, every.digest, {**said, "contradictions": against} if against else said)


def scope_of(records: Iterable[Record], dataset: Dataset, source: str) -> Scope:
    """What records speak for."""
    return Scope(dataset.code, source, frozenset((r.holder, r.on_date) for r in records))


def changes_of(
    records: Sequence[Record], dataset: Dataset, source: str, left_out: LeftOut = NOTHING_LEFT_OUT
) -> Changes:
    """What records change in what stands now; `left_out` is what it refuses beside."""
    scope = scope_of(records, dataset, source)
    additive = frozenset(column.name for column in dataset.columns if column.additive)
    return comparison.compare(
        records,
        dataset.standing(scope) if scope.holders else {},
        comparison.Shape(dataset.value_names, additive, dataset.wording.named_by),
        superseded=standings.of(scope).count() if scope.holders else 0,
        withheld=frozenset(left_out.withheld),
        doubts=left_out.doubts,
    )
