"""The fixed words of the typeset pack, by the name under which its template places them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tadbir.core.words import N_

PHRASES: Mapping[str, str] = {
    "page-of": N_("Page {page} of {pages}"),
    "contents": N_("Contents"),
    "identity": N_("This pack"),
    "know": N_("What the director must know"),
    "late": N_("Late, or about to be"),
    "moved": N_("Moved since the previous meeting"),
    "saving": N_("Would lapse, and can still be saved"),
    "silent": N_("Silent entities"),
    "nothing-late": N_("Nothing is late."),
    "nothing-moved": N_("Nothing moved, or no meeting was held before."),
    "nothing-lapses": N_("Nothing would lapse on 31 December."),
    "nobody-silent": N_("Every return that was due came."),
    "budget": N_("Execution of the budget"),
    "rates": N_("Five rates, each with what it divides"),
    "rates-note": N_(
        "Rates of totals, in millions of dirhams; never means of rates. SEGMA stays apart."
    ),
    "gap": N_("The gap explained"),
    "explained": N_("The lines that make 80 % of each step"),
    "explained-note": N_("The first lines of each step; the step says how many make 80 % of it."),
    "year": N_("The year, last year, the plan and the forecast"),
    "forecast": N_("What 31 December should find, as a share of the credits"),
    "operating": N_("Operating"),
    "investment": N_("Investment"),
    "delegated": N_("Delegated (M DH)"),
    "committed": N_("Committed on delegated"),
    "issued": N_("Issued on committed"),
    "segma-note": N_(
        "Apart from the general budget: rated on opened credits, and on what was collected."
    ),
    "holders": N_("Budget holders"),
    "holders-note": N_(
        "In the order of what can still be saved, not of rates. Delegated credits; status against the region’s trajectory. A dash to save: no operation is known."
    ),
    "operations": N_("Operations to save before the last day"),
    "no-operation": N_("No operation can still be saved, or none is known."),
    "calendar": N_("Calendar of the last days"),
    "calendar-note": N_(
        "The date of the circular already contains the time of the visa: nothing is subtracted from it."
    ),
    "map": N_("Map of the region"),
    "segma": N_("SEGMA centres"),
    "conventions": N_("Conventions with delegated owners"),
    "conventions-note": N_(
        "Money sent is not work done: what was transferred is read beside what was justified."
    ),
    "works": N_("Programmes of works"),
    "works-openings": N_("Openings of the year"),
    "works-openings-note": N_("As the authorities decided them."),
    "works-outlooks": N_("Ready on 31 December"),
    "works-outlooks-note": N_(
        "The first sites of each list; the workbook has the others. A probability is never one of opening."
    ),
    "works-risk": N_("Works at risk"),
    "works-crossings": N_("Works: figures that contradict each other"),
    "works-crossings-note": N_("Side by side, dated, never averaged, with who must settle them."),
    "works-places": N_("Quality of the places"),
    "works-places-note": N_(
        "Weights met over weights assessed; a requirement partly met counts for half (house rule)."
    ),
    "no-works": N_("No site of works is entered."),
    "contradictions": N_("Contradictions between sources"),
    "contradictions-note": N_(
        "Side by side, dated, never averaged. The holder and the treasurer settle them."
    ),
    "twins": N_("The drawings as tables"),
    "missing": N_("Returns that did not come"),
    "sources": N_("Sources and freshness"),
    "glossary": N_("Glossary"),
    "today": N_("Day of the meeting"),
    "last-day": N_("Last day"),
    "off": N_("Day off"),
    "operation": N_("Operation"),
    "holder": N_("Budget holder"),
    "to-save": N_("To save (DH)"),
    "state": N_("State"),
    "where": N_("Where it lies"),
    "last": N_("Last day"),
    "draft": N_("Draft: not frozen"),
}


def phrases() -> dict[str, str]:
    """Every phrase in the language now in force."""
    return {name: _(phrase) for name, phrase in PHRASES.items()}
