"""Cards of pages that were written while the site had no home led to the home page."""

from typing import Any

from django.db import migrations


def lead_to_their_pages(apps: Any, schema_editor: Any) -> None:
    pages = apps.get_model("website", "TextPage").objects.select_related("locale")
    paths = {(str(page.translation_key), page.locale.language_code): page.url_path for page in pages}
    for card in apps.get_model("content", "Card").objects.filter(kind="page", path="/"):
        if url_path := paths.get((card.key, card.language)):
            card.path = "/" + url_path.split("/", 2)[2]
            card.save(update_fields=["path"])


class Migration(migrations.Migration):
    dependencies = [("website", "0004_name_files"), ("content", "0004_entry_addresses")]

    operations = [migrations.RunPython(lead_to_their_pages, migrations.RunPython.noop)]
