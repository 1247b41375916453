"""From the posts someone holds to what they may see."""

from collections.abc import Sequence

from tadbir.accounts.models import Post, User
from tadbir.accounts.policies import DOMAINS_OF, comparison_level
from tadbir.core.clock import today
from tadbir.territory.reach import NOWHERE, Reach


def posts_of(user: User) -> Sequence[Post]:
    """The posts someone holds today with their entities, the oldest first; one query."""
    return list(user.posts.held_on(today()).select_related("entity").order_by("valid_from", "id"))


def reach_of(user: User) -> Reach:
    """What someone may see today: nothing without a post, and nothing at all when disabled."""
    return reach_from(posts_of(user)) if user.is_active else NOWHERE


def reach_from(posts: Sequence[Post]) -> Reach:
    """The reach of posts, which all carry one role; several when someone stands in elsewhere."""
    paths = tuple(post.entity.path for post in posts if post.entity)
    if not paths:
        return NOWHERE
    above = {level for path in paths if (level := comparison_level(path))}
    return Reach(paths, DOMAINS_OF[posts[0].role], frozenset(above))
