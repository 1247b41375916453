"""PDF: whole, without a password; kept as it came, since nothing here writes one again."""

from tadbir.works.calc.attached import refusals

MEDIA_TYPE = "application/pdf"
_END = b"%%EOF"


def checked(data: bytes) -> bytes:
    """The document as it came; raises `Refused` when it is cut, encrypted, or hides another file.

    Its properties (author, software) stay in it: the form that attaches it says so.
    """
    end = data.rfind(_END)
    if end < 0 or data[end + len(_END) :].strip(b"\r\n\t \0"):
        raise refusals.damaged()
    if b"/Encrypt" in data:
        raise refusals.has_password()
    return data
