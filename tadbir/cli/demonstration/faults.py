"""Files planted among the others: a correction, a mistake withdrawn, and what must be refused."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

from tadbir.cli.demonstration import views
from tadbir.cli.demonstration.days import TODAY
from tadbir.cli.demonstration.histories import history
from tadbir.cli.demonstration.holders import holders
from tadbir.cli.demonstration.manifest import ALREADY_THERE, HOLDER, REFUSED, Entry
from tadbir.cli.demonstration.workbooks import lines, provinces, register
from tadbir.cli.demonstration.workbooks.situation import Block, Row, Situation

_JUNE = date(2025, 6, 30)
_STALE, _MEANT = date(2025, 11, 28), date(2025, 12, 5)


def _correction(path: Path) -> None:
    """The second version of June, for the holders whose first one left dossiers out."""
    said = views.situations("03", [_JUNE], HOLDER, only=views.FIRST_DRAFT[_JUNE])
    provinces.write(path, said)


def _stale(path: Path) -> None:
    """Figures of 28 November sent under the date of 5 December."""
    only = frozenset({"D081", "CH081"})
    (said,) = views.situations("05", [_STALE], HOLDER, only=only)
    lines.write(path, [Situation(_MEANT, said.sender, said.blocks)])


def _wrong_total(path: Path) -> None:
    """Two digits exchanged in one amount: the rows no longer make their total."""
    (said,) = views.situations("05", [TODAY], HOLDER, only=frozenset({"D301"}))
    lines.write(path, [said], misprint=True)


def _unknown_holder(path: Path) -> None:
    """A holder that is not of the region."""
    (said,) = views.situations("03", [TODAY], HOLDER, only=frozenset({"D171"}))
    (block,) = said.blocks
    stranger = _stranger(block)
    lines.write(path, [Situation(said.day, said.sender, (stranger,))])


def _stranger(block: Block) -> Block:
    """The block under the name of a delegation that the region does not have."""
    holder = block.holder
    other = type(holder)(
        code="D999", kind=holder.kind, region=holder.region, seat=holder.seat,
        seat_fr="Dar Chaoui Sud", seat_ar=holder.seat_ar, name_fr="Délégation de Dar Chaoui Sud",
        name_ar=holder.name_ar, population=holder.population, facilities=holder.facilities,
    )  # fmt: skip
    return Block(other, tuple(Row(row.rubric, row.amounts) for row in block.rows))


def _word_for_amount(path: Path) -> None:
    """A register where a word stands for an amount."""
    holder = next(holder for holder in holders("03") if holder.code == "D171")
    dossiers = history(holder)[-1].dossiers
    page = register.Register(holder, TODAY - timedelta(days=1), dossiers)
    register.write(path, [page], word_for_amount="voir convention")


def _same_again(path: Path) -> None:
    """The correction of June, sent once more under another name."""
    _correction(path)


def entries() -> list[Entry]:
    """The planted files, each with what the door must make of it."""
    budget = partial(Entry, dataset="budget", source=HOLDER)
    return [
        budget("fes-meknes/situation-2025-06-version-2.xlsx", sender="DR03", layout=6,
               known_on=date(2025, 7, 21), write=_correction),
        budget("beni-mellal-khenifra/azilal-2025-12-05.xlsx", sender="DR05", layout=2,
               known_on=_MEANT, write=_stale,
               withdrawn_for="Situation du 28 novembre envoyée par erreur sous la date du "
                             "5 décembre."),
        budget("a-refuser/khenifra-total-faux.xlsx", sender="DR05", layout=2, known_on=TODAY,
               write=_wrong_total, outcome=REFUSED),
        budget("a-refuser/el-hajeb-entite-inconnue.xlsx", sender="DR03", layout=2, known_on=TODAY,
               write=_unknown_holder, outcome=REFUSED),
        Entry("a-refuser/el-hajeb-mot-pour-montant.xlsx", "operations", HOLDER, "DR03", TODAY,
              _word_for_amount, layout=7, outcome=REFUSED),
        budget("a-refuser/situation-2025-06-deuxieme-envoi.xlsx", sender="DR03", layout=6,
               known_on=date(2025, 7, 22), write=_same_again, outcome=ALREADY_THERE),
    ]  # fmt: skip
