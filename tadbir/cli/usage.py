"""What click says of itself (usage, missing options), in the language of the person.

click asks the standard library's gettext for these sentences: it is pointed at the catalogues
of this app, where they stand marked like any other.
"""

import gettext
import os
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import ngettext_lazy

from tadbir.core.words import N_

DEFAULT = "fr"
LANGUAGES = ("ar", "fr")
_DOMAIN = "django"
_CATALOGUES = Path(__file__).with_name("locale")

SENTENCES = (
    N_("Aborted!"),
    N_("Commands"),
    N_("Error: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("Invalid value: {message}"),
    N_("Missing argument"),
    N_("Missing command."),
    N_("Missing option"),
    N_("No such command {name!r}."),
    N_("No such option {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("Options"),
    N_("Positional arguments"),
    N_("Show the version and exit."),
    N_("Show this message and exit."),
    N_("Try '{command} {option}' for help."),
    N_("Usage:"),
    N_("default: {default}"),
    N_("integer"),
    N_("required"),
    N_("{name} {filename!r} does not exist."),
    N_("{value!r} is not a valid {number_type}."),
    ngettext_lazy("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ngettext_lazy(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"
    ),
    ngettext_lazy(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    ),
    ngettext_lazy("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
"""Those of click's sentences that this command can bring about, as click writes them."""


def language_of(arguments: Sequence[str]) -> str:
    """The language asked for, found before click reads anything: it may have to complain."""
    said = [word.partition("=")[2] for word in arguments if word.startswith("--lang=")]
    said += [
        after for word, after in zip(arguments, arguments[1:], strict=False) if word == "--lang"
    ]
    return next((one for one in said if one in LANGUAGES), DEFAULT)


def speak(lang: str) -> None:
    """Let click speak a language."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(_DOMAIN, _CATALOGUES)
    gettext.textdomain(_DOMAIN)
