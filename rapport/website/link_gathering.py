"""Which addresses outside public entries lead to: gathered when an entry is published, and all of them once a day."""

from collections.abc import Iterator
from datetime import date, datetime
from html.parser import HTMLParser
from typing import Any

from django.db import transaction
from wagtail.fields import RichTextField

from rapport.content.models import Entry
from rapport.content.shelves import all_shelves
from rapport.lib import clock
from rapport.lib.texts import clean_text
from rapport.website.link_addresses import LONGEST, AddressError, read_url
from rapport.website.link_models import Mention, OutsideAddress


def outside_links(entry: Entry) -> list[str]:
    """The address that an entry is about (``url``), and those in the rich text of its languages; each once.

    One that is no address of the web stands as it was written: the checker says of it what is to be said.
    """
    found = [str(url)] if (url := getattr(entry, "url", None)) else []
    for text in entry.texts.all():
        for field in text._meta.get_fields():
            if isinstance(field, RichTextField):
                found.extend(_hrefs_of(getattr(text, field.name)))
    return list(dict.fromkeys(map(_in_one_form, found)))


class _Hrefs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = clean_text(dict(attrs).get("href") or "") if tag == "a" else ""
        if href.lower().startswith(("http:", "https:")):
            self.found.append(href)


def _hrefs_of(stored: str) -> list[str]:
    parser = _Hrefs()
    parser.feed(stored or "")
    return parser.found


def _in_one_form(url: str) -> str:
    try:
        return read_url(url)
    except AddressError:
        return url[:LONGEST]


@transaction.atomic
def note_links(entry: Entry, *, now: datetime) -> None:
    """What an entry leads to, in place of what it led to; nothing where it is not public."""
    wanted = outside_links(entry) if entry.live else []
    mentions = Mention.objects.filter(kind=entry.kind, number=entry.pk)
    dropped = list(mentions.exclude(address__url__in=wanted).values_list("address_id", flat=True))
    mentions.filter(address__in=dropped).delete()
    for url in wanted:
        host = _host(url)
        address, _new = OutsideAddress.objects.get_or_create(url=url, defaults={"host": host, "next_at": now})
        Mention.objects.get_or_create(kind=entry.kind, number=entry.pk, address=address)
    OutsideAddress.objects.filter(pk__in=dropped, mentions=None).delete()


def _host(url: str) -> str:
    return url.partition("//")[2].partition("/")[0][:255]


def follow_entry(instance: Any, **_of_a_signal: Any) -> None:
    """An entry was published or taken away."""
    if isinstance(instance, Entry):
        note_links(instance, now=clock.now())


def follow_deleted(instance: Any, **_of_a_signal: Any) -> None:
    if isinstance(instance, Entry):
        forget_links(instance.kind, {instance.pk})


def forget_links(kind: str, numbers: set[int]) -> None:
    """Entries are no more; addresses that stand nowhere else go with them."""
    with transaction.atomic():
        Mention.objects.filter(kind=kind, number__in=numbers).delete()
        OutsideAddress.objects.filter(mentions=None).delete()


def gather_links(*, today: date) -> None:
    """All of them, once a day: entries also come and go without an editor. What stands already is left alone."""
    for shelf in all_shelves():
        known = set(Mention.objects.filter(kind=shelf.kind).values_list("number", flat=True))
        public = set()
        for entry in _public_of(shelf.model):
            public.add(entry.pk)
            note_links(entry, now=clock.now())
        forget_links(shelf.kind, known - public)


def _public_of(model: Any) -> Iterator[Entry]:
    yield from model.objects.public().with_texts().iterator(chunk_size=200)
