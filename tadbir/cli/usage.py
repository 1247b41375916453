"""What click says of itself (usage, missing options), in the language of the person.

click asks the standard library's gettext for these sentences: it is pointed at the catalogues
of this app, where they stand marked like any other. What commands and options say of themselves is
collected from the code by `tools.catalogues`, and looked up by `translated`.
"""

import gettext
import os
from collections.abc import Sequence
from inspect import cleandoc
from pathlib import Path

import click
from django.utils.translation import ngettext_lazy

from tadbir.core.words import N_

DEFAULT = "fr"
LANGUAGES = ("ar", "fr")
_DOMAIN = "django"
_SURROUNDINGS = ("LC_ALL", "LC_MESSAGES", "LANG")
_METAVARS = (N_("[OPTIONS]"), N_("COMMAND [ARGS]..."))
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
    return next((one for one in said if one in LANGUAGES), of_surroundings())


def of_surroundings() -> str:
    """The language of the terminal where it is one of ours, `DEFAULT` otherwise."""
    said = next((text for name in _SURROUNDINGS if (text := os.environ.get(name))), "")
    return said[:2] if said[:2] in LANGUAGES else DEFAULT


def speak(lang: str) -> None:
    """Let click speak a language."""
    os.environ["LANGUAGE"] = lang
    gettext.bindtextdomain(_DOMAIN, _CATALOGUES)
    gettext.textdomain(_DOMAIN)


def translated(command: click.Command) -> click.Command:
    """A command whose help, that of its options and of its own commands speak the language."""
    command.help = _said(command.help)
    command.options_metavar = _said(command.options_metavar)
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = _said(option.help)
    if isinstance(command, click.Group):
        command.subcommand_metavar = gettext.gettext(command.subcommand_metavar)
        for one in command.commands.values():
            translated(one)
    return command


def _said(text: str | None) -> str | None:
    """A text in the language; None stays None."""
    return gettext.gettext(cleandoc(text)) if text else text
