"""Short names of holders for narrow columns and charts: what they are, and their province."""

from django.utils.translation import gettext as _

from tadbir.budget.presenters.words import typed as typed
from tadbir.dossier.pack import Frame
from tadbir.territory.terms import EntityKind
from tadbir.ui.words import language


def short(frame: Frame, holder: str) -> str:
    """`Délégation Taza`, `CH Taza`, `مندوبية تازة`; the whole name where there is no province."""
    place = next((one for one in frame.holders if one.code == holder), None)
    if place is None:
        return holder
    if place.kind == EntityKind.DIRECTORATE:
        return _("Regional directorate")
    province = frame.provinces.get(place.area)
    if province is None:
        return place.name(language())
    words = {"place": province.name(language())}
    if place.kind == EntityKind.DELEGATION:
        return _("Delegation %(place)s") % words
    return _("CH %(place)s") % words
