"""Who may have an uploaded file: everybody, once something public leads to it; until then those who write."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, ReferenceIndex

from rapport.content.models import Entry


def may_have(user: Any, document: Any) -> bool:
    return user.has_perm("wagtailadmin.access_admin") or is_public(document)


def is_public(document: Any) -> bool:
    """True where a public page or entry leads to it. A query for each kind of thing that does."""
    found: dict[int, list[str]] = {}
    leading = ReferenceIndex.get_references_to(document).values_list("base_content_type", "object_id").distinct()
    for kind, number in leading:
        found.setdefault(kind, []).append(number)
    return any(_is_any_public(ContentType.objects.get_for_id(kind).model_class(), keys) for kind, keys in found.items())


def _is_any_public(model: Any, keys: list[str]) -> bool:
    return issubclass(model, (Page, Entry)) and model.objects.filter(pk__in=keys, live=True).exists()
