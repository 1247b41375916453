"""What leads from any page to the others: only what the reader may see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.urls import get_resolver
from django.utils.translation import gettext

from tadbir.accounts.policies import can_manage_accounts, can_read_packs
from tadbir.accounts.seat import Seat
from tadbir.core.words import N_
from tadbir.ui.addresses import kept, page_address
from tadbir.ui.shell import NavItem


@dataclass(frozen=True)
class Place:
    """A part of the product: its app, its first address, its label, the domain it shows."""

    app: str
    href: str
    label: str
    domain: str


PLACES = (
    Place("cockpit", "/", N_("Overview"), "territory"),
    Place("budget", "/budget/", N_("Budget"), "budget"),
    Place("procurement", "/operations/", N_("Operations"), "procurement"),
    Place("works", "/travaux/", N_("Works"), "works"),
    Place("territory", "/territoire/", N_("Territory"), "territory"),
    Place("facilities", "/etablissements/", N_("Health facilities"), "facilities"),
    Place("scorecard", "/indicateurs/", N_("Indicators"), "scorecard"),
    Place("meetings", "/reunions/", N_("Meetings"), "meetings"),
    Place("dossier", "/dossiers/", N_("Meeting packs"), "meetings"),
    Place("exchange", "/echange/oc4ids/", N_("Exchange"), "works"),
    Place("intake", "/fichiers/", N_("Files"), "territory"),
    Place("accounts", "/administration/comptes/", N_("People"), ""),
)
ALSO: Mapping[str, Callable[[Seat], bool]] = {
    # Pages of entities are for all who see the territory; an overview is made of indicators.
    "cockpit": lambda seat: seat.reach.sees("scorecard"),
    "dossier": can_read_packs,
    "accounts": can_manage_accounts,
}


DOMAIN_OF = {place.app: place.domain for place in PLACES if place.domain}


@cache
def standing_apps() -> frozenset[str]:
    """The apps that have pages in this release."""
    return frozenset(get_resolver().app_dict)


def _is_for(seat: Seat, place: Place) -> bool:
    if place.domain and not seat.reach.sees(place.domain):
        return False
    check = ALSO.get(place.app)
    return check is None or check(seat)


def _is_here(place: Place, path: str) -> bool:
    return path == place.href if place.href == "/" else path.startswith(place.href)


def navigation(seat: Seat, path: str) -> Sequence[NavItem]:
    """The side navigation of a seat, in the language now in force."""
    return [
        NavItem(place.app, gettext(place.label), kept(place.href), active=_is_here(place, path))
        for place in PLACES
        if place.app in standing_apps() and _is_for(seat, place)
    ]


def account_menu() -> Sequence[NavItem]:
    """The menu of one's own account."""
    entries = (
        ("password", gettext("Change password"), "account_change_password"),
        ("second_factor", gettext("Two-step sign-in"), "mfa_index"),
        ("sign_out", gettext("Sign out"), "account_logout"),
    )
    return [NavItem(code, label, page_address(name)) for code, label, name in entries]
