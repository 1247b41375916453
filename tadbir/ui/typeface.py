"""Where the one typeface of pages, charts and documents lies on disk."""

from pathlib import Path

import fontpkg_ibm_plex_sans_arabic

FAMILY = "IBM Plex Sans Arabic"


def directory() -> Path:
    """The folder of TTF files, served under `fonts/` and read by Typst.

    The files are the foundry's own, whole: their licence reserves the name for unmodified fonts.
    """
    return Path(fontpkg_ibm_plex_sans_arabic.ROOT) / "files"
