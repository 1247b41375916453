"""`tadbir dossier`: make, replay or verify the pack of a meeting, or a draft for a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click
from django.utils import translation

from tadbir.audit import installation
from tadbir.cli.options import Day, seat, speaking
from tadbir.cli.terminal import Terminal
from tadbir.dossier import actions, frames, freezing, models, queries, vault
from tadbir.dossier.terms import FREEZING, OTHER_RELEASE, Form
from tadbir.territory.reach import EVERYWHERE
from tadbir.ui.reader import ARABIC, LANGUAGES


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the command, and where the files go."""

    meeting: str | None
    region: str | None
    on: date | None
    by: str | None
    out: Path

    @property
    def draft_name(self) -> str:
        """The name of the files of a draft."""
        return self.meeting or f"{self.region}-{self.on}"

    def occasion(self) -> frames.Occasion:
        """The meeting, or the day without one; a usage error for neither."""
        if self.meeting:
            return frames.of_meeting(self.meeting, reach=EVERYWHERE)
        if not self.region or self.on is None:
            raise click.UsageError("Name a meeting, or give --region with --on.")
        code = self.region if self.region.startswith("DR") else f"DR{self.region.removeprefix('R')}"
        return frames.of_day(code, self.on, reach=EVERYWHERE)


def _write(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def _row(path: Path, content: bytes, **more: object) -> dict[str, object]:
    return {"path": str(path), "sha256": vault.digest_of(content), **more}


def _draft(asked: Asked, langs: Sequence[str]) -> list[dict[str, object]]:
    """The files of a draft, which say on every page that nothing is frozen."""
    made = actions.draft(asked.occasion(), reach=EVERYWHERE, langs=langs)
    return [
        _row(
            _write(asked.out, f"{asked.draft_name}-draft-{one.lang}.{one.form.value}", one.content),
            one.content, lang=one.lang, form=one.form.value, frozen=False,
        )
        for one in made
    ]  # fmt: skip


def _frozen(pack: models.Pack, asked: Asked, langs: Sequence[str]) -> list[dict[str, object]]:
    """The files of a frozen pack as they were kept."""
    found = []
    for one in queries.forms_of(pack):
        if one.lang in langs:
            content = actions.kept_content(one)
            path = _write(asked.out, f"{asked.meeting}-{one.lang}.{one.form}", content)
            found.append(_row(path, content, lang=one.lang, form=one.form, frozen=True))
    return found


def _replayed(
    pack: models.Pack, asked: Asked, langs: Sequence[str], terminal: Terminal
) -> list[dict[str, object]]:
    """The files made again from the stored text, each held against what was frozen."""
    found = []
    for lang in langs:
        for form in Form:
            again = actions.replay(pack, form=form, lang=lang)
            path = _write(asked.out, f"{asked.meeting}-{lang}.{form.value}", again.content)
            found.append(
                _row(path, again.content, lang=lang, form=form.value, same=again.is_same,
                     made_again=again.is_made_again, release=again.release)
            )  # fmt: skip
    if not all(row["made_again"] for row in found):
        terminal.talk(translation.gettext(OTHER_RELEASE))
    return found


def _verified(pack: models.Pack, terminal: Terminal) -> None:
    """Print the verdict; raises Refused("dossier.altered") when something differs."""
    found = actions.verify(pack)
    payload = {
        "meeting": pack.meeting.code, "whole": found.is_whole, "text": found.text,
        "derived": found.is_derived, "figures": list(found.figures), "files": list(found.files),
    }  # fmt: skip
    places = "\n".join([*found.files, *found.figures])
    terminal.data(payload, "whole" if found.is_whole else places or "text")
    actions.check_whole(pack, found)


def _print(terminal: Terminal, rows: Sequence[dict[str, object]]) -> None:
    terminal.data(list(rows), "\n".join(f"{row['path']}\t{row['sha256']}" for row in rows))


@click.command()
@click.argument("meeting", required=False)
@click.option("--region", metavar="R", help="Region or directorate of a draft: 03, DR03.")
@click.option("--on", type=Day(), help="Day of a draft.")
@click.option("--by", metavar="USER", help="Who freezes the pack of MEETING.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"))
@click.option("--replay", is_flag=True, help="Make the files again from the frozen text.")
@click.option("--verify", is_flag=True, help="Derive the figures again and check every print.")
@speaking
@click.option("--both", is_flag=True, help="Both languages.")
@click.pass_obj
def command(terminal: Terminal, /, both: bool, replay: bool, verify: bool, **given: object) -> None:
    """Make the pack of MEETING (frozen with --by, else a draft), or of --region on a day."""
    installation.start_clock()
    asked = Asked(**given)  # type: ignore[arg-type]
    langs = LANGUAGES if both else (translation.get_language() or ARABIC,)
    pack = _pack_of(asked, terminal)
    if (replay or verify) and pack is None:
        pack = queries.frozen(asked.meeting or "", reach=EVERYWHERE)
    if pack is not None and verify:
        _verified(pack, terminal)
    elif pack is not None:
        maker = _replayed(pack, asked, langs, terminal) if replay else _frozen(pack, asked, langs)
        _print(terminal, maker)
    else:
        _print(terminal, _draft(asked, langs))


def _pack_of(asked: Asked, terminal: Terminal) -> models.Pack | None:
    """The frozen pack of the meeting, frozen now when --by is given."""
    if asked.meeting is None:
        return None
    if asked.by is None:
        return queries.pack(asked.meeting, reach=EVERYWHERE)
    who = seat(asked.by)
    return freezing.freeze_now(
        who, meeting=asked.meeting, progress=terminal.progress(translation.gettext(FREEZING))
    )
