"""One door for all that is attached: what a file is, and the file as it is kept."""

from collections.abc import Callable
from dataclasses import dataclass

from tadbir.works.calc.attached import jpeg, office, pdf, png, refusals, webp
from tadbir.works.terms import DocumentKind


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it is kept: what it is, the ending its name must have, its bytes."""

    kind: DocumentKind
    media_type: str
    suffix: str
    content: bytes


def cleaned(data: bytes) -> Cleaned:
    """A file freed of its metadata, told from its content alone and never from its name.

    Photographs keep nothing but the picture; Word and Excel documents lose their properties; a PDF is
    kept as it came. Raises `Refused` for every other content, and for what is damaged or hostile.
    """
    if len(data) > refusals.MOST_BYTES:
        raise refusals.too_heavy()
    for is_it, clean in _KINDS:
        if is_it(data):
            return clean(data)
    raise refusals.unknown()


def _photograph(
    media_type: str, suffix: str, clean: Callable[[bytes], bytes]
) -> Callable[[bytes], Cleaned]:
    return lambda data: Cleaned(DocumentKind.PHOTOGRAPH, media_type, suffix, clean(data))


def _office(data: bytes) -> Cleaned:
    content, media_type, suffix = office.cleaned(data)
    return Cleaned(DocumentKind.DOCUMENT, media_type, suffix, content)


def _pdf(data: bytes) -> Cleaned:
    return Cleaned(DocumentKind.DOCUMENT, pdf.MEDIA_TYPE, ".pdf", pdf.checked(data))


def _begins(*start: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(start)


_KINDS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], Cleaned]], ...] = (
    (_begins(jpeg.START + b"\xff"), _photograph("image/jpeg", ".jpg", jpeg.cleaned)),
    (_begins(png.SIGNATURE), _photograph("image/png", ".png", png.cleaned)),
    (webp.is_webp, _photograph("image/webp", ".webp", webp.cleaned)),
    (_begins(office.ZIP), _office),
    (_begins(b"%PDF-"), _pdf),
)
