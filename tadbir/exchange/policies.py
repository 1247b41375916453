"""Who may take works out in the form that other machines read."""

from tadbir.accounts.seat import Seat
from tadbir.works import policies as works


def check_can_read_projects(seat: Seat) -> None:
    """Whether there are works to see in this seat; otherwise the page is not there."""
    works.check_can_read(seat)
