"""What files of publications are called where they are taken away, whatever the storage calls them."""

from typing import Any

from django.utils.text import slugify

from rapport.website.models import PublicationFile


def name_file(document: Any) -> str:
    """The address of the publication, the language and the version, or the day where no version is given."""
    file = PublicationFile.objects.filter(document=document).select_related("publication").order_by("pk").first()
    if file is None:
        return ""
    version = slugify(file.version, allow_unicode=True) or str(file.issued_on or "")
    return "-".join(filter(None, (file.publication.slug, file.language, version)))
