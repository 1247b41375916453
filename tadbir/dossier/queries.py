"""Reads frozen packs, always within a reach."""

from django.db.models import F, QuerySet

from tadbir.core.refused import Refused
from tadbir.core.words import N_
from tadbir.dossier.models import Freezing, Pack, PackFile
from tadbir.dossier.terms import Form
from tadbir.meetings import queries as meetings
from tadbir.meetings.queries import Sitting, sitting
from tadbir.territory.reach import Reach


def packs(*, reach: Reach) -> QuerySet[Pack]:
    """The packs of the meetings within reach, the latest meeting first."""
    found = Pack.objects.filter(meeting__in=meetings.meetings(reach=reach))
    return found.select_related("meeting__series__entity").order_by("-meeting__held_on")


def pack(code: str, *, reach: Reach) -> Pack | None:
    """The pack of a meeting, None while it is not frozen.

    Raises Refused("meetings.unknown") when the meeting is unknown or out of reach.
    """
    meetings.meeting(code, reach=reach)
    return packs(reach=reach).defer("content").filter(meeting__code=code).first()


def frozen(code: str, *, reach: Reach) -> Pack:
    """The frozen pack of a meeting; raises Refused("dossier.unknown") while there is none."""
    found = pack(code, reach=reach)
    if found is None:
        raise Refused("dossier.unknown", N_("The meeting {meeting} has no pack."), meeting=code)
    return found


def freezing(code: str, *, reach: Reach) -> Freezing | None:
    """The freezing of a meeting's pack that is under way or stopped, None without one."""
    found = Freezing.objects.filter(meeting__in=meetings.meetings(reach=reach))
    return found.filter(meeting__code=code).first()


def pack_file(of: Pack, form: str, lang: str) -> PackFile:
    """One file of a pack; raises Refused("dossier.unknown") for another form or language."""
    found = of.files.filter(form=form, lang=lang).first()
    if found is None:
        raise Refused(
            "dossier.unknown", N_("This pack has no {form} in {lang}."), form=form, lang=lang
        )
    return found


def forms_of(of: Pack) -> list[PackFile]:
    """The files of a pack, documents before workbooks, Arabic first."""
    order = list(Form)
    return sorted(of.files.all(), key=lambda one: (order.index(Form(one.form)), one.lang))


def without_pack(*, reach: Reach) -> list[tuple[Sitting, str]]:
    """The meetings that were held and whose pack was not frozen, the latest first.

    Each with the state of its freezing, "" where nobody asked for one.
    """
    found = meetings.meetings(reach=reach).filter(last_number__isnull=False, pack__isnull=True)
    under_way = found.annotate(freezing_state=F("freezing__state"))
    return [(sitting(one), one.freezing_state or "") for one in under_way]
