"""Why a row of a list of a programme is refused, or is doubtful, and what to do."""

from tadbir.core.words import N_
from tadbir.intake.refuse import Why

UNKNOWN_PROGRAMME: Why = (
    "works.programme-unknown",
    N_("No programme of works bears this name for this site."),
    N_("Open the programme first, or write its code or its name as it stands."),
)
NO_PROGRAMME: Why = (
    "works.programme-missing",
    N_("There is no programme of works for this site."),
    N_("Open the programme first, then send the list again."),
)
SEVERAL_PROGRAMMES: Why = (
    "works.programme-ambiguous",
    N_("Several programmes may be meant: {codes}."),
    N_("Write the code of the programme in its column, or in the title."),
)
OTHER_PROJECT: Why = (
    "works.project-elsewhere",
    N_("No project of this programme on {site} has this code."),
    N_("Leave the code empty for a new project, or copy it from the template."),
)
SEVERAL_OF_SITE: Why = (
    "works.several-projects",
    N_("{site} has several projects of works: {projects}."),
    N_("Write the code of the project that is meant in its column."),
)
TOO_LONG: Why = (
    "works.code-too-long",
    N_("The code of a new project would be too long: {code}."),
    N_("Enter this project by hand under a shorter code."),
)
NO_KIND: Why = (
    "works.no-kind",
    N_("{site} has no project yet, and the list does not say what is done there."),
    N_("Write the kind of project: rehabilitation, extension or new building."),
)
NO_PHASE: Why = (
    "works.no-phase",
    N_("{site} has no project yet, and the list does not say in which phase it is."),
    N_("Write the phase in words, or the day of the opening."),
)
UNKNOWN_KIND: Why = (
    "works.kind-not-understood",
    N_("This is no kind of project."),
    N_("Write one of these: rehabilitation, extension, new building."),
)
UNKNOWN_STEERING: Why = (
    "works.steering-not-understood",
    N_("This does not say who steers the project."),
    N_("Write the directorate or the university hospital, or leave the cell empty."),
)
UNKNOWN_PHASE: Why = (
    "works.phase-not-understood",
    N_("This is no phase of a project."),
    N_("Write the phase as the template does, such as “works under way” or “ready to open”."),
)
NO_REASON: Why = (
    "works.phase-without-reason",
    N_("This phase needs its reason."),
    N_("Write the reason in its column."),
)
NO_OPENING_DAY: Why = (
    "works.opening-without-day",
    N_("The list says that the site is opened, and not since when."),
    N_("Write the day of the opening."),
)
TWO_DAYS: Why = (
    "works.two-days",
    N_("Two cells of this row give different days for the same phase."),
    N_("Write the same day in both, or leave one empty."),
)
NOT_OPENED: Why = (
    "works.opening-before-its-phase",
    N_("The row gives a day of opening, and a phase that comes before it."),
    N_("Correct the phase, or leave the day of the opening empty."),
)
AFTER_THE_LIST: Why = (
    "works.after-the-list",
    N_("{said} comes after the day of the list, {day}."),
    N_("Correct the day: a list says what has happened."),
)
NOT_IN_ORDER: Why = (
    "works.days-not-in-order",
    N_("The days of this row do not follow the order of the works."),
    N_("Correct the days: service order, provisional acceptance, opening."),
)
TOO_MANY: Why = (
    "works.count-out-of-bounds",
    N_("This is no number of people."),
    N_("Write a whole number, or leave the cell empty."),
)

BEHIND: Why = (
    "works.phase-behind",
    N_("The list says “{phase}”; the project is further along: “{present}” since {known}."),
    N_("Correct the phase. Where the project did go back, enter it on its page: a list moves no"
       " project back. With a reason the row is kept as what the list says."),
)  # fmt: skip
OTHER_DAY: Why = (
    "works.phase-at-odds",
    N_("The list says “{phase}” since {said}; what is known is “{present}” since {known}."),
    N_("Correct the day. With a reason the row is kept as what the list says; the register stays as"
       " it is."),
)  # fmt: skip
