"""Which site and project a file names: by name, alias and words of category, within a province."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tadbir.core.words import fold
from tadbir.territory.matching import bare

CENTRE = "hospital_centre"
HOSPITALS = frozenset({"HPr", "HP", "HR", "HIR", "CRO", "CPU", "HPsyP", "HPsyR"})
_CENTRES = frozenset({"CSU-1", "CSU-2", "CSR-1", "CSR-2"})

_WORKS = re.compile(
    r"(?:projet|travaux|operation|programme)?(?: ?de| ?d| ?des)? ?"
    r"(?:rehabilitation|amenagement|construction|reconstruction|extension|renovation|refection"
    r"|mise a niveau|modernisation|equipement|travaux|تاهيل|اعاده تاهيل|بنا|اعاده بنا|توسعه"
    r"|تهييه|تهيئه|اصلاح|ترميم|اشغال|مشروع)"
    r"(?: et (?:d |de |l )?(?:extension|equipement|amenagement|rehabilitation|renovation))*"
    r"(?: (?:du|de la|de l|des|de|d))?(?= |$)"
)
_LEVEL_1 = r"(?: ?(?:niveau|niv|n|de niveau|(?:من )?المستوي) ?)?(?: ?(?:1|i|الاول))"
_LEVEL_2 = r"(?: ?(?:niveau|niv|n|de niveau|(?:من )?المستوي) ?)?(?: ?(?:2|ii|الثاني))"
_RURAL_AR = r"(?:ال)?مركز(?: صحي| الصحي)? (?:ال)?قروي"
_URBAN_AR = r"(?:ال)?مركز(?: صحي| الصحي)? (?:ال)?حضري"
_RURAL = r"csr|csc|centre de sante rural|centre de sante communal"
_URBAN = r"csu|centre de sante urbain"
_CATEGORIES: tuple[tuple[re.Pattern[str], frozenset[str]], ...] = tuple(
    (re.compile(rf"(?:{pattern})(?= |$)"), frozenset(codes))
    for pattern, codes in (
        (rf"(?:{_RURAL}){_LEVEL_1}|{_RURAL_AR}{_LEVEL_1}", {"CSR-1"}),
        (rf"(?:{_RURAL}){_LEVEL_2}|{_RURAL_AR}{_LEVEL_2}", {"CSR-2"}),
        (rf"(?:{_URBAN}){_LEVEL_1}|{_URBAN_AR}{_LEVEL_1}", {"CSU-1"}),
        (rf"(?:{_URBAN}){_LEVEL_2}|{_URBAN_AR}{_LEVEL_2}", {"CSU-2"}),
        (rf"{_RURAL}|{_RURAL_AR}", {"CSR-1", "CSR-2"}),
        (rf"{_URBAN}|{_URBAN_AR}", {"CSU-1", "CSU-2"}),
        (r"cs|centre de sante|(?:ال)?مركز (?:ال)?صحي", _CENTRES),
        (r"dispensaire rural|dispensaire|dr|(?:ال)?مستوصف(?: (?:ال)?قروي)?", {"DR"}),
        (r"centre hospitalier(?: (?:provincial|prefectoral|regional))*|ch[pr]"
         r"|(?:ال)?مركز (?:ال)?استشفايي(?: (?:ال)?(?:اقليمي|جهوي))?", {CENTRE}),
        (r"hopital de proximite|hpr|مستشفي القرب", {"HPr"}),
        (r"hopital (?:provincial|prefectoral)|hp|(?:ال)?مستشفي (?:ال)?اقليمي", {"HP", CENTRE}),
        (r"hopital regional|hr|(?:ال)?مستشفي (?:ال)?جهوي", {"HR", CENTRE}),
        (r"hopital psychiatrique(?: (?:provincial|prefectoral|regional))?", {"HPsyP", "HPsyR"}),
        (r"hopital|hop|(?:ال)?مستشفي", HOSPITALS | {CENTRE}),
        (r"cdtmr|cdtmer", {"CDTMR"}),
        (r"crsr", {"CRSR"}),
        (r"lsp", {"LSP"}),
    )
)  # fmt: skip
"""Words of category as folded text, the longest reading first, and the categories they may mean."""

_LINKS = re.compile(r"^(?:(?:du|de la|de l|des|de|d|a|au|ب|ل) )+")
_PLACE = re.compile(r" (?:dans la |a la |de la |de l |)(?:province|prefecture|ب?اقليم|ب?عماله) .*$")


@dataclass(frozen=True, slots=True)
class Link:
    """A contract that carries out a project: its reference, and its lot (None: all of it)."""

    reference: str
    lot: int | None = None


@dataclass(frozen=True, slots=True)
class KnownProgramme:
    """A programme by code and names, and the path of the body that it belongs to."""

    code: str
    path: str
    names: tuple[str, ...] = ()

    @property
    def called(self) -> frozenset[str]:
        """What a file may call it, folded."""
        return frozenset(filter(None, map(fold, (self.code, *self.names))))


@dataclass(frozen=True, slots=True)
class KnownProject:
    """A project, its programme by code and names, its contracts, and the site that bears it."""

    code: str
    programme: str
    programme_names: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site: where it hangs, what it is (a category, or `CENTRE`), every name, its projects.

    `holder` is the delegation it belongs to, or the directorate where it has none.
    """

    code: str
    path: str
    holder: str
    category: str
    names: tuple[str, ...]
    projects: tuple[KnownProject, ...] = ()

    @property
    def shown(self) -> str:
        """The site as a refusal names it."""
        return f"{self.names[0] if self.names else self.code} ({self.code})"


@dataclass(frozen=True)
class Register:
    """Every site within someone's reach, found by what files call it; paths of holders by code."""

    sites: Sequence[KnownSite]
    holders: Mapping[str, str]
    seats: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _by_name: dict[str, list[KnownSite]] = field(default_factory=dict, repr=False)
    _by_code: dict[str, KnownSite] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Index the sites by code and by each comparable form of each name."""
        by_name: dict[str, list[KnownSite]] = defaultdict(list)
        for site in self.sites:
            self._by_code[fold(site.code)] = site
            for key in {key for name in site.names for key in _keys(name)}:
                by_name[key].append(site)
        self._by_name.update(by_name)

    def find(self, text: str, holder: str) -> tuple[KnownSite, ...]:
        """The sites of a holder that a text may name: none, one, or several.

        A category that the text says must be the site's; within a whole region, where namesakes
        are the rule, a centre without its category is not found by its name alone.
        """
        folded = fold(text)
        if by_code := self._by_code.get(folded):
            return (by_code,) if self._is_under(by_code, holder) else ()
        said, rest = _read(folded)
        named = self._named(folded, rest, said, holder)
        within = [site for site in named if self._is_under(site, holder)]
        if said is not None:
            return _exact(within, said, rest) or _of_category(within, said)
        is_region = holder.startswith("DR")
        return tuple(site for site in within if not is_region or site.category == CENTRE)

    def like(self, text: str, holder: str) -> tuple[KnownSite, ...]:
        """The sites of a holder that share the name of a text, whatever their category."""
        _said, rest = _read(fold(text))
        found = self._by_name.get(bare(rest), [])
        return tuple(site for site in found if self._is_under(site, holder))

    def _named(
        self, folded: str, rest: str, said: frozenset[str] | None, holder: str
    ) -> Iterable[KnownSite]:
        """The sites of a name; a category alone, or with the name of the province, names its only
        site."""
        found = self._by_name.get(bare(folded), []) or self._by_name.get(bare(rest), [])
        if said is None:
            return found
        clinging = rest[1:] if rest[:1] in ("ب", "ل") else rest
        seats = self.seats.get(holder, frozenset())
        is_province = not rest or bare(rest) in seats or bare(clinging) in seats
        return self.sites if is_province else found or self._by_name.get(bare(clinging), [])

    def _is_under(self, site: KnownSite, holder: str) -> bool:
        path = self.holders.get(holder)
        return path is not None and site.path.startswith(path)


@dataclass(frozen=True, slots=True)
class Programmes:
    """The register, the programmes that a list may mean, and the projects of each site.

    A list enters projects: its register finds a site by its name alone, whatever stands on it.
    """

    register: Register
    programmes: Sequence[KnownProgramme]
    projects: Mapping[str, Sequence[KnownProject]] = field(default_factory=dict)

    def of_site(self, site: KnownSite) -> list[KnownProgramme]:
        """The programmes whose body is above a site."""
        return [one for one in self.programmes if site.path.startswith(one.path)]

    def there(self, site: KnownSite, programme: KnownProgramme) -> list[KnownProject]:
        """The projects of a programme that stand on a site."""
        standing = self.projects.get(site.code, ())
        return [one for one in standing if one.programme == programme.code]


def _exact(sites: Sequence[KnownSite], said: frozenset[str], rest: str) -> tuple[KnownSite, ...]:
    """The one site of some categories that bears this very name: "Meknès 2" is not "Meknès 22", nor
    "Meknès" the whole province. Centres are told from their hospitals elsewhere."""
    found = [
        site
        for site in sites
        if site.category in said
        and site.category != CENTRE
        and rest in {text for name in site.names for text in (fold(name), _read(fold(name))[1])}
    ]
    return tuple(found) if len(found) == 1 else ()


def _of_category(sites: Sequence[KnownSite], said: frozenset[str]) -> tuple[KnownSite, ...]:
    """The sites of some categories; a hospital goes before its centre, unless the project is the
    centre's."""
    fitting = [site for site in sites if site.category in said]
    hospitals = [site for site in fitting if site.category != CENTRE]
    centres = [site for site in fitting if site.category == CENTRE]
    if any(site.projects for site in centres) and not any(site.projects for site in hospitals):
        return tuple(centres)
    return tuple(hospitals or centres)


def _keys(name: str) -> frozenset[str]:
    """The comparable forms of a site's own name: whole, and without its words of category."""
    folded = fold(name)
    _said, rest = _read(folded)
    return frozenset(filter(None, (bare(folded), bare(rest))))


def _read(folded: str) -> tuple[frozenset[str] | None, str]:
    """The categories that a folded text says (None: it says none), and the name that is left."""
    text = _PLACE.sub("", folded)
    if found := _WORKS.match(text):
        text = text[found.end() :].strip()
    text = _LINKS.sub("", text)
    for pattern, codes in _CATEGORIES:
        if found := pattern.match(text):
            return codes, _LINKS.sub("", text[found.end() :].strip())
    return None, text
