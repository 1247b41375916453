"""What came of a file sent in one go: the command's answer."""

from dataclasses import dataclass

from django.utils import translation

from tadbir.core.refused import Refused
from tadbir.intake.labels import taken_before
from tadbir.intake.models import Batch
from tadbir.intake.reading.refusals import UnknownLayout
from tadbir.intake.report import Report, localised, told, unread


@dataclass(frozen=True, slots=True)
class Outcome:
    """The report of a file, the batch it became (None when nothing was kept), and why not.

    `refused` is None when the file was kept or, on a dry run, when it could be. `report` is None
    for a file that was there already and was not read again, or of which no table is understood:
    what is refused in it is told then.
    """

    report: Report | None
    batch: Batch | None
    refused: Refused | None

    def as_json(self, lang: str | None = None) -> Report:
        """The report and the outcome in a language (the one in force by default)."""
        with translation.override(lang or translation.get_language()):
            report = self.report
            if isinstance(self.refused, UnknownLayout):
                report = unread(self.refused)
            body = localised(report, translation.gettext) if report else {}
            if before := body.get("taken_before"):
                body["taken_before"] = [one | {"sentence": taken_before(one)} for one in before]
            return body | {"batch": self.batch.pk if self.batch else None} | self._verdict()

    def _verdict(self) -> Report:
        if self.refused is None:
            return {"verdict": "kept" if self.batch else "may be kept", "why": ""}
        details = {name: str(value) for name, value in self.refused.details.items()}
        why = told(self.refused.message, details, translation.gettext)
        return {"verdict": self.refused.code, "why": why}
