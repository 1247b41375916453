"""Places as pages show them: what is asked, what was found, scores and gaps."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tadbir.ui.addresses import page_address
from tadbir.ui.tables import Column, Missing, Row, Table, only
from tadbir.ui.words import reader
from tadbir.works.calc.place import Score, missing_weight, score, score_by
from tadbir.works.queries import Assessment, Document, Finding, Requirement, Site
from tadbir.works.terms import ANSWER_LABELS, PLACE_LABELS, Answer, Place


def in_words(text_fr: str, text_ar: str) -> str:
    """A text in the reader's language; in the other one where it is missing."""
    first, second = (text_ar, text_fr) if reader().is_rtl else (text_fr, text_ar)
    return first or second


def site_name(site: Site) -> str:
    """What the site of a project is called."""
    return in_words(site.name_fr, site.name_ar)


def place_word(place: Place) -> str:
    """A part of the site in words."""
    return _(PLACE_LABELS[place])


def answer_word(answer: Answer | str | None) -> str:
    """An answer in words; None: nobody assessed it yet."""
    return _("Not assessed") if answer is None else _(ANSWER_LABELS[Answer(answer)])


def text_of(requirement: Requirement) -> str:
    """What a requirement says."""
    return in_words(requirement.text_fr, requirement.text_ar)


def findings_table(found: Iterable[Finding], *, caption: str = "", empty: str = "") -> Table:
    """Requirements of projects with the last answer to each, its day and what shows it."""
    return Table(
        columns=[
            Column("requirement", _("Requirement"), wide=True),
            Column("answer", _("Answer")),
            Column("weight", _("Weight"), "count"),
            Column("on", _("Assessed on"), "day"),
            Column("evidence", _("What shows it"), href="photo_href", wide=True),
        ],
        rows=[_finding_row(one) for one in found],
        caption=caption,
        empty=empty or _("Nothing is asked here."),
    )


def _finding_row(one: Finding) -> Row:
    """One line; what nobody said leaves its cell empty: on a telephone it takes no room."""
    photo = one.photo
    told: dict[str, object] = {"on": one.on} if one.on else {}
    told |= {"evidence": one.evidence} if one.evidence else {}
    if photo:
        told["evidence"] = one.evidence or _("See the photograph")
        told["photo_href"] = document_address(one.project.code, photo)
    return told | {
        "requirement": text_of(one.requirement),
        "answer": answer_word(one.answer),
        "weight": one.requirement.weight,
        "project": one.project.code,
        "site": site_name(one.project),
        "href": page_address("works:quality", one.project.code),
        "place": place_word(one.place),
        "gain": missing_weight(one.asked),
        "code": one.requirement.code,
    }


def gaps_table(found: Iterable[Finding]) -> Table:
    """Gaps of several projects, each leading to its project."""
    return Table(
        columns=[
            Column("requirement", _("Requirement"), wide=True),
            Column("site", _("Site"), href="href", wide=True),
            Column("place", _("Part of the site")),
            Column("answer", _("Answer")),
            Column("gain", _("Weight to gain"), "decimal"),
            Column("on", _("Assessed on"), "day"),
            Column("evidence", _("What shows it"), wide=True),
            Column("project", _("Project"), "code"),
        ],
        rows=[_finding_row(one) for one in found],
        caption=_("Gaps"),
        empty=_("Nothing assessed is partly met or not met."),
    )


def gaps_listed(found: Iterable[Finding]) -> Table:
    """Gaps of several projects as a page lists them."""
    return only(gaps_table(found), "requirement", "site", "place", "answer", "gain")


def gaps_of_one(found: Iterable[Finding]) -> Table:
    """The gaps of one project."""
    table = gaps_table(found)
    return only(table, "requirement", "place", "answer", "gain", "evidence")


@dataclass(frozen=True, slots=True)
class Group:
    """What scores are shown by: how a finding is grouped, named and led to."""

    title: str
    key: Callable[[Finding], str]
    name: Callable[[str], str]
    href: Callable[[str], str]


def by_place(href: Callable[[str], str]) -> Group:
    """Scores by part of the site."""
    return Group(
        _("By part of the site"),
        lambda one: one.place.value,
        lambda code: place_word(Place(code)),
        href,
    )


def by_project(found: Sequence[Finding]) -> Group:
    """Scores by project, named by their sites."""
    names = {one.project.code: f"{site_name(one.project)} · {one.project.code}" for one in found}
    return Group(
        _("By project"),
        lambda one: one.project.code,
        lambda code: names[code],
        lambda code: page_address("works:quality", code),
    )


def scores_table(found: Sequence[Finding], by: Group, *, is_summed: bool = False) -> Table:
    """The score of each group, with what it divides and the share assessed."""
    scores = score_by(found, key=by.key, asked=lambda one: one.asked)
    rows = [
        {"name": by.name(code), "href": by.href(code), **_score(one)}
        for code, one in scores.items()
    ]
    footer = {"name": _("Together"), **_score(score(one.asked for one in found))}
    return Table(
        columns=[
            Column("name", by.title, href="href", wide=True),
            Column("met", _("Weights met"), "decimal"),
            Column("assessed", _("Weights assessed"), "count"),
            Column("rate", _("Score"), "percent"),
            Column("asked", _("Weights asked"), "count"),
            Column("share", _("Share assessed"), "percent"),
        ],
        rows=rows,
        caption=by.title,
        footer=footer if is_summed and len(rows) > 1 else None,
        empty=_("Nothing is asked here."),
    )  # fmt: skip


def scores_listed(table: Table) -> Table:
    """Scores as a page lists them: what the share divides stands in the workbook."""
    return only(table, "name", "met", "assessed", "rate", "share")


def _score(one: Score) -> Row:
    return {
        "met": one.met if one.assessed else None,
        "assessed": one.assessed,
        "rate": Missing(_("Nothing assessed")) if one.rate is None else one.rate,
        "asked": one.asked,
        "share": Missing(_("Nothing asked")) if one.share_assessed is None else one.share_assessed,
    }


def questions(found: Iterable[Finding]) -> list[tuple[str, str, str]]:
    """The requirements of a place as its form asks them: code, text, what was last found."""
    return [
        (one.requirement.code, text_of(one.requirement), answer_word(one.answer)) for one in found
    ]


def assessed_table(rows: Iterable[Assessment]) -> Table:
    """Every assessment ever noted, with the text of its day."""
    return Table(
        columns=[
            Column("requirement", _("Requirement, as it stood"), wide=True),
            Column("answer", _("Answer")),
            Column("on", _("Assessed on"), "day"),
            Column("by", _("By"), "code"),
            Column("evidence", _("What shows it"), wide=True),
        ],
        rows=[
            {
                "requirement": text_of(one.requirement),
                "answer": answer_word(one.answer),
                "on": one.on,
                "by": one.assessed_by or None,
                **({"evidence": one.evidence} if one.evidence else {}),
            }
            for one in rows
        ],
        caption=_("Every answer, the latest first"),
        empty=_("Nothing was assessed yet."),
    )


def requirements_table(rows: Iterable[Requirement], *, are_ended: bool = False) -> Table:
    """What is asked of places, or no longer is."""
    columns = [
        Column("requirement", _("Requirement"), href="href", wide=True),
        Column("place", _("Part of the site")),
        Column("weight", _("Weight"), "count"),
        Column("source", _("Source"), wide=True),
        Column("since", _("Asked from"), "day"),
        Column("until", _("No longer asked from"), "day"),
        Column("code", _("Code"), "code"),
    ]
    return Table(
        columns=[one for one in columns if are_ended or one.key != "until"],
        rows=[
            {
                "requirement": text_of(one),
                "href": page_address("works:requirement", one.code),
                "place": place_word(Place(one.place)),
                "weight": one.weight,
                "source": _(one.source),
                "since": one.since,
                "until": one.until,
                "code": one.code,
            }
            for one in rows
        ],
        caption=_("No longer asked") if are_ended else _("Asked of places"),
        empty=_("Nothing is asked of places yet."),
    )


def requirement_facts(one: Requirement) -> Mapping[str, object]:
    """What a requirement says, in both languages, and what is known of it."""
    return {
        "place": place_word(Place(one.place)), "text_fr": one.text_fr, "text_ar": one.text_ar,
        "source": _(one.source), "weight": one.weight, "since": one.since, "until": one.until,
        "by": in_words(one.entity.name_fr, one.entity.name_ar),
    }  # fmt: skip


def document_address(project: str, number: int) -> str:
    """Where a document is given back."""
    return page_address("works:document", project, number)


def photograph_choices(rows: Iterable[Document]) -> list[tuple[str, str]]:
    """Photographs to choose from, by their titles."""
    return [(str(one.pk), f"{one.title} · {one.dated.isoformat()}") for one in rows]


def score_facts(found: Sequence[Finding]) -> Mapping[str, object]:
    """The score of a project in its parts; None where nothing is assessed."""
    one = score(finding.asked for finding in found)
    return {
        "rate": one.rate, "met": one.met, "assessed": one.assessed, "asked": one.asked,
        "share": one.share_assessed, "worst": one.at_worst, "best": one.at_best,
    }  # fmt: skip
