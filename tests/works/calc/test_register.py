"""A site is found by its category and name within its province, or not at all."""

import pytest

from tadbir.works.calc.register import CENTRE, KnownProject, KnownSite, Register

PATH = "/MSPS/DR03/D061/"


def site(
    code: str, category: str, *names: str, path: str = PATH, has_project: bool = False
) -> KnownSite:
    """A site of Meknès, or of another holder."""
    holder = path.strip("/").split("/")[-1]
    projects = (KnownProject(f"P-{code}", "SSP2"),) if has_project else ()
    return KnownSite(code, f"{path}{code}/", holder, category, names, projects)


SITES = (
    site("F1", "CSU-1", "Meknès"),
    site("F2", "CSU-1", "Meknès 2"),
    site("F22", "CSU-1", "Meknès 22"),
    site("F3", "CSR-1", "Aïn Jemaa", "عين الجمعة"),
    site("F4", "CSR-2", "Aïn Jemaa"),
    site("F5", "HR", "Mohammed V", "محمد الخامس"),
    site("F6", "HPr", "Agouraï"),
    site("CH061", CENTRE, "Centre hospitalier régional de Meknès"),
    site("F7", "CSR-1", "Aïn Jemaa", path="/MSPS/DR03/D591/"),
)
KNOWN = Register(
    SITES,
    {"DR03": "/MSPS/DR03/", "D061": PATH, "D591": "/MSPS/DR03/D591/"},
    {"D061": frozenset({"meknes", "مكناس"})},
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("F3", ["F3"]),
        ("CSR1 Aïn Jemaa", ["F3"]),
        ("csr-2 AIN JEMAA", ["F4"]),
        ("Centre de santé rural de niveau 2 d'Aïn Jemaa", ["F4"]),
        ("Travaux de réhabilitation et extension du CSR 1 Aïn Jemaa", ["F3"]),
        ("تأهيل المركز الصحي القروي المستوى الأول عين الجمعة", ["F3"]),
        ("CSR Aïn Jemaa", ["F3", "F4"]),
        ("Centre de santé Aïn Jemaa", ["F3", "F4"]),
        ("Aïn Jemaa", ["F3", "F4"]),
        ("CSU1 Aïn Jemaa", []),
        ("CSU-1 Meknès", ["F1"]),
        ("CSU-1 Meknès 2", ["F2"]),
        ("CSU-1 Meknès 22", ["F22"]),
        ("Hôpital Mohammed V", ["F5"]),
        ("Hôpital régional de Meknès", ["F5"]),
        ("تأهيل المستشفى الجهوي بمكناس", ["F5"]),
        ("مستشفى القرب أكوراي", []),
        ("Hôpital de proximité", ["F6"]),
        ("CHR Meknès", ["CH061"]),
        ("", []),
        ("Réhabilitation", []),
    ],
)
def test_site_is_found_within_its_province(text: str, codes: list[str]) -> None:
    assert [one.code for one in KNOWN.find(text, "D061")] == codes


def test_namesakes_of_another_province_are_not_there() -> None:
    assert [one.code for one in KNOWN.find("CSR1 Aïn Jemaa", "D591")] == ["F7"]
    assert KNOWN.find("F3", "D591") == ()
    assert KNOWN.find("CSR1 Aïn Jemaa", "D999") == ()


def test_in_a_whole_region_a_name_alone_finds_no_centre() -> None:
    assert KNOWN.find("Agouraï", "DR03") == ()
    assert [one.code for one in KNOWN.find("Hôpital Agouraï", "DR03")] == ["F6"]
    assert [one.code for one in KNOWN.find("CSR1 Aïn Jemaa", "DR03")] == ["F3", "F7"]


def test_candidates_share_the_name_whatever_their_category() -> None:
    assert [one.code for one in KNOWN.like("CSU1 Aïn Jemaa", "D061")] == ["F3", "F4"]


def test_project_of_a_centre_is_meant_where_its_hospital_has_none() -> None:
    centre = site("CH061", CENTRE, "Centre hospitalier régional de Meknès", has_project=True)
    known = Register([*SITES[:7], centre], KNOWN.holders, KNOWN.seats)

    assert known.find("Hôpital régional de Meknès", "D061") == (centre,)
