"""Identity, history and supply of sites, worked by hand."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tadbir.facilities.calc import (
    Listed,
    Moved,
    Spell,
    Supply,
    Telling,
    identities,
    moves,
    timeline,
    told,
    total,
)
from tadbir.facilities.terms import Change

D1, D2, D3 = date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 1)


def test_identity_is_kept_over_a_change_of_category() -> None:
    known = {"F1": Listed("c", "CSU-1", "a"), "F2": Listed("c", "CDTMR", "a")}

    assert identities(known, [Listed("c", "CDTMR", "a"), Listed("c", "CSU-2", "a")]) == ["F2", "F1"]


def test_identity_of_namesakes_is_never_guessed() -> None:
    known = {"F1": Listed("c", "CSU-1", "a"), "F2": Listed("c", "CSU-2", "a")}

    assert identities(known, [Listed("c", "DR", "a")]) == [None]
    assert identities(known, [Listed("c", "DR", "a"), Listed("c", "CSU-2", "a")]) == ["F1", "F2"]


def test_name_alone_or_another_commune_is_no_identity() -> None:
    known = {"F1": Listed("c", "CSU-1", "a")}

    assert identities(known, [Listed("d", "CSU-1", "a"), Listed("c", "LSP", "a")]) == [None, None]


def test_our_own_code_wins_over_the_name() -> None:
    known = {"F1": Listed("c", "CSU-1", "a"), "F2": Listed("c", "CSU-1", "b")}

    assert identities(known, [Listed("c", "CSU-1", "b", code="F1")]) == ["F1"]


def plain_identities(known: dict[str, Listed], listed: list[Listed]) -> list[str | None]:
    """The slow twin: looks at every pair, rule by rule."""
    found: list[str | None] = [site.code if site.code in known else None for site in listed]

    def family(site: Listed) -> str:
        return "primary" if site.category in ("CSU-1", "CSU-2", "DR") else site.category

    rules = (
        lambda a, b: (a.commune, a.category, a.folded) == (b.commune, b.category, b.folded),
        lambda a, b: (a.commune, family(a), a.folded) == (b.commune, family(b), b.folded),
    )
    for same in rules:
        given_before = list(found)
        for i, site in enumerate(listed):
            if given_before[i]:
                continue
            codes = [c for c, k in known.items() if c not in given_before and same(k, site)]
            rivals = [
                j for j, other in enumerate(listed) if not given_before[j] and same(other, site)
            ]
            if len(codes) == 1 and rivals == [i]:
                found[i] = codes[0]
    return found


SITES = st.builds(
    Listed,
    st.sampled_from("cd"),
    st.sampled_from(("CSU-1", "CSU-2", "DR", "LSP")),
    st.sampled_from("ab"),
)


@given(st.lists(SITES, max_size=6), st.lists(SITES, max_size=6))
def test_identities_agree_with_their_plain_twin(before: list[Listed], after: list[Listed]) -> None:
    known = {f"F{i}": site for i, site in enumerate(before)}

    found = identities(known, after)

    assert found == plain_identities(known, after)
    taken = [code for code in found if code]
    assert len(taken) == len(set(taken))


def test_statuses_are_told_by_lists() -> None:
    tellings = [
        Telling(D1, is_there=True),
        Telling(D2, is_there=False),
        Telling(D3, is_there=True, status="suspended", reason="Travaux"),
    ]

    assert told(tellings, opened=None, from_the_start=True) == [
        Spell("open", None),
        Spell("closed", D2, reason="list.gone"),
        Spell("suspended", D3, reason="Travaux"),
    ]


def test_opening_date_wins_over_the_day_of_the_list() -> None:
    opened = date(2023, 11, 16)
    tellings = [Telling(D1, is_there=True)]

    assert told(tellings, opened=opened, from_the_start=True) == [Spell("open", opened)]
    assert told(tellings, opened=None, from_the_start=False) == [Spell("open", D1)]
    assert told([], opened=opened, from_the_start=True) == []


def test_what_a_person_entered_holds_on_the_same_day() -> None:
    by_person = Spell("closed", D2, reason="Inondation", by_person=True)

    line = timeline([by_person, Spell("open", None), Spell("suspended", D2, reason="x")])

    assert line == [
        Spell("open", None, D2),
        Spell("suspended", D2, D2, "x"),
        Spell("closed", D2, None, "Inondation", by_person=True),
    ]
    assert timeline([]) == []


def test_moves_between_two_lists() -> None:
    assert moves({"F1": "CSU-1", "F2": "DR", "F3": "LSP"}, {"F1": "CSU-2", "F3": "LSP", "F4": "DR"}) == [
        Moved("F1", Change.RECATEGORISED, "CSU-1", "CSU-2"),
        Moved("F2", Change.CLOSED, "DR", None),
        Moved("F4", Change.OPENED, None, "DR"),
    ]  # fmt: skip


def test_supply_counts_support_units_apart() -> None:
    one = Supply({"CSU-1": 1, "CDTMR": 1, "HP": 1}, 1000)
    two, three = Supply({"DR": 1}, 500), Supply({}, 10)

    assert (one.centres, one.support, one.hospitals) == (1, 1, 1)
    assert one.inhabitants_per_centre.value == Decimal(1000)
    assert three.inhabitants_per_centre.value is None
    assert total([one, two, three]).inhabitants_per_centre.value == Decimal(755)
    assert total([one, Supply({}, None)]).inhabitants is None
