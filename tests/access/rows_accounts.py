"""What the pages of accounts and of sign-in answer."""

from typing import Any

from tests.access.matrix import ANONYMOUS, NOT_A_METHOD, ROLES, SEATLESS, Answers, Row, answers
from tests.access.world import World

INSIDE = (*ROLES, SEATLESS)
EVERYONE: Answers = dict.fromkeys((*INSIDE, ANONYMOUS), 200)
REDIRECTED: Answers = dict.fromkeys((*INSIDE, ANONYMOUS), 302)
CLOSED: Answers = dict.fromkeys((*INSIDE, ANONYMOUS), 405)


def inside(status: int) -> Answers:
    """The same for everyone signed in, with a post or without; others are sent to sign in."""
    return dict.fromkeys(INSIDE, status) | {ANONYMOUS: 302}


def own(name: str, get: int, post: int, put: int | None = None, delete: int = 405) -> Row:
    """A page about one's own sign-in."""
    methods = {"GET": get, "POST": post, "PUT": post if put is None else put, "DELETE": delete}
    return Row(name, {method: inside(status) for method, status in methods.items()})


ADMINISTRATION = answers(403, administrator=200)
DONE = answers(403, administrator=302)


def reader(_world: World, _code: str) -> dict[str, Any]:
    """The account that is administered in these tests."""
    return {"username": "reader"}


def post_of_reader(world: World, _code: str) -> dict[str, Any]:
    """The post that it holds."""
    return {"username": "reader", "number": world.people["reader"].posts.get().pk}


def new_post(_world: World, code: str) -> dict[str, Any]:
    """The same role on a territory; what is held already is refused in the form."""
    return {"role": "reader", "entity": code, "valid_from": "2025-12-12"}


ROWS = (
    Row("health", dict.fromkeys(("GET", "POST", "PUT", "DELETE"), EVERYONE)),
    Row(
        "set_language",
        {"GET": CLOSED, "POST": REDIRECTED, "PUT": CLOSED, "DELETE": CLOSED},
        data=lambda _world, _code: {"language": "fr", "next": "/"},
    ),
    # Whoever is signed in is led to the first page.
    Row(
        "account_login",
        dict.fromkeys(("GET", "POST", "PUT", "DELETE"), inside(302) | {ANONYMOUS: 200})
        | {"DELETE": inside(302) | {ANONYMOUS: 405}},
    ),
    Row(
        "account_logout",
        {"GET": inside(200), "POST": REDIRECTED, "PUT": CLOSED, "DELETE": CLOSED},
    ),
    Row(
        "account_inactive",
        {"GET": EVERYONE, "POST": CLOSED, "PUT": CLOSED, "DELETE": CLOSED},
    ),
    # Without a sign-in that waits for its second step there is nothing to do here.
    Row("mfa_authenticate", dict.fromkeys(("GET", "POST", "PUT", "DELETE"), REDIRECTED)),
    own("account_change_password", 200, 200),
    own("account_reauthenticate", 200, 200),
    own("mfa_reauthenticate", 302, 302, delete=302),
    own("mfa_index", 200, 405),
    own("mfa_activate_totp", 302, 302, delete=302),
    own("mfa_deactivate_totp", 404, 404, delete=404),
    own("mfa_view_recovery_codes", 404, 405),
    own("mfa_generate_recovery_codes", 302, 302, delete=302),
    Row("accounts:people", {"GET": ADMINISTRATION, "POST": NOT_A_METHOD}),
    Row(
        "accounts:create",
        {"GET": ADMINISTRATION, "POST": ADMINISTRATION},
        data=lambda _world, code: {
            "username": f"nouveau.{code.lower()}",
            "name": "Nouveau",
            "language": "fr",
        },
    ),
    Row(
        "accounts:person",
        {
            "GET": ADMINISTRATION,
            "POST": answers(403, administrator=(200, 302, 302, 302)),
        },
        arguments=reader,
        data=new_post,
    ),
    Row(
        "accounts:change_name",
        {"POST": DONE},
        arguments=reader,
        data=lambda _world, _code: {"name": "Lecteur", "name_ar": "قارئ"},
    ),
    Row(
        "accounts:close_post",
        {"POST": DONE},
        arguments=post_of_reader,
        data=lambda _world, _code: {"on": "2025-12-12"},
    ),
    Row(
        "accounts:disable",
        {"POST": DONE},
        arguments=reader,
        data=lambda _world, _code: {"why": "Parti"},
    ),
    Row("accounts:reset_password", {"POST": ADMINISTRATION}, arguments=reader),
    Row("accounts:unlock", {"POST": DONE}, arguments=reader),
)
