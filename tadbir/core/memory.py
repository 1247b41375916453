"""Making very many objects at once, without the collector looking through them again and again."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def many_objects() -> Iterator[None]:
    """No search for reference cycles inside: what makes hundreds of thousands of rows makes none,
    and looking for some takes half of its time. Memory is counted as always.

    What was made is old at once, as freezing and thawing leaves it: the next search for cycles
    among young objects would look through all of it again.
    """
    was_searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_searching:
            gc.freeze()
            gc.unfreeze()
            gc.enable()
