"""`tadbir audit`: verify that neither the trail nor a batch's figures were altered."""

import sys
from dataclasses import asdict
from typing import Any

import click
from django.utils.translation import gettext

from tadbir.audit import trail
from tadbir.audit.chain import REASONS, Verdict
from tadbir.cli.options import speaking
from tadbir.cli.terminal import Exit, Terminal
from tadbir.core import money
from tadbir.intake import queries, registry, verification
from tadbir.intake.contract import Dataset, Kind, Value
from tadbir.intake.labels import column_label, column_of, value_text
from tadbir.territory.reach import EVERYWHERE


@click.group()
def command() -> None:
    """Verify the audit trail."""


@command.command()
@speaking
@click.pass_obj
def verify(terminal: Terminal) -> None:
    """Read the whole trail and every batch; names the first altered row and altered figures."""
    chain = trail.verify()
    faults = verification.verify_batches(
        reach=EVERYWHERE,
        progress=terminal.progress(gettext("Batches")) if terminal.shows_progress else None,
    )
    lines = [_chain(chain), *(_in_words(fault) for fault in faults)]
    terminal.data(
        {
            "rows": chain.count,
            "first_altered": chain.first_altered,
            "reason": chain.reason,
            "faults": [_as_json(fault) for fault in faults],
        },
        "\n".join(lines),
    )
    sys.exit(Exit.DONE if chain.holds and not faults else Exit.REFUSED)


def _as_json(fault: verification.Fault) -> dict[str, Any]:
    """A fault with its altered figures, amounts in dirhams."""
    dataset = _dataset(fault)
    altered = [
        asdict(one)
        | {
            "stored": _plain(dataset, one.name, one.stored),
            "committed": _plain(dataset, one.name, one.committed),
        }
        for one in fault.altered
    ]
    return asdict(fault) | {"altered": altered}


def _dataset(fault: verification.Fault) -> Dataset:
    return registry.dataset(queries.batch(fault.batch, reach=EVERYWHERE).dataset)


def _is_amount(dataset: Dataset, name: str, value: Value) -> bool:
    """Whether a value is a sum of money, kept in centimes."""
    column = column_of(dataset, name)
    return column is not None and column.kind is Kind.AMOUNT and isinstance(value, int)


def _plain(dataset: Dataset, name: str, value: Value) -> Value:
    return (
        money.dirhams(value)
        if isinstance(value, int) and _is_amount(dataset, name, value)
        else value
    )


def _chain(chain: Verdict) -> str:
    """How long the trail is, and the first row that was altered."""
    if chain.holds:
        return gettext("The trail is whole; its rows: %(rows)s.") % {"rows": chain.count}
    said = gettext("Rows of the trail: %(rows)s. Row %(row)s is the first altered: %(reason)s")
    return said % {
        "rows": chain.count, "row": chain.first_altered, "reason": gettext(REASONS[chain.reason])
    }  # fmt: skip


def _in_words(fault: verification.Fault) -> str:
    """A fault with every altered figure, its file's cell and both values."""
    of = {"batch": fault.batch, "reason": gettext(fault.reason)}
    lines = [gettext("Batch %(batch)s: %(reason)s") % of]
    dataset = _dataset(fault)
    return "\n".join([*lines, *(_altered(dataset, one) for one in fault.altered)])


def _altered(dataset: Dataset, one: verification.Altered) -> str:
    said = gettext(
        "  %(holder)s, %(day)s, %(key)s, %(column)s: %(stored)s stands, %(committed)s was kept"
        " (%(sheet)s, row %(row)s)"
    )
    return said % {
        "holder": one.holder,
        "day": one.on_date.isoformat(),
        "key": " · ".join(part for part in one.key if part),
        "column": column_label(dataset, one.name),
        "stored": _value(dataset, one.name, one.stored),
        "committed": _value(dataset, one.name, one.committed),
        "sheet": one.sheet,
        "row": one.row,
    }


def _value(dataset: Dataset, name: str, value: Value) -> str:
    """A value with its unit: amounts are kept in centimes and told in dirhams."""
    shown = value_text(dataset, name, value)
    return f"{shown} {gettext('DH')}" if _is_amount(dataset, name, value) else shown
