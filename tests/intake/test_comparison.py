"""What a file changes, against a slow plain twin; digests that tell equal changes from others."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tadbir.intake.comparison import Move, Shape, Stood, Values, compare
from tadbir.intake.contract import Key, Record
from tadbir.intake.doubts import Doubt

DAY = date(2025, 6, 30)
NAMES = ("label", "amount")
KEYS = st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(["1", "2", "3"]))
VALUES = st.tuples(st.sampled_from(["x", "y"]), st.none() | st.integers(-5, 5))
SIDES = st.dictionaries(KEYS, VALUES, max_size=6)


def records(side: dict[tuple[str, str], Values]) -> list[Record]:
    """A side as records, in the order of its rows."""
    return [
        Record(holder, DAY, (code,), values, "S", row)
        for row, ((holder, code), values) in enumerate(side.items(), 2)
    ]


def standing(side: dict[tuple[str, str], Values]) -> dict[Key, Values]:
    """A side as what stands."""
    return {(holder, DAY, (code,)): values for (holder, code), values in side.items()}


def changes(after: dict[tuple[str, str], Values], before: dict[tuple[str, str], Values]):  # type: ignore[no-untyped-def]
    """What a side changes in the other."""
    return compare(
        records(after), standing(before),
        Shape(NAMES, frozenset({"amount"})), superseded=0,
    )  # fmt: skip


@given(SIDES, SIDES)
def test_counts_agree_with_the_plain_twin(
    after: dict[tuple[str, str], Values], before: dict[tuple[str, str], Values]
) -> None:
    found = changes(after, before)

    both = after.keys() & before.keys()
    assert (found.new, found.same, found.changed, found.gone) == (
        len(after.keys() - before.keys()),
        sum(after[key] == before[key] for key in both),
        sum(after[key] != before[key] for key in both),
        len(before.keys() - after.keys()),
    )
    assert len(found.figures) == sum(
        one != other for key in both for one, other in zip(after[key], before[key], strict=True)
    )


@given(SIDES, SIDES)
def test_moves_are_the_difference_of_the_sums(
    after: dict[tuple[str, str], Values], before: dict[tuple[str, str], Values]
) -> None:
    def total(side: dict[tuple[str, str], Values], holder: str) -> object:
        amounts = [v[1] for (h, _code), v in side.items() if h == holder and v[1] is not None]
        return sum(amounts) if amounts else None  # type: ignore[arg-type]

    expected = [
        Move(holder, DAY, "amount", total(before, holder), total(after, holder))  # type: ignore[arg-type]
        for holder in ("A", "B")
        if total(before, holder) != total(after, holder)
    ]
    assert list(changes(after, before).moves) == expected


@given(SIDES, SIDES, SIDES)
def test_digest_is_equal_for_equal_changes_alone(
    after: dict[tuple[str, str], Values],
    before: dict[tuple[str, str], Values],
    other: dict[tuple[str, str], Values],
) -> None:
    one, two = changes(after, before), changes(after, other)

    def told(side: dict[tuple[str, str], Values]) -> set[object]:
        same = {k for k in after.keys() & side.keys() if after[k] == side[k]}
        return {
            *((k, after[k], side.get(k)) for k in after.keys() - same),
            *((k, None, side[k]) for k in side.keys() - after.keys()),
        }

    assert (one.digest == two.digest) == (told(before) == told(other))


def test_blank_is_not_zero_and_a_rate_is_not_rounded() -> None:
    blank: dict[tuple[str, str], Values] = {("A", "1"): ("x", None)}
    zero: dict[tuple[str, str], Values] = {("A", "1"): ("x", 0)}
    half: dict[tuple[str, str], Values] = {("A", "1"): ("x", Decimal("0.50"))}
    same: dict[tuple[str, str], Values] = {("A", "1"): ("x", Decimal("0.5"))}

    assert changes(blank, zero).changed == 1
    assert changes(half, same).same == 1


def test_row_refused_in_the_file_is_left_out_and_not_gone() -> None:
    before: dict[tuple[str, str], Values] = {
        ("A", "1"): ("Gaz", 5), ("A", "2"): ("Eau", 7), ("A", "3"): ("Pain", 9),
    }  # fmt: skip
    arriving = records({("A", "1"): ("Gaz", 5)})

    found = compare(
        arriving, standing(before), Shape(NAMES, frozenset({"amount"}), "label"),
        superseded=1, withheld=frozenset({("A", DAY, ("2",)), ("A", DAY, ("99",))}),
    )  # fmt: skip

    assert (found.same, found.gone, found.left_out) == (1, 1, 1)
    assert found.gone_rows == (Stood("A", DAY, ("3",), "Pain"),)
    assert found.left_out_rows == (Stood("A", DAY, ("2",), "Eau"),)
    assert found.moves == (Move("A", DAY, "amount", 21, 5),)


def test_row_refused_without_its_key_may_be_a_missing_row_of_its_holder() -> None:
    """A's bread may be the row at B7, or the one at A9 that may be anybody's; B's cannot be B7."""
    before: dict[tuple[str, str], Values] = {
        ("A", "1"): ("Gaz", 5), ("A", "2"): ("Eau", 7), ("A", "3"): ("Pain", 9),
    }  # fmt: skip
    arriving = records({("A", "1"): ("Gaz", 5)})
    shape = Shape(NAMES, frozenset({"amount"}), "label")
    withheld = frozenset({("A", DAY, ("2",))})

    def found(*doubts: Doubt) -> tuple[int, tuple[Stood, ...]]:
        made = compare(
            arriving, standing(before), shape, superseded=1, withheld=withheld, doubts=doubts
        )
        return made.gone, made.left_out_rows

    water = Stood("A", DAY, ("2",), "Eau")
    assert found(Doubt("B", "S", "B7")) == (1, (water,))
    assert found(Doubt("A", "S", "B7"), Doubt("", "S", "A9")) == (
        0, (water, Stood("A", DAY, ("3",), "Pain", ("S B7", "S A9"))),
    )  # fmt: skip
