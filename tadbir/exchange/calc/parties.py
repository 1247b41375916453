"""The organisations of a project, each once with its roles, and the references to them."""

from collections.abc import Iterator, Mapping

from tadbir.exchange.calc.facts import Body, Project
from tadbir.exchange.terms import WITHOUT_AWARD, Role


def reference(to: Body) -> Mapping[str, object]:
    """A reference to an organisation that `parties` describes."""
    return {"name": to.name, "id": to.code}


def parties(of: Project) -> list[Mapping[str, object]]:
    """Every organisation that the project refers to, in the order in which one meets them."""
    bodies: dict[str, Body] = {}
    roles: dict[str, list[str]] = {}
    for body, role in _roles(of):
        bodies.setdefault(body.code, body)
        held = roles.setdefault(body.code, [])
        if role.value not in held:
            held.append(role.value)
    return [{**reference(body), "roles": roles[code]} for code, body in bodies.items()]


def _roles(of: Project) -> Iterator[tuple[Body, Role]]:
    """The programme's body is the public authority; who holds a contract buys and procures."""
    yield of.owner, Role.PUBLIC_AUTHORITY
    for contract in of.contracts:
        yield contract.holder, Role.BUYER
        yield contract.holder, Role.PROCURING_ENTITY
        if contract.supplier and contract.state not in WITHOUT_AWARD:
            yield contract.supplier, Role.SUPPLIER
