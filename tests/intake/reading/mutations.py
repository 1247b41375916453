"""What happens to a workbook between two offices."""

from collections.abc import Callable
from random import Random

from tests.intake.reading.generator import Made, Row

Mutation = Callable[[Made, Random], None]


def _any_sheet(made: Made, random: Random) -> list[Row]:
    return made.sheets[random.choice(sorted(made.sheets))]


def _figures(rows: list[Row]) -> list[tuple[int, int]]:
    return [
        (r, c) for r, row in enumerate(rows) for c, v in enumerate(row)
        if isinstance(v, float) and abs(v) > 1000
    ]  # fmt: skip


def _heads(rows: list[Row]) -> list[int]:
    """Rows of three texts or more and no figure: heads."""
    return [
        number for number, row in enumerate(rows)
        if sum(isinstance(c, str) and c != "" for c in row) >= 3
        and not any(isinstance(c, float) for c in row)
        and not any(isinstance(c, str) and any(d.isdigit() for d in c) for c in row)
    ]  # fmt: skip


def shift_rows(made: Made, random: Random) -> None:
    """Blank rows slip in, at the top or among the rows under the heads."""
    name = random.choice(sorted(made.sheets))
    rows = made.sheets[name]
    place = random.choice([0, *range(5, len(rows) + 1)])
    added = random.randint(1, 3)
    rows[place:place] = [[""] * len(rows[0]) for _ in range(added)]
    made.merges[name] = [
        (t + added, left, b + added, r) if t >= place else (t, left, b, r)
        for t, left, b, r in made.merges.get(name, [])
    ]


def blank_column(made: Made, random: Random) -> None:
    """An empty column slips in."""
    name = random.choice(sorted(made.sheets))
    rows = made.sheets[name]
    place = random.randrange(len(rows[0]) + 1)
    for row in rows:
        row.insert(place, "")
    made.merges[name] = [
        (t, left + (left >= place), b, r + (r >= place))
        for t, left, b, r in made.merges.get(name, [])
    ]


def rename_head(made: Made, random: Random) -> None:
    """A head is given a name that nobody knows."""
    rows = _any_sheet(made, random)
    row = rows[random.choice(_heads(rows))]
    place = random.choice([c for c, v in enumerate(row) if v != ""])
    row[place] = random.choice(["Zzz", "Montant bis", "Colonne 7", "مبلغ"])


def change_digit(made: Made, random: Random) -> None:
    """One figure is mistyped."""
    rows = _any_sheet(made, random)
    places = _figures(rows)
    if not places:
        return _change_text(rows, random)
    row, column = random.choice(places)
    rows[row][column] = float(rows[row][column]) + random.choice([1, 10, 1000, 90_000])  # type: ignore[arg-type]
    return None


def _change_text(rows: list[Row], random: Random) -> None:
    places = [
        (r, c) for r, row in enumerate(rows) for c, v in enumerate(row)
        if isinstance(v, str) and v[-3:-2] in (",", "٫") and len(v) > 6
    ]  # fmt: skip
    row, column = random.choice(places)
    text = str(rows[row][column])
    other = "٧" if "٫" in text and text[0] != "٧" else "8" if text[0] != "8" else "7"
    rows[row][column] = other + text[1:]


def reorder_columns(made: Made, random: Random) -> None:
    """The columns change places; merged heads keep theirs together by losing their merges."""
    name = random.choice(sorted(made.sheets))
    if made.merges.get(name):
        return
    rows = made.sheets[name]
    order = list(range(len(rows[0])))
    random.shuffle(order)
    made.sheets[name][:] = [[row[c] for c in order] for row in rows]


def split_sheet(made: Made, random: Random) -> None:
    """The second half of a sheet goes to another, without its heads."""
    name = random.choice(sorted(made.sheets))
    rows = made.sheets[name]
    place = random.randint(len(rows) // 2, len(rows) - 2)
    made.sheets["suite"] = rows[place:]
    made.sheets[name] = rows[:place]
    merges = made.merges.get(name, [])
    made.merges[name] = [m for m in merges if m[2] < place]


def drop_row(made: Made, random: Random) -> None:
    """A row is lost."""
    name = random.choice(sorted(made.sheets))
    rows = made.sheets[name]
    last = max((m[2] for m in made.merges.get(name, [])), default=3)
    del rows[random.randrange(min(last + 1, len(rows) - 1), len(rows))]


def repeat_row(made: Made, random: Random) -> None:
    """A row is pasted twice."""
    name = random.choice(sorted(made.sheets))
    rows = made.sheets[name]
    last = max((m[2] for m in made.merges.get(name, [])), default=3)
    place = random.randrange(min(last + 1, len(rows) - 1), len(rows))
    rows.insert(place, list(rows[place]))


def rename_total(made: Made, random: Random) -> None:
    """A total loses its label, or takes that of a line."""
    rows = _any_sheet(made, random)
    places = [
        (r, c) for r, row in enumerate(rows) for c, v in enumerate(row)
        if isinstance(v, str) and ("total" in v.lower() or "المجموع" in v)
    ]  # fmt: skip
    row, column = random.choice(places)
    rows[row][column] = random.choice(["", "Divers"])


def unit_in_head(made: Made, random: Random) -> None:
    """One head says thousands, as if all did."""
    rows = _any_sheet(made, random)
    row = rows[random.choice(_heads(rows))]
    place = random.choice([c for c, v in enumerate(row) if v != ""])
    row[place] = f"{row[place]} (en milliers de DH)"
    if row[place] == "Montant TTC (en milliers de DH)":
        made.truth["amount"] *= 1000


def word_for_figure(made: Made, random: Random) -> None:
    """A word stands where a figure was."""
    rows = _any_sheet(made, random)
    places = _figures(rows)
    if places:
        row, column = random.choice(places)
        rows[row][column] = random.choice(["néant", "en cours", "#REF!", "1O 000"])


MUTATIONS: dict[str, Mutation] = {
    m.__name__: m
    for m in (
        shift_rows, blank_column, rename_head, change_digit, reorder_columns, split_sheet,
        drop_row, repeat_row, rename_total, unit_in_head, word_for_figure,
    )
}  # fmt: skip
