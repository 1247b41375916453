"""Chance that is the same at every run: a generator of its own for each subject, by its name."""

import hashlib

import numpy as np

SEED = "tadbir-demonstration-1"


def chance(*names: object) -> np.random.Generator:
    """The generator of a subject; what one subject draws never moves what another one draws."""
    text = "|".join((SEED, *map(str, names)))
    return np.random.default_rng(int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big"))
