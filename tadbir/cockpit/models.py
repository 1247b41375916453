"""The boards as they were drawn ahead of their readers."""

from django.db import models

from tadbir.territory.models import Entity


class Sheet(models.Model):
    """The board of an entity in a language, as of a day and of the last action about figures.

    It is shown only while both are still those of its reader: a sheet is never stale, it is
    either the board itself or of no use any more.
    """

    entity = models.ForeignKey(Entity, models.PROTECT, related_name="+")
    lang = models.CharField(max_length=2)
    on_date = models.DateField()
    number = models.BigIntegerField()
    board = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("entity", "lang"), name="one_sheet_an_entity_a_lang"),
        )

    def __str__(self) -> str:
        return f"{self.entity_id} {self.lang} {self.on_date} ({self.number})"
