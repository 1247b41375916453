"""Reading the register of operations, always within a reach."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from tadbir.core.money import dirhams
from tadbir.core.refused import Refused
from tadbir.core.words import N_, are_found, fold, words_typed
from tadbir.intake.speaking import NOT_READ_WITH_FACTS, Asked, latest
from tadbir.procurement.models import OperationFact as OperationFact
from tadbir.procurement.queries.contracts import ContractTerms as ContractTerms
from tadbir.procurement.queries.contracts import LotTerms as LotTerms
from tadbir.procurement.queries.contracts import contracts as contracts
from tadbir.procurement.terms import Phase, Place, State, TaxBasis, states_in
from tadbir.territory.querysets import holds_words, within
from tadbir.territory.reach import Reach

DATASET = "operations"
PREFERENCE = ("holder", "treasury", "directorate")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list of operations is narrowed to; empty fields narrow nothing. Amounts: dirhams."""

    holder: str = ""
    states: Sequence[State] = ()
    places: Sequence[Place] = ()
    phases: Sequence[Phase] = ()
    line: str = ""
    text: str = ""
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class StateTotal:
    """How many operations of a holder are in a state, and their dirhams.

    `amount` adds the amounts that include tax; those that do not, or do not say, stand in
    `other_amount`, and `without_amount` counts the operations whose file gives none.
    """

    holder: str
    state: State
    count: int
    amount: Decimal
    other_amount: Decimal
    without_amount: int


def operations(
    *,
    reach: Reach,
    on: date,
    narrowed: Filter | None = None,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
) -> QuerySet[OperationFact]:
    """Operations as last reported on a day, largest first; none without the domain in reach."""
    asked = narrowed or Filter()
    codes = [asked.holder] if asked.holder else holders
    if not reach.sees("procurement"):
        return OperationFact.objects.none()
    returns = latest(
        Asked(DATASET, on, reach, PREFERENCE, codes, at_number, since=date(on.year, 1, 1))
    )
    found = OperationFact.objects.filter(_condition(asked), standing__in=returns)
    joined = found.select_related("operation__holder", "standing__batch__file")
    return joined.defer(*NOT_READ_WITH_FACTS).order_by("-amount", "pk")


def _condition(asked: Filter) -> Q:
    """The filter as a condition; every word typed must be found."""
    condition = Q()
    if asked.states:
        condition &= Q(state__in=[state.value for state in asked.states])
    if asked.phases:
        condition &= Q(state__in=[state.value for state in states_in(tuple(asked.phases))])
    if asked.places:
        condition &= Q(place__in=[place.value for place in asked.places])
    if asked.line:
        condition &= Q(shares__code_path=asked.line)
    if asked.least is not None:
        condition &= Q(amount__gte=int(asked.least * 100))
    if asked.most is not None:
        condition &= Q(amount__lte=int(asked.most * 100))
    for word in fold(asked.text).split():
        condition &= Q(search__contains=word)
    return condition


def named(text: str, *, reach: Reach, on: date, limit: int) -> tuple[list[OperationFact], int]:
    """The first operations whose reference and purpose hold every word, and how many do.

    Two queries. What is stored to be searched holds the supplier too, who is nobody's to find:
    the words are looked for again without.
    """
    words = words_typed(text)
    stored = operations(reach=reach, on=on).filter(holds_words(text))
    found = [
        pk for pk, reference, purpose in stored.values_list("pk", "operation__reference", "purpose")
        if are_found(words, f"{reference} {purpose}")
    ]  # fmt: skip
    return list(operations(reach=reach, on=on).filter(pk__in=found[:limit])), len(found)


def by_state(
    *,
    reach: Reach,
    on: date,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
) -> list[StateTotal]:
    """Operations counted and summed by holder and state, in one query."""
    with_tax = Q(tax_basis=TaxBasis.WITH_TAX.value)
    rows = (
        operations(reach=reach, on=on, holders=holders, at_number=at_number)
        .order_by()
        .values_list("operation__holder__code", "state")
        .annotate(
            count=Count("pk"),
            own=Sum("amount", filter=with_tax),
            other=Sum("amount", filter=~with_tax),
            blank=Count("pk", filter=Q(amount=None)),
        )
        .order_by("operation__holder__code", "state")
    )
    return [
        StateTotal(holder, State(state), count, dirhams(own or 0), dirhams(other or 0), blank)
        for holder, state, count, own, other, blank in rows
    ]


def pending(
    *, reach: Reach, on: date, phases: tuple[Phase, ...], at_number: int | None = None
) -> list[StateTotal]:
    """`by_state` for some phases alone: what waits for a tender, a visa, a payment."""
    wanted = frozenset(states_in(phases))
    return [t for t in by_state(reach=reach, on=on, at_number=at_number) if t.state in wanted]


def operation(number: int, *, reach: Reach) -> OperationFact:
    """An operation as it was last reported, by its number; refused when unknown or out of reach."""
    facts = _facts(number, reach).filter(standing__is_current=True)
    found = facts.order_by("-standing__on_date", "-standing__number").first()
    if found is None:
        raise Refused("procurement.unknown", N_("There is no such operation within your reach."))
    return found


def reports(number: int, *, reach: Reach) -> list[OperationFact]:
    """Every report of an operation, withdrawn and superseded ones too, the latest first."""
    return list(_facts(number, reach).order_by("-standing__on_date", "-standing__number"))


def _facts(number: int, reach: Reach) -> QuerySet[OperationFact]:
    if not reach.sees("procurement"):
        return OperationFact.objects.none()
    return (
        OperationFact.objects.filter(within(reach, "operation__holder__path"), operation=number)
        .select_related("operation__holder", "standing__batch__file")
        .defer(*NOT_READ_WITH_FACTS)
        .prefetch_related("shares")
    )


def contracted(numbers: Collection[int], *, reach: Reach, on: date) -> dict[int, OperationFact]:
    """Operations by number, as last reported until a day, with their contract, lots and orders.

    Four queries at most, however many are asked; those out of reach are not there.
    """
    if not reach.sees("procurement"):
        return {}
    facts = OperationFact.objects.filter(
        within(reach, "operation__holder__path"), operation__in=numbers,
        standing__is_current=True, standing__on_date__lte=on,
    )  # fmt: skip
    joined = facts.select_related("operation__holder", "operation__contract", "supplier")
    whole = joined.prefetch_related("operation__contract__lots", "operation__contract__orders")
    ordered = whole.order_by("standing__on_date", "standing__number")
    return {one.operation_id: one for one in ordered}


def on_line(
    *, reach: Reach, holder: str, code_path: str, on: date, at_number: int | None = None
) -> QuerySet[OperationFact]:
    """The operations that lie on a line of a holder, largest first."""
    narrowed = Filter(holder=holder, line=code_path)
    return operations(reach=reach, on=on, narrowed=narrowed, at_number=at_number).distinct()


@dataclass(frozen=True, slots=True)
class Share:
    """The part of an operation that one line bears, as the budget's levers take it. Dirhams."""

    number: int
    reference: str
    purpose: str
    kind: str
    state: State
    state_on: date | None
    place: Place
    holder: str
    budget_kind: str
    part: str
    code_path: str
    amount: Decimal | None
    tax_basis: TaxBasis


_SHARE_FIELDS = (
    "number", "reference", "purpose", "kind", "state", "state_on", "place", "holder",
    "budget_kind", "part", "code_path", "amount", "tax_basis",
)  # fmt: skip


def shares(
    *,
    reach: Reach,
    on: date,
    holders: Collection[str] | None = None,
    at_number: int | None = None,
) -> list[Share]:
    """Every operation by the line it lies on, in one query: cost grows with the operations."""
    rows = operations(reach=reach, on=on, holders=holders, at_number=at_number).values_list(
        "operation_id", "operation__reference", "purpose", "kind", "state", "state_on", "place",
        "operation__holder__code", "shares__budget_kind", "shares__part", "shares__code_path",
        "shares__amount", "tax_basis",
    )  # fmt: skip
    return [_share(row) for row in rows]


def _share(row: tuple[Any, ...]) -> Share:
    values = dict(zip(_SHARE_FIELDS, row, strict=True))
    amount = values["amount"]
    values |= {
        "state": State(values["state"]),
        "place": Place(values["place"]),
        "amount": None if amount is None else dirhams(amount),
        "tax_basis": TaxBasis(values["tax_basis"]),
    }
    return Share(**values)


def totals_by_state(found: Sequence[StateTotal]) -> Mapping[State, Decimal]:
    """The dirhams, tax included, by state over several holders."""
    totals: dict[State, Decimal] = {}
    for total in found:
        totals[total.state] = totals.get(total.state, Decimal(0)) + total.amount
    return totals
