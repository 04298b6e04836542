from typing import Any

from django.db import migrations, models

from rapport.organizations.models import fold_aliases


def fold_what_is_there(apps: Any, _editor: Any) -> None:
    organizations = apps.get_model("organizations", "Organization").objects
    named = list(organizations.exclude(aliases=[]).only("pk", "aliases"))
    for each in named:
        each.folded_aliases = fold_aliases(each.aliases)
    organizations.bulk_update(named, ["folded_aliases"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("organizations", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="organization",
            name="folded_aliases",
            field=models.TextField(default="", editable=False, help_text="a line each, between line feeds"),
        ),
        migrations.RunPython(fold_what_is_there, migrations.RunPython.noop),
    ]
