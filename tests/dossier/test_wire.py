"""Canonical JSON: one text for one value, and the value comes back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadbir.dossier import wire


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True)
class Leaf:
    amount: Decimal | None
    day: date
    colour: Colour


@dataclass(frozen=True)
class Tree:
    name: str
    leaves: Sequence[Leaf]
    by_pair: Mapping[tuple[str, str], int]
    by_name: Mapping[str, tuple[str, ...]]
    is_high: bool


leaves = st.builds(
    Leaf,
    amount=st.none() | st.decimals(-(10**12), 10**12, places=2),
    day=st.dates(),
    colour=st.sampled_from(Colour),
)
trees = st.builds(
    Tree,
    name=st.text(),
    leaves=st.lists(leaves, max_size=3),
    by_pair=st.dictionaries(st.tuples(st.text(), st.text()), st.integers(), min_size=1, max_size=3),
    by_name=st.dictionaries(st.text(), st.lists(st.text()).map(tuple), max_size=3),
    is_high=st.booleans(),
)


@given(trees)
def test_value_comes_back_from_its_text(tree: Tree) -> None:
    again = wire.read(Tree, wire.canonical(tree))

    assert again == tree
    assert wire.canonical(again) == wire.canonical(tree)


def test_text_is_sorted_exact_and_without_spaces() -> None:
    leaf = Leaf(Decimal("1E+2"), date(2025, 12, 12), Colour.GREEN)

    assert wire.canonical(leaf) == '{"amount":"100","colour":"green","day":"2025-12-12"}'


def test_order_of_keys_does_not_change_the_text() -> None:
    first, second = {("b", "x"): 1, ("a", "y"): 2}, {("a", "y"): 2, ("b", "x"): 1}

    assert wire.canonical(first) == wire.canonical(second) == '[[["a","y"],2],[["b","x"],1]]'


def test_float_has_no_canonical_text() -> None:
    with pytest.raises(TypeError):
        wire.canonical({"rate": 0.1})


def test_differences_name_the_places() -> None:
    one = {"a": [1, {"b": "x"}], "c": 1}
    other = {"a": [1, {"b": "y"}], "d": 2}

    assert wire.differences(one, other) == ["a.1.b", "c", "d"]
    assert wire.differences(one, one) == []
