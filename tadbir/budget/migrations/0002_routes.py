"""The procurement routes that the product comes with; a directorate enters its own over them."""

from datetime import date

from django.db import migrations

SOURCE = "House estimate in clear working days; publication delays of decree 2-22-431, to confirm"
START = date(2023, 9, 1)
ROUTES = {
    "contract": (("publication", 15), ("bid_examination", 5), ("award", 5), ("deposit", 2)),
    "framework_contract": (
        ("publication", 15), ("bid_examination", 5), ("award", 5), ("deposit", 2),
    ),
    "purchase_order": (("publication", 2), ("bid_examination", 2), ("award", 1), ("deposit", 1)),
    "invoice": (("deposit", 1),),
    "statement": (("deposit", 1),),
    "amendment": (("award", 3), ("deposit", 2)),
    "convention": (("award", 10), ("deposit", 2)),
}


def enter(apps, schema_editor):
    step = apps.get_model("budget", "RouteStep")
    step.objects.bulk_create(
        step(route=route, position=position, step=name, days=days, source=SOURCE, valid_from=START)
        for route, steps in ROUTES.items()
        for position, (name, days) in enumerate(steps, 1)
    )


class Migration(migrations.Migration):
    dependencies = [("budget", "0001_lines_and_executions")]
    operations = [migrations.RunPython(enter, migrations.RunPython.noop, elidable=False)]
