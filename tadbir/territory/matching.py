"""Matching: which entity a name in a file speaks of, whatever the spelling, script or title.

Pure. A name is folded, its title taken off ("Délégation de", «إقليم», "CHP") and kept as a hint
of its kind; what is left is compared without articles, joining words or spaces.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tadbir.core.words import fold
from tadbir.territory.terms import EntityKind

MINISTRY, DIRECTORATE = EntityKind.MINISTRY, EntityKind.DIRECTORATE
DELEGATION, CENTRE, FACILITY = (
    EntityKind.DELEGATION,
    EntityKind.HOSPITAL_CENTRE,
    EntityKind.FACILITY,
)

# Titles as folded text, the longest reading first; what follows them is the bare name.
_HEALTH_FR = r"(?: (?:de |d |de la )*(?:la )?sante(?: publique)?(?: et (?:de )?(?:la )?protection sociale)?)?"
_HEALTH_AR = r"(?: (?:ل|ب)?(?:وزاره )?(?:ل|ا|ب)*لصحه(?: (?:والحمايه|و الحمايه) الاجتماعيه)?)?"
_TITLES: tuple[tuple[re.Pattern[str], EntityKind], ...] = tuple(
    (re.compile(f"^(?:{pattern})(?= |$)"), kind)
    for pattern, kind in (
        (r"ministere" + _HEALTH_FR + r"|msps|mspps|وزاره الصحه(?: والحمايه الاجتماعيه)?", MINISTRY),
        (r"direction (?:regionale?|region)" + _HEALTH_FR, DIRECTORATE),
        (r"groupement sanitaire territorial|g ?s ?t|المجموعه الصحيه الترابيه", DIRECTORATE),
        (r"drsps|drsp|drs|dr|region|الجهه|جهه", DIRECTORATE),
        (r"المديريه الجهويه" + _HEALTH_AR + r"(?: ب?جهه)?", DIRECTORATE),
        (
            r"(?:delegation|deleg|dmsps|dms|dps|dp)(?: du ministere)?(?: (?:provinciale?|prefectorale?))*"
            + _HEALTH_FR + r"(?: (?:a |de |dans )?la (?:province|prefecture))?",
            DELEGATION,
        ),
        (r"province|prefecture(?: d arrondissements?)?", DELEGATION),
        (r"(?:ال)?مندوبيه(?: الاقليميه)?" + _HEALTH_AR + r"(?: (?:ب|ل)?(?:اقليم|عماله))?", DELEGATION),
        (r"(?:ب|ل)?(?:ال)?(?:اقليم|عماله)(?: مقاطعات| مقاطعه)?", DELEGATION),
        (
            r"(?:segma )?(?:centre hospitalier(?: (?:provincial|prefectoral|regional))*|ch[pr]p?)|segma",
            CENTRE,
        ),
        (
            r"(?:ال)?مركز (?:ال)?استشفايي(?: (?:ال)?(?:اقليمي|جهوي))?(?: (?:ب|ل)?(?:اقليم|عماله))?",
            CENTRE,
        ),
    )
)  # fmt: skip
_JOINING = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "el", "al", "a", "et", "ou"})
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_DOUBLE = re.compile(r"(\D)\1")


@dataclass(frozen=True, slots=True)
class Named:
    """An entity under one of its names: what the index is made of."""

    code: str
    kind: str
    name: str


def title_of(text: str) -> tuple[EntityKind | None, str]:
    """The kind that a folded name's title says (None without a title), and what is left."""
    for pattern, kind in _TITLES:
        if found := pattern.match(text):
            return kind, text[found.end() :].strip()
    return None, text


def bare(text: str) -> str:
    """What is left of a folded name to compare: no article, joining word, space or double."""
    words = [_without_article(word) for word in text.split() if word not in _JOINING]
    return _DOUBLE.sub(r"\1", "".join(words))


def _without_article(word: str) -> str:
    if not _ARABIC.match(word):
        return word
    for start in ("بال", "وال", "ال", "لل"):
        if word.startswith(start) and len(word) > len(start) + 1:
            return word[len(start) :]
    return word


def _readings(text: str, *, is_titled: bool) -> tuple[str, ...]:
    """The comparable forms of what follows a title; after one, «ب» and «ل» may cling to it."""
    key = bare(text)
    clinging = is_titled and text[:1] in ("ب", "ل") and len(text) > 2
    return (key, bare(text[1:])) if clinging else (key,)


class NameIndex:
    """Every entity by its comparable names, built once and asked many times."""

    def __init__(self, names: Iterable[Named]) -> None:
        self._codes: dict[str, tuple[str, str]] = {}
        self._by_name: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self._by_kind: dict[str, set[str]] = defaultdict(set)
        for named in names:
            self._add(named)

    def _add(self, named: Named) -> None:
        self._codes[fold(named.code)] = (named.code, named.kind)
        self._by_kind[named.kind].add(named.code)
        _kind, rest = (
            title_of(fold(named.name)) if named.kind != FACILITY else (None, fold(named.name))
        )
        for key in _readings(rest, is_titled=_kind is not None):
            if key:
                self._by_name[key].add((named.code, named.kind))

    def find(self, text: str, kinds: Collection[str] = ()) -> tuple[str, ...]:
        """Codes of every entity the text may mean: none, one, or several (ambiguous).

        A code stands for itself. A title decides the kind: "CHP Sefrou" is never the
        delegation. Without one, the name of a province means its delegation, and a facility is
        meant only when no body above bears the name. A title alone ("Direction régionale")
        means every entity of that kind.
        """
        folded = fold(text)
        if found := self._codes.get(folded):
            return (found[0],) if not kinds or found[1] in kinds else ()
        kind, rest = title_of(folded)
        if kind and not rest:
            return tuple(sorted(self._by_kind[kind])) if not kinds or kind in kinds else ()
        found_names = self._named(rest, kind, kinds)
        return found_names or (self._named(folded, None, kinds) if kind else ())

    def _named(self, text: str, kind: EntityKind | None, kinds: Collection[str]) -> tuple[str, ...]:
        meant: set[tuple[str, str]] = set()
        for key in _readings(text, is_titled=kind is not None):
            meant |= self._by_name.get(key, set()) if key else set()
        allowed = [(c, k) for c, k in meant if (not kinds or k in kinds) and kind in (None, k)]
        return _first_rank(allowed)


_RANKS: Sequence[frozenset[str]] = (
    frozenset({MINISTRY, DIRECTORATE, DELEGATION}),
    frozenset({CENTRE}),
    frozenset({FACILITY}),
)


def _first_rank(found: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """The codes of the highest bodies among those found."""
    for rank in _RANKS:
        if codes := sorted(code for code, kind in found if kind in rank):
            return tuple(codes)
    return ()
