"""The one way to say no: an expected failure with a code, a sentence and its details."""

from collections.abc import Mapping


class Refused(Exception):
    """What was asked cannot be done, and the person asking can be told why.

    `message` is an English sentence marked with `N_`, holding `{named}` places filled from
    `details` after translation. `code` is stable and meant for machines. Anything that is not
    expected must crash instead of being refused.
    """

    def __init__(self, code: str, message: str, **details: object) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.details: Mapping[str, object] = details

    def __str__(self) -> str:
        return self.message.format(**self.details)
