"""Names in files: which body they mean, whatever the spelling, the script or the title."""

import pytest

from tadbir.core.words import fold
from tadbir.territory.matching import Named, NameIndex, bare, title_of

NAMES = [
    ("MSPS", "ministry", "Ministère de la Santé et de la Protection sociale"),
    ("MSPS", "ministry", "وزارة الصحة والحماية الاجتماعية"),
    ("DR03", "directorate", "Direction régionale de la santé et de la protection sociale Fès-Meknès"),
    ("DR03", "directorate", "المديرية الجهوية للصحة والحماية الاجتماعية فاس-مكناس"),
    ("DR03", "directorate", "Fès-Meknès"),
    ("DR03", "directorate", "فاس-مكناس"),
    ("D451", "delegation", "Délégation provinciale de Sefrou"),
    ("D451", "delegation", "المندوبية الإقليمية بإقليم صفرو"),
    ("D451", "delegation", "Sefrou"),
    ("D451", "delegation", "صفرو"),
    ("CH451", "hospital_centre", "Centre hospitalier provincial de Sefrou"),
    ("CH451", "hospital_centre", "المركز الاستشفائي الإقليمي لصفرو"),
    ("D171", "delegation", "El Hajeb"),
    ("D171", "delegation", "الحاجب"),
    ("CH171", "hospital_centre", "Centre hospitalier provincial d'El Hajeb"),
    ("CH171", "hospital_centre", "المركز الاستشفائي الإقليمي للحاجب"),
    ("D231", "delegation", "Fès"),
    ("D231", "delegation", "فاس"),
    ("CH231", "hospital_centre", "Centre hospitalier régional de Fès"),
    ("CH231", "hospital_centre", "المركز الاستشفائي الجهوي لفاس"),
    ("D541", "delegation", "Taroudannt"),
    ("D163", "delegation", "Chtouka-Aït Baha"),
    ("D271", "delegation", "Ifrane"),
    ("D271", "delegation", "إفران"),
    ("F451-001", "facility", "Sefrou"),
    ("F451-002", "facility", "Bir Anzarane"),
    ("F231-001", "facility", "Bir Anzarane"),
]  # fmt: skip
INDEX = NameIndex(Named(*row) for row in NAMES)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Délégation de Sefrou", "D451"),
        ("DELEGATION PROVINCIALE DE SEFROU", "D451"),
        ("Délégation du ministère de la santé à la province de Sefrou", "D451"),
        ("Province de Sefrou", "D451"),
        ("province  Sefrou ", "D451"),
        ("Sefrou", "D451"),
        ("D451", "D451"),
        ("d451", "D451"),
        ("إقليم صفرو", "D451"),
        ("اقليم صفـرو", "D451"),
        ("بإقليم صفرو", "D451"),
        ("صفرو", "D451"),
        ("\u200fصفرو\u200f", "D451"),
        ("مندوبية الصحة بإقليم صفرو", "D451"),
        ("المندوبية الإقليمية بصفرو", "D451"),
        ("المندوبية الإقليمية للصحة والحماية الاجتماعية بإقليم صفرو", "D451"),
        ("CHP Sefrou", "CH451"),
        ("CHP de Sefrou", "CH451"),
        ("Centre hospitalier provincial Sefrou", "CH451"),
        ("المركز الاستشفائي الإقليمي صفرو", "CH451"),
        ("المركز الاستشفائي لصفرو", "CH451"),
        ("SEGMA CHP Sefrou", "CH451"),
        ("CHP El Hajeb", "CH171"),
        ("المركز الاستشفائي الإقليمي بالحاجب", "CH171"),
        ("إقليم الحاجب", "D171"),
        ("حاجب", "D171"),
        ("عمالة فاس", "D231"),
        ("Préfecture de Fès", "D231"),
        ("Fes", "D231"),
        ("CHR Fès", "CH231"),
        ("DR Fès-Meknès", "DR03"),
        ("DRSPS Fès Meknès", "DR03"),
        ("Direction régionale de la santé de Fès-Meknès", "DR03"),
        ("Direction Régionale de la Santé et de la Protection Sociale - Fès-Meknès", "DR03"),
        ("GST Fès-Meknès", "DR03"),
        ("Région Fès-Meknès", "DR03"),
        ("جهة فاس - مكناس", "DR03"),
        ("المديرية الجهوية للصحة بجهة فاس مكناس", "DR03"),
        ("Direction régionale", "DR03"),
        ("وزارة الصحة والحماية الاجتماعية", "MSPS"),
        ("Taroudant", "D541"),
        ("Chtouka Ait Baha", "D163"),
        ("Délégation d'Ifrane", "D271"),
        ("افران", "D271"),
    ],
)
def test_name_means_one_body(text: str, codes: str) -> None:
    assert INDEX.find(text) == (codes,)


def test_name_of_several_is_ambiguous_and_of_none_is_nothing() -> None:
    assert INDEX.find("Bir Anzarane") == ("F231-001", "F451-002")
    assert INDEX.find("Délégation") == ("D163", "D171", "D231", "D271", "D451", "D541")
    assert INDEX.find("Sefroux") == ()
    assert INDEX.find("") == ()
    assert INDEX.find("CHP Ifrane") == ()


def test_kinds_narrow_what_is_found() -> None:
    assert INDEX.find("Sefrou", ("facility",)) == ("F451-001",)
    assert INDEX.find("Sefrou", ("hospital_centre",)) == ("CH451",)
    assert INDEX.find("D451", ("facility",)) == ()
    assert INDEX.find("Délégation de Sefrou", ("hospital_centre",)) == ()


def test_title_is_a_word_not_a_beginning() -> None:
    assert title_of(fold("Draa Tafilalet")) == (None, "draa tafilalet")
    assert title_of(fold("Dr Larache"))[1] == "larache"
    assert bare(fold("El Kelâa des Sraghna")) == "kelasraghna"
    assert bare(fold("Meknès 22")) != bare(fold("Meknès 2"))
