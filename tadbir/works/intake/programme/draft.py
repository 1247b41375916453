"""From a list of a programme to records: one for each project that it names. Pure."""

from dataclasses import replace
from datetime import date

from tadbir.core.words import fold
from tadbir.intake.contract import Drafted, Key, Record, Refusal, Sender, Table, Value
from tadbir.intake.refuse import TWICE, at_cell
from tadbir.intake.row_by_row import drafted
from tadbir.works.calc.register import (
    CENTRE,
    HOSPITALS,
    KnownProgramme,
    KnownProject,
    KnownSite,
    Programmes,
)
from tadbir.works.intake.programme.row import Bad, ListRow, values_of
from tadbir.works.intake.programme.whys import (
    NO_KIND,
    NO_PHASE,
    NO_PROGRAMME,
    OTHER_PROJECT,
    SEVERAL_OF_SITE,
    SEVERAL_PROGRAMMES,
    TOO_LONG,
    UNKNOWN_PROGRAMME,
)
from tadbir.works.intake.resolve import Sites

_LONGEST_CODE = 40
_HOSPITALS = HOSPITALS | {CENTRE}


class _Draft:
    """Gathers the records and the refusals of one table."""

    def __init__(self, table: Table, sender: Sender, day: date) -> None:
        known = sender.known
        if not isinstance(known, Programmes):
            raise TypeError("a draft of a programme needs to know the programmes")
        self.table, self.day, self.known = table, day, known
        self.sites = Sites(table, replace(sender, known=known.register))
        self.records: list[Record] = []
        self.refused: list[Refusal] = []
        self.withheld: dict[int, Key] = {}
        self.first: dict[Key, int] = {}
        texts = (table.sheet, *table.context.values())
        self.around = f" {fold(' '.join(texts))} "

    def take(self, index: int) -> None:
        """Draft one row; one that says nothing of its site is left aside."""
        row = ListRow(self.table, index)
        if row.is_silent():
            return
        found = self._named(row)
        if isinstance(found, Refusal):
            self.refused.append(found)
            return
        site, programme, project = found
        code = project.code if project else f"{programme.code}-{site.code}"
        key: Key = (site.holder, self.day, (site.code, programme.code, code))
        if self.first.setdefault(key, self.table.rows[index]) != self.table.rows[index]:
            first = str(self.first[key])
            self.refused.append(at_cell(self.table, index, "site", TWICE, first=first))
            return
        try:
            values = self._values(row, site, code, is_new=project is None)
        except Bad as bad:
            self.refused.append(at_cell(self.table, index, bad.name, bad.why, **bad.details))
            self.withheld[self.table.rows[index]] = key
            return
        self.records.append(Record(*key, values, self.table.sheet, self.table.rows[index]))

    def _values(
        self, row: ListRow, site: KnownSite, code: str, *, is_new: bool
    ) -> tuple[Value, ...]:
        """What a row says of its project; a new one needs its kind and its phase."""
        said = values_of(row, self.day, is_hospital=site.category in _HOSPITALS)
        if is_new and len(code) > _LONGEST_CODE:
            raise Bad("programme", TOO_LONG, code=code)
        if is_new and not said["kind"]:
            raise Bad("kind", NO_KIND, site=site.shown)
        if is_new and not said["phase"]:
            raise Bad("phase", NO_PHASE, site=site.shown)
        return tuple(said.values())

    def _named(
        self, row: ListRow
    ) -> tuple[KnownSite, KnownProgramme, KnownProject | None] | Refusal:
        """The site, the programme and the project, where it stands, that a row speaks of."""
        site = self.sites.site_of_row(row.index)
        if isinstance(site, Refusal):
            return site
        programme = self._programme(row, site)
        if isinstance(programme, Refusal):
            return programme
        there = self.known.there(site, programme)
        code = row.text("code").upper()
        if code:
            there = [one for one in there if one.code.upper() == code]
            if not there:
                return self._at(row, "code", OTHER_PROJECT, site=site.shown)
        if len(there) > 1:
            codes = ", ".join(one.code for one in there)
            return self._at(row, "site", SEVERAL_OF_SITE, site=site.shown, projects=codes)
        return site, programme, there[0] if there else None

    def _programme(self, row: ListRow, site: KnownSite) -> KnownProgramme | Refusal:
        """The programme that a row names, else the sheet or the title, else the only one there."""
        possible = self.known.of_site(site)
        if written := row.text("programme"):
            told = [one for one in possible if fold(written) in one.called]
            if not told:
                return self._at(row, "programme", UNKNOWN_PROGRAMME)
        else:
            around = [
                one for one in possible if any(f" {name} " in self.around for name in one.called)
            ]
            told = around or possible
        if len(told) == 1:
            return told[0]
        why = SEVERAL_PROGRAMMES if told else NO_PROGRAMME
        return self._at(row, "programme", why, codes=", ".join(one.code for one in told))

    def _at(self, row: ListRow, name: str, why: tuple[str, str, str], **details: str) -> Refusal:
        return at_cell(self.table, row.index, name, why, **details)


def draft(table: Table, sender: Sender) -> Drafted:
    """The records of a list; a table that speaks of no phase, kind nor opening gives none."""
    if not any(table.match(name) for name in ("phase", "kind", "opened")):
        return Drafted(())
    return drafted(table, sender, _Draft)
