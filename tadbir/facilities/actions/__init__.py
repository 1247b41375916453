"""Writing the register: what lists say, new sites, and the state prepared from all of them.

Called by intake inside the transaction of a commit or withdrawal, whose own row of the trail
holds the file, the counts and the digest of these rows.
"""

from tadbir.facilities.actions.listing import found_holders, write_listings
from tadbir.facilities.actions.projecting import refresh

__all__ = ["found_holders", "refresh", "write_listings"]
