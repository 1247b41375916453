from django.db import migrations

from tadbir.accounts import sealing


def _change(apps, change):
    for kept in apps.get_model("mfa", "Authenticator").objects.all():
        kept.data = sealing.with_secrets(kept.data, change)
        kept.save(update_fields=["data"])


def seal(apps, schema_editor):
    _change(apps, sealing.seal)


def unseal(apps, schema_editor):
    _change(apps, sealing.unseal)


class Migration(migrations.Migration):
    """What was stored in clear is sealed; back again for the release before."""

    dependencies = [
        ("accounts", "0001_people_and_posts"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]
    operations = [migrations.RunPython(seal, unseal)]
