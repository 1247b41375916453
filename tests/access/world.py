"""The territory of the access matrix: two small regions, a person in each role, canaries."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.test import Client

from tadbir.accounts.models import Post, User
from tadbir.accounts.terms import ADMINISTRATOR
from tadbir.audit.trail import Actor
from tadbir.territory.actions.entering import NewEntity, enter_entity
from tadbir.territory.models import Area, Entity
from tadbir.territory.terms import EntityKind
from tests.access.matrix import ANONYMOUS, PLACES, ROLES, SEATLESS

BY = Actor("matrix", "command")
AREAS = (
    ("MA", "country", ""), ("03", "region", "MA"), ("05", "region", "MA"),
    ("03.231", "prefecture", "03"), ("03.271", "province", "03"), ("05.401", "province", "05"),
)  # fmt: skip
ENTITIES = (
    ("MSPS", EntityKind.MINISTRY, "MA", ""),
    ("DR03", EntityKind.DIRECTORATE, "03", "MSPS"),
    ("DR05", EntityKind.DIRECTORATE, "05", "MSPS"),
    ("D231", EntityKind.DELEGATION, "03.231", "DR03"),
    ("D271", EntityKind.DELEGATION, "03.271", "DR03"),
    ("D401", EntityKind.DELEGATION, "05.401", "DR05"),
    ("CH231", EntityKind.HOSPITAL_CENTRE, "03.231", "D231"),
    ("CH271", EntityKind.HOSPITAL_CENTRE, "03.271", "D271"),
    ("CH401", EntityKind.HOSPITAL_CENTRE, "05.401", "D401"),
    ("F231-001", EntityKind.FACILITY, "03.231", "D231"),
    ("F271-001", EntityKind.FACILITY, "03.271", "D271"),
)
HOLDERS = ("DR03", "DR05", "D231", "D271", "D401", "CH231", "CH271", "CH401")


def canary(code: str) -> str:
    """What data of a territory bears and no other text does: figures, lines, files, people."""
    return f"Canari{code.replace('-', '')}Data"


def name_canary(code: str) -> str:
    """What the name of an entity bears; the level above may be named, its data may not be seen."""
    return f"Canari{code.replace('-', '')}Name"


@dataclass
class World:
    """Entities by code, people by role, and whatever the apps put in, by kind and territory."""

    entities: dict[str, Entity] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)
    things: dict[tuple[str, str], Any] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=Client)
    holders: tuple[str, ...] = HOLDERS
    by: Actor = BY

    def canary(self, code: str) -> str:
        """The mark of the data of a territory."""
        return canary(code)

    def put(self, kind: str, code: str, thing: Any) -> None:
        """Keep a thing of a territory for the addresses that lead to it."""
        self.things[kind, code] = thing

    def thing(self, kind: str, code: str) -> Any:
        """The thing of that kind in a territory, None where there is none."""
        return self.things.get((kind, code))

    def client_of(self, role: str) -> Client:
        """The client, with the session of a role and nothing else that was left in it."""
        self.client.cookies.clear()
        if role in self.sessions:
            self.client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return self.client

    def forbidden(self, role: str) -> set[str]:
        """Every mark that no answer to a role may hold."""
        path = self.entities[PLACES[role].own].path
        sees = role not in {ADMINISTRATOR, ANONYMOUS, SEATLESS}
        marks: set[str] = set()
        for code, entity in self.entities.items():
            is_held = sees and entity.path.startswith(path)
            is_above = sees and path.startswith(entity.path)
            marks |= set() if is_held else {canary(code)}
            marks |= set() if is_held or is_above else {name_canary(code)}
        return marks


def build() -> World:
    """Two regions with their bodies, and one session a role."""
    world = World()
    areas: dict[str, Area] = {}
    for code, kind, parent in AREAS:
        areas[code] = Area.objects.create(
            code=code, kind=kind, parent=areas.get(parent), name_fr=f"Zone {code}",
            name_ar=f"منطقة {code}", search=f"zone {code}", counted=True,
        )  # fmt: skip
    for code, kind, area, parent in ENTITIES:
        name = name_canary(code)
        new = NewEntity(code, kind, area, parent, f"Entité {name}", f"مؤسسة {name}")
        world.entities[code] = enter_entity(by=BY, new=new)
    for role in ROLES:
        _sit(world, role)
    world.people[SEATLESS] = User.objects.create(username="seatless", name="Sans poste")
    world.sessions[SEATLESS] = _session(world.people[SEATLESS])
    return world


def _sit(world: World, role: str) -> None:
    """Make a person, give them their post, sign them in."""
    user = User.objects.create(username=role.replace("_", "."), name=f"Personne {role}")
    place = None if role == ADMINISTRATOR else world.entities[PLACES[role].own]
    Post.objects.create(user=user, role=role, entity=place, valid_from=date(2020, 1, 1))
    world.people[role] = user
    world.sessions[role] = _session(user)


def _session(user: User) -> str:
    """The key of a session of somebody."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)
