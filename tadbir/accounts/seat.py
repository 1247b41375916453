"""The seat someone sits in: who acts, what they may see, and in which role."""

from dataclasses import dataclass

from tadbir.accounts.terms import ADMINISTRATOR
from tadbir.audit.actor import Actor
from tadbir.territory.reach import Reach


@dataclass(frozen=True)
class Seat:
    """A person in a role: `entity` is the code of the first entity held, empty for none.

    `role` is empty for someone signed in who holds no post today: such a seat reaches nothing.
    """

    actor: Actor
    reach: Reach
    role: str = ""
    entity: str = ""
    name: str = ""

    @property
    def is_administrator(self) -> bool:
        """Whether this seat manages accounts, and therefore sees no figure."""
        return self.role == ADMINISTRATOR
