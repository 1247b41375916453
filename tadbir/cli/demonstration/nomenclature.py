"""The budget lines of the demonstration: codes, labels in both languages, how each is spent."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from tadbir.budget.terms import PATH_SEPARATOR, BudgetKind, Part
from tadbir.cli.demonstration.holders import Holder
from tadbir.procurement.terms import Kind
from tadbir.territory.terms import EntityKind


@dataclass(frozen=True, slots=True)
class Budget:
    """A budget and its part, with the chapter of the finance law that opens it."""

    code: str
    kind: BudgetKind
    part: Part
    chapter: str
    chapter_fr: str
    chapter_ar: str


BUDGETS = {
    budget.code: budget
    for budget in (
        Budget("operating", BudgetKind.GENERAL, Part.OPERATING, "1.2.1.2.0.12.000",
               "Matériel et dépenses diverses", "المعدات والنفقات المختلفة"),
        Budget("investment", BudgetKind.GENERAL, Part.INVESTMENT, "1.2.2.0.0.12.000",
               "Dépenses d'investissement", "نفقات الاستثمار"),
        Budget("segma_operating", BudgetKind.SEGMA, Part.OPERATING, "4.1.1.1.0.12.000",
               "SEGMA, dépenses d'exploitation", "نفقات استغلال مرافق الدولة المسيرة بصورة مستقلة"),
        Budget("segma_investment", BudgetKind.SEGMA, Part.INVESTMENT, "4.2.1.1.0.12.000",
               "SEGMA, dépenses d'investissement",
               "نفقات استثمار مرافق الدولة المسيرة بصورة مستقلة"),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rubric:
    """One line of the nomenclature. `weight` is its share within its budget, before chance."""

    budget: Budget
    article: str
    paragraph: str
    line: str
    label_fr: str
    label_ar: str
    holders: str
    weight: float
    route: Kind
    objects: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, str, str, str]:
        """Chapter, article, paragraph and line, as text with their leading zeros."""
        return self.budget.chapter, self.article, self.paragraph, self.line

    @property
    def code_path(self) -> str:
        """The codes as one path."""
        return PATH_SEPARATOR.join(self.codes)


_ROUTES = {
    "contract": Kind.CONTRACT,
    "order": Kind.PURCHASE_ORDER,
    "framework": Kind.FRAMEWORK_CONTRACT,
    "convention": Kind.CONVENTION,
    "statement": Kind.STATEMENT,
    "invoice": Kind.INVOICE,
}
_LETTERS = {
    EntityKind.DIRECTORATE: "R",
    EntityKind.DELEGATION: "D",
    EntityKind.HOSPITAL_CENTRE: "C",
}


@lru_cache
def rubrics() -> tuple[Rubric, ...]:
    """The whole nomenclature, in the order of its codes."""
    text = (resources.files(__package__) / "nomenclature.csv").read_text(encoding="utf-8")
    return tuple(
        Rubric(
            budget=BUDGETS[row["budget"]],
            article=row["article"],
            paragraph=row["paragraph"],
            line=row["line"],
            label_fr=row["label_fr"],
            label_ar=row["label_ar"],
            holders=row["holders"],
            weight=float(row["weight"]),
            route=_ROUTES[row["route"]],
            objects=tuple(row["objects"].split("|")),
        )
        for row in csv.DictReader(text.splitlines())
    )


@lru_cache
def rubrics_of(holder: Holder) -> tuple[Rubric, ...]:
    """The lines that a holder manages."""
    letter = _LETTERS[holder.kind]
    return tuple(rubric for rubric in rubrics() if letter in rubric.holders)
