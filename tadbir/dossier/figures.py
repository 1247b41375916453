"""The drawings of a pack, made of its frozen content alone."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from decimal import Decimal
from html import escape

from django.utils.translation import gettext as _

from tadbir.budget.calc.amounts import total
from tadbir.budget.presenters.charts import gap_figure
from tadbir.budget.queries import officer_of
from tadbir.budget.terms import BudgetKind, Part
from tadbir.dossier.naming import short
from tadbir.dossier.pack import Pack
from tadbir.scorecard import drawings
from tadbir.scorecard.catalogue import indicators
from tadbir.scorecard.deadlines import marks
from tadbir.scorecard.drawings import PART_OF
from tadbir.scorecard.mapping import BOUNDS
from tadbir.scorecard.sources import CAUSE_GROUPS
from tadbir.territory import maps as shapes_of
from tadbir.territory.terms import EntityKind
from tadbir.ui import maps
from tadbir.ui.charts import bars
from tadbir.ui.charts.bars import Bar, BarChart, Cause, Segment
from tadbir.ui.charts.figure import Figure
from tadbir.ui.tokens import COLOURS
from tadbir.ui.words import language, reader
from tadbir.works.presenters.words import STAGE_LABELS
from tadbir.works.terms import Stage

MOST_BARS = 7
MAPPED = "operating_commitment_rate"
GROUP_OF = {cause: group for group, causes in CAUSE_GROUPS.items() for cause in causes}


CURVES = {**PART_OF, "segma_commitment_rate": "segma"}


def curves(pack: Pack) -> Mapping[str, Figure]:
    """The year as S-curves: the parts of the general budget, and the SEGMA, that have figures."""
    return {
        str(name): drawings.year_curve(pack.situation, code, reader(), marks(pack.frame.deadlines))
        for code, name in CURVES.items()
        if pack.situation.history.get(code)
    }


def gaps(pack: Pack) -> Mapping[Part, Figure]:
    """Where the credits of the general budget stopped on their way to payment."""
    found = {}
    officer = officer_of(BudgetKind.GENERAL)
    for part in Part:
        own = [one.amounts for one in pack.held
               if (one.kind, one.part) == (BudgetKind.GENERAL, part)]  # fmt: skip
        drawn = gap_figure(total(own), officer) if own else None
        if drawn is not None:
            found[part] = drawn
    return found


def unblock(pack: Pack) -> Figure | None:
    """Bars of what 31 December would take from each holder, by cause; None when it is nothing."""
    sums: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in pack.lapse:
        sums[one.holder][GROUP_OF[one.cause]] += one.would_lapse
    ranked = sorted(sums, key=lambda holder: (-sum(sums[holder].values()), holder))
    if not ranked:
        return None
    titles = indicators()
    chart = BarChart(
        title=_("Dirhams that would lapse, and why"),
        description=_("What 31 December would take from each holder, by cause, largest first."),
        label_title=_("Holder"),
        value_title=_("Would lapse"),
        bars=[_bar(pack, holder, sums[holder]) for holder in ranked[:MOST_BARS]],
        kind="millions",
        causes=[Cause(g, titles[f"unblock_{g}"].title[language()]) for g in CAUSE_GROUPS],
    )
    return bars.figure(chart, reader())


STAGES = (Stage.OPENED, Stage.READY, Stage.TO_OPEN, Stage.WORKS, Stage.BEFORE_WORKS)


def works_by_delegation(pack: Pack) -> Figure | None:
    """Bars of the sites of each delegation by how far they are; None where no site is entered."""
    sums: dict[str, Counter[Stage]] = defaultdict(Counter)
    for one in pack.works:
        if one.stage is not Stage.ENDED:
            sums[pack.frame.works.sites[one.project].delegation][one.stage] += 1
    if not sums:
        return None
    chart = BarChart(
        title=_("Sites of works by delegation, and how far they are"),
        description=_("The sites of the programmes of each delegation, by the part of their way."),
        label_title=_("Delegation"),
        value_title=_("Programme"),
        bars=[
            Bar(
                short(pack.frame, code) if code else _("Under no delegation"),
                Decimal(own.total()),
                segments=[Segment(one.value, Decimal(own[one])) for one in STAGES if own[one]],
            )
            for code, own in sorted(sums.items(), key=lambda pair: (-pair[1].total(), pair[0]))
        ],
        kind="count",
        causes=[Cause(one.value, _(STAGE_LABELS[one])) for one in STAGES],
    )
    return bars.figure(chart, reader())


def _bar(pack: Pack, holder: str, groups: Mapping[str, Decimal]) -> Bar:
    segments = [Segment(group, groups[group]) for group in CAUSE_GROUPS if groups.get(group)]
    whole = sum((segment.value for segment in segments), Decimal(0))
    return Bar(short(pack.frame, holder), whole, segments=segments)


def region_map(pack: Pack) -> Figure:
    """The provinces of the region by the operating commitment rate of the holders seated there."""
    indicator = indicators()[MAPPED]
    shapes = shapes_of.provinces(pack.frame.region.area.split(".")[0])
    chart = maps.MapChart(
        title=indicator.title[language()],
        description=_("Each province by the rate of its delegation and hospital centre."),
        area_title=_("Province or prefecture"),
        value_title=indicator.title[language()],
        values={shape.code: _area(pack, shape.code) for shape in shapes.shapes},
        bounds=BOUNDS,
    )
    return maps.figure(chart, shapes, reader())


def _area(pack: Pack, code: str) -> maps.AreaValue:
    names = pack.frame.provinces.get(code)
    label = names.name(language()) if names else code
    seated = next(
        (one for one in pack.frame.holders
         if one.area == code and one.kind == EntityKind.DELEGATION), None,
    )  # fmt: skip
    prepared = pack.situation.sums.get((seated.code, MAPPED)) if seated else None
    value = prepared.ratio.value if prepared else None
    known = maps.Known.NO_DATA if value is None else maps.Known.VALUE
    return maps.AreaValue(label, value, known)


def silhouette(pack: Pack) -> str:
    """The region alone, for the cover: an ornament that says nothing and is marked as such."""
    shapes = shapes_of.provinces(pack.frame.region.area.split(".")[0])
    width, height = shapes.width, shapes.height
    edge = f'fill="{COLOURS["nav-active"]}" stroke="{COLOURS["green-deep"]}" stroke-width="3"'
    paths = "".join(f'<path d="{escape(shape.path)}"/>' for shape in shapes.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}"><g {edge}>{paths}</g></svg>'
    )
