"""Why a file is not attached, and how large one may be."""

from tadbir.core.refused import Refused
from tadbir.core.words import N_

MEGABYTE = 1 << 20
# Of a telephone: some 12 million pixels and 6 MB, with room.
MOST_PIXELS = 60_000_000
MOST_BYTES = 20 * MEGABYTE


def unknown() -> Refused:
    """A file of a kind that is not attached, whatever its name says."""
    return Refused(
        "works.unknown-kind-of-file",
        N_(
            "Its content is none of JPEG, PNG, WebP, PDF, Word (docx) or Excel (xlsx). Save it as one of these."
        ),
    )


def damaged() -> Refused:
    """A file that begins as its kind does and does not go on so."""
    return Refused(
        "works.damaged-file", N_("It is damaged or cut short: open it, save it again, send that.")
    )


def too_many_pixels(width: int, height: int) -> Refused:
    """A picture that would fill the memory of who looks at it."""
    return Refused(
        "works.too-many-pixels",
        N_("It has {width} × {height} pixels: make it smaller."),
        width=str(width),
        height=str(height),
    )


def too_heavy() -> Refused:
    """A file that weighs more than is kept."""
    return Refused(
        "works.too-heavy",
        N_("It weighs more than {most} MB: make it smaller."),
        most=str(MOST_BYTES // MEGABYTE),
    )


def moving() -> Refused:
    """A picture that is several."""
    return Refused("works.moving-picture", N_("It is an animation: send one picture."))


def unpacks_too_far() -> Refused:
    """An archive that would fill the disk."""
    return Refused(
        "works.archive-bomb", N_("It unpacks to more than a document can be: it is not opened.")
    )


def unknown_picture() -> Refused:
    """A document with a photograph inside whose metadata cannot be removed."""
    return Refused(
        "works.unknown-picture",
        N_(
            "A picture inside it is neither JPEG nor PNG: convert it, since it may say where it was taken."
        ),
    )


def has_macros() -> Refused:
    """A document that carries a program."""
    return Refused(
        "works.macros", N_("It carries macros or controls: save it as docx or xlsx, without them.")
    )


def has_password() -> Refused:
    """A document that asks for a password."""
    return Refused(
        "works.password", N_("It is protected by a password: remove the password, send it again.")
    )


def check_pixels(width: int, height: int) -> None:
    """Whether a picture has a size that one can look at."""
    if not width or not height:
        raise damaged()
    if width * height > MOST_PIXELS:
        raise too_many_pixels(width, height)
