"""The database itself refuses to change the trail, from its first row."""

from typing import Any

from django.db import migrations

from tadbir.audit import triggers


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install()


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove()


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_the_trail")]
    operations = [migrations.RunPython(install, remove)]
