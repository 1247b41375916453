"""Lines found by what people call them: the words of their code and of their titles."""

import re
from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from tadbir.budget.models import Execution, LineLabel
from tadbir.budget.queries.figures import asked
from tadbir.budget.queries.lines import LineFigures, joined, line_figures
from tadbir.core.words import are_found, latin_digits, words_typed
from tadbir.intake.speaking import latest
from tadbir.territory.reach import Reach


def lines_named(
    text: str, *, reach: Reach, on: date, limit: int
) -> tuple[Sequence[LineFigures], int]:
    """The first lines of the year's latest returns that hold every word, and how many do.

    A word is looked for in the titles, French and Arabic, and at the start of any part of the
    code. Three queries: each wording of a title is kept once, so that they are few.
    """
    words = words_typed(text)
    if not words:
        return (), 0
    titles = LineLabel.objects.values_list("pk", "text", "ar")
    by_title = {pk: f"{french} {arabic}" for pk, french, arabic in titles}
    condition = Q()
    for typed, word in zip(filter(words_typed, text.split()), words, strict=True):
        named = [pk for pk, title in by_title.items() if are_found((word,), title)]
        condition &= Q(label__in=named) | _of_code(typed)
    standings = latest(asked(reach=reach, on=on, holders=None, at_number=None))
    found = Execution.objects.filter(condition, standing__in=standings, line__fiscal_year=on.year)
    some = joined(found).order_by("line__code_path", "line__holder__path", "line__kind")[:limit]
    return [line_figures(one) for one in some], found.count()


def _of_code(typed: str) -> Q:
    """A code, or parts of it that follow one another, as typed: "1.2.2.0", "1.2"."""
    code = re.escape(latin_digits(typed))
    return Q(line__code_path__iregex=rf"(^|\.){code}(\.|$)")
