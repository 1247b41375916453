"""Whose site and which project a row speaks of, or why it cannot be told. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from tadbir.core.words import N_, fold
from tadbir.intake.contract import Refusal, Sender, Table
from tadbir.intake.holder import Holders
from tadbir.intake.refuse import Why, at_cell, column
from tadbir.works.calc.register import KnownProject, KnownSite, Register

NO_SITE: Why = (
    "works.no-site",
    N_("This row names no site."),
    N_("Write the name of the site, with its category."),
)
UNKNOWN_SITE: Why = (
    "works.site-unknown",
    N_("No site of {holder} bears this name."),
    N_("Write its category and name as the register does, or its code, or ask for an alias."),
)
OTHER_CATEGORY: Why = (
    "works.site-unknown",
    N_("No site of {holder} bears this name with this category."),
    N_("Sites of this name: {names}. Write the category of the one that is meant, or its code."),
)
SEVERAL_SITES: Why = (
    "works.site-ambiguous",
    N_("Several sites of {holder} may be meant."),
    N_("Write the category and the whole name, or the code, of one of these: {names}."),
)
NO_PROJECT: Why = (
    "works.no-project",
    N_("No project of works is entered for {site}."),
    N_("Enter the project of this site, then send the file again."),
)
SEVERAL_PROJECTS: Why = (
    "works.several-projects",
    N_("{site} has several projects of works: {projects}."),
    N_("Write the programme in its column, or the contract that carries out one of them."),
)
_MOST_NAMED = 5


@dataclass
class Sites:
    """Finds the site and the project of each row of one table, asking for each name once."""

    table: Table
    sender: Sender
    _holders: Holders | None = None
    _found: dict[tuple[str, str], tuple[KnownSite, ...]] = field(default_factory=dict)

    @property
    def register(self) -> Register:
        """What is known of sites."""
        known = self.sender.known
        if not isinstance(known, Register):
            raise TypeError("a draft of works needs its register")
        return known

    def of_row(self, index: int) -> tuple[KnownSite, KnownProject] | Refusal:
        """The site and project that a data row speaks of, or why it cannot be told."""
        site = self.site_of_row(index)
        if isinstance(site, Refusal):
            return site
        project = self._project(index, site)
        return project if isinstance(project, Refusal) else (site, project)

    def site_of_row(self, index: int) -> KnownSite | Refusal:
        """The site that a data row speaks of, or why it cannot be told."""
        self._holders = self._holders or Holders(self.table, self.sender, ("province",))
        holder = self._holders.of_row(index)
        if isinstance(holder, Refusal):
            return holder
        written = str(column(self.table, "site")[index] or "").strip()
        if not written:
            return at_cell(self.table, index, "site", NO_SITE)
        found = self._sites(written, holder)
        if len(found) != 1:
            return self._refusal(index, written, holder, found)
        return found[0]

    def _sites(self, written: str, holder: str) -> tuple[KnownSite, ...]:
        if (written, holder) not in self._found:
            self._found[written, holder] = self.register.find(written, holder)
        return self._found[written, holder]

    def _refusal(
        self, index: int, written: str, holder: str, found: Sequence[KnownSite]
    ) -> Refusal:
        like = found or self.register.like(written, holder)
        why = SEVERAL_SITES if found else OTHER_CATEGORY if like else UNKNOWN_SITE
        names = ", ".join(site.shown for site in like[:_MOST_NAMED])
        return at_cell(self.table, index, "site", why, holder=holder, names=names)

    def _project(self, index: int, site: KnownSite) -> KnownProject | Refusal:
        """The project of a site: its only one, or that of the programme or contract of the row."""
        if len(site.projects) == 1:
            return site.projects[0]
        if not site.projects:
            return at_cell(self.table, index, "site", NO_PROJECT, site=site.shown)
        told = self._told(index, site.projects)
        if len(told) == 1:
            return told[0]
        codes = ", ".join(project.code for project in site.projects)
        return at_cell(self.table, index, "site", SEVERAL_PROJECTS, site=site.shown, projects=codes)

    def _told(self, index: int, projects: Sequence[KnownProject]) -> Sequence[KnownProject]:
        """The projects that the programme of a row tells, else its contract, else the title."""
        programme = fold(str(column(self.table, "programme")[index] or ""))
        if programme:
            return [one for one in projects if programme in _called(one)]
        reference = fold(str(column(self.table, "reference")[index] or ""))
        linked = [
            one for one in projects
            if reference and reference in {fold(link.reference) for link in one.links}
        ]  # fmt: skip
        around = f" {fold(' '.join((self.table.sheet, *self.table.context.values())))} "
        named = [one for one in projects if any(f" {name} " in around for name in _called(one))]
        return linked or named


def _called(project: KnownProject) -> frozenset[str]:
    """What a project may be told by: its own code, its programme's code and names, folded."""
    names = (project.code, project.programme, *project.programme_names)
    return frozenset(filter(None, map(fold, names)))
