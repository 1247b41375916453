"""Naming: what a body is called in French and Arabic when it is founded from its area. Pure."""

from dataclasses import dataclass

from tadbir.core.words import fold
from tadbir.territory.terms import AreaKind, Form

_VOWELS = frozenset("aeiouyh")


@dataclass(frozen=True, slots=True)
class Names:
    """A name in both languages."""

    name_fr: str
    name_ar: str


MINISTRY = Names(
    "Ministère de la Santé et de la Protection sociale", "وزارة الصحة والحماية الاجتماعية"
)


def of(name: str) -> str:
    """A French name after "de": "de Sefrou", "d'Azilal"."""
    return f"d'{name}" if fold(name)[:1] in _VOWELS else f"de {name}"


def directorate(region: Names, form: Form) -> Names:
    """A region's direction under its legal form."""
    if form is Form.GST:
        return Names(
            f"Groupement sanitaire territorial {region.name_fr}",
            f"المجموعة الصحية الترابية {region.name_ar}",
        )
    return Names(
        f"Direction régionale de la santé et de la protection sociale {region.name_fr}",
        f"المديرية الجهوية للصحة والحماية الاجتماعية {region.name_ar}",
    )


def delegation(area: Names, kind: AreaKind) -> Names:
    """The delegation of a province or prefecture."""
    if kind is AreaKind.PROVINCE:
        return Names(
            f"Délégation provinciale {of(area.name_fr)}",
            f"المندوبية الإقليمية بإقليم {area.name_ar}",
        )
    place = "عمالة مقاطعات" if kind is AreaKind.PREFECTURE_OF_ARRONDISSEMENTS else "عمالة"
    return Names(
        f"Délégation préfectorale {of(area.name_fr)}",
        f"المندوبية الإقليمية ب{place} {area.name_ar}",
    )


def hospital_centre(area: Names, kind: AreaKind, *, is_regional: bool) -> Names:
    """The hospital centre of a province: regional, provincial or prefectural."""
    if is_regional:
        level, level_ar = "régional", "الجهوي"
    else:
        level = "provincial" if kind is AreaKind.PROVINCE else "préfectoral"
        level_ar = "الإقليمي"
    return Names(
        f"Centre hospitalier {level} {of(area.name_fr)}",
        f"المركز الاستشفائي {level_ar} {_after_l(area.name_ar)}",
    )


def _after_l(name: str) -> str:
    """An Arabic name after «ل»: the article melts («الحاجب» → «للحاجب»)."""
    return f"لل{name[2:]}" if name.startswith("ال") else f"ل{name}"


def short_code(area_code: str) -> str:
    """The digits that name a province in the codes of its bodies: "231", "14110".

    The last two digits tell apart the eight prefectures of arrondissements of Casablanca.
    """
    parts = area_code.split(".")
    return parts[1] if len(parts) == 2 else parts[1] + parts[-1]
