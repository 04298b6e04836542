"""What follows when something is made public, changed or taken away: its cards, and the stand of kept pages."""

import logging
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils.translation import override
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Page, Revision

from rapport.content import cards
from rapport.content.cards import Said
from rapport.content.models import Entry, EntryAddress, Text
from rapport.content.rich_text import plain_words
from rapport.content.shelves import Shelf, all_shelves, shelf_of
from rapport.content.stand import move_stand
from rapport.lib import clock

_log = logging.getLogger(__name__)


def said_of(shelf: Shelf, entry: Entry) -> Iterator[Said]:
    """What one search finds of an entry: each of its texts."""
    for text in entry.texts.all():
        words = " ".join(_words_of(text, name) for name in text.spoken if name != "title")
        yield Said(
            entry.key,
            text.language,
            text.title,
            words,
            shelf.entry_path(entry),
            entry.names_beside(text.language),
            entry.shown_day,
            entry.partnerships,
            entry.is_fictional,
        )


def _words_of(text: Text, name: str) -> str:
    written = str(getattr(text, name) or "")
    is_rich = isinstance(text._meta.get_field(name), RichTextField)
    return plain_words(written) if is_rich else written


def all_said(kind: str) -> Iterator[Said]:
    """For a rebuild: every public entry of a kind."""
    shelf = shelf_of(kind)
    for entry in shelf.model.objects.public().with_texts():
        yield from said_of(shelf, entry)


def follow_entry(instance: Any, **_of_a_signal: Any) -> None:
    """An entry or page was published or unpublished."""
    if isinstance(instance, Entry):
        _write_cards(instance)
    move_stand()


def follow_saved(sender: Any, instance: Any, raw: bool = False, **_of_a_signal: Any) -> None:
    """A picture, a file or a page was changed beside its revisions: moved, renamed, replaced."""
    if isinstance(instance, (get_image_model(), get_document_model(), Page)) and not raw:
        move_stand()


def follow_deleted(sender: Any, instance: Any, **_of_a_signal: Any) -> None:
    if isinstance(instance, Entry):
        cards.write_cards(instance.kind, instance.key, ())
        EntryAddress.objects.filter(kind=instance.kind, key=instance.key).delete()
    if isinstance(instance, (Entry, Page, get_image_model(), get_document_model())):
        move_stand()


def _write_cards(entry: Entry) -> None:
    shelf = shelf_of(entry.kind)
    if entry.live:
        EntryAddress.objects.update_or_create(kind=entry.kind, slug=entry.slug, defaults={"key": entry.key})
    cards.write_cards(entry.kind, entry.key, said_of(shelf, entry) if entry.live else ())


def is_scheduled(*, now: datetime) -> bool:
    """Whether anything waits for its hour. Hours are real ones, whatever day the rules stand on."""
    moment = clock.real_now()
    if Revision.objects.filter(approved_go_live_at__lte=moment).exists():
        return True
    models = [Page, *(shelf.model for shelf in all_shelves())]
    return any(model.objects.filter(live=True, expire_at__lte=moment).exists() for model in models)


def _drop_impossible() -> None:
    """What cannot be published stays a draft: another has its address by now, say. The others go on."""
    for revision in Revision.objects.filter(approved_go_live_at__lte=clock.real_now()):
        entry = revision.as_object()
        try:
            entry.validate_unique()
        except ValidationError as error:
            _log.error("%s %s stays a draft: %s", type(entry).__name__, entry.pk, " ".join(error.messages))
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)


def publish_scheduled(*, now: datetime) -> None:
    """Publish what was scheduled, and take away what is over, as Wagtail does it."""
    _drop_impossible()
    with override(None):
        call_command("publish_scheduled", verbosity=0)
